"""帮助, the published order, and a person who comes (docs/kiosk.md). Pure."""

from __future__ import annotations

from dataclasses import replace

from common.messages import Done
from kiosk.act import Acts, Now
from kiosk.happening import CallStaff, StaffTold, Step
from kiosk.scene import Call, Help, Helped, Order, State
from kiosk.session import entered


def _help(state: State, _value: str, now: Now) -> State:
    return entered(state, Help(state.scene), now.at) if isinstance(state.scene, Helped) else state


def _order(state: State, _value: str, now: Now) -> State:
    return entered(state, Order(state.scene), now.at) if isinstance(state.scene, Help) else state


def _call_staff(state: State, _value: str, now: Now) -> Step:
    """Only with the server; without it the screen says to whom to go."""
    scene = state.scene
    if not isinstance(scene, Help) or not now.online or scene.call == "asked":
        return Step(state)
    return Step(replace(state, scene=replace(scene, call="asked")), (CallStaff(),))


def told(state: State, event: StaffTold) -> State:
    """They know: the hall's view says so from now on. Or they do not, and it is said what to do instead."""
    call: Call = "" if isinstance(event.outcome, Done) else "failed"
    match state.scene:
        case Help(call="asked") as scene:
            return replace(state, scene=replace(scene, call=call))
        case Order(help=Help(call="asked") as before) as scene:
            return replace(state, scene=replace(scene, help=replace(before, call=call)))
    return state


ACTS: Acts = {
    "help": _help,
    "order": _order,
    "callstaff": _call_staff,
}
