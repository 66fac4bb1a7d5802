"""An import that would take a kiosk's or a sheet's letters is refused in words, wherever it is tried. (decision 0234)"""

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common.commands_own import ReportNumbers
from common.commands_sheet import PrintSheets
from common.messages import SeriesKept
from server.clock import SystemClock
from server.import_hall import main_import_hall
from server.lane import Ask
from server.rules.order import AnyCommand
from server.web.shapes import HallExamined
from tests.live.live_hall import HandClock
from tests.live.one_process import OneProcess
from tests.live.test_admin_hall import OF_THIS_HALL, SAMPLE
from tests.live.web_house import WebHouse
from tests.rules.own import TODAY
from tests.rules.street import BOSS, KIOSK


def with_letter(file: str, before: str, letter: str) -> str:
    """A line takes it instead of the one before."""
    return file.replace(f'prefix = "{before}"', f'prefix = "{letter}"', 1)


def test_the_check_on_the_page_says_it_before_the_import_does(house: WebHouse) -> None:
    """Which letter, whose, and which is free instead."""
    told = house.give(KIOSK, ReportNumbers(day=house.desk.lane.hall.day))
    assert isinstance(told, SeriesKept)
    client, password = house.app.test_client(), house.person("boss", "administrator")
    signed: Any = client.post("/sign-in", json={"staff": "boss", "password": password}).json
    headers, file = {"X-CSRF": signed["csrf"]}, OF_THIS_HALL.decode()
    body = {"file": file, "act": "check"}
    checked: Any = client.post("/admin/hall", json=body, headers=headers).json
    (error,) = (item for item in msgspec.convert(checked, HallExamined).findings if item.level == "error")
    assert error.code == "letter_of_kiosk"
    assert f"例如 {error.values['free']}。" in error.text.zh
    assert all(f"{told.series}" in text and "kiosk:k1" in text for text in (error.text.zh, error.text.en))
    slip: Any = client.post("/admin/hall", json=body | {"act": "import"}, headers=headers).json
    assert slip["refused"]["code"] == error.code
    body = {"file": with_letter(file, told.series, str(error.values["free"])), "act": "import"}
    done: Any = client.post("/admin/hall", json=body, headers=headers).json
    assert done["ok"]


@pytest.mark.parametrize(
    ("command", "letter", "words"),
    [
        (ReportNumbers(day=TODAY), "V", "kiosk:k1 gives numbers with it"),
        (PrintSheets(), "X", "printed on emergency sheets"),
    ],
)
def test_import_hall_says_it_too(tmp_path: Path, command: AnyCommand, letter: str, words: str) -> None:
    """And the hall goes on with the set-up that it has."""
    data, file = tmp_path / "data", tmp_path / "hall.toml"
    file.write_text(SAMPLE.read_text("utf-8"), "utf-8")

    def brought() -> tuple[int, str]:
        out = io.StringIO()
        return main_import_hall([str(file), "--data", str(data), "--lang", "en"], out), out.getvalue()

    assert brought()[0] == 0
    hall = OneProcess(data, imported=False, clock=HandClock(SystemClock().now()))
    hall.lane.run([Ask(KIOSK if isinstance(command, ReportNumbers) else BOSS, command)])
    hall.close()
    file.write_text(with_letter(file.read_text("utf-8"), "H", letter), "utf-8")
    code, said = brought()
    assert (code, words in said) == (1, True)
    hall = OneProcess(data, imported=False, clock=HandClock(SystemClock().now()))
    assert letter not in {line.prefix for line in hall.lane.hall.rules.lines}
    hall.close()
