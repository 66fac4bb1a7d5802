"""What follows from the server's answer to asking for a number, and from paper that came or did not. Pure."""

from __future__ import annotations

from dataclasses import replace

from common.messages import Issued, Refused
from common.words import Instant
from kiosk.happening import Answered, Held, Print, PrintEnded, PrinterSaid, Report, Step, Void
from kiosk.printing import PAPER_LOW
from kiosk.scene import SLOW, Asking, Collect, Guide, Note, Printing, State, Told, Unreached
from kiosk.session import entered


def answered(state: State, event: Answered, now: Instant) -> Step:
    """A number, a refusal, or nothing that is known."""
    scene = state.scene
    waits = isinstance(scene, Asking | Unreached) and scene.ask == event.ask
    match event.outcome:
        case Issued() as ticket if isinstance(scene, Asking | Unreached) and waits:
            printing = replace(entered(state, Printing(ticket), now), given=(ticket.number, now))
            priority = scene.origin.priority if isinstance(scene.origin, Guide) else None
            return Step(printing, (Print(ticket, priority, state.language),))
        case Issued() as ticket:
            return Step(state, (Void(ticket.ticket),))  # too late: nobody stands here for it
        case Refused() as refused if isinstance(scene, Asking | Unreached) and waits:
            return Step(entered(state, Told(refused, scene.origin), now))
        case None if isinstance(scene, Asking) and waits:
            return Step(entered(state, Unreached(scene.ask, scene.origin), now))
        case _:
            return Step(state)


def print_ended(state: State, event: PrintEnded, now: Instant) -> Step:
    """Paper, or the number to be noted; the hall hears of a fault and of its end."""
    report = _report(state, event.fault)
    held = (Held(event.ticket),) if event.fault is None else ()
    if event.fault is not None or state.fault != PAPER_LOW:  # only a new roll ends that, not a paper
        state = replace(state, fault=event.fault)
    if event.ticket in state.unheld:
        if event.fault == SLOW:  # no end: its paper may still come
            return Step(state, report)
        state = replace(state, unheld=state.unheld - {event.ticket})
        return Step(state, (*report, *(held or (Void(event.ticket),))))
    return Step(_shown(state, event, now), (*report, *held))


def _shown(state: State, event: PrintEnded, now: Instant) -> State:
    """The paper after all, also where the number was to be noted; or why there is none."""
    match state.scene:
        case Printing(ticket=ticket) | Note(ticket=ticket) if (
            ticket.ticket == event.ticket and not event.fault
        ):
            return entered(state, Collect(ticket), now)
        case Printing(ticket=ticket) if ticket.ticket == event.ticket and event.fault:
            return entered(state, Note(ticket, event.fault), now)
        case Note(ticket=ticket) if ticket.ticket == event.ticket and event.fault:
            return replace(state, scene=Note(ticket, event.fault))
        case _:
            return state


def _report(state: State, fault: str | None) -> tuple[Report, ...]:
    """Once per change; a kiosk without printer has no fault, and a paper that came out does not lengthen the roll."""
    known = fault in (state.fault, "no_printer") or (fault is None and state.fault == PAPER_LOW)
    return () if known else (Report(fault),)


def printer_said(state: State, event: PrinterSaid) -> Step:
    """Asked while nothing was printed: the staff hear of it before a resident does."""
    report = (Report(event.state),) if event.state != state.fault else ()
    return Step(replace(state, fault=event.state), report)
