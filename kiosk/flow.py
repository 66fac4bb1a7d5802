"""What follows when something happens at the kiosk. Pure: state and event in, state and intents out."""

from __future__ import annotations

from dataclasses import replace

from common.words import Instant
from kiosk import flow_case, flow_choose, flow_help, flow_ticket
from kiosk import scene as s
from kiosk.act import Acts, Now
from kiosk.flow_answers import answered, print_ended, printer_said
from kiosk.hall import Hall
from kiosk.happening import (
    Answered,
    CaseFound,
    Changed,
    Event,
    Found,
    Held,
    PrintEnded,
    PrinterSaid,
    Reprinted,
    Scanned,
    StaffTold,
    Step,
    Ticked,
    Touched,
)
from kiosk.idle import SETTLE_MS, ticked
from kiosk.scene_case import CasePad, Enquire, OnBoard, OnDuty, Progress, Promises
from kiosk.scene_ticket import CodePad, Mine, Sure, TicketPad, Why
from kiosk.session import ended, entered
from kiosk.still import still

TYPING = ("digit", "letter", "rub")
SAME_KEY_MS = 200
"""A key of the pad counts again after that long, another one at once: numbers are typed quickly."""


def step(
    state: s.State, event: Event, now: Instant, hall: Hall, *, online: bool = True, alone: bool = False
) -> Step:
    """The next state, and what is to be done. `online`: the server can be asked now; `alone`: numbers are given without."""
    followed = _followed(_still(state, now, hall), event, Now(now, hall, online, alone))
    return replace(followed, state=_still(followed.state, now, hall))


def _still(state: s.State, now: Instant, hall: Hall) -> s.State:
    """Whatever happens, and to whatever it leads: the hall may have changed since that screen was left."""
    kept = still(state.scene, hall)
    return state if kept == state.scene else entered(state, kept, now)


def _followed(state: s.State, event: Event, now: Now) -> Step:
    match event:
        case Touched() | Scanned() if now.hall.evacuated:
            return Step(state)  # nobody shall stay for a number
        case Touched():
            return _touched(state, event.id, now)
        case Scanned():
            return flow_ticket.scanned(state, event.text, now)
        case Ticked():
            return _ticked(state, now)
        case PrintEnded():
            return print_ended(state, event, now.at)
    return _answered(state, event, now.at)


def _ticked(state: s.State, now: Now) -> Step:
    """What time alone does; and a ticket that is shown stays true."""
    ticked_ = ticked(state, now.at, evacuated=now.hall.evacuated)
    looked = flow_ticket.look_anew(ticked_.state, now)
    return Step(looked.state, (*ticked_.intents, *looked.intents))


def _answered(
    state: s.State,
    event: Answered | Found | CaseFound | Changed | StaffTold | Reprinted | PrinterSaid,
    now: Instant,
) -> Step:
    match event:
        case Answered():
            return answered(state, event, now)
        case Found():
            return flow_ticket.found(state, event, now)
        case CaseFound():
            return flow_case.found(state, event, now)
        case Changed():
            return flow_ticket.changed(state, event, now)
        case Reprinted():
            return flow_ticket.reprinted(state, event, now)
    return (
        printer_said(state, event) if isinstance(event, PrinterSaid) else Step(flow_help.told(state, event))
    )


def _touched(state: s.State, touch: str, now: Now) -> Step:
    if touch and _trembles(state, touch, now.at):
        return Step(state)  # a trembling finger's second touch: neither what has just appeared nor back again
    state = replace(state, touched_at=now.at)
    if touch:
        state = replace(state, pressed_at=now.at, pressed=touch)
    if state.warned:
        return Step(ended(state, now.at) if touch == "end" else replace(state, warned=False))
    verb, _, value = touch.partition(":")
    act = _ACTS.get(verb)
    followed = act(state, value, now) if act else state
    return followed if isinstance(followed, Step) else Step(followed)


def _trembles(state: s.State, touch: str, now: Instant) -> bool:
    since_press = now - state.pressed_at
    if touch.partition(":")[0] in TYPING:
        return touch == state.pressed and since_press < SAME_KEY_MS
    return min(now - state.since, since_press) < SETTLE_MS


