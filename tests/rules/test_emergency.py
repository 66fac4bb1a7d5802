"""Numbers on paper for a day without power: each once, and what was written by hand comes into the line where it belongs."""

import msgspec

from common import commands as c
from common import commands_sheet as e
from common.commands_own import ReportNumbers
from common.messages import SheetsReady, StubTaken
from server.rules.apply import apply
from server.rules.emergency.book import LAST, PER_SHEET, numbers_of, sheet_letter
from server.rules.hall import Hall, Ticket
from server.rules.offline.rows import taken_alone
from tests.rules.own import TODAY
from tests.rules.setup_shared import shared_setup
from tests.rules.situations_sheets import entered, printed, stub
from tests.rules.street import BOSS, KIOSK, Street, clerk, moment, morning, small_setup
from tests.rules.watch import Views, copy, same

A1 = clerk("A1")


def taken(street: Street, n: int, **more: object) -> StubTaken:
    """The n-th stub, typed in."""
    answer = street.give(BOSS, stub(street, n, **more))
    assert isinstance(answer, StubTaken)
    return answer


def ticket_of(street: Street, n: int) -> Ticket:
    return street.hall.tickets[street.hall.emergency.stubs[n].id]


# -- the sheets -----------------------------------------------------------------------------------


def test_no_two_sheets_bear_the_same_number() -> None:
    """However they are asked for; each sheet has a serial of its own, and each number check digits of its own."""
    street = Street()
    for sheets in (1, 3, 40):
        answer = street.give(BOSS, e.PrintSheets(sheets=sheets))
        assert isinstance(answer, SheetsReady)
    every = [sheet for run in street.hall.emergency.runs for sheet in numbers_of(run)]
    assert [serial for serial, _ in every] == list(range(1, 45))
    numbers = [number for _, slips in every for number, _ in slips]
    assert len(set(numbers)) == len(numbers) == 44 * PER_SHEET
    assert numbers[0] == "X001"
    assert len({check for _, slips in every for _, check in slips}) > 100


def test_sheets_are_printed_on_any_day_open_or_not() -> None:
    """Before there is no power, that is."""
    street = Street(at=moment("03:00", "2026-11-22"))  # a Sunday
    street.give(BOSS, e.PrintSheets(sheets=2))
    assert [run.by for run in street.hall.emergency.runs] == ["S01"]


def test_the_sheets_letter_is_no_lines_and_no_kiosks() -> None:
    """Nor will a kiosk be given it later."""
    setup = small_setup()
    lines = tuple(msgspec.structs.replace(line, prefix="X") for line in setup.lines[:1])
    assert sheet_letter(setup) == "X"
    assert sheet_letter(msgspec.structs.replace(setup, lines=lines)) == "W"
    assert sheet_letter(setup, frozenset("XW")) == "Y"
    street = morning()
    street.give(BOSS, e.PrintSheets())
    street.give(KIOSK, ReportNumbers(day=TODAY))
    assert not {*street.hall.offline.series} & {run.letter for run in street.hall.emergency.runs}


