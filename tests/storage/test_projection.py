"""The rows that history reads say what the hall in memory says."""

from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from common.commands import (
    AcknowledgeHandover,
    CallNext,
    CloseDay,
    FinishService,
    MarkNoShow,
    OpenHall,
    Recall,
    StartService,
    StepAway,
    Undo,
)
from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.storage import tables as t
from server.storage.ledger import Ledger
from server.storage.projection import HANDLERS
from server.storage.reading import kinds
from server.storage.store import Store
from tests.databases import NewPlace, Where
from tests.rules.street import BOSS, clerk, morning
from tests.storage.ground import eventful_day

ENDED = ("finished", "withdrawn", "voided", "lapsed")


def rows(store: Store, table: Any) -> list[dict[str, Any]]:
    with store.reading() as connection:
        found = connection.execute(select(table).order_by(*table.primary_key)).mappings()
        return [dict(row) for row in found]


def written(place: Where, log: list[Entry], at_once: int) -> Store:
    """The rows of `log`, projected `at_once` facts at a time."""
    store = Store.open(place)
    ledger = Ledger(store)
    for start in range(0, len(log), at_once):
        ledger.append(log[start : start + at_once], [], [])
    return store


def all_rows(store: Store) -> dict[str, list[dict[str, Any]]]:
    return {table.name: rows(store, table) for table in t.PROJECTED}


def standing(hall: Hall) -> dict[int, tuple[object, ...]]:
    alive = [ticket for ticket in hall.tickets.values() if ticket.state not in ENDED]
    return {
        a.id: (
            *(a.number, a.matter, a.line, a.state, a.since, a.claim, a.placed, a.window, a.clerk, a.carried),
            ",".join(stop.matter for stop in a.then),
            *(a.kept_to, a.special and a.special.reason, a.special and a.special.by, a.slot),
        )
        for a in alive
    }


@pytest.mark.parametrize("seed", range(8))
def test_the_rows_of_living_tickets_are_those_of_the_hall(place: Where, seed: int) -> None:
    """Whatever happened on two days, history and memory agree on every ticket that is left."""
    street = eventful_day(seed, days=("2026-11-23", "2026-11-24"))
    store = written(place, street.log, 50)
    assert living(store) == standing(street.hall)
    store.close()


def living(store: Store) -> dict[int, tuple[object, ...]]:
    columns = (
        *("number", "matter", "line", "state", "since", "claim", "placed", "window", "clerk", "carried"),
        *("then", "kept_to", "special", "special_by", "slot"),
    )
    return {
        row["id"]: tuple(row[name] for name in columns)
        for row in rows(store, t.tickets)
        if row["ended_at"] is None
    }


@pytest.mark.parametrize("at_once", [1, 13])
def test_an_appointment_is_a_row_until_somebody_comes_or_nobody_did(place: Where, at_once: int) -> None:
    """What became of each slot can be read back, without its code."""
    street = eventful_day(5)
    store = written(place, street.log, at_once)
    found = {row["id"]: (row["state"], row["ticket"], row["ended_at"]) for row in rows(store, t.appointments)}
    expected: dict[int, tuple[str, int | None, int | None]] = {}
    for entry in street.log:
        match entry.fact:
            case f.AppointmentBooked() as booked:
                expected[booked.appointment] = ("booked", None, None)
            case f.AppointmentCancelled() as cancelled:
                expected[cancelled.appointment] = ("cancelled", None, entry.due)
            case f.TicketIssued(appointment=came) as issued if came is not None:
                expected[came] = ("kept", issued.ticket, entry.due)
            case f.DayClosed(unkept=unkept):
                expected |= dict.fromkeys(unkept, ("lapsed", None, entry.due))
    assert found == expected
    assert {state for state, *_ in expected.values()} >= {"kept", "lapsed", "booked"}
    assert not {row["code"] for row in rows(store, t.appointments) if "code" in row}
    store.close()


@pytest.mark.parametrize("at_once", [1, 1_000])
def test_a_day_opened_again_puts_its_tickets_back_in_line_in_the_rows_too(place: Where, at_once: int) -> None:
    """Nobody is carried over by a close that was a mistake."""
    street = morning()
    street.issue(), street.issue()
    street.give(BOSS, CloseDay())
    street.later(minutes=1)
    street.give(BOSS, OpenHall())
    store = written(place, street.log, at_once)
    assert living(store) == standing(street.hall)
    assert [row["carried"] for row in rows(store, t.tickets)] == [False, False]
    store.close()