def _back(state: s.State, _value: str, now: Now) -> s.State:
    if isinstance(state.scene, Mine | Progress):
        return ended(state, now.at)  # nothing of a resident is left on the screen
    before = _before(state.scene, now.hall)
    return state if before is None else entered(state, before, now.at)


def _before(scene: s.Scene, hall: Hall) -> s.Scene | None:
    """From where this screen was reached; none: there is no way back."""
    match scene:
        case s.Home(adding=guide) | s.Declare(guide=guide) | s.Again(guide=guide):
            return guide
        case s.Choose(adding=adding):
            return s.Home(adding=adding)
        case s.Guide() as guide:
            return _before_guide(guide, hall)
        case s.Directions():
            return s.NotHere()
        case s.NotHere() | CodePad() | TicketPad() | Enquire():
            return s.Home()
    return _before_told(scene)


def _before_told(scene: s.Scene) -> s.Scene | None:
    match scene:
        case s.Told(origin=origin) | s.Unreached(origin=origin):
            return _anew(origin)
        case Why(mine=before) | Sure(mine=before):
            return before
        case s.Help(origin=before):
            return before
        case s.Order(help=before):
            return before
        case CasePad() | OnBoard() | OnDuty() | Promises():
            return Enquire()
    return None


def _before_guide(guide: s.Guide, hall: Hall) -> s.Home | s.Choose | s.Guide:
    """Without the matter that was added last; else the screen from which the first was chosen."""
    if guide.then:
        return replace(guide, then=guide.then[:-1], page=0)
    line = hall.line_of(guide.matter)
    if line is None or len(hall.matters_of(line.id)) == 1 or hall.matters[guide.matter].unsure:
        return s.Home()  # a line of one matter has no screen of its own
    return s.Choose(line.id)


def _anew(origin: s.Origin | s.Home) -> s.Origin | s.Home:
    """What was typed was wrong: an empty pad."""
    match origin:
        case CodePad():
            return CodePad()
        case TicketPad(letters=letters):
            return TicketPad(letters)
        case CasePad(form=form):
            return CasePad(form)
    return origin


def _toggle_type(state: s.State, _value: str, _now: Now) -> s.State:
    return replace(state, large=not state.large)


def _toggle_language(state: s.State, _value: str, _now: Now) -> s.State:
    return replace(state, language="en" if state.language == "zh" else "zh")


def _toggle_contrast(state: s.State, _value: str, _now: Now) -> s.State:
    return replace(state, contrast=not state.contrast)


def _toggle_aloud(state: s.State, _value: str, _now: Now) -> s.State:
    return replace(state, aloud=not state.aloud)


def _turn_page(state: s.State, value: str, now: Now) -> s.State:
    match state.scene:
        case s.Home() | s.Choose() | s.Declare() | s.NotHere() | Enquire():
            return entered(state, replace(state.scene, first=int(value)), now.at)
        case s.Guide() | Why() | s.Order() | Progress() | OnBoard() | OnDuty() | Promises():
            return entered(state, replace(state.scene, page=int(value)), now.at)
        case _:
            return state


def _done(state: s.State, _value: str, now: Now) -> s.State:
    over = isinstance(state.scene, s.Collect | s.Told | s.Unreached | Mine | Progress | s.Directions)
    return ended(state, now.at) if over else state


def _noted(state: s.State, _value: str, now: Now) -> Step:
    if not isinstance(state.scene, s.Note):
        return Step(state)
    return Step(ended(state, now.at), (Held(state.scene.ticket.ticket),))


_ACTS: Acts = {
    "back": _back,
    "retry": _back,
    "keep": _back,
    "large": _toggle_type,
    "contrast": _toggle_contrast,
    "aloud": _toggle_aloud,
    "language": _toggle_language,
    "page": _turn_page,
    "done": _done,
    "noted": _noted,
    **flow_choose.ACTS,
    **flow_ticket.ACTS,
    **flow_case.ACTS,
    **flow_help.ACTS,
}
