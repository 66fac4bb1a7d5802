"""`python -m server`: the process an administrator starts and stops."""

import io
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from common.pairing import Pairing, State
from server.__main__ import COMMANDS, main
from server.import_hall import main_import_hall
from server.reset_password import main_password
from server.serve import METRICS_TOKEN
from server.storage.devices import Devices
from server.storage.guard import hold
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.live.live_hall import LiveHall

SAMPLE = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"
URL = re.compile(r"http://127\.0\.0\.1:\d+")
WITHIN_S = 30
MONITOR = "the monitor's token"


class Process:
    """A server in a process of its own; `lines` is what it has said so far."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "server", "serve", "--host", "127.0.0.1", "--port", "0", *arguments]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, METRICS_TOKEN: MONITOR},
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def said(self, pattern: re.Pattern[str]) -> str:
        """Wait for a line, and what of it fits `pattern`."""
        ends = time.monotonic() + WITHIN_S
        while time.monotonic() < ends:
            for line in self.lines:
                if found := pattern.search(line):
                    return found[0]
            assert self.process.poll() is None, self.lines
            time.sleep(0.01)
        raise AssertionError(self.lines)

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        code = self.process.wait(WITHIN_S)
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@contextmanager
def process(*arguments: str) -> Iterator[Process]:
    running = Process(*arguments)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.end(signal.SIGKILL)


def test_a_first_start_imports_the_hall_and_gives_a_password_once(tmp_path: Path) -> None:
    """The next start has both in its database; a stop is a proper one; a killed server is back at once."""
    data = str(tmp_path / "data")
    with process("--data", data, "--hall", str(SAMPLE), "--lang", "en") as first:
        url = first.said(URL)
        first.said(re.compile(r"one-time password \w{4}-\w{4}-\w{4}"))
        with urllib.request.urlopen(f"{url}/healthz", timeout=10) as health:
            assert health.status == 200
        from_elsewhere = {"Via": "1.1 proxy", "Authorization": f"Bearer {MONITOR}"}
        with urllib.request.urlopen(
            urllib.request.Request(f"{url}/metrics", headers=from_elsewhere)
        ) as metrics:
            assert b"jiaohao_uptime_seconds" in metrics.read()
        assert first.end(signal.SIGTERM) == 0
        assert first.lines[-1] == "Stopped."
    assert not (tmp_path / "data" / "hall.db-wal").exists()  # all of it is in the one file
    with process("--data", data, "--hall", str(SAMPLE), "--lang", "en") as second:
        second.said(URL)
        assert "password" not in " ".join(second.lines)
        assert "A hall was imported before" in second.lines[0]
        second.end(signal.SIGKILL)
    with process("--data", data) as third:
        third.said(URL)
        assert third.end(signal.SIGINT) == 0


def test_a_folder_that_a_server_uses_is_not_served_twice(tmp_path: Path) -> None:
    """Two servers would both be right for a while."""
    with hold(tmp_path):
        command = [sys.executable, "-m", "server", "serve", "--data", str(tmp_path), "--port", "0"]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=WITHIN_S
        )
    assert done.returncode == 1
    assert "正被另一个服务器使用" in done.stdout


def test_a_server_that_finds_its_port_taken_keeps_no_password_to_itself(tmp_path: Path) -> None:
    """It is shown once: at the start that succeeds, with the warning that no day is copied."""
    data = str(tmp_path / "data")
    with socket.create_server(("127.0.0.1", 0)) as other:
        arguments = ["--host", "127.0.0.1", "--port", str(other.getsockname()[1]), "--data", data]
        assert main(["serve", *arguments]) == 1
    with process("--data", data, "--lang", "en") as second:
        second.said(re.compile(r"one-time password \w{4}-\w{4}-\w{4}"))
        second.said(re.compile("no folder for backups"))


def test_a_hall_is_imported_on_the_command_line(tmp_path: Path) -> None:
    """While no server runs; its page does it while one does."""
    out = io.StringIO()
    assert main_import_hall(["--data", str(tmp_path), "--lang", "en", str(SAMPLE)], out) == 0
    assert "Imported: " in out.getvalue()
    store = Store.open(tmp_path)
    assert Ledger(store).fold().rules.hall.sample
    store.close()
    with hold(tmp_path):
        assert main_import_hall(["--data", str(tmp_path), str(SAMPLE)], out) == 1


def test_a_faulty_file_is_named_and_not_imported(tmp_path: Path) -> None:
    """With its line."""
    faulty, out = tmp_path / "hall.toml", io.StringIO()
    faulty.write_text(SAMPLE.read_text("utf-8").replace("b_roles", "b_rolls", 1), "utf-8")
    assert main_import_hall(["--data", str(tmp_path / "data"), str(faulty)], out) == 1
    assert "b_rolls" in out.getvalue()


def test_whoever_has_the_machine_gets_in_again(data: Path) -> None:
    """The last administrator forgot the password."""
    out = io.StringIO()
    assert main_password(["--data", str(data), "--lang", "en"], out) == 0
    assert re.search(r"password of admin: \w{4}-\w{4}-\w{4}", out.getvalue())
    assert main_password(["--data", str(data), "--staff", "nobody"], out) == 1


def test_an_unknown_command_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, as argparse has it."""
    assert main(["fly"]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """So every command is there."""
    with pytest.raises(SystemExit, match="0"):
        main([name, "--help"])
    assert f"server {name}" in capsys.readouterr().out


def test_a_device_pairs_itself_by_the_code_it_shows(hall: LiveHall) -> None:
    """The whole way over HTTP, in a thread that touches nothing of the caller's."""
    pairing = Pairing(hall.url, "display", "大厅主屏", pause_s=0.01)

    def is_(state: State) -> bool:
        return pairing.poll() == state

    hall.until(lambda: is_("waiting"))
    assert re.fullmatch(r"\d{6}", pairing.code)
    Devices(hall.store).approve(pairing.code, "admin", hall.server._real.now())
    hall.until(lambda: is_("paired"))
    assert pairing.device == "display:d1"
    assert Devices(hall.store).everything()[0].name == "大厅主屏"


def test_a_device_without_a_server_goes_on_trying() -> None:
    """It shows that nobody is there."""
    pairing = Pairing("http://127.0.0.1:9", "kiosk", pause_s=0.01)
    ends = time.monotonic() + WITHIN_S
    while pairing.poll() != "unreachable":
        assert time.monotonic() < ends
        time.sleep(0.01)
    pairing.close()
