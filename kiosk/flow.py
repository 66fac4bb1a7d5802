"""What follows when something happens at the kiosk. Pure: state and event in, state and intents out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from common.messages import Issued, Refused
from common.words import Instant
from kiosk.hall import Hall
from kiosk.idle import SETTLE_MS, ended, ticked
from kiosk.scene import (
    Again,
    Answered,
    Asking,
    Choose,
    Collect,
    Declare,
    Event,
    Guide,
    Held,
    Home,
    Issue,
    Note,
    Print,
    PrintEnded,
    Printing,
    Report,
    Scene,
    State,
    Step,
    Ticked,
    Told,
    Touched,
    Unreached,
    Void,
)

SAME_MATTER_MS = 10_000


def step(state: State, event: Event, now: Instant, hall: Hall, *, online: bool = True) -> Step:
    """The next state, and what is to be done. `online`: the server can be asked now."""
    match event:
        case Touched():
            return _touched(state, event.id, now, hall, online=online)
        case Ticked():
            return ticked(state, now, hall)
        case Answered():
            return _answered(state, event, now)
        case PrintEnded():
            return _print_ended(state, event, now)


def entered(state: State, scene: Scene, now: Instant) -> State:
    """On another screen."""
    return replace(state, scene=scene, since=now, touched_at=now, warned=False)


# -- touches --------------------------------------------------------------------------------------


def _touched(state: State, touch: str, now: Instant, hall: Hall, *, online: bool) -> Step:
    if touch and now - max(state.since, state.pressed_at) < SETTLE_MS:
        return Step(state)  # a trembling finger's second touch: neither what has just appeared nor back again
    state = replace(state, touched_at=now, pressed_at=now if touch else state.pressed_at)
    if state.warned:
        return Step(ended(state, now) if touch == "end" else replace(state, warned=False))
    match touch, state.scene:
        case "noted", Note(ticket=ticket):
            return Step(ended(state, now), (Held(ticket.ticket),))
        case "take", Guide() as guide:
            return _take(state, guide, now, online=online)
        case "again:yes", Again(guide=guide):
            return _ask(state, guide, now)
    verb, _, value = touch.partition(":")
    act = _ACTS.get(verb)
    return Step(act(state, value, now, hall) if act else state)


def _take(state: State, guide: Guide, now: Instant, *, online: bool) -> Step:
    if not online:
        return Step(state)  # the screen says so where the button was
    if state.given and state.given[0] == guide.matter and now - state.given[1] < SAME_MATTER_MS:
        return Step(entered(state, Again(guide), now))
    return _ask(state, guide, now)


def _ask(state: State, guide: Guide, now: Instant) -> Step:
    ask = state.asks + 1
    asking = replace(entered(state, Asking(ask, guide), now), asks=ask)
    return Step(asking, (Issue(ask, guide.matter, guide.priority, state.language),))


def _back(state: State, _value: str, now: Instant, hall: Hall) -> State:
    match state.scene:
        case Choose():
            return entered(state, Home(), now)
        case Guide(matter=matter):
            return entered(state, _list_of(matter, hall), now)
        case Declare(guide=guide) | Again(guide=guide) | Told(guide=guide) | Unreached(guide=guide):
            return entered(state, guide, now)
        case _:
            return state


def _list_of(matter: str, hall: Hall) -> Home | Choose:
    """The screen from which a matter was chosen; a line of one matter has none."""
    line = hall.line_of(matter)
    if line is None or len(hall.matters_of(line.id)) == 1:
        return Home()
    return Choose(line.id)


def _toggle_type(state: State, _value: str, _now: Instant, _hall: Hall) -> State:
    return replace(state, large=not state.large)


def _toggle_language(state: State, _value: str, _now: Instant, _hall: Hall) -> State:
    return replace(state, language="en" if state.language == "zh" else "zh")


def _choose_line(state: State, line: str, now: Instant, hall: Hall) -> State:
    matters = hall.matters_of(line)
    if not matters or not isinstance(state.scene, Home):
        return state
    scene = Guide(matters[0].id) if len(matters) == 1 else Choose(line)
    return entered(state, scene, now)


def _choose_matter(state: State, matter: str, now: Instant, hall: Hall) -> State:
    offered = matter in hall.matters and isinstance(state.scene, Choose)
    return entered(state, Guide(matter), now) if offered else state


def _turn_page(state: State, value: str, now: Instant, _hall: Hall) -> State:
    match state.scene:
        case Home() | Choose() | Declare():
            return entered(state, replace(state.scene, first=int(value)), now)
        case Guide():
            return entered(state, replace(state.scene, page=int(value)), now)
        case _:
            return state


def _toggle_priority(state: State, value: str, now: Instant, _hall: Hall) -> State:
    """Declared, or taken back; it is looked at at the window (Q-10)."""
    match state.scene:
        case Guide() as guide:
            priority = None if guide.priority == value else value
            return replace(state, scene=replace(guide, priority=priority))
        case Declare(guide=guide):
            return entered(state, replace(guide, priority=value or None), now)
        case _:
            return state


def _declare(state: State, _value: str, now: Instant, _hall: Hall) -> State:
    return entered(state, Declare(state.scene), now) if isinstance(state.scene, Guide) else state


def _no_second_ticket(state: State, _value: str, now: Instant, _hall: Hall) -> State:
    return ended(state, now) if isinstance(state.scene, Again) else state


def _done(state: State, _value: str, now: Instant, _hall: Hall) -> State:
    return ended(state, now) if isinstance(state.scene, Collect | Told | Unreached) else state


_ACTS: dict[str, Callable[[State, str, Instant, Hall], State]] = {
    "back": _back,
    "large": _toggle_type,
    "language": _toggle_language,
    "line": _choose_line,
    "matter": _choose_matter,
    "page": _turn_page,
    "priority": _toggle_priority,
    "declare": _declare,
    "again": _no_second_ticket,
    "done": _done,
}


# -- answers and paper ----------------------------------------------------------------------------


def _answered(state: State, event: Answered, now: Instant) -> Step:
    scene = state.scene
    waits = isinstance(scene, Asking | Unreached) and scene.ask == event.ask
    match event.outcome:
        case Issued() as ticket if isinstance(scene, Asking | Unreached) and waits:
            printing = replace(entered(state, Printing(ticket), now), given=(ticket.matter, now))
            return Step(printing, (Print(ticket, scene.guide.priority, state.language),))
        case Issued() as ticket:
            return Step(state, (Void(ticket.ticket),))  # too late: nobody stands here for it
        case Refused() as refused if isinstance(scene, Asking | Unreached) and waits:
            return Step(entered(state, Told(refused, scene.guide), now))
        case None if isinstance(scene, Asking) and waits:
            return Step(entered(state, Unreached(scene.ask, scene.guide), now))
        case _:
            return Step(state)


def _print_ended(state: State, event: PrintEnded, now: Instant) -> Step:
    report = _report(state, event.fault)
    held = (Held(event.ticket),) if event.fault is None else ()
    state = replace(state, fault=event.fault)
    if event.ticket in state.unheld:
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
    """Once per change; a kiosk without printer has no fault."""
    return (Report(fault),) if fault not in (state.fault, "no_printer") else ()
