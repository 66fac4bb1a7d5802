"""/api/case-progress: a resident's own case, for whoever holds the receipt: number and secret (C-1). Never the person (P-2).

What a clerk wrote to the resident (what is missing besides the list, where to turn instead, why not: C-8, C-9, C-14) is told with it.
"""

import hmac
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec
from flask import Response, request

from common.rows_cases import CaseRow
from common.words import Words
from server.live.limits import Buckets
from server.rules.cases.as_written import number_as_written, secret_as_written
from server.rules.cases.case import BEFORE, Case
from server.rules.cases.facts import CaseDecided, CaseRegistered, DepartmentNotified
from server.rules.cases.lists import CaseLists
from server.rules.cases.receipt import secret_of
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.planned import clerk_of
from server.rules.refusal import Refusal
from server.rules.setup import Matter, Setup
from server.rules.view_case_rows import case_row, stand_of
from server.storage.case_record import CaseOnRecord, facts_of, salt_of, texts_of
from server.web import shapes_cases as s
from server.web.case_answers import found_case
from server.web.case_words import INTERNAL, fact_text, happened_at, lists_then, matter_named, part_text, word
from server.web.visitor import given, house

Tried = tuple[Buckets, str]
"""A count of wrong tries, and under which key one was taken from it."""


def progress() -> Response:
    """Asked by anyone."""
    pattern = house().desk.consult(lambda hall: hall.setup.cases.number if hall.setup else "")
    number, address = number_as_written(given("number"), pattern), request.remote_addr or ""
    if not house().looks.take(address):
        raise Refusal("too_many")
    tried = _try_at(number, address)
    found = progress_by_receipt(number, secret_as_written(given("secret")))
    _put_back(tried)
    return Response(msgspec.json.encode(found), content_type="application/json")


def _try_at(number: str, address: str) -> list[Tried]:
    """What the try counts for, until it turns out right. Raises `Refusal`.

    By address and number first: wrong codes of one case use up little of what everybody behind the address has, and an
    address that guesses does not get to keep others from a number (docs/decisions/0181).
    """
    counts = [(house().retries, f"{address} {number}"), (house().misses, address), (house().guesses, number)]
    for n, (buckets, key) in enumerate(counts):
        if not buckets.take(key):
            _put_back(counts[:n])  # nothing was tried
            raise Refusal("too_many")
    return counts


def _put_back(tried: list[Tried]) -> None:
    for buckets, key in tried:
        buckets.put_back(key)


def progress_by_receipt(number: str, secret: str) -> s.Progress:
    """An unknown number and a wrong secret are the same refusal. Raises `Refusal`."""
    known, entries = _opened(number, secret)
    events = _with_parts(known, entries)
    notes = _notes([event.entry for event in events])
    lists = lists_then(entries)
    return house().desk.consult(lambda hall: _progress(hall, known, lists, events, notes))


class Event(NamedTuple):
    """A fact of `case`: the resident's, or a part of it, which is another department's."""

    case: int
    entry: Entry
    department: str = ""


def _with_parts(known: CaseOnRecord, entries: list[Entry]) -> list[Event]:
    """What happened to it and to its parts, in order: a part's delay is the whole's (C-10)."""
    own = [Event(known.id, entry) for entry in entries]
    notices = [entry.fact for entry in entries if isinstance(entry.fact, DepartmentNotified)]
    if not notices:
        return own
    parts = house().read(
        lambda connection, hall: [
            Event(notice.part, entry, notice.department)
            for notice in notices
            for entry in facts_of(connection, hall, notice.part)
            if entry.version != notice.part
        ]
    )
    return sorted([*own, *parts], key=lambda event: event.entry.version)


def _opened(number: str, secret: str) -> tuple[CaseOnRecord, list[Entry]]:
    """The case that number and secret open. Raises `Refusal`."""
    known, entries = found_case(number)
    first = entries[0].fact
    right = _secret(first.person.id, known.receipts) if isinstance(first, CaseRegistered) else ""
    if not right or not hmac.compare_digest(secret.encode(), right.encode()):
        raise Refusal("case_not_found")
    return known, entries


def _secret(person: str, n: int) -> str:
    """None any more once the person is erased."""
    return secret_of(house().read(lambda connection, hall: salt_of(connection, hall, person)), n)


