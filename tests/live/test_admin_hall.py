"""The page of the hall's set-up: a file is checked, imported, refused."""

from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server.rules.cases.workdays import Deadlines
from server.web.shapes import HallExamined
from tests.live.case_house import case_house, registered
from tests.live.web_house import Browser, WebHouse, text
from tests.rules.setup_cases import case_setup

SAMPLE = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"
OF_THIS_HALL = SAMPLE.read_text("utf-8").replace('id = "shigu"', 'id = "test"', 1).encode()


def test_a_hall_is_checked_and_then_imported(house: WebHouse, admin: Browser) -> None:
    """The same findings as on the command line; checking changes nothing."""
    version = house.desk.lane.hall.version
    checked = admin.send("/admin/hall", file=(BytesIO(SAMPLE.read_bytes()), "hall.toml"), act="check")
    assert "检查完毕" in text(checked)
    assert house.desk.lane.hall.version == version
    assert "已导入" in text(admin.send("/admin/hall", file=(BytesIO(OF_THIS_HALL), "h.toml"), act="import"))
    assert house.desk.lane.hall.rules.hall.name.zh == "师古镇便民服务中心"


def test_another_halls_file_is_refused_unless_it_is_meant(house: WebHouse, admin: Browser) -> None:
    """As on the command line: both halls are named, nothing is changed by a slip."""

    def send(**more: str) -> Any:
        file = (BytesIO(SAMPLE.read_bytes()), "h.toml")
        return admin.send("/admin/hall", file=file, act="import", **more)

    assert "文件是师古镇便民服务中心 (shigu)的配置，而这里的记录属于测试大厅 (test)" in text(send())
    assert house.desk.lane.hall.rules.hall.id == "test"
    assert 'name="another_hall"' in text(
        admin.send("/admin/hall", file=(BytesIO(b""), "h.toml"), act="check")
    )
    assert "已导入" in text(send(another_hall="yes"))
    assert house.desk.lane.hall.rules.hall.id == "shigu"


def test_a_faulty_hall_is_not_imported_and_its_faults_are_named(house: WebHouse, admin: Browser) -> None:
    """The last good set-up stays in force (AB-1)."""
    faulty = SAMPLE.read_text("utf-8").replace("b_roles", "b_rolls", 1).encode()
    answer = admin.send("/admin/hall", file=(BytesIO(faulty), "h.toml"), act="import")
    assert answer.status_code == 400
    assert "没有导入" in text(answer)
    assert "b_rolls" in text(answer)
    assert house.desk.lane.hall.rules.hall.id == "test"


def test_a_program_imports_a_hall_by_json(house: WebHouse) -> None:
    """As the demo does."""
    client, password = house.app.test_client(), house.person("boss", "administrator")
    signed: Any = client.post("/sign-in", json={"staff": "boss", "password": password}).json
    body = {"file": SAMPLE.read_text("utf-8"), "act": "import"}
    headers = {"X-CSRF": signed["csrf"]}
    slip: Any = client.post("/admin/hall", json=body, headers=headers).json
    assert (slip["refused"]["code"], slip["refused"]["values"]["there"]) == ("another_hall", "test")
    done: Any = client.post("/admin/hall", json=body | {"another_hall": "yes"}, headers=headers).json
    assert done["ok"]


@pytest.mark.parametrize(
    ("file", "code", "another"),
    [
        ("", "missing_key", False),
        (SAMPLE.read_text("utf-8").replace('id = "post-2"', 'id = "post-1"', 1), "id_twice", False),
        (SAMPLE.read_text("utf-8") + "\n[settings]\ngrace_min = -5\n", "broken_toml", False),
        (SAMPLE.read_text("utf-8"), None, True),
        (OF_THIS_HALL.decode(), None, False),
    ],
    ids=["empty", "a post twice", "a table twice", "another hall's", "whole"],
)
def test_a_check_by_json_tells_what_the_form_shows(
    house: WebHouse, file: str, code: str | None, another: bool
) -> None:
    """Every finding with its line and its words; `ok` says only that it was looked at."""
    client, password = house.app.test_client(), house.person("boss", "administrator")
    signed: Any = client.post("/sign-in", json={"staff": "boss", "password": password}).json
    headers = {"X-CSRF": signed["csrf"]}
    found: Any = client.post("/admin/hall", json={"file": file, "act": "check"}, headers=headers).json
    told = msgspec.convert(found, HallExamined)
    errors = [finding for finding in told.findings if finding.level == "error"]
    assert (told.ok, told.another_hall, told.errors) == (True, another, len(errors))
    assert code is None or code in {finding.code for finding in errors}
    assert all(finding.text.zh and finding.text.en for finding in told.findings)
    assert house.desk.lane.hall.rules.hall.id == "test"


def test_a_check_names_what_a_case_still_needs_and_the_file_leaves_out(tmp_path: Path) -> None:
    """As the import would: which it is, and whose, instead of no error at all."""  # M-7
    house = case_house(tmp_path)
    case = registered(house)
    client, password = house.app.test_client(), house.person("boss", "administrator")
    signed: Any = client.post("/sign-in", json={"staff": "boss", "password": password}).json
    headers = {"X-CSRF": signed["csrf"]}
    body = {"file": OF_THIS_HALL.decode(), "act": "check"}
    found: Any = client.post("/admin/hall", json=body, headers=headers).json
    told = msgspec.convert(found, HallExamined)
    (error,) = (finding for finding in told.findings if finding.level == "error")
    assert (told.errors, error.line, error.code) == (1, None, "setup_case_needs")
    assert error.values == {"what": "permit", "number": case.number}
    assert case.number in error.text.en
    slip: Any = client.post("/admin/hall", json=body | {"act": "import"}, headers=headers).json
    assert slip["refused"]["code"] == error.code
    house.close()


def test_a_year_that_nobody_published_is_told_to_the_administrator(tmp_path: Path) -> None:
    """On the page, and among a file's findings: its due dates are provisional (C-3)."""
    house = case_house(tmp_path / "data", case_setup(deadlines=Deadlines(years=(2026,))))
    try:
        admin = house.signed_in("boss", "administrator")
        assert "工作日历未发布 · 2027 年" in text(admin.get("/admin/hall"))
        checked = admin.send("/admin/hall", file=(BytesIO(SAMPLE.read_bytes()), "hall.toml"), act="check")
        assert "2027 年的节假日和调休还没有写进工作日历" in text(checked)
    finally:
        house.close()
