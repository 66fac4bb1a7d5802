"""/api/cases: a case with its history, lists, and its applicant, the look at whom is put on record first (S-5). For staff."""

import json
import re
from typing import Any, get_args

import msgspec
from flask import Response, request

from common.commands_case import SeeingReason, SeePerson
from common.masking import STAR, masked
from common.words import Instant
from server.live.applicants import name_in
from server.live.audiences import STAFF
from server.rules.cases.asked import handlers_for
from server.rules.cases.case import CaseState
from server.rules.cases.facts import CaseOverdue
from server.rules.cases.lists import CaseLists
from server.rules.cases.reach import Reach, reach_of
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.hours import instant_of
from server.rules.may import LEADS
from server.rules.refusal import Refusal
from server.rules.view_case_rows import case_row
from server.storage.case_accounts import Account, accounts_of
from server.storage.case_record import (
    Asked,
    CaseOnRecord,
    case_on_record,
    cases_on_record,
    facts_of,
    is_within,
    texts_of,
)
from server.storage.reading import kind_of
from server.web import shapes_cases as s
from server.web.answering import accepted
from server.web.case_words import fact_text, happened_at, lists_then
from server.web.shapes import Yes
from server.web.visitor import admitted, given, house

NUMBER_MOST = 64
PAGES_MOST = 10_000
QUARTER = re.compile("(2[01][0-9]{2})-Q([1-4])", re.ASCII)


def case(number: str) -> Response:
    """Also one that is long over."""
    _staff_only()
    known, entries = found_case(number)
    me, reach = admitted().actor, _reach()
    if reach is not None and not house().read(lambda db, hall: is_within(db, hall, known.id, reach)):
        raise Refusal("case_elsewhere", number=known.number, state=known.state)  # as everybody sees it
    applicant = _masked_of(known)
    key = me.id if "clerk" in me.roles else ""
    return _sent(house().desk.consult(lambda hall: _told(hall, known, entries, applicant, key)))


def cases() -> Response:
    """`department`, `state`, `q` (a number's beginning), `quarter` (what was late or wrong in it), `page` from 0."""
    _staff_only()
    asked, quarter = _asked(), _quarter(request.args.get("quarter", ""))
    if quarter is not None:
        return _sent(_records(asked, *quarter))
    found, more = house().read(lambda connection, hall: cases_on_record(connection, hall, asked))
    dated = house().desk.consult(lambda hall: [_dated(hall, one) for one in found])
    return _sent(s.CasesListed(ok=True, cases=dated, more=more))


def _dated(hall: Hall, known: CaseOnRecord) -> CaseOnRecord:
    """A joint case is due with its last part, which its row on record does not say (C-10)."""
    living = hall.cases.open.get(known.id)
    return known if living is None or not living.parts else msgspec.structs.replace(known, due=living.due)


def _records(asked: Asked, since: Instant, until: Instant) -> s.CasesListed:
    found, more = house().read(lambda connection, hall: accounts_of(connection, hall, asked, since, until))
    cases = {one.case.id: one.case for one in found}
    told = house().desk.consult(lambda hall: tuple(_account(hall, one) for one in found))
    newest = house().desk.consult(
        lambda hall: [_dated(hall, cases[case_id]) for case_id in sorted(cases, reverse=True)]
    )
    return s.CasesListed(ok=True, cases=newest, more=more, records=told)


def _account(hall: Hall, one: Account) -> s.CaseAccount:
    fact, lists = one.entry.fact, lists_then([one.first])
    covered = fact if isinstance(fact, CaseOverdue) else None
    return s.CaseAccount(
        case=one.case.id,
        event=_event(hall, one.case.id, lists, one.entry),
        clerk=one.clerk,
        covered_by=covered.covered_by if covered else None,
        cover=covered.cover if covered else None,
        countered=None if one.countered is None else _event(hall, one.case.id, lists, one.countered),
    )


def person(case: str) -> Response:
    """Nothing is read before the look is stored."""
    _staff_only()
    why, case_id = given("why"), _id_of(case)
    if why not in get_args(SeeingReason):
        raise Refusal("bad_request", field="why")
    accepted(house().give(admitted().actor, SeePerson(case=case_id, why=why)))  # type: ignore[arg-type]  # one of them
    text = _person_text(case_id)
    if text is None:
        return _sent(s.PersonTold(ok=True, name="", contact="", erased=True))
    known: Any = json.loads(text)
    return _sent(s.PersonTold(ok=True, name=known["name"], contact=known["contact"], erased=False))


