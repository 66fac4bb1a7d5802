"""Accounts: however a number is typed, accounts that are closed, and numbers of nobody."""

import pytest
from sqlalchemy import select

from server.rules.refusal import Refusal
from server.storage.people_tables import closures
from tests.live.web_house import Browser, WebHouse


@pytest.mark.parametrize("typed", ["B07", "b07", " b07 ", "Ｂ０７", "ｂ07\u3000"])
def test_a_staff_number_is_known_however_it_is_typed(house: WebHouse, typed: str) -> None:
    """Small letters, full-width ones, a space: one person."""
    password = house.person("B07", "supervisor")
    assert house.browser().sign_in(typed, password).location == "/supervisor"
    with pytest.raises(Refusal, match="staff_known"):
        house.accounts.create(typed.strip(), ["clerk"])


def test_a_new_number_is_kept_as_the_halls_file_spells_it(house: WebHouse, admin: Browser) -> None:
    """Or the clerk could sit nowhere; one of nobody is kept in capitals."""
    admin.send("/admin/staff", staff="ａ3", role=["clerk"])
    admin.send("/admin/staff", staff="s-09", role=["supervisor"])
    assert {"A3", "S-09"} <= {row.id for row in house.accounts.everyone()}


def test_a_number_that_is_not_in_the_halls_file_is_made_with_a_warning(admin: Browser) -> None:
    """A supervisor needs none; a clerk would find no seat."""
    said = "不在大厅配置里"
    assert said not in admin.send("/admin/staff", staff="A3", role=["clerk"]).get_data(as_text=True)
    assert said not in admin.send("/admin/staff", staff="S7", role=["supervisor"]).get_data(as_text=True)
    made = admin.send("/admin/staff", staff="X1", role=["clerk"]).get_data(as_text=True)
    assert made.count(said) == 2  # beside the password, and in the list
    assert admin.get("/admin/staff").get_data(as_text=True).count(said) == 1


def test_a_closed_account_signs_nobody_in(house: WebHouse, admin: Browser) -> None:
    """Its sessions end at once; opened, it is as it was; all of it is on record."""
    password = house.person("B1", "supervisor")
    theirs = house.browser()
    theirs.sign_in("B1", password)
    house.shown_out.clear()
    assert "已停用" in admin.send("/admin/staff/close", page="/admin/staff", staff="b1").get_data(
        as_text=True
    )
    assert house.shown_out  # the session, and the one with which the password was chosen
    assert theirs.get("/supervisor").status_code == 302
    refused = theirs.sign_in("B1", password)
    assert (refused.status_code, "已停用" in refused.get_data(as_text=True)) == (403, True)
    assert "已停用" not in theirs.sign_in("B1", "something else").get_data(as_text=True)
    house.clock.at += 1_000
    admin.send("/admin/staff/open", page="/admin/staff", staff="B1")
    assert theirs.sign_in("B1", password).location == "/supervisor"
    with house.store.reading() as connection:
        record = connection.execute(
            select(closures.c.staff, closures.c.closed_by, closures.c.opened_by)
        ).all()
    assert [tuple(row) for row in record] == [("B1", "boss", "boss")]


def test_a_session_that_was_opened_meanwhile_does_not_hold(house: WebHouse) -> None:
    """Whoever was on the way in when the account was closed."""
    house.person("B1", "supervisor")
    house.accounts.close("B1", "boss")
    opened = house.accounts.session_for("B1")
    assert house.browser().get("/supervisor", Cookie=f"jiaohao={opened.token}").status_code == 302


def test_closing_twice_and_opening_an_open_account_change_nothing(house: WebHouse) -> None:
    """Two administrators press at once."""
    house.person("B1", "supervisor")
    for _ in range(2):
        house.accounts.close("B1", "boss")
    since = house.accounts.account("B1").closed
    house.clock.at += 5
    house.accounts.close("B1", "boss")
    assert house.accounts.account("B1").closed == since
    for _ in range(2):
        house.accounts.open("B1", "boss")
    assert house.accounts.account("B1").closed is None


def test_the_last_administrator_who_can_sign_in_is_not_closed(house: WebHouse, admin: Browser) -> None:
    """One whose account is closed does not count."""
    house.accounts.close("admin", "boss")
    answer = admin.send("/admin/staff/close", page="/admin/staff", staff="boss")
    assert "最后一名管理员" in answer.get_data(as_text=True)
    with pytest.raises(Refusal, match="last_administrator"):
        house.accounts.set_roles("boss", ["clerk"])
    with pytest.raises(Refusal, match="roles_missing"):
        house.accounts.set_roles("boss", [])


def test_a_supervisor_closes_the_accounts_of_clerks_only(house: WebHouse) -> None:
    """An administrator's own is not theirs to close."""
    boss = house.signed_in("B5", "supervisor")
    assert boss.send("/supervisor/close", page="/supervisor", staff="A1").status_code == 200
    assert house.accounts.account("A1").closed is not None
    assert boss.send("/supervisor/open", page="/supervisor", staff="a1").status_code == 200
    assert house.accounts.account("A1").closed is None
    for staff in ("admin", "S1", "B5"):
        assert boss.send("/supervisor/close", page="/supervisor", staff=staff).status_code == 403
    assert boss.send("/supervisor/close", page="/supervisor", staff="nobody").status_code == 400
