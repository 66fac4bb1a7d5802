"""Decide how an application comes in: registered, supplemented, accepted, refused (C-1, C-8, C-9, C-12, C-20)."""

from collections.abc import Callable
from typing import Any

import msgspec

from common import commands_case as c
from common.messages import Registered
from common.words import Instant
from server.rules import facts as f
from server.rules.cases.asked import (
    case_of,
    is_window_head,
    known_materials,
    lacking,
    matter_of_case,
    my_case,
    note_of,
    number_of,
    takes_back,
    year_of,
)
from server.rules.cases.case import BEFORE, OPEN, Case
from server.rules.cases.dues import (
    accept_by,
    due_from,
    in_working_days,
    is_day_over,
    limit_of,
    runs_already,
    starts_same_day,
)
from server.rules.cases.handing import post_of_handler
from server.rules.cases.lists import lists_of
from server.rules.cases.shelf import EMPTY
from server.rules.cover import posts_served_by
from server.rules.decision import Decision, in_my_hand, matter_of
from server.rules.hall import Hall, Ticket
from server.rules.hours import civil_day
from server.rules.may import LEADS
from server.rules.order import AnyCommand, Order, seal
from server.rules.planned import clerk_of
from server.rules.post_day import a_today
from server.rules.refusal import Refusal
from server.rules.setup import Matter
from server.rules.setup_signs import has_unseen

SELF_SAID = ("no_papers", "withdrawn")
"""Reasons that say by themselves what to do: papers were named in writing before (C-8, `_told_in_vain`), and whoever withdrew it knows."""


def register(hall: Hall, command: c.RegisterCase, order: Order) -> Decision:
    """At once accepted where nothing is missing, or the work may begin without (C-12)."""
    matter = matter_of(hall, command.matter)
    known_materials(matter.materials, command.materials)
    _writable(command)
    ticket = None if command.ticket is None else in_my_hand(hall, order, command.ticket, "called", "serving")
    if not _takes(hall, matter, ticket, order.by.id):
        raise Refusal("not_your_matter")
    post = _post(hall, matter, ticket, order.by.id)
    if ticket is not None and not command.another:
        _only_once(hall, ticket.id, matter)
    version, today = hall.version + 1, civil_day(hall.rules, order.at)
    n = hall.cases.counters.get(year_of(today), 0) + 1
    number = number_of(hall, year_of(today), n)
    person = seal(_person(command), order.seed, f"case-{version}")
    at_once = matter.start_incomplete or not lacking(matter.materials, command.materials)
    registered = f.CaseRegistered(
        case=version,
        number=number,
        year=year_of(today),
        n=n,
        matter=matter.id,
        department=matter.department,
        clerk=_handler(hall, post, order.by.id),
        way=command.way,
        person=person.sealed,
        post=post,
        ticket=command.ticket,
        materials=tuple(sorted(command.materials)),
        mark=command.mark,
        accept_by=None if at_once else accept_by(hall.rules, order.at),
        on_the_spot=limit_of(hall.rules, matter) == 0,
        lists=lists_of(matter),
        **({} if at_once or not runs_already(hall.rules, matter) else _clock_from(hall, matter, today)),
    )
    facts: list[f.Fact] = [registered]
    if at_once:
        facts.append(accepted(hall, version, matter, order.at, order.at))
    return Decision(facts, Registered(case=version, number=number, due=_due(facts)), [person])


def _writable(command: c.RegisterCase) -> None:
    """A name to be read: no line break, and nothing that turns the direction of what stands beside it on a page or a paper."""
    if not command.name.strip():
        raise Refusal("name_empty")
    for field in ("name", "contact"):
        if has_unseen(getattr(command, field).strip()):
            raise Refusal("unseen_signs")


def _only_once(hall: Hall, ticket: int, matter: Matter) -> None:
    """Two of one matter may be meant, on one ticket too; that has to be said."""
    of_ticket = (hall.cases.open[case_id] for case_id in hall.cases.by_ticket.get(str(ticket), EMPTY))
    same = next((case for case in of_ticket if case.matter == matter.id), None)
    if same is not None:
        raise Refusal("registered_already", number=same.number)


