"""Two halls in one database: each is what it would be alone, whatever the other does (docs/halls.md)."""

from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from typing import Any

import pytest
from sqlalchemy import select, update

from common.commands import IssueTicket
from common.messages import Issued
from server.lane import Ask, Lane
from server.rules.facts import HandoverOpened
from server.rules.order import ImportHall, seal
from server.storage import people_tables  # noqa: F401  # its tables belong to the database
from server.storage import tables as t
from server.storage.attendance import Attendance
from server.storage.case_record import texts_of
from server.storage.check import check
from server.storage.devices import Devices, PairingRow
from server.storage.ledger import Ledger
from server.storage.people import People
from server.storage.store import Store
from tests.databases import NewPlace, on_postgresql
from tests.lane.desk import HandClock
from tests.rules.street import ADMIN, KIOSK, small_setup
from tests.storage.ground import AT, answer, entry, eventful_day, first_day

HOUR = 3_600_000
WITHOUT_HALL = {"meta"}
"""What is the database's own: its ledger id and marks."""
BY_SECRET = {"sessions", "pairings"}
"""Found by the hash of a secret that was drawn for one hall; every question about them names the hall."""


def life(store: Store, hall: str, seed: int) -> Iterator[None]:
    """All that a hall stores in two days, a step at a time; ids and requests are those of any other hall."""
    ledger, people, devices = Ledger(store, hall), People(store, hall), Devices(store, hall)
    log = eventful_day(seed, steps=60).log
    third = len(log) // 3
    people.add("A1", ["clerk"], f"hash of {hall}", AT)
    people.open_session(f"token of {hall}", "A1", "csrf", AT, AT + HOUR)
    yield
    ledger.append(log[:third], [answer("r1"), answer("r2")], [])
    yield
    ledger.checkpoint(ledger.fold())
    devices.ask(f"secret of {hall}", asked("424242"))
    yield
    ledger.append(log[third : 2 * third], [answer("r3", at=AT + HOUR)], [seal(f"said in {hall}", b"", "n1")])
    devices.approve("424242", "admin", AT)
    yield
    ledger.forget_answers(before=AT + seed)
    ledger.append(log[2 * third :], [], [])
    people.note_failure("A1", 5, AT, AT + HOUR)
    yield
    ledger.checkpoint(ledger.fold())
    people.close_account("A1", "admin", AT)
    devices.take_token(f"secret of {hall}", f"device of {hall}", AT)


def asked(code: str) -> PairingRow:
    return PairingRow(code=code, kind="kiosk", name="门口", created=AT, expires=AT + HOUR, device=None)


def live(*lives: Iterator[None]) -> None:
    """One step of each in turn."""
    for _ in zip_longest(*lives):
        pass


def rows_of(store: Store, hall: str) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands under a hall's key, in every table there is."""
    found = {}
    with store.reading() as connection:
        for table in t.metadata.sorted_tables:
            if "hall" in table.c:
                mine = select(table).where(table.c.hall == hall).order_by(*table.primary_key)
                found[table.name] = [dict(row) for row in connection.execute(mine).mappings()]
    return found


def test_a_hall_beside_another_stores_what_it_would_store_alone(store: Store, new_place: NewPlace) -> None:
    """Facts with their hashes, every projected row, answers, checkpoints, private texts, people and devices."""
    live(life(store, "one", 1), life(store, "two", 2))
    for hall, seed in (("one", 1), ("two", 2)):
        with closing(Store.open(new_place())) as alone:
            live(life(alone, hall, seed))
            expected = rows_of(alone, hall)
            assert rows_of(store, hall) == expected
            assert Ledger(store, hall).fold() == Ledger(alone, hall).fold()
        empty = {name for name, rows in expected.items() if not rows}
        assert not empty & {
            "ledger",
            "answers",
            "checkpoints",
            "private_texts",
            "tickets",
            "periods",
            "staff",
        }


def test_every_row_and_every_key_names_its_hall() -> None:
    """A new table cannot be forgotten: the hall is the first part of its key, of unique ones too."""
    tables = {table.name: table for table in t.metadata.sorted_tables if table.name not in WITHOUT_HALL}
    assert {name for name, table in tables.items() if "hall" not in table.c} == set()
    keyed = {name for name, table in tables.items() if next(iter(table.primary_key)).name == "hall"}
    assert tables.keys() - keyed == BY_SECRET
    unique = [index for table in tables.values() for index in table.indexes if index.unique]
    assert [index.name for index in unique if next(iter(index.columns)).name != "hall"] == []


def test_facts_answers_and_heads_are_each_halls_own(store: Store) -> None:
    """The same versions, numbers and request ids on both sides."""
    one, two = Ledger(store, "one"), Ledger(store, "two")
    one.append(first_day("R001"), [answer("a")], [])
    two.append(first_day("R001", "R002"), [answer("a"), answer("b")], [])
    assert (one.entries(0), two.entries(0)) == (first_day("R001"), first_day("R001", "R002"))
    assert one.head.hash != two.head.hash
    assert (len(one.kept(["a", "b"])), len(two.kept(["a", "b"]))) == (1, 2)
    assert (one.news(), two.news()) == ([], [])
    two.forget_answers(before=AT + HOUR)
    assert (len(one.kept(["a", "b"])), len(two.kept(["a", "b"]))) == (1, 0)


