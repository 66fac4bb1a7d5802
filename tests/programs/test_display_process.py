"""`python -m display` as a process of its own, at a live server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pygame

from common.commands import CallNext, FinishService, IssueTicket, SitDown, StartService
from common.messages import Called
from display.options import options_from
from server.storage.devices import Devices
from tests.live.live_hall import LiveHall

WITHIN_S = 30.0
SIZE = (640, 360)


def command(url: str, folder: Path, *more: str) -> list[str]:
    size = "x".join(map(str, SIZE))
    common = ["--server", url, "--size", size, "--device", str(folder / "device.json")]
    return [sys.executable, "-m", "display", *common, *more]


def keep_token(hall: LiveHall, folder: Path) -> None:
    token = {"server": hall.url, "token": hall.token("display")}
    (folder / "device.json").write_text(json.dumps(token), "utf-8")


@contextmanager
def display(url: str, folder: Path, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command(url, folder, *more), env=os.environ) as process:
        try:
            yield process
        finally:
            process.kill()


def until(found: Callable[[], Any]) -> Any:
    """Wait for what another process does."""
    ends = time.monotonic() + WITHIN_S
    while not (value := found()):
        assert time.monotonic() < ends, "it never came to be"
        time.sleep(0.02)
    return value


def lines_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def test_a_call_reaches_the_glass_and_the_trace_says_when(served: LiveHall, tmp_path: Path) -> None:
    """The whole road's last step: the frame in which a call was first presented is on record."""
    keep_token(served, tmp_path)
    trace, picture = tmp_path / "trace.jsonl", tmp_path / "wall.png"
    with display(served.url, tmp_path, "--trace", str(trace), "--picture", str(picture)):
        kiosk, clerk = served.joined("kiosk", kind="kiosk"), served.joined("clerk", staff="A1")
        served.answer(clerk, SitDown(window=1))
        first, second = (served.answer(kiosk, IssueTicket(matter="mr")) for _ in range(2))
        served.answer(clerk, CallNext())
        until(lambda: row_of(first.ticket, trace))  # the wall has joined
        served.answer(clerk, StartService(ticket=first.ticket))
        served.answer(clerk, FinishService(ticket=first.ticket))
        pressed = time.time_ns() // 1_000_000
        called = served.answer(clerk, CallNext())
        assert isinstance(called, Called)
        seen = until(lambda: row_of(second.ticket, trace))
    assert (seen["number"], seen["window"], seen["times"]) == (second.number, 1, 1)
    assert seen["version"] is not None
    assert seen["presented_at"] >= pressed
    assert pygame.image.load(picture).get_size() == SIZE


def row_of(ticket: int, trace: Path) -> dict[str, Any] | None:
    rows = [line for line in lines_of(trace) if line["what"] == "row" and line["ticket"] == ticket]
    return rows[0] if rows else None


def test_a_new_screen_pairs_and_keeps_its_token(served: LiveHall, tmp_path: Path) -> None:
    """First start: its code is approved, it joins, and a second start needs no code."""
    devices = Devices(served.store)
    with display(served.url, tmp_path):
        (asked,) = until(lambda: devices.asking(0))
        assert asked.kind == "display"
        devices.approve(asked.code, "admin", 0)
        kept = until((tmp_path / "device.json").exists)
    assert kept
    shot = tmp_path / "shot.png"
    assert subprocess.run(command(served.url, tmp_path, "--shot", str(shot)), check=False).returncode == 0
    assert pygame.image.load(shot).get_size() == SIZE
    assert devices.asking(0) == []


def test_a_shot_without_a_server_is_taken_and_says_so(tmp_path: Path) -> None:
    """The picture shows that it is connecting; the exit code tells a script, a sentence people."""
    (tmp_path / "device.json").write_text(json.dumps({"server": "http://127.0.0.1:9", "token": "t"}), "utf-8")
    shot = tmp_path / "shot.png"
    wanted = command("http://127.0.0.1:9", tmp_path, "--shot", str(shot), "--wait-s", "0.2")
    run = subprocess.run(wanted, check=False, capture_output=True, text=True, encoding="utf-8")
    assert (run.returncode, run.stdout) == (1, "")  # not even pygame's greeting
    assert "没有接入 http://127.0.0.1:9" in run.stderr
    assert shot.exists()


def test_the_options_have_the_defaults_of_a_hall() -> None:
    """A 55 inch screen, read from six metres, in Chinese, on the whole screen."""
    options = options_from(["--server", "http://hall:8000"])
    assert (options.diagonal_in, options.view_distance_m, options.language, options.size) == (
        55,
        6,
        "zh",
        None,
    )


def test_a_trace_that_cannot_be_written_ends_the_start(tmp_path: Path) -> None:
    """With a sentence, before a window is opened."""
    wanted = command("http://127.0.0.1:9", tmp_path, "--trace", str(tmp_path))
    run = subprocess.run(wanted, check=False, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 1
    assert run.stderr.startswith(f"写不了文件 {tmp_path}")
    assert "Traceback" not in run.stderr