def _person(command: c.RegisterCase) -> str:
    person = {"name": command.name.strip(), "contact": command.contact.strip()}
    return msgspec.json.encode(person).decode()


def _takes(hall: Hall, matter: Matter, ticket: Ticket | None, clerk: str) -> bool:
    """Whether the clerk may take an application of the matter: the ticket is for it, a post that they serve takes it
    (also as its B, or at the general window, Q-11), or it is their department's.
    """
    if ticket is not None and matter.id in (ticket.matter, *(stop.matter for stop in ticket.then)):
        return True
    person = clerk_of(hall, clerk)
    return (person is not None and person.department == matter.department) or any(
        matter.line in post.lines for post in posts_served_by(hall, clerk)
    )


def _post(hall: Hall, matter: Matter, ticket: Ticket | None, clerk: str) -> str | None:
    """At which the clerk takes the matter: the ticket's, else one of its line, else their own."""
    if ticket is not None and matter.id == ticket.matter:
        return ticket.post
    served = (post.id for post in posts_served_by(hall, clerk) if matter.line in post.lines)
    return next(served, post_of_handler(hall, clerk, matter.line))


def _handler(hall: Hall, post: str | None, clerk: str) -> str:
    """Whoever covers a post registers for its A, whose the case is (AB-16)."""
    served = (item for item in posts_served_by(hall, clerk) if item.id == post)
    return next((a_today(hall, item) for item in served), clerk)


def _clock_from(hall: Hall, matter: Matter, day: str) -> dict[str, Any]:
    """What runs from registration, whenever it is accepted (C-4)."""
    limit = limit_of(hall.rules, matter)
    return {"started": day, "limit": limit, "due": due_from(hall.rules, day, limit, same_day=False)}


def _due(facts: list[f.Fact]) -> int | None:
    last = facts[-1]
    return last.due if isinstance(last, f.CaseAccepted | f.CaseRegistered) else None


def accepted(
    hall: Hall, case: int, matter: Matter, received: Instant, at: Instant, *, silent: bool = False
) -> f.CaseAccepted:
    """The fact that it is in hand from `at`; a joint case is to be handed on soon (C-10).

    `silent`: nothing was told until `at`: it counts from its receipt (C-20), and is handed on from when that is known.
    What runs from registration keeps its clock and its date (docs/decisions/0238); what did not then does not later, whatever the set-up says.
    """
    limit, since = limit_of(hall.rules, matter), received if silent else at
    same_day = starts_same_day(hall.rules, matter.id, since)
    started = civil_day(hall.rules, since)
    due = due_from(hall.rules, started, limit, same_day=same_day) if limit else None
    known = hall.cases.open.get(case)
    if known is not None and known.started is not None:
        started, limit, due, same_day = known.started, known.limit, known.own_due, known.starts_same_day
    handed_on = in_working_days(hall.rules, at, hall.rules.cases.hand_on_within_days)
    return f.CaseAccepted(
        case=case,
        started=started,
        limit=limit,
        due=due,
        silent=silent,
        starts_same_day=same_day,
        hand_on_by=handed_on if (lists_of(matter) if known is None else known.lists).joint else None,
    )


def supplement(hall: Hall, command: c.TellSupplement, order: Order) -> Decision:
    """What is missing, once and all at once: before acceptance the first notice names all that lacks, whatever it was asked to (docs/decisions/0241).

    A second notice is a breach, unless all that it names has arisen since (C-8, docs/decisions/0222).
    """
    case = my_case(hall, order, command.case, "registered", "supplement", "accepted")
    known_materials(case.lists.materials, command.missing)
    if any(item in case.materials for item in command.missing):
        raise Refusal("material_there")
    note = note_of(order, command.note, f"case-note-{hall.version + 1}")
    if not command.missing and note is None:
        raise Refusal("nothing_missing")
    if command.notices is not None and command.notices != case.notices:
        raise Refusal("told_meanwhile", number=case.number)
    again = any(item in case.told for item in command.missing)
    breach = case.notices > 0 and (again or not command.arisen_since)
    days = hall.rules.cases.supplement_within_days if case.state in BEFORE else 0
    all_that_lacks = lacking(case.lists.materials, case.materials)
    fact = f.SupplementTold(
        case=case.id,
        missing=all_that_lacks if case.state in BEFORE and not case.notices else command.missing,
        note=note.sealed if note else None,
        breach=breach,
        bring_by=in_working_days(hall.rules, order.at, days) if days else None,
    )
    return Decision([fact], private=[note] if note else [])


