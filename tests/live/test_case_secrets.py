"""The code of a receipt is kept nowhere, ends with its person, and is not to be guessed; whoever guesses keeps nobody out."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from common import commands_case as c
from common import commands_paper as q
from common.messages import Registered
from server.lane import Ask
from server.live.limits import CASE_GUESSES, CASE_LOOKS, CASE_MISSES, CASE_RETRIES
from server.rules.order import SYSTEM, AnyCommand, Tick
from server.storage.store import database_file
from tests.live.callers import CSRF, caller
from tests.live.case_house import case_house, pass_to, registered
from tests.live.web_house import WebHouse
from tests.rules.street import clerk

A1 = clerk("A1")
REGISTER = c.RegisterCase(matter="permit", name="欧阳小红", way="post")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WebHouse]:
    """A hall that registers cases."""
    found = case_house(tmp_path / "data")
    yield found
    found.close()


def asked(house: WebHouse, number: str, secret: str, address: str = "192.0.2.1") -> int:
    """How `/case` answers to somebody there."""
    fields = {"number": number, "secret": secret}
    told = caller(house, "anonymous").ask(
        "post", "/api/case-progress", fields, environ_overrides={"REMOTE_ADDR": address}
    )
    status: int = told.status_code
    return status


def given(house: WebHouse, command: AnyCommand, request_id: str) -> Registered:
    """Asked under that id, by A1's terminal."""
    (answer,) = house.desk.lane.run([Ask(A1, command, request_id)])
    assert isinstance(answer, Registered), answer
    return answer


def receipt_page(house: WebHouse, case: Registered) -> Any:
    """As the window opens it, from the address of the hall."""
    client = house.app.test_client()
    for name, value in caller(house, "clerk").cookies.items():
        client.set_cookie(name, value)
    fields = {"number": case.number, "secret": case.secret, "csrf_token": CSRF}
    return client.post("/case/receipt", data=fields, environ_overrides={"REMOTE_ADDR": "192.0.2.1"})


def wrong(case: Registered) -> str:
    return f"{(int(case.secret) + 1) % 10**8:08d}"


def test_no_table_holds_the_code_of_a_receipt_and_asking_again_tells_it_again(
    house: WebHouse, tmp_path: Path
) -> None:
    """Not even the answer that is kept for a request whose reply got lost on the way."""  # C-1
    first = given(house, REGISTER, "r1")
    renewed = given(house, q.RenewReceipt(case=first.case, why="lost"), "r2")
    other = given(house, REGISTER, "r3")
    assert len({first.secret, renewed.secret, other.secret}) == 3
    assert given(house, REGISTER, "r3") == other
    assert given(house, q.RenewReceipt(case=first.case, why="lost"), "r2") == renewed
    with closing(sqlite3.connect(database_file(tmp_path / "data"))) as database:
        kept = "\n".join(database.iterdump())
    assert first.number in kept
    assert not any(case.secret in kept for case in (first, renewed, other))


def test_nothing_opens_a_case_whose_person_is_erased(house: WebHouse) -> None:
    """Its receipt is over as its name is: a year after the case."""  # S-5
    case = registered(house)
    house.give(A1, c.DecideCase(case=case.case, end="closed"))
    house.give(A1, c.DeliverResult(case=case.case))
    pass_to(house, "12-20")
    assert asked(house, case.number, case.secret) == 200
    house.clock.at += 365 * 86_400_000
    house.give(SYSTEM, Tick())
    assert asked(house, case.number, case.secret) == 404


def test_one_address_keeps_nobody_from_a_case(house: WebHouse) -> None:
    """However hard it tries: another phone opens it, and the window prints."""
    case = registered(house)
    for _ in range(int(CASE_LOOKS.burst)):
        asked(house, case.number, wrong(case), "192.0.2.66")
    for _ in range(60):
        house.clock.at += 60_000
        asked(house, case.number, wrong(case), "192.0.2.66")
        assert asked(house, case.number, case.secret) == 200
    assert CASE_MISSES.burst < CASE_GUESSES.burst
    assert CASE_MISSES.per_s < CASE_GUESSES.per_s


def test_wrong_codes_of_one_case_keep_nobody_else_there_from_theirs(house: WebHouse) -> None:
    """A hall's wireless network is one address: one resident mistypes for an hour, and everybody else looks."""
    mistyped, other = registered(house), registered(house)
    tries = []
    for _ in range(240):
        tries.append(asked(house, mistyped.number, wrong(mistyped)))
        assert asked(house, other.number, other.secret) == 200
        house.clock.at += 15_000
    assert (tries[:5], {*tries}) == ([404] * 5, {404, 429})
    assert tries.count(404) <= 5 + 30
    house.clock.at += 121_000
    assert asked(house, mistyped.number, mistyped.secret) == 200


def test_forty_wrong_codes_at_once_of_one_case_keep_nobody_else_there_out(house: WebHouse) -> None:
    """Five are tried, and the rest counts for nothing."""
    mistyped, other = registered(house), registered(house)
    tries = [asked(house, mistyped.number, wrong(mistyped)) for _ in range(40)]
    assert tries.count(404) == CASE_RETRIES.burst
    assert asked(house, other.number, other.secret) == 200
    assert CASE_RETRIES.burst < CASE_MISSES.burst
    assert CASE_RETRIES.per_s < CASE_MISSES.per_s


def test_an_address_that_guesses_is_stopped_whichever_numbers_it_tries(house: WebHouse) -> None:
    """Else thousands a day, each at another case, would find one that opens."""
    case = registered(house)
    tries = [asked(house, f"2026-{n:04}", "00000000") for n in range(2, 60)]
    assert tries.count(404) == CASE_MISSES.burst
    assert asked(house, case.number, case.secret) == 429
    house.clock.at += 121_000
    assert asked(house, case.number, case.secret) == 200


def test_a_number_that_was_tried_before_its_case_was_born_is_printed_and_opens_in_a_minute(
    house: WebHouse,
) -> None:
    """The window's receipt is counted apart; from many addresses a number can be held, each for its share."""
    for n in range(int(CASE_GUESSES.burst)):
        asked(house, "2026-0001", "00000000", f"192.0.2.{100 + n}")
    case = registered(house)
    assert (case.number, asked(house, case.number, case.secret)) == ("2026-0001", 429)
    assert receipt_page(house, case).status_code == 200
    house.clock.at += 61_000
    assert asked(house, case.number, case.secret) == 200


def test_a_paper_of_a_window_is_not_held_up_by_whoever_guesses_from_the_halls_address(
    house: WebHouse,
) -> None:
    """Residents' phones and the terminals may stand behind one address."""
    case = registered(house)
    for _ in range(2 * int(CASE_LOOKS.burst)):
        asked(house, case.number, wrong(case))
    assert receipt_page(house, case).status_code == 200


def test_whoever_is_signed_in_prints_receipts_and_does_not_try_codes_out(house: WebHouse) -> None:
    """Wrong ones are counted by who asks, as an address's are; a right one counts for nothing."""  # S-5
    case = registered(house)
    guess = Registered(case=case.case, number=case.number, due=None, secret=wrong(case))
    tries = [receipt_page(house, guess).status_code for _ in range(60)]
    assert tries.count(404) == CASE_MISSES.burst
    assert set(tries) == {404, 429}
    assert receipt_page(house, case).status_code == 429
    house.clock.at += 121_000
    assert [receipt_page(house, case).status_code for _ in range(30)] == [200] * 30
