"""The administrator's pages, and pairing."""

from pathlib import Path
from typing import Any

import pytest

from common.commands import IssueTicket, ReportDevice
from server.rules.order import Actor
from server.web.pairing import SECRET_HEADER, VALID_MS, WAITING_MOST
from server.web.sign_in import FAILURES_MOST
from tests.live.live_hall import copy_of
from tests.live.web_house import Browser, WebHouse, text
from tests.rules.street import KIOSK, moment


def device_asks(house: WebHouse, kind: str = "kiosk", name: str = "大门") -> Any:
    return house.app.test_client().post("/pairing", json={"kind": kind, "name": name}).json


def look(house: WebHouse, secret: str) -> Any:
    return house.app.test_client().get("/pairing", headers={SECRET_HEADER: secret})


# -- devices --------------------------------------------------------------------------------------


def test_a_device_shows_a_code_and_gets_its_token_once(house: WebHouse, admin: Browser) -> None:
    """The administrator types the code; nobody types a token."""
    asked = device_asks(house)
    assert look(house, asked["secret"]).json == {"ok": True, "state": "waiting"}
    approved = admin.send("/admin/devices/pair", page="/admin/devices", code=asked["code"], name="")
    assert "已批准：大门（kiosk:k1）" in text(approved)
    paired = look(house, asked["secret"]).json
    assert (paired["state"], paired["device"]) == ("paired", "kiosk:k1")
    assert look(house, asked["secret"]).status_code == 404
    assert paired["token"].encode() not in (Path(house.store.engine.url.database or "")).read_bytes()


def test_each_kind_counts_its_own_devices(house: WebHouse, admin: Browser) -> None:
    """kiosk:k1, kiosk:k2, display:d1; the administrator's name for it is kept."""
    for kind in ("kiosk", "kiosk", "display"):
        asked = device_asks(house, kind)
        admin.send("/admin/devices/pair", page="/admin/devices", code=asked["code"], name="新名")
    assert [row.id for row in house.devices.everything()] == ["display:d1", "kiosk:k1", "kiosk:k2"]
    assert {row.name for row in house.devices.everything()} == {"新名"}


def test_a_wrong_or_old_code_lets_nobody_in(house: WebHouse, admin: Browser) -> None:
    """Codes are short, so they are short-lived."""
    asked = device_asks(house)
    assert "没有这个配对码" in text(admin.send("/admin/devices/pair", page="/admin/devices", code="12"))
    house.clock.at += VALID_MS
    assert "没有这个配对码" in text(
        admin.send("/admin/devices/pair", page="/admin/devices", code=asked["code"])
    )
    assert look(house, asked["secret"]).status_code == 404


def test_a_revoked_device_is_shown_out(house: WebHouse, admin: Browser) -> None:
    """Its token opens nothing any more, and its fault is no alarm any more."""
    asked = device_asks(house)
    admin.send("/admin/devices/pair", page="/admin/devices", code=asked["code"])
    look(house, asked["secret"])
    house.give(Actor("kiosk:k1", frozenset({"kiosk"})), ReportDevice(fault="paper_out"))
    assert "已撤销" in text(admin.send("/admin/devices/revoke", page="/admin/devices", device="kiosk:k1"))
    assert "device kiosk:k1" in house.shown_out
    assert house.desk.lane.hall.faults == {}
    assert [device.approved_by for device in house.devices.everything()] == ["boss"]
    assert "没有这台设备" in text(
        admin.send("/admin/devices/revoke", page="/admin/devices", device="kiosk:k1")
    )


def test_a_mistyped_pairing_code_costs_no_typed_name(house: WebHouse, admin: Browser) -> None:
    """Only the code is to be typed again; after a success both are."""
    refused = text(admin.send("/admin/devices/pair", page="/admin/devices", code="000000", name="大门取号机"))
    assert 'value="大门取号机"' in refused
    code = device_asks(house)["code"]
    done = text(admin.send("/admin/devices/pair", page="/admin/devices", code=code, name="大门取号机"))
    assert 'value="大门取号机"' not in done


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "clerk", "name": ""},
        {"kind": "kiosk", "name": "x" * 41},
        {"kind": "kiosk", "name": "a\nb"},
        [],
    ],
)
def test_a_pairing_of_another_shape_is_refused(house: WebHouse, body: Any) -> None:
    """Roles are not asked for here."""
    assert house.app.test_client().post("/pairing", json=body).json["ok"] is False  # type: ignore[index]


def test_nobody_fills_the_list_of_those_who_wait(house: WebHouse) -> None:
    """A number of them, and not too often from one address."""
    codes = []
    for _ in range(WAITING_MOST + 5):
        house.clock.at += 6_000
        codes.append(house.app.test_client().post("/pairing", json={"kind": "kiosk", "name": ""}).status_code)
    assert codes == [200] * WAITING_MOST + [429] * 5
    house.clock.at += VALID_MS
    quick = [
        house.app.test_client().post("/pairing", json={"kind": "kiosk", "name": ""}).status_code
        for _ in range(25)
    ]
    assert 429 in quick


