"""A ticket on a phone: what opens it, where there is no page, and what an unchanged ticket costs."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from common.commands import (
    CallNext,
    CloseDay,
    WithdrawTicket,
)
from server.live.limits import PHONE_ASKS, Rate
from server.live.phones import base_of
from server.storage.phone_key import phone_key
from server.storage.store import Store
from server.web.phone_tags import PhoneTags
from tests.live.callers import caller
from tests.live.live_hall import copy_of
from tests.live.phone_house import A1, HALL, brought, house, printed, row, shown
from tests.live.web_house import WebHouse
from tests.rules.street import BOSS, KIOSK

__all__ = ["house"]  # a fixture

# -- the token ------------------------------------------------------------------------------------


def test_a_kiosk_is_told_the_address_of_the_page_of_its_number(house: WebHouse) -> None:
    """128 bits behind the #, in an address short enough for a code on paper."""
    ticket = printed(house)
    assert re.fullmatch(rf"{HALL}/t#{ticket.ticket}\.[A-Za-z0-9_-]{{22}}", ticket.phone)


def test_staff_are_told_no_address(house: WebHouse) -> None:
    """A clerk who gives a number holds no paper."""
    assert printed(house, "clerk").phone == ""


def test_a_request_that_is_asked_again_is_told_the_same_address(house: WebHouse) -> None:
    """Though no kept answer holds it."""
    kiosk = caller(house, "kiosk")
    sent = {"id": "again", "command": {"type": "issue_ticket", "matter": "mr"}}
    first, second = (kiosk.ask("post", "/api/commands", sent).json["answer"] for _ in range(2))
    assert first == second
    assert first["phone"]


def test_the_token_stands_nowhere_in_the_database(house: WebHouse) -> None:
    """Neither in the ledger nor in a kept answer nor in a row: there is no list to steal."""  # P-2
    token = brought(printed(house)).partition(".")[2]
    with house.store.reading() as connection:
        tables = (
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        )
        everything = [
            str(one) for name in tables for one in connection.execute(text(f'SELECT * FROM "{name}"'))
        ]
    assert everything
    assert not any(token in one for one in everything)


def test_another_ticket_has_another_token(house: WebHouse) -> None:
    """Whoever holds one paper sees no other number."""  # P-2
    one, other = printed(house, request="r1"), printed(house, request="r2")
    swapped = f"{other.ticket}.{brought(one).partition('.')[2]}"
    assert shown(house, swapped).status_code == 404


@pytest.mark.parametrize(
    "wrong", ["", "1", "1.x", "0.AAAAAAAAAAAAAAAAAAAAAA", "９.AAAAAAAAAAAAAAAAAAAAAA", "1." + "A" * 400]
)
def test_whatever_opens_nothing_is_one_refusal(house: WebHouse, wrong: str) -> None:
    """An unknown ticket, one of yesterday and a wrong token cannot be told apart."""  # P-2
    ticket = printed(house)
    known_but_wrong = shown(house, f"{ticket.ticket}.AAAAAAAAAAAAAAAAAAAAAA")
    asked = house.app.test_client().get("/api/phone", headers={"X-Ticket": wrong.encode().decode("latin-1")})
    assert (asked.status_code, asked.get_data()) == (404, known_but_wrong.get_data())


def test_after_a_restore_a_paper_never_opens_another_residents_ticket(house: WebHouse) -> None:
    """Ids are given again then; the moment of issue is in the token, and the key is the old one."""  # P-2
    lost = printed(house)
    key = phone_key(house.store)
    other = house.desk.lane.hall.tickets[lost.ticket]
    other.issued_at += 1  # the next who came after the restore got the same id
    assert shown(house, brought(lost)).status_code == 404
    assert phone_key(house.store) == key


def test_the_key_is_drawn_once_and_goes_with_the_hall(tmp_path: Path) -> None:
    """Papers stay good after a restart; each hall of a database has its own."""
    one = Store.open(tmp_path / "one")
    key = phone_key(one)
    again, other = Store(one.engine, hall=one.hall), Store(one.engine, hall="other")
    assert (len(key), phone_key(again)) == (32, key)
    assert phone_key(other) != key
    one.close()


# -- where there is no page -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://localhost:8000",
        "http://127.0.0.1:8000",
        "http://[::1]",
        "https://a.localhost",
        "http://0.0.0.0",
    ],
)
def test_without_an_address_that_phones_reach_there_is_none_on_paper(
    prepared: Path, tmp_path: Path, url: str
) -> None:
    """A code that leads nowhere is worse than none; the set-up page says why."""
    house = WebHouse(copy_of(prepared, tmp_path / "data"), public_url=url)
    assert printed(house).phone == ""
    shown = house.signed_in("ADM", "administrator").get("/admin/hall").get_data(as_text=True)
    assert "号票上不印二维码" in shown
    assert not url or url in shown
    house.close()


def test_the_set_up_page_names_the_address_that_papers_carry(house: WebHouse) -> None:
    """Where there is one."""
    assert f"{HALL}/t" in house.signed_in("ADM", "administrator").get("/admin/hall").get_data(as_text=True)


