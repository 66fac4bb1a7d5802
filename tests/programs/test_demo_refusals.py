"""A demo that cannot be: refused at once in plain words, with what could be done instead, and no figures."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.demo import HALL, Demo, main, run
from bench.demo_options import TAKES, OptionFault, options_from
from bench.demo_processes import NotBegun
from bench.demo_server import DemoServer, refuse_taken
from server.hall_file import examine

ROOT = Path(__file__).parents[2]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which somebody else listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def demo(folder: Path, *options: str) -> Demo:
    setup = examine(HALL).setup
    assert setup is not None
    return Demo(options_from(options, {}), setup, folder)


def test_a_taken_port_is_named_with_another_one(
    taken: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No program starts, and no day that never was has figures."""
    assert run(demo(tmp_path, f"PORT={taken}")) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"Port {taken} of 127.0.0.1 is taken" in told.err
    assert f"PORT={taken + 1}" in told.err
    assert list(tmp_path.iterdir()) == []


def test_an_address_of_another_machine_is_named() -> None:
    """TEST-NET-1 is nobody's."""
    with pytest.raises(NotBegun, match=r"HOST=192\.0\.2\.1 .* HOST=127\.0\.0\.1"):
        refuse_taken("192.0.2.1", 0)


class Faulty(DemoServer):
    """A server that is not told where its folder is."""

    def start(self, host: str, port: int) -> None:
        self._arguments = ["serve"]
        super().start(host, port)


def test_a_server_that_does_not_start_is_quoted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The end of its own words says why; again no figures."""
    lost = demo(tmp_path, "PORT=0")
    lost.server = Faulty(tmp_path, HALL, lost.day, 60.0)
    assert run(lost) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "The server did not start" in told.err
    assert "arguments are required: --data" in told.err


@pytest.mark.parametrize(
    ("given", "meant"),
    [("FORR=60", "FOR"), ("PACES=3", "PACE"), ("for=60", "FOR"), ("RESIDENT=50", "RESIDENTS")],
)
def test_a_misspelt_option_is_refused_with_the_nearest(given: str, meant: str) -> None:
    """And with every option there is."""
    with pytest.raises(
        OptionFault, match=f"no option {given.partition('=')[0]}. Did you mean {meant},"
    ) as found:
        options_from([given], {})
    assert " ".join(TAKES) in str(found.value)


@pytest.mark.parametrize(
    "given",
    [
        *(
            "PACE=abc",
            "PACE=0",
            "PACE=nan",
            "FOR=-3",
            "FOR=1",
            "DATE=2026-13-40",
            "DATE=soon",
            "DATE=0001-01-01",
        ),
        *("START=25:00", "START=8:00", "START=24:00", "PORT=99999", "PORT=x", "SEED=x", "RESIDENTS=0"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_in_plain_words(given: str) -> None:
    """What the option takes and an example of it; no words of a library."""
    key = given.partition("=")[0]
    with pytest.raises(OptionFault) as found:
        options_from([given], {})
    assert str(found.value) == f"{given} cannot be used. {key} is {TAKES[key]}."


def test_every_example_of_an_option_can_be_used() -> None:
    """What a refusal offers is no further refusal."""
    for takes in TAKES.values():
        options_from([takes.rpartition(" as in ")[2]], {})


def test_a_folder_that_holds_something_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """DATA is for a day of its own."""
    (tmp_path / "mine").touch()
    assert main([f"DATA={tmp_path}"]) == 2
    assert main([f"DATA={tmp_path / 'mine'}"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert "is not empty" in told[0]
    assert "cannot be used" in told[1]


def made(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`make` in the project's root; the packages count as installed."""
    command = ["make", "--no-print-directory", "--old-file=.venv/programs.stamp", *arguments]
    return subprocess.run(
        [*command, f"PYTHON={sys.executable}"],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if not key.startswith("MAKE")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_make_tells_the_demo_which_names_it_was_given() -> None:
    """By itself make passes any variable on and never minds that nobody knows it."""
    refused = made("demo", "FORR=60")
    assert refused.returncode != 0
    assert refused.stdout == ""
    assert "Did you mean FOR" in refused.stderr


def test_make_passes_values_on_as_they_are(tmp_path: Path) -> None:
    """Blanks and signs of a shell included."""
    folder = tmp_path / "a b=$(c)"
    folder.mkdir()
    (folder / "mine").touch()
    assert f"DATA={folder} is not empty" in made("demo", f"DATA={str(folder).replace('$', '$$')}").stderr


def test_make_help_and_the_guide_name_every_option() -> None:
    """With the same examples of a value."""
    helped, guide = made("help").stdout, (ROOT / "docs" / "demo.md").read_text("utf-8")
    for option in TAKES:
        assert f"{option}=" in helped
        assert f"`{option}=" in guide
