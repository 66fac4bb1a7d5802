"""`make demo` with real processes: a short day, an interrupted one, and one whose server goes away."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bench.demo import HALL, Demo, run
from bench.demo_options import options_from
from server.hall_file import examine

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.timeout(400)  # five programs start; on a busy machine that alone takes a while


@contextmanager
def started(temporary: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """A demo whose temporary files lie in `temporary`; it does not outlive the test."""
    demo = subprocess.Popen(
        [sys.executable, "-m", "bench.demo", "PORT=0", *options],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with demo:
        try:
            yield demo
        finally:
            demo.terminate()


def last_line(out: str) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(out.splitlines()[-1])
    return figures


def test_a_day_in_seconds_ends_by_itself_with_its_figures(tmp_path: Path) -> None:
    """From kiosk to paper, from call to wall, through takeovers; and nothing is left behind."""
    with started(tmp_path, "FOR=20", "RESIDENTS=45") as demo:
        out, complaints = demo.communicate()
    assert complaints == ""
    figures = last_line(out)
    assert figures["double_calls"] == figures["missed_by_wall"] == 0
    assert {"cases", "closed", "overdue", "breaches", "board_lag_ms_p99"} <= figures.keys()
    assert figures["personal_data_leaks"] == 0  # P-2
    assert figures["ledger_ok"] is True
    assert figures["issued"] == figures["printed"] > 0
    assert figures["called"] >= figures["finished"] > 0
    assert figures["takeovers"] > 0
    assert figures["cover_s_p90"] is not None
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_demo_says_what_it_saw_and_cleans_up(tmp_path: Path) -> None:
    """Ctrl-C is how a demo at an hour a minute ends."""
    with started(tmp_path, "PACE=120", "START=09:30") as demo:
        assert demo.stdout is not None
        next((line for line in demo.stdout if "is at window" in line), None)
        demo.send_signal(signal.SIGINT)
        out, complaints = demo.communicate()
    assert (demo.returncode, complaints) == (0, "")
    assert last_line(out)["ledger_ok"] is True
    assert list(tmp_path.iterdir()) == []


class Deserted(Demo):
    """A demo whose server ends as soon as the day has begun."""

    def play(self) -> None:
        self.server.stop()
        super().play()


def test_a_server_that_goes_away_ends_the_demo_with_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody waits for a hall that is not there; what was stored is checked all the same."""
    setup = examine(HALL).setup
    assert setup is not None
    assert run(Deserted(options_from(["PORT=0"], {}), setup, tmp_path)) == 1
    told = capsys.readouterr()
    assert "The server has ended" in told.err
    assert last_line(told.out)["ledger_ok"] is True


def test_the_demos_kiosk_is_imported_in_silence() -> None:
    """What it prints is read as what came of a wish; pygame greets whoever imports it before the screen kit."""
    loud = {name: value for name, value in os.environ.items() if name != "PYGAME_HIDE_SUPPORT_PROMPT"}
    ended = subprocess.run(
        [sys.executable, "-c", "import bench.demo_kiosk"],
        cwd=ROOT, env=loud, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (0, ""), ended.stderr
