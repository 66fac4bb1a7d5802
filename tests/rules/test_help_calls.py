"""Help that calls staff: one open call for each kiosk, told to staff, ended by staff or by time."""

from common import commands as c
from common import commands_help as h
from common.rows import AlarmRow
from common.rows_help import HelpRow
from server.rules import facts as f
from server.rules.apply_help import LASTS_MS
from server.rules.order import Actor
from server.rules.view import table
from tests.rules.street import BOSS, KIOSK, Street, clerk, morning

OTHER = Actor("kiosk:k2", KIOSK.roles)
HERE = KIOSK.id


def help_row(street: Street, audience: str, kiosk: str = HERE) -> HelpRow | None:
    """As `audience` sees the call at `kiosk`."""
    row = table(street.hall, audience, "help").get(kiosk)
    assert row is None or isinstance(row, HelpRow)
    return row


def alarm(street: Street) -> AlarmRow | None:
    """The supervisor's."""
    row = table(street.hall, "supervisor", "alarms").get(f"help:{HERE}")
    assert row is None or isinstance(row, AlarmRow)
    return row


def test_a_resident_who_asks_for_help_is_an_alarm_and_seen_at_every_terminal() -> None:
    """Also by clerks at no window: whoever is at the guide desk."""
    street = morning()
    street.give(KIOSK, h.CallStaff())
    found = alarm(street)
    assert found is not None
    assert (found.kind, found.subject, found.since) == ("help", HERE, street.at)
    assert help_row(street, "clerk:A1") == HelpRow(id=HERE, since=street.at, until=street.at + LASTS_MS)
    assert help_row(street, "clerk:A4") is not None


def test_asking_again_while_the_call_is_open_changes_nothing() -> None:
    """However often somebody touches the button, staff hear it once; another kiosk has a call of its own."""
    street = morning()
    for _ in range(5):
        street.give(KIOSK, h.CallStaff())
    street.give(OTHER, h.CallStaff())
    assert [entry.by for entry in street.facts(f.StaffCalled)] == [HERE, OTHER.id]


def test_whoever_says_on_my_way_first_goes_and_the_kiosk_shows_it() -> None:
    """Who goes is told to staff; the kiosk says that somebody does."""
    street = morning()
    street.give(KIOSK, h.CallStaff())
    street.give(clerk("A2"), h.GoToKiosk(kiosk=HERE))
    street.give(clerk("A2"), h.GoToKiosk(kiosk=HERE))
    assert street.refused(BOSS, h.GoToKiosk(kiosk=HERE)) == "help_coming"
    assert len(street.facts(f.StaffGoing)) == 1
    told, shown, found = help_row(street, "clerk:A1"), help_row(street, "kiosk"), alarm(street)
    assert told is not None
    assert shown is not None
    assert found is not None
    assert (told.coming, told.clerk, shown.coming, shown.clerk, found.detail) == (True, "A2", True, "", "A2")


def test_a_call_ends_by_staff_and_may_be_made_again() -> None:
    """Anybody of them who sees that it is done."""
    street = morning()
    street.give(KIOSK, h.CallStaff())
    street.give(BOSS, h.EndHelp(kiosk=HERE))
    assert help_row(street, "kiosk") is None
    assert alarm(street) is None
    street.give(KIOSK, h.CallStaff())
    assert help_row(street, "kiosk") is not None


def test_a_call_that_nobody_ends_ends_by_itself() -> None:
    """Five minutes after it was made, or after somebody went."""
    street = morning()
    street.give(KIOSK, h.CallStaff())
    street.later(minutes=3)
    street.give(clerk("A1"), h.GoToKiosk(kiosk=HERE))
    street.later(minutes=4)
    assert help_row(street, "kiosk") is not None
    street.later(minutes=2)
    assert help_row(street, "kiosk") is None
    assert alarm(street) is None
    (ended,) = street.facts(f.HelpEnded)
    assert ended.fact == f.HelpEnded(kiosk=HERE, how="lapsed")
    assert ended.by == "system"


def test_a_call_says_nothing_of_the_resident_and_counts_nowhere() -> None:
    """Facts with the kiosk alone; today's figures are what they were."""
    street = morning()
    before = dict(street.hall.tallies)
    street.give(KIOSK, h.CallStaff())
    street.give(clerk("A1"), h.GoToKiosk(kiosk=HERE))
    street.give(clerk("A1"), h.EndHelp(kiosk=HERE))
    kinds = (f.StaffCalled, f.StaffGoing, f.HelpEnded)
    facts = [entry.fact for kind in kinds for entry in street.facts(kind)]
    assert all(set(fact.__struct_fields__) <= {"kiosk", "how"} for fact in facts)
    assert street.hall.tallies == before


def test_no_call_outlives_its_day() -> None:
    """Who asked at closing is not waited for in the morning."""
    street = morning()
    street.give(KIOSK, h.CallStaff())
    street.give(BOSS, c.CloseDay())
    assert street.hall.help == {}
