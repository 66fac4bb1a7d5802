"""What several commands about a case ask first: whose it is, how it stands, that a note is not too long."""

from collections.abc import Sequence
from datetime import date

from common.rows_cases import CaseRight
from common.words import Instant, Words
from server.rules.cases.case import Case, CaseState
from server.rules.cases.clock import may_extend
from server.rules.civil import day_now
from server.rules.cover import posts_served_by
from server.rules.decision import matter_of
from server.rules.hall import Hall
from server.rules.hours import civil_day
from server.rules.order import Order, PrivateText, seal
from server.rules.planned import clerk_of
from server.rules.post_day import a_today
from server.rules.refusal import Refusal
from server.rules.setup import Duty, Matter
from server.rules.setup_signs import has_unseen

NOTE_LIMIT = 500


def case_of(hall: Hall, case: int, *states: CaseState) -> Case:
    """A case that is not history yet, in one of `states`."""
    found = hall.cases.open.get(case)
    if found is None:
        raise Refusal("unknown_case")
    if states and found.state not in states:
        raise Refusal("case_state", number=found.number, state=found.state)
    return found


def my_case(hall: Hall, order: Order, case: int, *states: CaseState) -> Case:
    """One that the clerk who asks may work on: the handler, the agent, whoever covers the post (AB-16), or the department."""
    found = case_of(hall, case, *states)
    if not works_on_case(hall, found, order.by.id):
        raise Refusal("not_your_case", number=found.number)
    return found


def works_on_case(hall: Hall, case: Case, clerk: str) -> bool:
    """Whether it is the clerk's to work on now."""
    cover = hall.covers.get(case.post or "")
    person = clerk_of(hall, clerk)
    return (
        clerk in (case.clerk, case.agent)
        or (cover is not None and cover.clerk == clerk)
        or (person is not None and person.department == case.department)
    )


def has_duty(hall: Hall, clerk: str, duty: Duty, department: str) -> bool:
    """Whether the clerk decides this for the department (C-18)."""
    person = clerk_of(hall, clerk)
    return person is not None and duty in person.duties and person.department == department


def decides_case(hall: Hall, case: Case, clerk: str) -> bool:
    """What has a limit is decided by the department's chief representative at the hall, if it has one there (C-18).

    Or by its head, or whoever serves the chief's post now (AB-16). What is closed on the spot the window closes.
    """
    chiefs = _chiefs_of(hall, case.department) if case.limit else set()
    if not chiefs:
        return works_on_case(hall, case, clerk)
    if clerk in chiefs or has_duty(hall, clerk, "department_head", case.department):
        return True
    return any(a_today(hall, post) in chiefs for post in posts_served_by(hall, clerk))


def _chiefs_of(hall: Hall, department: str) -> set[str]:
    people = (one for one in hall.rules.clerks if one.department == department)
    return {one.id for one in people if "chief_representative" in one.duties}


def may_handle(hall: Hall, case: Case, clerk: str) -> bool:
    """Of its department, or at a post that takes its matter for that department."""
    person, matter = clerk_of(hall, clerk), matter_of_case(hall, case)
    if person is not None and person.department == case.department:
        return True
    served = posts_served_by(hall, clerk)
    return matter.department == case.department and any(matter.line in post.lines for post in served)


def handlers_for(hall: Hall, case: Case) -> tuple[str, ...]:
    """To whom it may be handed on now, without the centre's word: by staff number; nobody once it is decided."""
    if not case.is_in_hand:
        return ()
    people = sorted(one.id for one in hall.rules.clerks if one.id != case.clerk)
    return tuple(clerk for clerk in people if may_handle(hall, case, clerk))


