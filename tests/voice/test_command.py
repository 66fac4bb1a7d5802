"""`python -m display voice`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from common.voice.clips import read_clip, write_clip
from common.voice.loudspeaker import MixerLoudspeaker
from common.voice.sound import length_ms, silence
from display.__main__ import main
from display.voice.command import _play
from display.voice.sentences import clips
from tests.voice.test_loudspeaker import Clock, Socket
from tests.voice.test_sound import tone


def test_what_is_missing_is_named_with_its_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A list to read from before the microphone."""
    assert main(["voice", "--list-missing", str(tmp_path), "--windows", "2", "--letters", "a, B"]) == 1
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert "zh/please.wav\t请" in lines
    assert [line for line in lines if "letter_" in line] == ["zh/letter_a.wav\tA", "zh/letter_b.wav\tB"]
    assert "zh/window_2.wav\t二号窗口" in lines
    assert not [line for line in lines if line.startswith("en/")]
    assert f"缺 {len(lines)} 个录音" in told.err


def test_a_complete_folder_is_said_to_be_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """English only where its folder is."""
    (tmp_path / "zh").mkdir()
    for piece in clips("zh", "yi", "A", 1):
        write_clip(tmp_path / "zh" / f"{piece.clip}.wav", tone(100, 5_000))
    assert main(["voice", str(tmp_path), "--windows", "1", "--letters", "A", "--one", "yi"]) == 0
    (tmp_path / "en").mkdir()
    assert main(["voice", str(tmp_path), "--windows", "1", "--letters", "A", "--one", "yi"]) == 1
    assert "en/ticket.wav\tTicket" in capsys.readouterr().out


def test_a_clip_that_cannot_be_played_is_named_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is there, and would be passed over."""
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "please.wav").write_bytes(b"MP3")
    assert main(["voice", str(tmp_path)]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("zh/please")]
    assert line.count("\t") == 2


def test_a_sample_is_chime_and_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To listen to before the doors open; into a file where there is no loudspeaker."""
    file = tmp_path / "sample.wav"
    assert main(["voice", "--sample", "A036", "2", "--write", str(file)]) == 0
    assert capsys.readouterr().out == "请A零三六号，到二号窗口办理。\n"
    assert 4_000 < length_ms(read_clip(file)) < 6_000


@pytest.mark.parametrize(
    "sample", [("036", "2"), ("I036", "2"), ("A036", "two"), ("A036", "0"), ("A036", "²"), ("A036", "1000")]
)
def test_a_sample_of_no_number_is_refused(
    sample: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """In both languages."""
    assert main(["voice", "--sample", *sample]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its name."""
    assert main(["voice", str(tmp_path / "clips")]) == 1
    assert "clips" in capsys.readouterr().err


def test_without_a_loudspeaker_a_sample_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """And how to hear it elsewhere."""
    assert _play(silence(10), MixerLoudspeaker(Clock(), lambda _: None, Socket())) == 1
    assert "--write" in capsys.readouterr().err


def test_a_sample_that_cannot_be_written_is_told_without_a_traceback(tmp_path: Path) -> None:
    """A slip in the path: two sentences, and nothing of how it was written."""
    wanted = [sys.executable, "-m", "display", "voice", "--sample", "K999", "2"]
    wanted += ["--write", str(tmp_path / "none" / "a.wav")]
    run = subprocess.run(wanted, check=False, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 1
    assert [line[:4] for line in run.stderr.splitlines()] == ["写不了文", str(tmp_path)[:4]]


@pytest.mark.parametrize("windows", ["99999999", "1000", "0", "-3", "two", "", "²"])
def test_more_windows_than_a_hall_has_are_refused(
    windows: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At once: the list would never end."""
    assert main(["voice", "--list-missing", str(tmp_path), f"--windows={windows}"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert ["999" in line for line in told.err.splitlines()] == [True, True]


@pytest.mark.parametrize("letters", ["IO", "A1", "é", "", " "])
def test_letters_that_no_number_has_are_refused(
    letters: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """I and O are taken for 1 and 0; nobody needs to record them."""
    assert main(["voice", str(tmp_path), "--letters", letters]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert [f"“{letters}”" in line for line in told.err.splitlines()] == [True, True]


def test_without_a_folder_or_a_sample_the_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Not that there is no folder without a name."""
    assert main(["voice"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert ["--list-missing" in line and "--sample" in line for line in told] == [True, True]