@pytest.mark.parametrize(("days", "state"), [(0, "missed"), (1, "lapsed")])
def test_who_missed_the_call_of_a_day_cut_short_lives_on_in_the_rows(
    place: Where, days: int, state: str
) -> None:
    """Nothing of it ends with that day; it lapses with the next one that is over."""
    street = morning()
    street.issue()
    ticket = street.call("A1")
    street.give(clerk("A1"), MarkNoShow(ticket=ticket.id))
    street.give(BOSS, CloseDay())
    street.until("23:59", f"2026-11-{23 + days}")
    store = written(place, street.log, 1_000)
    assert living(store) == standing(street.hall)
    assert [row["state"] for row in rows(store, t.tickets)] == [state]
    store.close()


@pytest.mark.parametrize("seed", range(8))
def test_periods_never_overlap_and_exactly_one_is_open_per_living_ticket(place: Where, seed: int) -> None:
    """Scenario 1: every state has a start and an end, none is open when the ticket is gone."""
    street = eventful_day(seed, days=("2026-11-23",))
    store = written(place, street.log, 1_000)
    tickets = {row["id"]: row for row in rows(store, t.tickets)}
    periods: dict[int, list[dict[str, Any]]] = {}
    for row in rows(store, t.periods):
        periods.setdefault(row["ticket"], []).append(row)
    assert periods.keys() == tickets.keys()
    for ticket, mine in periods.items():
        ends = [row["until"] for row in mine]
        assert all(follows(before, after) for before, after in pairwise(mine))
        assert all(row["until"] is None or row["until"] >= row["since"] for row in mine)
        assert ends[-1] == tickets[ticket]["ended_at"]
        assert ends[-1] is not None or mine[-1]["state"] == tickets[ticket]["state"]
    store.close()