# -- staff ----------------------------------------------------------------------------------------


def test_an_administrator_makes_an_account_whose_password_is_shown_once(
    house: WebHouse, admin: Browser
) -> None:
    """It must be changed at the first sign-in."""
    shown = text(admin.send("/admin/staff", staff="A3", role=["clerk"]))
    password = shown.split('class="secret">')[1].split("<")[0]
    assert password not in text(admin.get("/admin/staff"))
    assert house.browser().sign_in("A3", password).location == "/password"


def test_the_clerks_of_the_hall_without_an_account_are_offered(admin: Browser) -> None:
    """A3 and A4 stand in the small hall's file and have none yet."""
    assert "A3 A4" in text(admin.get("/admin/staff"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"staff": "A1", "role": ["clerk"]}, "已经有账号"),
        ({"staff": "a b", "role": ["clerk"]}, "工号只能用"),
        ({"staff": "<b>", "role": ["clerk"]}, "工号只能用"),
        ({"staff": "A9", "role": []}, "至少选择一个角色"),
        ({"staff": "A9", "role": ["king"]}, "至少选择一个角色"),
        ({"staff": "A9", "role": ["system"]}, "至少选择一个角色"),
    ],
)
def test_an_account_that_cannot_be_is_refused(admin: Browser, fields: dict[str, Any], words: str) -> None:
    """No role but the three can be had."""
    assert words in text(admin.send("/admin/staff", **fields))


def test_a_reset_password_ends_the_sessions(house: WebHouse, admin: Browser) -> None:
    """Whoever forgot it gets a new one; whoever stole the old one is out."""
    clerk = house.signed_in("B1", "supervisor")
    admin.send("/admin/staff/password", page="/admin/staff", staff="B1")
    assert clerk.get("/supervisor").status_code == 302
    assert any(key.startswith("session ") for key in house.shown_out)


def test_roles_are_changed_and_lock_outs_lifted(house: WebHouse, admin: Browser) -> None:
    """By the administrator too."""
    password = house.person("B1", "clerk")
    for _ in range(FAILURES_MOST):
        house.browser().sign_in("B1", "wrong password")
    admin.send("/admin/staff/unlock", page="/admin/staff", staff="B1")
    admin.send("/admin/staff/roles", page="/admin/staff", staff="B1", role=["supervisor"])
    assert house.browser().sign_in("B1", password).location == "/supervisor"
    assert "没有这个账号" in text(admin.send("/admin/staff/unlock", page="/admin/staff", staff="B7"))


@pytest.mark.parametrize("page", ["devices", "staff", "hall", "backup", "clock"])
@pytest.mark.parametrize("role", ["clerk", "supervisor"])
def test_the_administrators_pages_are_closed_to_others(house: WebHouse, page: str, role: str) -> None:
    """And to whoever is not signed in."""
    browser = house.signed_in("B1", role)
    assert browser.get(f"/admin/{page}").status_code == 403
    assert house.browser().get(f"/admin/{page}").status_code == 302
    act = f"/admin/{page}/pair" if page == "devices" else f"/admin/{page}"
    assert browser.send(act, page="/password").status_code == 403


# -- backup, clock --------------------------------------------------------------------------


def test_what_is_too_long_is_refused(house: WebHouse) -> None:
    """A hall's file has some tens of kilobytes."""
    body = '{"file": "' + "#" * 1_100_000 + '"}'
    answer: Any = house.app.test_client().post("/sign-in", data=body, content_type="application/json")
    assert (answer.status_code, answer.json["refused"]["code"]) == (413, "too_long")


def test_a_backup_is_taken_on_command(house: WebHouse, admin: Browser) -> None:
    """Its name is shown and stands in the list."""
    shown = text(admin.send("/admin/backup"))
    (copy,) = house.backup_folder.glob("*.db")
    assert shown.count(copy.name) == 2


def test_a_clock_that_jumped_is_confirmed_by_the_administrator(prepared: Path, tmp_path: Path) -> None:
    """Until then every command is refused, with its reason."""
    folder = copy_of(prepared, tmp_path / "data")
    early = WebHouse(folder)
    early.give(KIOSK, IssueTicket(matter="mr"))
    early.close()
    house = WebHouse(folder)
    house.clock.at = moment("09:00", "2026-12-23")
    house = _again(house, folder)
    assert getattr(house.give(KIOSK, IssueTicket(matter="mr")), "code", "") == "clock_unconfirmed"
    admin = house.signed_in("boss", "administrator")
    assert "等管理员确认" in text(admin.get("/admin/clock"))
    assert "时间已确认" in text(admin.send("/admin/clock"))
    assert getattr(house.give(KIOSK, IssueTicket(matter="mr")), "number", "") == "R002"
    assert house.clock_accepted == 1
    house.close()


def _again(house: WebHouse, folder: Path) -> WebHouse:
    """Started again at the moment that its clock shows."""
    house.close()
    return WebHouse(folder, at=house.clock.at)