def test_after_the_last_number_the_sheets_begin_again() -> None:
    """Never in the middle of a run; what bore those numbers years ago is forgotten."""
    street, _ = entered()
    for _ in range(LAST // (40 * PER_SHEET) - 1):
        street.give(BOSS, e.PrintSheets(sheets=40))
    assert 1 in street.hall.emergency.stubs
    street.give(BOSS, e.PrintSheets(sheets=40))
    street.give(BOSS, e.PrintSheets(sheets=40))
    book = street.hall.emergency
    assert (book.runs[-1].first, 1 in book.stubs) == (1, False)
    assert all(old.first > book.runs[-1].last for old in book.runs[:-1])


# -- what was written by hand ---------------------------------------------------------------------


def test_who_still_waits_stands_where_the_time_on_the_slip_says() -> None:
    """Between those who came before and after; nobody who was called is moved."""
    street = morning()
    street.issue(), street.issue()
    called = street.call("A1")
    printed(street)
    late = street.issue()
    answers = [taken(street, n, given=moment(f"10:0{n}")) for n in (3, 1, 2)]
    assert [answer.ahead for answer in answers] == [1, 1, 2]
    order = [street.hall.tickets[key[2]].number for key in street.hall.lines["r"]]
    assert order == ["R002", "X001", "X002", "X003", late.number]
    assert (called.state, street.hall.hands) == ("called", {1: called.id})
    assert ticket_of(street, 1).since == moment("10:01")


def test_a_time_before_numbers_were_given_is_refused_in_words() -> None:
    """0010 for 1010 would go before everybody, and nobody would see it; the first minute of the day is no such slip."""
    street = printed()
    first = street.issue()
    refusal = street.refusal(BOSS, stub(street, 1, given=moment("00:10")))
    assert (refusal.code, refusal.values) == ("stub_early", {"opens": "08:00"})
    assert not street.hall.emergency.stubs
    taken(street, 1, given=moment("08:00"))
    assert ticket_of(street, 1).claim == moment("08:00") < first.claim


def test_a_hall_that_opened_earlier_that_day_takes_slips_from_then_on() -> None:
    """By hand, before the calendar's hours."""
    street = Street(at=moment("07:00"))
    street.give(BOSS, c.OpenHall())
    street.give(BOSS, e.PrintSheets())
    street.until("11:00")
    taken(street, 1, given=moment("07:05"))
    assert ticket_of(street, 1).claim == moment("07:05")
    assert street.refused(BOSS, stub(street, 2, given=moment("06:59"))) == "stub_early"


def test_a_hall_that_had_no_power_since_the_morning_still_counts_by_the_slips() -> None:
    """Its day begins with the power; the slips were given before."""
    street = Street()
    street.give(BOSS, e.PrintSheets())
    street.at = moment("11:00", "2026-11-24")
    street.until("11:00", "2026-11-24")
    street.sit("A1", "A2", "A3")
    assert street.hall.began_at == moment("11:00", "2026-11-24")
    for n, clock in ((2, "09:10"), (1, "08:40"), (3, "10:20")):
        taken(street, n, given=moment(clock, "2026-11-24"))
    assert [street.hall.tickets[key[2]].number for key in street.hall.lines["r"]] == ["X001", "X002", "X003"]
    assert ticket_of(street, 1).claim == moment("08:40", "2026-11-24")


def test_a_day_that_was_opened_by_hand_counts_by_the_slips_too() -> None:
    """A Sunday on which the calendar knows no hours."""
    street = Street(at=moment("10:00", "2026-11-22"))
    street.give(BOSS, e.PrintSheets())
    street.give(BOSS, c.OpenHall())
    taken(street, 1, given=moment("09:30", "2026-11-22"))
    assert ticket_of(street, 1).claim == moment("09:30", "2026-11-22")


def test_a_matter_that_is_closed_or_used_up_is_served_all_the_same() -> None:
    """Somebody holds the number."""
    street = printed()
    street.give(BOSS, c.StopNumbers())
    assert taken(street, 1).ahead == 0


def test_in_a_strict_line_it_is_kept_to_one_post() -> None:
    """Like any number (field.md 23)."""
    setup = shared_setup()
    lines = tuple(msgspec.structs.replace(line, strict=True) for line in setup.lines)
    street = Street(msgspec.structs.replace(setup, lines=lines))
    street.until("08:30")
    printed(street)
    matter = setup.matters[0].id
    taken(street, 1, matter=matter), taken(street, 2, matter=matter)
    assert len({ticket_of(street, n).queue for n in (1, 2)}) == len(
        street.hall.posts_of(setup.matters[0].line)[:2]
    )


def test_who_was_served_by_hand_is_on_record_and_in_the_days_figures() -> None:
    """With window and time; nobody is called, and no service time is made up."""
    street = printed()
    answer = taken(street, 1, outcome="served", window=2, called=moment("10:25"))
    ticket = ticket_of(street, 1)
    assert (answer.ahead, ticket.state, ticket.window, ticket.waited_ms) == (0, "finished", 2, 20 * 60_000)
    tally = street.hall.tally("line:r")
    assert (tally.issued, tally.called, tally.finished, tally.services) == (1, 1, 1, 0)
    assert street.hall.tally("window:2").finished == 1
    assert not any(street.hall.lines.values())
    assert not street.hall.estimates.matters


def test_who_has_left_is_on_record_as_gone() -> None:
    """And waits nowhere."""
    street = printed()
    taken(street, 1, outcome="left")
    assert (ticket_of(street, 1).state, street.hall.waiting_in("r")) == ("withdrawn", 0)


def test_the_same_stub_typed_in_twice_counts_once() -> None:
    """By two people, or twice by one; other words are refused with who typed it in."""
    street, ticket = entered()
    version = street.hall.version
    again = taken(street, 1)
    assert (again.ticket, again.again, street.hall.version) == (ticket, True, version)
    refusal = street.refusal(BOSS, stub(street, 1, matter="ms"))
    assert refusal.values == {"number": "X001", "day": TODAY, "by": "S01"}


def test_an_entry_is_taken_back_and_typed_in_anew() -> None:
    """Whatever was said: nobody waits, nothing is counted, and the number may be entered with the right words."""
    for more in ({}, {"outcome": "left"}, {"outcome": "served", "window": 2, "called": moment("10:25")}):
        street, ticket = entered(**more)
        street.give(BOSS, e.TakeBackStub(ticket=ticket))
        old = street.hall.tickets[ticket]
        tally = street.hall.tally("line:r")
        assert (old.state, street.hall.waiting_in("r"), tally.finished, tally.called) == ("voided", 0, 0, 0)
        assert {key: tally.issued for key, tally in street.hall.tallies.items() if tally.issued} == {}
        assert street.hall.given["mr"] == 0
        taken(street, 1, matter="ms")
        assert (ticket_of(street, 1).number, ticket_of(street, 1).line) == ("X001", "s")
        assert street.hall.tally("line:s").issued == street.hall.tally("matter:ms").issued == 1


def test_an_entry_that_is_taken_back_another_day_leaves_that_days_figures_alone() -> None:
    """Who still waited was carried over; the next day's numbers are counted from nothing."""
    street, ticket = entered()
    street.until("09:00", "2026-11-24")
    street.issue("mr")
    street.give(BOSS, e.TakeBackStub(ticket=ticket))
    assert street.hall.tickets[ticket].state == "voided"
    assert (street.hall.given["mr"], street.hall.tally("matter:mr").issued) == (1, 1)


def test_what_waits_is_a_ticket_like_any_other_from_then_on() -> None:
    """Called, missed, carried over night with its number."""
    street, ticket = entered()
    assert street.call("A1").id == ticket
    street.start("A1", street.hall.tickets[ticket])
    street.give(A1, c.FinishService(ticket=ticket))
    assert street.refused(BOSS, e.TakeBackStub(ticket=ticket)) == "stub_moved"


def test_the_record_alone_makes_the_same_hall() -> None:
    """Folded again, and from a checkpoint."""
    street, _ = entered()
    taken(street, 2, outcome="served", window=1, called=moment("10:25"))
    taken(street, 3, outcome="left")
    street.give(BOSS, e.TakeBackStub(ticket=ticket_of(street, 2).id))
    folded = Hall()
    for entry in street.log:
        apply(folded, entry)
    assert same(folded, street.hall)
    assert same(copy(street.hall), street.hall)


def test_every_screen_is_told_of_what_is_typed_in_and_taken_back() -> None:
    """Merging what changed gives what a fresh join would, of a matter with a quota, too."""
    setup = small_setup()
    matters = tuple(msgspec.structs.replace(matter, daily_quota=9) for matter in setup.matters)
    street = Street(msgspec.structs.replace(setup, matters=matters))
    street.until("08:20")
    street.sit("A1", "A2")
    printed(street)
    views = Views(street.hall)
    steps = [
        stub(street, 1),
        stub(street, 2, outcome="served", window=2, called=moment("10:25")),
        stub(street, 3, outcome="left"),
    ]
    for step in steps:
        street.give(BOSS, step)
        views.take(street.hall, street.last)
    for n in (1, 2, 3):
        street.give(BOSS, e.TakeBackStub(ticket=ticket_of(street, n).id))
        views.take(street.hall, street.last)


def test_a_kiosk_knows_the_letter_of_slips_that_were_typed_in() -> None:
    """Whoever looks for a number there can type it."""
    street, _ = entered()
    assert "X" in taken_alone(street.hall)["series"]