def follows(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Without a gap, save that of a finish which was taken back."""
    taken_back = before["state"] == after["state"] == "serving"
    return bool(before["until"] <= after["since"] if taken_back else before["until"] == after["since"])


@pytest.mark.parametrize("at_once", [1, 7, 100_000])
def test_how_facts_are_batched_makes_no_difference_to_the_rows(new_place: NewPlace, at_once: int) -> None:
    """A batch of sixty-four writes what sixty-four batches of one write."""
    street = eventful_day(3)
    one, other = (written(new_place(), street.log, some) for some in (at_once, 20))
    assert all_rows(one) == all_rows(other)
    one.close()
    other.close()


def test_a_finish_taken_back_leaves_two_services_and_the_gap_between(new_place: NewPlace) -> None:
    """Scenario 27: it goes on; what lay between is no service."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.later(minutes=1)
    street.give(clerk("A1"), StartService(ticket=ticket.id))
    started = street.at
    street.later(minutes=4)
    street.give(clerk("A1"), FinishService(ticket=ticket.id))
    finished = street.at
    street.later(minutes=1)
    street.give(clerk("A1"), Undo(ticket=ticket.id))
    undone = street.at
    street.later(minutes=2)
    street.give(clerk("A1"), FinishService(ticket=ticket.id))
    for at_once in (1, 1_000):
        store = written(new_place(), street.log, at_once)
        periods = [(row["state"], row["since"], row["until"]) for row in rows(store, t.periods)]
        assert [state for state, *_ in periods] == ["waiting", "called", "serving", "serving"]
        assert periods[-2:] == [("serving", started, finished), ("serving", undone, street.at)]
        store.close()


def test_finishing_one_and_calling_the_next_in_one_batch_passes_no_forbidden_state(place: Where) -> None:
    """The key "one in hand per window" holds at every statement, not only at COMMIT."""
    street = morning()
    first, second = street.issue(), street.issue()
    street.call("A1")
    street.give(clerk("A1"), StartService(ticket=first.id))
    before = len(street.log)
    street.give(clerk("A1"), CallNext(in_hand=first.id))
    store = written(place, street.log[:before], 1_000)
    ledger = Ledger(store)
    ledger.fold()
    ledger.append(street.log[before:], [], [])
    states = {row["id"]: row["state"] for row in rows(store, t.tickets)}
    assert states == {first.id: "finished", second.id: "called"}
    store.close()


def test_the_range_that_was_given_stands_with_the_ticket(place: Where) -> None:
    """Beside what came true: its first call (docs/estimate.md)."""
    street = morning()
    tickets = [street.issue() for _ in range(3)]
    store = written(place, street.log, 1)
    given = [ticket.given for ticket in tickets]
    assert None not in given
    assert [(row["wait_low_min"], row["wait_high_min"]) for row in rows(store, t.tickets)] == [
        (told.low_min, told.high_min) for told in given if told is not None
    ]
    store.close()


def test_every_call_and_recall_is_a_row_with_its_window(place: Where) -> None:
    """What was called, where, by whom and how often can be read back."""
    street = morning()
    ticket = street.issue()
    street.call("A1")
    street.later(seconds=30)
    street.give(clerk("A1"), Recall(ticket=ticket.id))
    store = written(place, street.log, 1)
    assert [(row["number"], row["window"], row["clerk"], row["times"]) for row in rows(store, t.calls)] == [
        ("R001", 1, "A1", 0),
        ("R001", 1, "A1", 1),
    ]
    store.close()


@pytest.mark.parametrize("seed", range(4))
def test_who_served_a_post_is_on_record_without_gap_or_overlap(place: Where, seed: int) -> None:
    """AB-11; after the day's end nobody serves."""
    street = eventful_day(seed)
    store = written(place, street.log, 30)
    posts: dict[str, list[dict[str, Any]]] = {}
    for row in rows(store, t.covers):
        posts.setdefault(row["post"], []).append(row)
    assert posts.keys() == {"pr", "ps", "pt"}
    for mine in posts.values():
        assert all(a["until"] <= b["since"] for a, b in pairwise(mine))
        assert (mine[-1]["until"] is None) == (mine[-1]["post"] in street.hall.covers)
    store.close()


def test_a_clerk_who_leaves_without_a_handover_is_on_record(place: Where) -> None:
    """AB-6: absence, cover and handover each have their row."""
    street = morning()
    street.issue()
    street.give(clerk("A1"), StepAway(reason="restroom"))
    street.later(minutes=6)
    handover = max(street.hall.handovers)
    street.give(clerk("A2"), AcknowledgeHandover(handover=handover))
    store = written(place, street.log, 3)
    (absence,) = rows(store, t.absences)
    assert (absence["clerk"], absence["post"], absence["reason"]) == ("A1", "pr", "stepped_away")
    (taken,) = [row for row in rows(store, t.handovers) if row["id"] == handover]
    assert (taken["giver"], taken["taker"], taken["acknowledged_at"]) == ("A1", "A2", street.at)
    assert [row["clerk"] for row in rows(store, t.covers) if row["post"] == "pr"][-1] == "A2"
    store.close()


def test_every_kind_of_fact_is_projected_or_known_to_need_no_row() -> None:
    """A new kind of fact must not be forgotten here."""
    no_row = {
        f.PhaseChanged, f.HallPaused, f.HallResumed, f.NumbersStopped, f.ClockConfirmed, f.SeriesAssigned, f.CountersRaised,

        f.StandInNamed, f.StandInEnded, f.LeaveRecorded, f.LeaveEnded, f.DeviceReported,
        f.AbsenceBegan, f.AbsenceEnded, f.OutageEnded, f.CoverCalled, f.CoverOnTheWay, f.CoverDeclined,
        f.CoverCallEnded, f.StandInAsked, f.StandInAnswered, f.OfficialAsked, f.OfficialAnswered,
        f.OfficialTakenBack, f.OfficialLapsed, f.StandInLapsed, f.UnfinishedRecorded, f.ResidentContacted,
        f.StaffCalled, f.StaffGoing, f.HelpEnded, f.TicketReprinted, f.PaperCounted, f.SharingBegan, f.SharingEnded, f.ReturnOverdue, f.SheetsPrinted, f.StubEntered, f.IntakeClosed, f.IntakeReopened, f.QuotaSet, f.NoteRead,
    }  # fmt: skip
    assert {str(kind.__struct_config__.tag) for kind in no_row | set(HANDLERS)} == set(kinds())
    assert no_row.isdisjoint(HANDLERS)
