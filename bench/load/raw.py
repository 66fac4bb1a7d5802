"""The limit under every durable figure: one-row commits of the plain database, on the same disk, now."""

import sqlite3
import time
from abc import ABC, abstractmethod
from pathlib import Path

import psycopg

ROW = "x" * 120


class Raw(ABC):
    """A database beside the hall's, with the same promise."""

    def per_s(self, for_s: float) -> float:
        """Commits per second, one after the other."""
        start = time.perf_counter()
        count = 0
        while (elapsed := time.perf_counter() - start) < for_s:
            self.one_ms()
            count += 1
        return count / elapsed

    @abstractmethod
    def one_ms(self) -> float:
        """One commit, and how long it took."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""


class RawPostgresql(Raw):
    """A table in the hall's own PostgreSQL."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self._connection.execute("CREATE TABLE IF NOT EXISTS raw (id BIGSERIAL PRIMARY KEY, body TEXT)")

    def one_ms(self) -> float:
        """A statement that is its own transaction: one road there and back."""
        start = time.perf_counter()
        self._connection.execute("INSERT INTO raw (body) VALUES (%s)", (ROW,))
        return 1000 * (time.perf_counter() - start)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


class RawCommits(Raw):
    """SQLite with the same journal as the hall's. `delay_s` is a slower disk's."""

    def __init__(self, folder: Path, delay_s: float = 0.0) -> None:
        self._delay_s = delay_s
        self._connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, body TEXT)")

    def one_ms(self) -> float:
        """One commit, and how long it took."""
        start = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO row (body) VALUES (?)", (ROW,))
        self._connection.execute("COMMIT")
        if self._delay_s:
            time.sleep(self._delay_s)
        return 1000 * (time.perf_counter() - start)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