def found_case(number: str) -> tuple[CaseOnRecord, list[Entry]]:
    """With its facts. Raises `Refusal`."""
    if not 0 < len(number) <= NUMBER_MOST or "\0" in number:
        raise Refusal("case_not_found")

    def read(connection: Any, hall: str) -> tuple[CaseOnRecord, list[Entry]] | None:
        known = case_on_record(connection, hall, number)
        return None if known is None else (known, facts_of(connection, hall, known.id))

    found = house().read(read)
    if found is None:
        raise Refusal("case_not_found")
    return found


def _told(hall: Hall, known: CaseOnRecord, entries: list[Entry], applicant: str, key: str) -> s.CaseTold:
    """`key`: the clerk who asks, who is told what to do about it (C-18)."""
    living = hall.cases.open.get(known.id)
    now = (
        None if living is None else msgspec.structs.replace(case_row(hall, living, key), applicant=applicant)
    )
    lists = lists_then(entries)
    events = [_event(hall, known.id, lists, entry) for entry in entries]
    handlers = () if living is None else handlers_for(hall, living)
    return s.CaseTold(
        ok=True, case=_dated(hall, known), applicant=applicant, history=events, now=now, handlers=handlers
    )


def _event(hall: Hall, case: int, lists: CaseLists, entry: Entry) -> s.CaseEvent:
    text = fact_text(hall.rules, lists, entry.fact, case)
    return s.CaseEvent(
        entry.version, kind_of(type(entry.fact)), happened_at(hall.rules, entry), entry.by, text
    )


def _asked() -> Asked:
    """Raises `Refusal`."""
    page, state = request.args.get("page", "0"), request.args.get("state", "")
    if not page.isascii() or not page.isdigit() or len(page) > 5 or int(page) > PAGES_MOST:
        raise Refusal("bad_request", field="page")
    if state and state not in get_args(CaseState):
        raise Refusal("bad_request", field="state")
    department, number = (request.args.get(name, "")[:NUMBER_MOST] for name in ("department", "q"))
    if "\0" in department + number:
        raise Refusal("bad_request", field="q")
    return Asked(department, state, number, int(page), reach=_reach())


def _quarter(named: str) -> tuple[Instant, Instant] | None:
    """The quarter "2026-Q4", from its first moment to before the next one's. Raises `Refusal`."""
    if not named:
        return None
    found = QUARTER.fullmatch(named)
    if found is None:
        raise Refusal("bad_request", field="quarter")
    first = int(found[1]) * 4 + int(found[2]) - 1
    days = [f"{n // 4:04}-{n % 4 * 3 + 1:02}-01" for n in (first, first + 1)]
    zone = house().desk.consult(lambda hall: hall.rules.hall.timezone)
    since, until = (instant_of(zone, day, "00:00") for day in days)
    return since, until


def _id_of(case: str) -> int:
    if not case.isascii() or not case.isdigit() or len(case) > 15:
        raise Refusal("unknown_case")
    return int(case)


def _person_text(case: int) -> str | None:
    """The applicant's private text; of a part, its joint case's."""
    return house().read(lambda connection, hall: _text_of(connection, hall, case))


def _text_of(connection: Any, hall: str, case: int) -> str | None:
    first = facts_of(connection, hall, case)[0].fact
    whole = getattr(first, "case", case)
    sealed = getattr(first if whole == case else facts_of(connection, hall, whole)[0].fact, "person", None)
    return None if sealed is None else texts_of(connection, hall, [sealed.id]).get(sealed.id)


def _masked_of(known: CaseOnRecord) -> str:
    text = _person_text(known.id)
    return STAR if text is None else masked(name_in(text))


def _reach() -> Reach | None:
    """What a clerk may read (S-5); none: everything."""
    me = admitted().actor
    return None if me.roles & LEADS else house().desk.consult(lambda hall: reach_of(hall, me.id))


def _staff_only() -> None:
    if not admitted().actor.roles & STAFF:
        raise Refusal("not_allowed")


def _sent(answer: Yes) -> Response:
    return Response(msgspec.json.encode(answer), content_type="application/json")
