"""The way into the service menu: a gesture, a code, and none for anybody else."""

from __future__ import annotations

import json
import logging
import stat
import sys
from pathlib import Path

import pytest

from common.screen.placements import texts
from common.screen.window import Tap
from kiosk.options import options_from
from kiosk.scene import Collect, Home, Printing
from kiosk.service.flow import (
    ASK_MS,
    FREE_TRIES,
    GESTURE_MS,
    LONGEST_PAUSE_MS,
    corner_touched,
    pause_ms,
)
from kiosk.service.scene import Ask, Menu, Service
from kiosk.service.secret import ServiceFile
from tests.programs.kiosk_stand import GLASS, Stand
from tests.programs.service_stand import CODE, GESTURE, LEFT, RIGHT, Counter
from tests.screens.kiosk_glass import touches_of


@pytest.fixture
def file() -> ServiceFile:
    """With a code, kept nowhere."""
    kept = ServiceFile()
    kept.set_code(CODE)
    return kept


# -- the way in -----------------------------------------------------------------------------------


def test_the_corners_in_turn_ask_for_the_code(stand: Stand, file: ServiceFile) -> None:
    """Left, right, left, right, left, at the upper edge."""
    desk = Counter(stand, file)
    desk.tap(*GESTURE[:-1])
    assert desk.scene() is None
    desk.tap(GESTURE[-1])
    assert desk.scene() == Ask()