def _notes(entries: list[Entry]) -> dict[int, str]:
    """What was written to the resident, by the fact that it belongs to; what was erased is gone."""
    sealed: dict[int, Any] = {entry.version: getattr(entry.fact, "note", None) for entry in entries}
    ids = {version: note.id for version, note in sealed.items() if note is not None}
    if not ids:
        return {}
    texts = house().read(lambda connection, hall: texts_of(connection, hall, list(ids.values())))
    return {version: texts[text_id] for version, text_id in ids.items() if text_id in texts}


def _event(setup: Setup, lists: CaseLists, event: Event, notes: dict[int, str]) -> s.ProgressEvent:
    entry = event.entry
    text = fact_text(setup, lists, entry.fact, event.case)
    if event.department:
        text = part_text(setup, event.department, text)
    return s.ProgressEvent(at=happened_at(setup, entry), text=text, note=notes.get(entry.version, ""))


def in_order(events: Iterable[s.ProgressEvent]) -> list[s.ProgressEvent]:
    """By when they happened: what counts from an earlier day may have been put on record later."""
    return sorted(events, key=lambda one: one.at)


def _progress(
    hall: Hall, known: CaseOnRecord, lists: CaseLists, events: list[Event], notes: dict[int, str]
) -> s.Progress:
    setup, matter = hall.rules, matter_named(hall.rules, known.matter)
    department = next((item.name for item in setup.departments if item.id == known.department), Words(""))
    clerk = clerk_of(hall, known.clerk)
    told = s.Progress(
        ok=True,
        number=known.number,
        state=known.state,
        end=_end(known, events),
        matter=Words(known.matter) if matter is None else matter.name,
        department=department,
        handler=Words("") if clerk is None else clerk.title,
        clerk=known.clerk,
        phone=setup.hall.phone if matter is None or not matter.phone else matter.phone,
        timezone=setup.hall.timezone,
        received=known.received,
        history=in_order(
            _event(setup, lists, event, notes)
            for event in events
            if not isinstance(event.entry.fact, INTERNAL)
        ),
        steps=lists.steps,
        due=known.due,
        promised=known.days,
        extended=known.extended,
    )
    return _with_clock(hall, told, known, matter)


def _end(known: CaseOnRecord, events: list[Event]) -> str:
    """How it was decided, also when that is delivered since; what a part came to is another department's."""
    own = (event.entry.fact for event in events if event.case == known.id)
    return next((fact.end for fact in own if isinstance(fact, CaseDecided)), "")


def _title(hall: Hall, clerk: str | None) -> Words:
    person = None if clerk is None else clerk_of(hall, clerk)
    return Words("") if person is None else person.title


def _leg(row: CaseRow) -> Words:
    """How far the agent has come (C-11)."""
    leg, level = word(f"page.case.leg.{row.leg}"), word(f"page.case.level.{row.level}")
    return Words(f"{leg.zh}（{level.zh}）", f"{leg.en} ({level.en})")


def _with_clock(hall: Hall, told: s.Progress, known: CaseOnRecord, matter: Matter | None) -> s.Progress:
    """How it stands today; of one that is over its row says all there is."""
    living = hall.cases.open.get(known.id)
    if living is None or matter is None:
        return told
    stand, row = stand_of(hall, living), case_row(hall, living, "")
    values = stand._asdict()
    values["stopped_why"] = _why(values.pop("stopped_by"), stand.stopped_why)
    return msgspec.structs.replace(
        told,
        **values,
        step=row.step,
        step_late=row.step_overdue,
        bring_by=row.bring_by,
        parts=row.shares,
        agent="" if row.agent is None else row.agent,
        agent_title=_title(hall, row.agent),
        leg=None if row.leg is None else _leg(row),
        missing=tuple(
            living.lists.materials[n]
            for n in (row.lacking if _is_wanted(known, matter) else _asked_for(living))
        ),
    )


def _why(days: tuple[tuple[str, int], ...], reason: str | None) -> Words | None:
    """For what its clock stood; of several reasons each with its days: 听证 3、鉴定 1."""
    if not days:
        return None if reason is None else word(f"page.case.stop.{reason}")
    each = [(word(f"page.case.stop.{code}"), n) for code, n in days]
    return Words("、".join(f"{of.zh} {n}" for of, n in each), ", ".join(f"{of.en} {n}" for of, n in each))


def _asked_for(case: Case) -> tuple[int, ...]:
    """What a notice asks for though the case is accepted (C-8)."""
    return case.told_outstanding if case.is_in_hand else ()


def _is_wanted(known: CaseOnRecord, matter: Matter) -> bool:
    """What is missing holds it up, or is to follow while it is worked on (C-12)."""
    follows = known.state == "accepted" and matter.start_incomplete and known.part_of is None
    return known.state in BEFORE or follows
