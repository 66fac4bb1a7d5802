"""/supervisor/intake: appointments, numbers of matters, closed lines, and the day's numbers that went apart."""

from typing import get_args

import msgspec
from flask import Blueprint, Response
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from common.commands_place import ClosedReason, SpecialReason
from common.words import Instant
from server.rules.hall import Hall
from server.rules.hours import instant_of, next_midnight
from server.rules.refusal import Refusal
from server.rules.setup import SlotPlan
from server.rules.slots import free_slots, plan_of, slots_of
from server.storage.day_record import appointments_of, tickets_apart
from server.web.answering import refused_as_json
from server.web.asked_days import asked_day
from server.web.shapes import Yes
from server.web.shapes_supervision import DayApart, PlanOfDay, SlotOfDay, SlotsOfDay
from server.web.supervisor_layout import live_page, setup_in_force, today
from server.web.visitor import house


def intake_pages(pages: Blueprint) -> None:
    """The page and what it reads besides the feed."""
    pages.get("/intake")(intake)
    pages.get("/slots.json")(slots)
    pages.get("/day.json")(day_apart)


def intake() -> str:
    """See its template."""
    reasons = {"closed_reasons": get_args(ClosedReason), "special_reasons": get_args(SpecialReason)}
    return live_page("supervisor_intake.html", **reasons)


def slots() -> ResponseReturnValue:
    """Every plan with its slots of `day`, today when absent."""
    try:
        return _sent(_slots())
    except Refusal as refusal:
        return refused_as_json(refusal)


def _slots() -> SlotsOfDay:
    setup_in_force()
    day, at = asked_day(today()), house().desk.lane.now()
    plans = house().desk.consult(lambda hall: plans_of(hall, day, at))
    return SlotsOfDay(ok=True, day=day, plans=plans)


def plans_of(hall: Hall, day: str, at: Instant) -> list[PlanOfDay]:
    """The plans of the set-up in force."""
    return [_plan(hall, plan, day, at) for plan in hall.rules.appointments]


def _plan(hall: Hall, plan: SlotPlan, day: str, at: Instant) -> PlanOfDay:
    matters = [matter for matter in hall.rules.matters if plan_of(hall.rules, matter) == plan]
    free = {matter.id: {slot for slot, _ in free_slots(hall, matter, day, at)} for matter in matters}
    every = {slot for matter in matters for slot in slots_of(hall.rules, plan, day, matter.line)}
    return PlanOfDay(
        id=plan.id,
        name=plan.name,
        matters=[matter.id for matter in matters],
        capacity=plan.capacity,
        length_min=plan.length_min,
        ahead_days=plan.ahead_days,
        slots=[
            SlotOfDay(slot=slot, bookable=[matter for matter in free if slot in free[matter]])
            for slot in sorted(every)
        ],
    )


def day_apart() -> ResponseReturnValue:
    """The numbers and appointments of `day`, today when absent."""
    try:
        return _sent(_day_apart())
    except Refusal as refusal:
        return refused_as_json(refusal)


def _day_apart() -> DayApart:
    setup = setup_in_force()
    day, now = asked_day(today()), today()
    outside = house().desk.consult(lambda hall: tuple(hall.outside)) if day == now else ()
    begins = instant_of(setup.hall.timezone, day, "00:00")
    span = (begins, next_midnight(setup, begins))

    def read(connection: Connection, hall: str) -> DayApart:
        return DayApart(
            ok=True,
            day=day,
            tickets=tickets_apart(connection, hall, day, outside),
            appointments=appointments_of(connection, hall, span),
        )

    return house().read(read)


def _sent(answer: Yes) -> Response:
    return Response(msgspec.json.encode(answer), content_type="application/json")
