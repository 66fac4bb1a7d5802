"""Decide on 全程代办, where an agent carries a case to the higher level, and on what hurries it (C-11, C-13, C-18)."""

from collections.abc import Callable, Collection
from typing import Any

from common import commands_case as c
from common.commands_case import CaseLeg
from server.rules import facts as f
from server.rules.cases.asked import case_of, has_duty, matter_of_case, my_case
from server.rules.cases.case import BEFORE, ENDED, OPEN, Case
from server.rules.cases.decide_clock import started, stopped
from server.rules.decision import Decision, known_clerk
from server.rules.hall import Hall
from server.rules.may import LEADS
from server.rules.order import AnyCommand, Order
from server.rules.refusal import Refusal

HOME: tuple[CaseLeg | None, ...] = (None, "brought_back")
COMES_AFTER: dict[CaseLeg, tuple[CaseLeg | None, ...]] = {
    "set_out": HOME,
    "handed_in": (*HOME, "set_out"),
    "added": ("handed_in", "added"),
    "collected": ("handed_in", "added"),
    "brought_back": ("set_out", "handed_in", "added", "collected"),
}
"""What the leg before must have been; none: the first one."""


def name_agent(hall: Hall, command: c.NameAgent, order: Order) -> Decision:
    """By the window's head and nobody else."""
    case = case_of(hall, command.case, *OPEN, *ENDED)
    if not has_duty(hall, order.by.id, "window_head", case.department):
        raise Refusal("window_head_only")
    if command.agent is not None:
        known_clerk(hall, command.agent)
    if command.agent == case.agent:
        raise Refusal("same_agent")
    return Decision([f.AgentNamed(case=case.id, agent=command.agent)])


def record_leg(hall: Hall, command: c.RecordLeg, order: Order) -> Decision:
    """By the agent, or whoever else works on it: what the resident sees of the way. Handed in is what was accepted here before: else its clock would run there."""
    case = my_case(hall, order, command.case, *OPEN, *ENDED)
    if case.agent is None:
        raise Refusal("no_agent", number=case.number)
    last = case.leg[0] if case.leg else None
    if last not in _legs_before(case, command.leg):
        raise Refusal("leg_out_of_order", number=case.number)
    if command.leg == "handed_in" and case.state in BEFORE:
        raise Refusal("case_state", number=case.number, state=case.state)
    if command.leg == "handed_in" and case.parts and case.state == "accepted":
        raise Refusal("send_up_the_part", number=case.number)
    leg = f.LegRecorded(case=case.id, leg=command.leg, level=command.level)
    return Decision([leg, *_level(hall, case, order, command.leg)])


def _legs_before(case: Case, leg: CaseLeg) -> Collection[CaseLeg | None]:
    """After which legs this one may come: there and back, as often as it takes; who only fetches the result has handed nothing in."""
    if leg == "collected" and case.state in ENDED:
        return (*COMES_AFTER[leg], *HOME, "set_out")
    if leg == "brought_back" and case.up:  # handed in by the window
        return (*COMES_AFTER[leg], *HOME)
    return COMES_AFTER[leg]


def _level(hall: Hall, case: Case, order: Order, leg: str) -> list[f.Fact]:
    """Handed in, it is at the higher level, also while a window's stop holds, which ends by itself; brought back, it is ours again (C-13)."""
    if leg == "handed_in" and case.state == "accepted" and not case.up:
        at_most = matter_of_case(hall, case).level_limit
        return [f.CaseSentUp(case=case.id), stopped(hall, case, order, "submitted", at_most=at_most)]
    if leg == "brought_back" and case.state == "accepted" and case.up:
        return [f.CaseSentUp(case=case.id, back=True), started(hall, case, order, submitted=True)]
    return []


def hurry(hall: Hall, command: c.HurryCase, order: Order) -> Decision:
    """By the chief representative of its department, or the centre."""
    case = case_of(hall, command.case, *OPEN)
    if not order.by.roles & LEADS and not has_duty(
        hall, order.by.id, "chief_representative", case.department
    ):
        raise Refusal("chief_only", number=case.number)
    return Decision([f.CaseHurried(case=case.id)])


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.NameAgent: name_agent,
    c.RecordLeg: record_leg,
    c.HurryCase: hurry,
}