@pytest.mark.parametrize(
    "taps",
    [(LEFT,) * 9, (RIGHT,) * 9, (LEFT, RIGHT, Tap(GLASS.width // 2, 3), LEFT, RIGHT, LEFT), (LEFT, RIGHT, LEFT, Tap(3, 300), RIGHT, LEFT)],
)  # fmt: skip
def test_nothing_else_does(stand: Stand, file: ServiceFile, taps: tuple[Tap, ...]) -> None:
    """A child that plays, somebody who leans on the frame."""
    desk = Counter(stand, file)
    desk.tap(*taps)
    assert desk.scene() is None


def test_the_gesture_must_be_quick() -> None:
    """Chance touches of a whole day do not add up."""
    state = Service()
    for nth, corner in enumerate(("left", "right", "left", "right", "left")):
        state = corner_touched(state, corner, nth * GESTURE_MS)
    assert state.scene is None


def test_without_a_code_there_is_no_menu(stand: Stand) -> None:
    """Nothing to guess."""
    desk = Counter(stand, ServiceFile())
    desk.tap(*GESTURE, *GESTURE)
    assert desk.scene() is None


def test_a_number_on_its_way_to_a_hand_is_not_interrupted(stand: Stand, file: ServiceFile) -> None:
    """The resident before the glass comes first."""
    desk = Counter(stand, file)
    stand.touch("line:r", "take")
    desk.tap(*GESTURE)
    assert desk.scene() is None
    assert isinstance(stand.scene(), Printing)
    stand.prints.end()
    desk.frame()
    assert isinstance(stand.scene(), Collect)


def test_a_session_under_the_menu_is_over(stand: Stand, file: ServiceFile) -> None:
    """Nothing of a resident is shown, before it or after it."""
    desk = Counter(stand, file)
    stand.touch("language", "large", "line:r")
    desk.tap(*GESTURE)
    assert (stand.scene(), stand.kiosk.state.language, stand.kiosk.state.large) == (Home(), "zh", False)
    desk.touch("back")
    assert "您要办什么事？" in texts(stand.kiosk.placements)


# -- the code -------------------------------------------------------------------------------------


def test_what_is_typed_is_not_shown(stand: Stand, file: ServiceFile) -> None:
    """Somebody stands behind."""
    desk = Counter(stand, file)
    desk.tap(*GESTURE)
    desk.touch(*(f"digit:{digit}" for digit in "4081"))
    assert "＊＊＊＊" in desk.shown()


def test_wrong_codes_are_slowed_and_told_to_the_hall(stand: Stand, file: ServiceFile) -> None:
    """Two for fat fingers; from the third on each takes longer, and the supervisor sees it."""
    desk = Counter(stand, file)
    desk.tap(*GESTURE)
    for _ in range(FREE_TRIES):
        desk.type("0000")
    assert "DeviceReported" not in stand.hall.facts()
    desk.type("0000")
    desk.frame()
    assert "DeviceReported" in stand.hall.facts()
    assert stand.hall.lane.hall.faults["kiosk:k1"][0] == "service_code"
    desk.touch(*(f"digit:{digit}" for digit in CODE))
    assert "enter" not in touches_of(desk.desk.placements)
    desk.wait(ASK_MS)
    assert desk.scene() is None
    desk.tap(*GESTURE)
    assert "enter" not in touches_of(desk.desk.placements)
    desk.wait(pause_ms(FREE_TRIES + 1) - ASK_MS)
    desk.tap(*GESTURE)
    desk.type(CODE)
    assert desk.scene() == Menu()


def test_the_pauses_double_to_a_quarter_of_an_hour() -> None:
    """Ten thousand codes would take a hundred days."""
    pauses = [pause_ms(wrong) // 1000 for wrong in range(1, 9)]
    assert pauses == [0, 0, 30, 60, 120, 240, 480, 900]
    assert pause_ms(40) == LONGEST_PAUSE_MS
    assert 10_000 * LONGEST_PAUSE_MS > 100 * 86_400_000


def test_the_code_is_kept_as_a_salted_hash_that_only_this_user_reads(tmp_path: Path) -> None:
    """It need be told once; the same code has another hash on another kiosk."""
    files = [tmp_path / "a" / "kiosk-service.json", tmp_path / "b" / "kiosk-service.json"]
    for file in files:
        ServiceFile(file).set_code(CODE)
        assert CODE not in file.read_text("utf-8")
        assert ServiceFile(file).opens(CODE)
        assert not ServiceFile(file).opens("408163")
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first, second = (json.loads(file.read_text("utf-8")) for file in files)
    assert first["hash"] != second["hash"]
    ServiceFile(files[0]).set_code("none")
    assert not ServiceFile(files[0]).has_code


def test_a_file_that_is_spoilt_is_said_and_closes_the_menu(tmp_path: Path) -> None:
    """No code is better than any."""
    file, said = tmp_path / "kiosk-service.json", list[str]()
    file.write_text("{", "utf-8")
    assert not ServiceFile(file, said.append).has_code
    assert len(said) == 1


def test_the_code_comes_from_the_environment_and_a_wrong_one_is_not_told_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Standard error is a log, too."""
    least = ["--server", "http://hall.example:8000", "--printer", "none"]
    assert options_from(least, {"JIAOHAO_SERVICE_CODE": CODE}).service_code == CODE
    assert (
        options_from([*least, "--service-code", "1234"], {"JIAOHAO_SERVICE_CODE": CODE}).service_code
        == "1234"
    )
    assert options_from(least, {}).service_code is None
    with pytest.raises(SystemExit):
        options_from([*least, "--service-code", "pass7word"], {})
    with pytest.raises(SystemExit):
        options_from(least, {"JIAOHAO_SERVICE_CODE": "pass7word"})
    said = capsys.readouterr().err
    assert "--service-code" in said
    assert "pass7word" not in said


def test_neither_code_nor_tries_are_in_the_log(
    stand: Stand, file: ServiceFile, caplog: pytest.LogCaptureFixture
) -> None:
    """Also not what was typed wrong: it is nearly right."""
    caplog.set_level(logging.DEBUG)
    desk = Counter(stand, file)
    desk.tap(*GESTURE)
    for code in ("408163", "408161", "408160"):
        desk.type(code)
    desk.wait(pause_ms(FREE_TRIES + 1))
    desk.tap(*GESTURE)
    desk.type(CODE)
    assert "4081" not in caplog.text
    assert "4081" not in " ".join(stand.hall.facts())
