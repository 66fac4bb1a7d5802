"""What a B cannot finish is recorded, and the A who is back has to contact each resident (AB-7)."""

from common import commands as c
from common.commands_cover import UnfinishedReason
from common.rows import ContactRow
from server.rules import facts as f
from server.rules.hall import Ticket
from server.rules.order import ReadNote
from server.rules.setup_cover import Sharing
from server.rules.view import AUDIENCES, table
from tests.rules.setup_cover_hall import post_with
from tests.rules.street import BOSS, Street, clerk, morning

TUESDAY = "2026-11-24"


def covering() -> tuple[Street, Ticket]:
    """A1 has left, and A2 serves one of A1's."""
    street = morning()
    street.issue(), street.issue()
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    ticket = street.call("A2")
    street.start("A2", ticket)
    return street, ticket


def record(street: Street, ticket: Ticket, note: str = "", reason: UnfinishedReason = "papers") -> int:
    street.give(clerk("A2"), c.RecordUnfinished(ticket=ticket.id, reason=reason, note=note))
    return street.made(f.UnfinishedRecorded)[-1].item


def contacts(street: Street, audience: str = "clerk:A1") -> list[ContactRow]:
    return [row for row in table(street.hall, audience, "contacts").values() if isinstance(row, ContactRow)]


def test_what_b_could_not_finish_stands_on_as_list_with_who_said_so() -> None:
    """The number, the matter and what is left; the ticket goes its own way."""  # AB-7
    street, ticket = covering()
    item = record(street, ticket)
    street.finish("A2", ticket)
    (row,) = contacts(street)
    assert (row.id, row.post, row.number, row.matter) == (item, "pr", "R001", "mr")
    assert (row.reason, row.clerk, row.a_role, row.contacted_at) == ("papers", "A2", "A1", None)
    assert contacts(street, "clerk:A2") == contacts(street, "supervisor") == [row]
    assert contacts(street, "clerk:A3") == []
    assert all("contacts" not in AUDIENCES[name] for name in ("wall", "window", "kiosk"))


def test_the_handover_to_a_names_it_until_it_is_done() -> None:
    """On coming back; and again on coming back the next time, as long as nobody was contacted."""  # AB-7, AB-8
    street, ticket = covering()
    item = record(street, ticket)
    street.finish("A2", ticket)
    told = []
    for _ in range(2):
        street.give(clerk("A1"), c.ComeBack())
        told.append(street.made(f.HandoverOpened)[-1].unfinished)
        street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.give(clerk("A1"), c.ComeBack())
    street.give(clerk("A1"), c.MarkContacted(item=item))
    street.give(clerk("A1"), c.HandOver(reason="meeting"))
    street.give(clerk("A1"), c.ComeBack())
    assert told == [(item,), (item,)]
    assert street.made(f.HandoverOpened)[-1].unfinished == ()


def test_a_says_that_the_resident_was_contacted_once() -> None:
    """On record with who and when; a supervisor may say it for A, nobody else."""  # AB-7
    street, ticket = covering()
    item = record(street, ticket)
    assert street.refused(clerk("A2"), c.MarkContacted(item=item)) == "unknown_contact"
    street.give(clerk("A1"), c.MarkContacted(item=item))
    (row,) = contacts(street)
    assert (row.contacted_at, row.contacted_by) == (street.at, "A1")
    assert street.refused(BOSS, c.MarkContacted(item=item)) == "unknown_contact"
    other = record(street, ticket, reason="call_back")
    street.give(BOSS, c.MarkContacted(item=other))
    assert street.facts(f.ResidentContacted)[-1].by == BOSS.id


def test_the_list_outlives_the_day_and_the_ticket() -> None:
    """What was done is gone the next day, what was not stays."""  # AB-7
    street, ticket = covering()
    done, left = record(street, ticket), record(street, ticket, reason="decision")
    street.finish("A2", ticket)
    street.give(clerk("A1"), c.MarkContacted(item=done))
    street.until("08:31", TUESDAY)
    assert ticket.id not in street.hall.tickets
    assert [(row.id, row.number) for row in contacts(street)] == [(left, "R001")]


