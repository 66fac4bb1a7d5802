"""What somebody wants to know: an own case by its receipt, the board, who is on duty, what the hall promises (P-5). Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from common.messages import SECRET_DIGITS, Refused
from common.words import Instant
from kiosk.act import Acts, Now
from kiosk.hall import Hall
from kiosk.happening import CaseFound, LookUpCase, Step
from kiosk.my_case import MyCase, NumberForm
from kiosk.scene import Help, Home, Scene, State, Told, Unreached
from kiosk.scene_case import CasePad, Enquire, Finding, OnBoard, OnDuty, Progress, Promises
from kiosk.session import entered

RECEIPT = re.compile(rf"\S*/case#(.{{1,400}})\.(\d{{{SECRET_DIGITS}}})", re.ASCII)
"""The receipt's QR code: number and secret behind the # of an address."""


def form_of(hall: Hall) -> NumberForm:
    """How this hall's case numbers look."""
    return NumberForm(hall.about.case_number) if hall.about is not None else NumberForm()


def _enquire(state: State, _value: str, now: Now) -> State:
    return entered(state, Enquire(), now.at) if isinstance(state.scene, Home | Help) else state


def _case(state: State, _value: str, now: Now) -> State:
    return _from_enquire(state, CasePad(form_of(now.hall)), now)


def _on_board(state: State, _value: str, now: Now) -> State:
    return _from_enquire(state, OnBoard(), now)


def _on_duty(state: State, _value: str, now: Now) -> State:
    return _from_enquire(state, OnDuty(), now)


def _promises(state: State, _value: str, now: Now) -> State:
    return _from_enquire(state, Promises(), now)


def _from_enquire(state: State, scene: Scene, now: Now) -> State:
    return entered(state, scene, now.at) if isinstance(state.scene, Enquire) else state


def look_up(state: State, number: str, secret: str, form: NumberForm, now: Instant) -> Step:
    """Ask about a case; neither number nor secret stays in the session."""
    ask = state.asks + 1
    finding = replace(entered(state, Finding(ask, form), now), asks=ask)
    return Step(finding, (LookUpCase(ask, number, secret),))


def found(state: State, event: CaseFound, now: Instant) -> Step:
    """The case, or why there is none to be shown."""
    scene = state.scene
    if not isinstance(scene, Finding) or scene.ask != event.ask:
        return Step(state)
    match event.outcome:
        case MyCase() as case:
            return Step(entered(state, Progress(case), now))
        case Refused() as refused:
            return Step(entered(state, Told(refused, CasePad(scene.form)), now))
    return Step(entered(state, Unreached(scene.ask, CasePad(scene.form)), now))


ACTS: Acts = {
    "enquire": _enquire,
    "case": _case,
    "board": _on_board,
    "duty": _on_duty,
    "promises": _promises,
}
