"""What a paper for a resident says: of a case from its facts, of a matter from its guide. Name and contact are not read."""

from collections.abc import Iterable
from typing import Any

from common.commands_paper import PaperKind
from common.papers import PaperClock, PaperTold
from common.words import Language, Words
from server.rules.cases.asked import known_materials, lacking
from server.rules.cases.case import BEFORE, Case
from server.rules.cases.dues import is_day_over
from server.rules.cases.facts import CaseAccepted, CaseRegistered, MaterialsReceived, SupplementTold
from server.rules.cases.receipt import secret_of
from server.rules.decision import matter_of
from server.rules.fact import Fact
from server.rules.hall import Hall
from server.rules.planned import clerk_of
from server.rules.refusal import Refusal
from server.rules.setup import Matter
from server.rules.view_case_rows import stand_of
from server.storage.case_record import facts_of, salt_of, texts_of
from server.web.case_answers import found_case
from server.web.visitor import house


def told_of_case(kind: PaperKind, case_id: int, language: Language, base: str) -> PaperTold:
    """A receipt with the secret it has now, or what is open of its supplement notices. `base` empty: no QR code. Raises `Refusal`."""
    notes, salt = house().read(lambda connection, hall: _on_record(connection, hall, case_id))
    at = house().desk.lane.now()

    def told(hall: Hall) -> PaperTold:
        case = hall.cases.open.get(case_id)
        if case is None:
            raise Refusal("unknown_case")
        matter = matter_of(hall, case.matter)
        about = _about(hall, case, matter)
        if kind == "receipt":
            secret = secret_of(salt, case.receipts)
            address = f"{base}/case#{case.number}.{secret}" if base else ""
            return PaperTold(
                kind=kind, language=language, printed=at, secret=secret, address=address, **about
            )
        note = ("；" if language == "zh" else "; ").join(notes)
        by = case.bring_by
        over = by is not None and is_day_over(hall.rules, by, at)
        return PaperTold(kind=kind, language=language, printed=at, note=note, by=by, by_over=over, **about)

    return house().desk.consult(told)


def _on_record(connection: Any, hall: str, case: int) -> tuple[list[str], str]:
    """What was typed for its notices that are open, and the salt of its applicant's text."""
    facts = facts_of(connection, hall, case)
    first: Any = facts[0].fact if facts else None
    salt = salt_of(connection, hall, first.person.id) if isinstance(first, CaseRegistered) else ""
    notes = _open_notes(entry.fact for entry in facts)
    texts = texts_of(connection, hall, notes)
    return [texts[note] for note in notes if note in texts], salt


def _open_notes(facts: Iterable[Fact]) -> list[str]:
    """The notes of notices of which a material has not come; of one that names none, until the case is accepted (C-8)."""
    there, notices = set[int](), list[SupplementTold]()
    for fact in facts:
        match fact:
            case CaseRegistered(materials=came) | MaterialsReceived(materials=came):
                there.update(came)
            case CaseAccepted():
                notices = [notice for notice in notices if notice.missing]
            case SupplementTold():
                notices.append(fact)
    still = (notice for notice in notices if not notice.missing or not there.issuperset(notice.missing))
    return [notice.note.id for notice in still if notice.note is not None]


def _about(hall: Hall, case: Case, matter: Matter) -> dict[str, Any]:
    clerk, stand = clerk_of(hall, case.clerk), stand_of(hall, case)
    asked = case.told_outstanding or _still_to_come(case)
    return {
        **_of_matter(hall, matter),
        "department": _department(hall, case.department),
        "number": case.number,
        "accepted": case.state not in (*BEFORE, "refused"),
        "received": case.received,
        "clock": _clock(case),
        "due": stand.due,
        "provisional": stand.provisional,
        "handler": Words("") if clerk is None else clerk.title,
        "clerk": case.clerk,
        "window": _window_of(hall, case, matter),
        "missing": tuple(case.lists.materials[n] for n in asked),
    }


def _still_to_come(case: Case) -> tuple[int, ...]:
    """Without all of which it is not accepted: its first notice will name them all (C-8)."""
    return lacking(case.lists.materials, case.materials) if case.state in BEFORE else ()


def _clock(case: Case) -> PaperClock:
    if case.state in BEFORE:
        return "to_begin" if case.due is None else "registration"
    if case.state != "accepted":
        return "none"
    if case.limit == 0 and not case.parts:
        return "on_the_spot"
    return "stands" if case.due is None else "due"


def told_of_matter(matter_id: str, missing: tuple[int, ...], language: Language) -> PaperTold:
    """The one-time notice: all that is to be brought, and what of it lacks. Raises `Refusal`."""
    at = house().desk.lane.now()

    def told(hall: Hall) -> PaperTold:
        matter = matter_of(hall, matter_id)
        known_materials(matter.materials, missing)  # its list may be a shorter one since that was asked for
        return PaperTold(
            kind="one_time",
            language=language,
            printed=at,
            department=_department(hall, matter.department),
            window=_window_of_line(hall, matter.line),
            materials=matter.materials,
            missing=tuple(matter.materials[n] for n in missing),
            limit=matter.promised_limit,
            fee=matter.fee,
            result=matter.result,
            **_of_matter(hall, matter),
        )

    return house().desk.consult(told)


def _of_matter(hall: Hall, matter: Matter) -> dict[str, Any]:
    return {"matter": matter.name, "phone": matter.phone or hall.rules.hall.phone}


def window_of(number: str) -> int | None:
    """Where a case is handed in, as its papers say; none once it is history. Raises `Refusal`."""
    known, _ = found_case(number)

    def found(hall: Hall) -> int | None:
        case = hall.cases.open.get(known.id)
        return None if case is None else _window_of(hall, case, matter_of(hall, case.matter))

    return house().desk.consult(found)


def _window_of(hall: Hall, case: Case, matter: Matter) -> int | None:
    return _window_of_post(hall, case.post) or _window_of_line(hall, matter.line)


def _department(hall: Hall, department: str) -> Words:
    return next((item.name for item in hall.rules.departments if item.id == department), Words(""))


def _window_of_post(hall: Hall, post: str | None) -> int | None:
    return next((item.window for item in hall.rules.posts if item.id == post), None)


def _window_of_line(hall: Hall, line: str) -> int | None:
    return next((item.window for item in hall.rules.posts if line in item.lines), None)