def test_a_hall_among_several_has_its_pages_under_its_own_address() -> None:
    """And a phone in the hall's own network reaches the server by its number there."""
    assert base_of(HALL, "/h/east") == f"{HALL}/h/east"
    assert base_of("http://192.168.1.10:8000", "") == "http://192.168.1.10:8000"


def test_the_page_of_a_hall_among_several_asks_its_own_hall(house: WebHouse) -> None:
    """And fetches its own scripts."""
    page = (
        house.app.test_client().get("/t", environ_overrides={"SCRIPT_NAME": "/h/east"}).get_data(as_text=True)
    )
    assert 'data-root="/h/east"' in page
    assert 'src="/h/east/static/phone.js"' in page


# -- what it costs --------------------------------------------------------------------------------


def test_an_unchanged_ticket_is_answered_without_a_body(house: WebHouse) -> None:
    """Also while the hall goes on for others."""
    ticket = printed(house)
    first = shown(house, brought(ticket))
    for n in range(5):
        printed(house, request=f"other{n}")
    again = shown(house, brought(ticket), **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    weakened = {"If-None-Match": f"W/{first.headers['ETag']}"}  # by a proxy that packs answers
    assert shown(house, brought(ticket), **weakened).status_code == 304
    house.give(A1, CallNext())
    assert shown(house, brought(ticket), **{"If-None-Match": first.headers["ETag"]}).json["state"] == "called"


def test_while_nothing_happens_nothing_is_worked_out(house: WebHouse) -> None:
    """But every ten seconds, for the range, which time alone changes; and at once when something did happen."""
    tags = PhoneTags()
    tags.keep(1, 7, 1_000, "a")
    assert [tags.current(1, 7, at) for at in (1_000, 10_999, 11_000, 999)] == ["a", "a", "", ""]
    assert (tags.current(1, 8, 1_000), tags.current(2, 7, 1_000)) == ("", "")


def test_a_phone_reads_and_writes_no_disk(house: WebHouse) -> None:
    """It is answered from the hall in memory, and nothing of it is on record."""
    ticket = printed(house)
    writes, version = house.store.writes, house.desk.lane.hall.version
    house.store.engine.dispose()
    checked_out: list[int] = []
    from sqlalchemy import event  # noqa: PLC0415

    event.listen(house.store.engine, "checkout", lambda *_: checked_out.append(1))
    row(house, ticket)
    assert (checked_out, house.store.writes, house.desk.lane.hall.version) == ([], writes, version)


def test_no_cookie_is_set_or_heeded(house: WebHouse) -> None:
    """Neither by the page nor by its questions, whatever language is asked for."""
    ticket = printed(house)
    client = house.app.test_client()
    client.set_cookie("jiaohao_language", "en")
    page = client.get("/t?language=en")
    asked = client.get("/api/phone", headers={"X-Ticket": brought(ticket)})
    assert (page.status_code, asked.status_code) == (200, 200)
    assert not page.headers.getlist("Set-Cookie") + asked.headers.getlist("Set-Cookie")
    assert 'lang="zh-CN"' in client.get("/t", headers={"Accept-Language": "zh"}).get_data(as_text=True)[:300]


def test_the_page_is_the_same_for_every_ticket_and_names_none(house: WebHouse) -> None:
    """What a proxy sees and keeps of it says nothing."""  # P-2
    ticket = printed(house)
    text = house.browser().get("/t").get_data(as_text=True)
    assert ticket.number not in text
    assert "http" not in re.sub(r'"[^"]*w3\.org[^"]*"', "", text)


def test_a_thousand_phones_behind_one_address_are_counted_each_for_itself(house: WebHouse) -> None:
    """By the ticket; a wrong token is counted by address like any page."""
    ticket = printed(house)
    assert [shown(house, brought(ticket)).status_code for _ in range(int(PHONE_ASKS.burst) + 1)] == [
        200
    ] * int(PHONE_ASKS.burst) + [429]
    other = printed(house, request="other")
    assert shown(house, brought(other)).status_code == 200
    house.clock.at += 1_000
    assert shown(house, brought(ticket)).status_code == 200


def test_whoever_guesses_tokens_is_stopped_by_address(prepared: Path, tmp_path: Path) -> None:
    """And tickets that are known go on being told."""
    house = WebHouse(copy_of(prepared, tmp_path / "data"), public_url=HALL, rate=Rate(per_s=0.001, burst=5))
    answers = [shown(house, "1.AAAAAAAAAAAAAAAAAAAAAA").status_code for _ in range(8)]
    assert answers == [404] * 5 + [429] * 3
    house.close()


def test_the_page_opens_nothing_once_the_day_is_closed(house: WebHouse) -> None:
    """A ticket that was done is nobody's business any more."""  # P-2
    ticket = printed(house)
    house.give(KIOSK, WithdrawTicket(ticket=ticket.ticket))
    house.give(BOSS, CloseDay())
    assert shown(house, brought(ticket)).status_code == 404
