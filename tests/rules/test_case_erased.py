"""Name, contact and notes are kept for a set time after a case was refused or handed over, or should have been, and no longer (S-5)."""

import msgspec

from common import commands as q
from common import commands_case as k
from server.rules import facts as f
from server.rules.hours import DAY_MS
from tests.rules.setup_cases import CaseStreet, case_morning, case_setup
from tests.rules.street import clerk

A1, A2 = clerk("A1"), clerk("A2")
KEPT_MS = 20 * DAY_MS


def morning() -> CaseStreet:
    """Twenty days are kept here."""
    return case_morning(cases=msgspec.structs.replace(case_setup().cases, keep_persons_days=20))


def erased(street: CaseStreet) -> list[tuple[int, tuple[str, ...]]]:
    return [(fact.case, fact.texts) for fact in street.made(f.PersonErased)]


def test_what_b_typed_for_a_goes_with_the_case() -> None:
    """A name and a phone may stand in it."""  # AB-7, S-5
    street = morning()
    case = street.register("permit")
    street.give(A1, q.HandOver(reason="meeting"))
    street.give(A2, q.RecordUnfinished(case=case.id, reason="papers", note="张三，13800000000，请回电"))
    (item,) = street.hall.unfinished.values()
    assert item.note in case.texts
    street.give(A2, k.DecideCase(case=case.id, end="closed"))
    street.give(A2, k.DeliverResult(case=case.id))
    street.go(street.at + KEPT_MS)
    assert erased(street) == [(case.id, (f"case-{case.id}", item.note))]


def test_what_was_typed_after_the_decision_and_of_a_part_goes_with_the_whole() -> None:
    """Also a note of the department that was told."""  # C-10, S-5
    street = morning()
    joint = street.register("joint")
    street.give(A1, k.NotifyDepartment(case=joint.id, department="e", days=3))
    (part,) = joint.parts
    street.give(A2, k.DecideCase(case=part, end="closed"))
    street.give(A1, k.DecideCase(case=joint.id, end="closed"))
    street.give(A1, k.DeliverResult(case=joint.id))
    street.give(A2, q.HandOver(reason="meeting"))
    cover = street.hall.covers["ps"].clerk
    assert cover is not None
    street.give(clerk(cover), q.RecordUnfinished(case=part, reason="call_back", note="李四的电话"))
    (item,) = street.hall.unfinished.values()
    street.go(street.at + KEPT_MS)
    assert erased(street) == [(joint.id, (f"case-{joint.id}", item.note))]


def test_a_case_that_nobody_ever_pressed_delivered_is_erased_like_one_that_was_handed_over_in_time() -> None:
    """It stays on the list of what is to be handed over; nobody keeps a name for ever."""  # C-16, S-5
    street = morning()
    case = street.register("permit")
    street.give(A1, k.DecideCase(case=case.id, end="closed"))
    late = case.deliver_by
    assert late is not None
    street.go(late + KEPT_MS - 1)
    assert erased(street) == []
    street.go(late + KEPT_MS)
    assert erased(street) == [(case.id, (f"case-{case.id}",))]
    assert street.hall.cases.open[case.id].state == "closed"


def test_a_note_that_is_typed_once_the_name_is_gone_goes_in_its_turn() -> None:
    """Nothing stays because the rest went before."""  # AB-7, S-5
    street = morning()
    case = street.register("permit")
    street.give(A1, k.DecideCase(case=case.id, end="closed"))
    street.go(street.at + KEPT_MS + 20 * DAY_MS)
    street.until("08:40", "2027-01-11")
    street.sit("A2")
    assert len(erased(street)) == 1
    street.give(A2, q.RecordUnfinished(case=case.id, reason="papers", note="张三来过"))
    street.go(street.at + KEPT_MS)
    assert erased(street)[1:] == [(case.id, (f"note-{max(street.hall.unfinished)}",))]


def test_what_is_handed_over_is_kept_from_then_on_and_the_first_to_go_goes_first() -> None:
    """Each at its own moment, whichever was decided first."""  # S-5
    street = morning()
    first, second = street.register("permit"), street.register("permit")
    for case in (first, second):
        street.give(A1, k.DecideCase(case=case.id, end="closed"))
    late = second.deliver_by
    assert late is not None
    street.go(late + 10 * 60_000)
    street.give(A1, k.DeliverResult(case=first.id))
    street.go(late + KEPT_MS)
    assert [case for case, _ in erased(street)] == [second.id]
    street.go(late + KEPT_MS + 10 * 60_000)
    assert [case for case, _ in erased(street)] == [second.id, first.id]


def test_the_person_of_a_case_that_was_registered_by_mistake_is_erased_too() -> None:
    """Nothing is left to be done with it."""  # S-5
    street = morning()
    case = street.register("permit")
    street.give(A1, k.TakeBackCase(case=case.id, reason="wrong_matter"))
    street.go(street.at + KEPT_MS)
    assert erased(street) == [(case.id, (f"case-{case.id}",))]


def test_what_is_handed_over_when_its_name_is_gone_is_not_erased_a_second_time() -> None:
    """Late by far: nothing of it is left to be erased."""  # C-16, S-5
    street = morning()
    case = street.register("permit")
    street.give(A1, k.DecideCase(case=case.id, end="closed"))
    street.go(street.at + KEPT_MS + 20 * DAY_MS)
    assert len(erased(street)) == 1
    street.give(A1, k.DeliverResult(case=case.id))
    street.go(street.at + 2 * KEPT_MS)
    assert len(erased(street)) == 1
