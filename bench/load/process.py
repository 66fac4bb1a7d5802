"""A real server in a process of its own, on 127.0.0.1 alone: started, asked how big it is, stopped or killed."""

import random
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from bench.load.client import Client, Denied, Gone
from bench.load.resident_memory import resident_mb

PORTS = (20_000, 32_000)
STARTS_WITHIN_S = 30.0
STOPS_WITHIN_S = 30.0
LOOK_AGAIN_S = 0.002


def free_port() -> int:
    """A port that nobody listens on now.

    It is below those that systems give to outgoing connections: a client that knocks where nobody listens
    yet could be given the very port it knocks at, be connected to itself, and keep the server out.
    """
    while True:
        port = random.randrange(*PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def end(process: subprocess.Popen[Any], within_s: float = STOPS_WITHIN_S) -> None:
    """Ask it to end; make it, if it does not. Afterwards it has been waited for, whatever it did."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(within_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class ServerProcess:
    """`python -m PROGRAM` on the data folder `folder`. Leaving the block stops it, whatever happened.

    A killed server is started again on the same port, as devices expect it. `database`: the URL of a PostgreSQL
    that has the hall; the folder then has the log only.
    """

    def __init__(self, folder: Path, *program: str, database: str = "", name: str = "server") -> None:
        self.folder, self.port, self._database = folder, free_port(), database
        self._program = program or ("server", "serve")
        self._log = folder / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it; `first_client` waits until it serves."""
        name, *arguments = self._program
        command = [sys.executable, "-m", name, *arguments]
        command += ["--database", self._database] if self._database else ["--data", str(self.folder)]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def first_client(self, **identity: str) -> Client:
        """A client that is let in as soon as anyone is. Raises `TimeoutError` with the server's last words."""
        deadline = time.perf_counter() + STARTS_WITHIN_S
        while time.perf_counter() < deadline and self._running.poll() is None:
            client = Client(self.port, **identity)
            try:
                client.connect()
            except (Gone, Denied) as refused:
                client.close()
                if isinstance(refused, Denied) and str(refused) != "starting":
                    raise
                time.sleep(LOOK_AGAIN_S)
            else:
                return client
        raise TimeoutError(f"no server on {self.folder}: {self.last_words()}")

    def clients(self, identities: list[dict[str, str]]) -> list[Client]:
        """One client for each identity, connected."""
        clients = [Client(self.port, **identity) for identity in identities]
        for client in clients:
            client.connect()
        return clients

    def kill(self) -> None:
        """As if the plug were pulled from the program: no goodbye."""
        self._running.kill()
        self._running.wait()

    def stop(self) -> None:
        """Ask it to end; make it, if it does not."""
        if self._process is not None:
            end(self._process)

    def ended_with(self) -> int:
        """The exit code of one that ends by itself."""
        return self._running.wait(STARTS_WITHIN_S)

    def memory_mb(self) -> float:
        """What it holds of the machine's memory now."""
        return resident_mb(self._running.pid)

    def last_words(self) -> str:
        """The end of its log."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-2_000:]

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "not started"
        return self._process