def receive(hall: Hall, command: c.ReceiveMaterials, order: Order) -> Decision:
    """With the last one it is accepted."""
    case = my_case(hall, order, command.case, "registered", "supplement", "accepted")
    matter = matter_of_case(hall, case)
    known_materials(case.lists.materials, command.materials)
    if not command.materials:
        raise Refusal("nothing_came")
    if any(item in case.materials for item in command.materials):
        raise Refusal("material_there")
    facts: list[f.Fact] = [f.MaterialsReceived(case=case.id, materials=command.materials)]
    if case.state != "accepted" and not lacking(case.lists.materials, (*case.materials, *command.materials)):
        facts.append(accepted(hall, case.id, matter, case.received, order.at))
    return Decision(facts)


def accept(hall: Hall, command: c.AcceptCase, order: Order) -> Decision:
    """Though not all papers are there, where the matter allows it (C-12); a notice without a material named is answered."""
    case = my_case(hall, order, command.case, "registered", "supplement")
    matter = matter_of_case(hall, case)
    if not matter.start_incomplete and (missing := lacking(case.lists.materials, case.materials)):
        raise Refusal("materials_missing", number=case.number, missing=len(missing))
    return Decision([accepted(hall, case.id, matter, case.received, order.at)])


def refuse(hall: Hall, command: c.RefuseCase, order: Order) -> Decision:
    """With the reason, in words and with where to turn instead (C-9)."""
    case = my_case(hall, order, command.case, "registered", "supplement")
    if command.reason == "no_papers":
        _told_in_vain(hall, case, order.at)
    note = note_of(order, command.note, f"case-note-{hall.version + 1}")
    if note is None and command.reason not in SELF_SAID:
        raise Refusal("say_where_instead")
    fact = f.CaseRefused(case=case.id, reason=command.reason, note=note.sealed if note else None)
    return Decision([fact], private=[note] if note else [])


def _told_in_vain(hall: Hall, case: Case, at: Instant) -> None:
    """Papers are missing in spite of a notice, and the day by which that asked for them is over (C-8, docs/decisions/0237)."""
    if not case.is_asked_for:
        raise Refusal("papers_not_told", number=case.number)
    if case.bring_by is not None and not is_day_over(hall.rules, case.bring_by, at):
        raise Refusal("papers_may_come", number=case.number)


def take_back(hall: Hall, command: c.TakeBackCase, order: Order) -> Decision:
    """What nothing has happened to; anything else is ended as a case is. On the day by who registered or handles it, else by somebody else who leads."""
    leads = bool(order.by.roles & LEADS)
    case = case_of(hall, command.case, *OPEN)
    if not takes_back(hall, case, order.by.id, civil_day(hall.rules, order.at), leads=leads):
        if leads or is_window_head(hall, case, order.by.id):
            raise Refusal("take_back_by_another", number=case.number)
        my_case(hall, order, command.case)  # whose it is not is told so
        raise Refusal("take_back_by_head", number=case.number)
    if not case.is_untouched:
        raise Refusal("case_went_on", number=case.number)
    return Decision([f.CaseTakenBack(case=case.id, reason=command.reason)])


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.RegisterCase: register,
    c.TellSupplement: supplement,
    c.ReceiveMaterials: receive,
    c.AcceptCase: accept,
    c.RefuseCase: refuse,
    c.TakeBackCase: take_back,
}