def test_a_checkpoint_is_never_anothers(store: Store) -> None:
    """One hall's newest does not push another's out, nor is it folded from."""
    one, two = Ledger(store, "one"), Ledger(store, "two")
    one.append(first_day("R001"), [], [])
    one.checkpoint(one.fold())
    for n in range(2, 7):
        two.append(first_day(*(f"R{k:03d}" for k in range(1, n)))[two.head.version :], [], [])
        two.checkpoint(two.fold())
    again = Ledger(store, "one")
    assert again.fold().version == 2
    assert again.folded == 0


def test_a_note_is_read_in_its_own_hall_alone(store: Store) -> None:
    """AB-5: the same handover, ids and staff numbers in both."""
    for hall in ("one", "two"):
        text = seal(f"said in {hall}", b"seed", "n1")
        fact = HandoverOpened(
            handover=2,
            post="p1",
            kind="left",
            giver="A1",
            taker="A2",
            waiting=0,
            held=(),
            served=0,
            note=text.sealed,
        )
        Ledger(store, hall).append([*first_day(), entry(2, fact)], [], [text])
    with store.reading() as connection:
        told = [texts_of(connection, hall, ["n1"]).get("n1") for hall in ("one", "two", "three")]
    assert told == ["said in one", "said in two", None]


def test_damage_is_found_in_the_hall_that_has_it(store: Store) -> None:
    """S-3: one hall's record is proved without the other's."""
    live(life(store, "one", 1), life(store, "two", 2))
    broken = update(t.ledger).where(t.ledger.c.hall == "two", t.ledger.c.version == 9).values(by="nobody")
    with store.writing() as connection:
        connection.execute(broken)
    assert "hash_differs" not in {finding.code for finding in check(store, "one")}
    assert "hash_differs" in {finding.code for finding in check(store, "two")}


def test_a_session_is_nobody_in_another_hall(store: Store) -> None:
    """It can be neither used nor kept alive nor ended from there."""
    one, two = People(store, "one"), People(store, "two")
    for people, password in ((one, "p1"), (two, "p2")):
        people.add("A1", ["clerk"], password, AT)
    one.open_session("token", "A1", "csrf", AT, AT + HOUR)
    assert two.session("token", AT) is None
    two.touch("token", AT, AT + 9 * HOUR)
    two.end_session("token")
    assert two.reset_password("A1", "p3") == two.end_expired(AT + 2 * HOUR) == []
    session = one.session("token", AT)
    assert session is not None
    assert session.expires == AT + HOUR
    two.set_password("A1", "other", one_time=False)
    two.close_account("A1", "admin", AT)
    account = one.find("A1")
    assert account is not None
    assert (account.password_hash, account.closed) == ("p1", None)


def test_an_administrator_of_one_hall_does_not_count_in_another(store: Store) -> None:
    """The last one stays one."""
    one, two = People(store, "one"), People(store, "two")
    for people in (one, two):
        people.add("admin", ["administrator"], "hash", AT)
    with pytest.raises(Exception, match="last_administrator"):
        two.close_account("admin", "A1", AT)


def test_devices_of_two_halls_may_show_the_same_code(store: Store) -> None:
    """Whoever approves it lets in the device of the own hall; the other goes on waiting."""
    one, two = Devices(store, "one"), Devices(store, "two")
    one.ask("secret 1", asked("424242"))
    two.ask("secret 2", asked("424242"))
    assert two.approve("424242", "admin", AT) is not None
    assert [row.code for row in one.asking(AT)] == ["424242"]
    assert one.pairing("secret 2", AT) is None
    assert one.take_token("secret 2", "token", AT) is None
    assert two.take_token("secret 2", "token", AT) == "kiosk:k1"
    assert (one.holder("token"), one.find("kiosk:k1"), one.everything()) == (None, None, [])
    assert one.revoke("kiosk:k1", AT) is False
    two.forget_expired(AT + 2 * HOUR)
    assert one.pairing("secret 1", AT) is not None


def test_two_lanes_answer_the_same_request_each_for_its_hall(store: Store) -> None:
    """One lane per hall on one database: each gives its own first number, once."""
    lanes = [Lane(Ledger(store, hall), HandClock()) for hall in ("one", "two")]
    for lane in lanes:
        lane.run([Ask(ADMIN, ImportHall(setup=small_setup()))])
    lanes[1].run([Ask(KIOSK, IssueTicket(matter="mr"), "first")])
    answers = [lane.run([Ask(KIOSK, IssueTicket(matter="mr"), "same")])[0] for lane in lanes]
    again = [lane.run([Ask(KIOSK, IssueTicket(matter="mr"), "same")])[0] for lane in lanes]
    assert [reply.number for reply in answers if isinstance(reply, Issued)] == ["R001", "R002"]
    assert again == answers
    assert [check(store, hall) for hall in ("one", "two")] == [[], []]


@on_postgresql
def test_who_is_connected_in_one_hall_is_not_in_another(store: Store) -> None:
    """The same staff number, another clerk."""
    mine, theirs, same = Attendance(store, "one"), Attendance(store, "two"), Attendance(store, "one")
    mine.share({"A1"}, {"A1"})
    assert theirs.share(set(), {"A1"}) == set()
    assert same.share(set(), {"A1"}) == {"A1"}