def test_the_note_is_a_private_text_for_the_two_of_them() -> None:
    """It may hold a name and a telephone: the ledger holds a commitment alone."""  # AB-7
    street, ticket = covering()
    item = record(street, ticket, note="138 0000 0000")
    (row,) = contacts(street)
    assert row.note == f"note-{item}"
    assert all("138" not in str(entry.fact) for entry in street.log)
    assert row.note is not None
    note = ReadNote(note=row.note)
    for reader in (clerk("A1"), clerk("A2"), BOSS):  # A, who serves the post now, and who leads
        street.give(reader, note)
    assert street.refused(clerk("A3"), note) == "unknown_contact"
    assert [(entry.by, entry.fact) for entry in street.facts(f.NoteRead)] == [
        (reader, f.NoteRead(note=row.note, item=item)) for reader in ("A1", "A2", BOSS.id)
    ]


def test_the_note_is_read_while_there_is_something_to_see_to() -> None:
    """By B while B serves the post; by nobody once the resident was contacted."""  # AB-7, S-5
    street, ticket = covering()
    record(street, ticket, note="138 0000 0000")
    (row,) = contacts(street)
    note = ReadNote(note=row.note or "")
    street.finish("A2", ticket)
    street.give(clerk("A1"), c.ComeBack())
    assert street.refused(clerk("A2"), note) == "unknown_contact"
    street.give(clerk("A1"), note)
    street.give(clerk("A1"), c.MarkContacted(item=row.id))
    for reader in (clerk("A1"), clerk("A2"), BOSS):
        assert street.refused(reader, note) == "unknown_contact"


def test_only_what_one_serves_for_another_is_recorded() -> None:
    """In hand or put aside at the post; not one's own work, not one that waits, not another's; a note has its length."""
    street, ticket = covering()
    ask = c.RecordUnfinished(ticket=ticket.id, reason="other")
    assert street.refused(clerk("A3"), ask) == "not_in_your_hand"
    long = c.RecordUnfinished(ticket=ticket.id, reason="other", note="x" * 501)
    assert street.refused(clerk("A2"), long) == "note_too_long"
    waits = street.hall.lines["r"][0][2]
    waiting = c.RecordUnfinished(ticket=waits, reason="other")
    assert street.refused(clerk("A2"), waiting) == "ticket_state"
    street.give(clerk("A2"), c.HoldTicket(ticket=ticket.id))
    record(street, ticket)
    street.give(BOSS, c.WithdrawTicket(ticket=waits))
    own = street.issue("ms")
    assert street.call("A2") is own
    street.start("A2", own)
    assert street.refused(clerk("A2"), c.RecordUnfinished(ticket=own.id, reason="other")) == "your_own_post"


def test_the_same_is_listed_once_until_the_resident_was_contacted() -> None:
    """Two presses are one entry; another reason, or the same another time, is a new one."""  # AB-7
    street, ticket = covering()
    item = record(street, ticket)
    again = c.RecordUnfinished(ticket=ticket.id, reason="papers", note="twice")
    assert street.refused(clerk("A2"), again) == "contact_listed"
    record(street, ticket, reason="decision")
    street.give(BOSS, c.MarkContacted(item=item))
    record(street, ticket)
    assert [row.reason for row in contacts(street)] == ["papers", "decision", "papers"]


def test_who_shares_a_load_lists_only_what_the_sharer_has_served() -> None:
    """Not what A has in hand or has put aside: A is there and says so oneself."""  # AB-7, AB-9
    street = sharing()
    own = street.call("A1")
    street.start("A1", own)
    guest = street.call("A2")
    street.start("A2", guest)
    assert guest.post == own.post == "pr"
    ask = c.RecordUnfinished(ticket=own.id, reason="other")
    assert street.refused(clerk("A2"), ask) == "not_in_your_hand"
    street.give(clerk("A1"), c.HoldTicket(ticket=own.id))
    assert street.refused(clerk("A2"), ask) == "not_in_your_hand"
    street.give(clerk("A2"), c.HoldTicket(ticket=guest.id))
    record(street, guest)
    assert [row.number for row in contacts(street)] == [guest.number]


def sharing() -> Street:
    """A2 shares the load of pr, where four wait; A1 serves."""
    street = Street(post_with("pr", sharing=Sharing(waiting=3)))
    street.until("08:20")
    street.sit("A1", "A2", "A3")
    street.until("08:30")
    for _ in range(6):
        street.issue()
    assert street.hall.shared["pr"].clerk == "A2"
    return street