def rights_in(hall: Hall, case: Case, clerk: str) -> tuple[CaseRight, ...]:
    """What the clerk may do about the case (C-18): a page offers no more."""
    person = clerk_of(hall, clerk)
    duties = person.duties if person is not None and person.department == case.department else ()
    rights: dict[CaseRight, bool] = {
        "work": works_on_case(hall, case, clerk),
        "decide": decides_case(hall, case, clerk),
        "extend": "department_head" in duties and not _is_due_day(hall, case),
        "hurry": "chief_representative" in duties,
        "name": "window_head" in duties,
        "take_back": takes_back(hall, case, clerk, day_now(hall)),
    }
    return tuple(right for right, has in rights.items() if has)


def takes_back(hall: Hall, case: Case, clerk: str, today: str, *, leads: bool = False) -> bool:
    """Whether the clerk may say that it was registered by mistake: who did that or handles it, the same day, while nothing of it is on record.

    Else the window's head or who `leads`, of those whose case it never was. Or what was forgotten could be made no case at
    all just before it is late, or once that is on record, by whom the record is about (C-7, docs/decisions/0224).
    """
    fresh = not case.is_on_record and civil_day(hall.rules, case.received) == today
    if fresh and clerk in (case.clerk, case.registered_by):
        return True
    return clerk not in case.hands and (leads or is_window_head(hall, case, clerk))


def is_window_head(hall: Hall, case: Case, clerk: str) -> bool:
    """Of the department whose case it is."""
    return has_duty(hall, clerk, "window_head", case.department)


def _is_due_day(hall: Hall, case: Case) -> bool:
    """Or past it: too late for an extension (C-6)."""
    if case.due is None:
        return False
    due, today = civil_day(hall.rules, case.due), day_now(hall)
    return not may_extend(date.fromisoformat(due), date.fromisoformat(today))


def departments_told(hall: Hall, case: Case) -> set[str]:
    """Those that have a copy notice of a joint case."""
    return {hall.cases.open[part].department for part in case.parts}


def next_is_last(case: Case, matter: Matter, told: set[str]) -> bool:
    """Whether its next copy notice is the last if nothing is said (C-10): one alone of those that the matter names is left."""
    left = {*matter.joint_with} - told
    return len(left) == 1 or (not left and case.all_told)


def matter_of_case(hall: Hall, case: Case) -> Matter:
    """Its matter, which must still be in the set-up."""
    return matter_of(hall, case.matter)


def not_told(hall: Hall, case: Case) -> tuple[str, ...]:
    """The departments that its joint matter names, and that have had no notice yet (C-10)."""
    told = {hall.cases.open[part].department for part in case.parts}
    return tuple(item for item in matter_of_case(hall, case).joint_with if item not in told)


def known_materials(known: Sequence[Words], materials: tuple[int, ...]) -> None:
    """Refuse what the list does not hold, or holds once."""
    if len(set(materials)) != len(materials) or any(item >= len(known) for item in materials):
        raise Refusal("unknown_material")


def lacking(known: Sequence[Words], materials: tuple[int, ...]) -> tuple[int, ...]:
    """Which of the list are still to come."""
    return tuple(n for n in range(len(known)) if n not in materials)


def note_of(order: Order, note: str, row_id: str) -> PrivateText | None:
    """What was typed, sealed; none if nothing was. A line may be broken; any other sign that nobody sees could turn what stands beside it."""
    if len(note) > NOTE_LIMIT:
        raise Refusal("note_too_long", limit=NOTE_LIMIT)
    if has_unseen(note.replace("\n", "").replace("\r", "")):
        raise Refusal("unseen_signs")
    return seal(note, order.seed, row_id) if note.strip() else None


def year_of(day: str) -> str:
    """Cases are counted by the year."""
    return day[:4]


def number_of(hall: Hall, year: str, n: int) -> str:
    """As the hall's file says: year and counter."""
    return hall.rules.cases.number.format(year=year, n=n)


def due_while_running(case: Case) -> Instant:
    """When it is due; refused while its clock stands, or where it has none."""
    if case.due is None:
        raise Refusal("clock_stands", number=case.number)
    return case.due
