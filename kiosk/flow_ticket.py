"""Check-in by a code, and my ticket: typed or scanned, looked up, and what is done with it. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args
from urllib.parse import unquote

from common.messages import Done, Issued, Refused
from common.words import Instant
from kiosk import flow_case
from kiosk.act import Acts, Now
from kiosk.happening import Change as Wanted
from kiosk.happening import Changed, CheckIn, Found, Intent, LookUp, Print, PrintAgain, Reprinted, Step
from kiosk.my_ticket import MyTicket
from kiosk.scene import Asking, Collect, Help, Helped, Home, Order, Printing, Scene, State, Told, Unreached
from kiosk.scene_case import CasePad
from kiosk.scene_ticket import (
    Act,
    CodePad,
    Looking,
    Mine,
    Outcome,
    Sure,
    TicketPad,
    Why,
)
from kiosk.session import entered

CODE = re.compile(r"\d{6}", re.ASCII)
TICKET = re.compile(r"([A-Z]{1,4}\d{3,6})-?(\d{3})", re.ASCII)
LOOK_EVERY_MS = 5_000
"""So often a ticket is looked at anew while it is shown: no older than on its page on a phone."""
UNREADABLE = Refused(code="unreadable")
PHONE_PAGE = re.compile(r"\S*/t#\d{1,15}\.\S+", re.ASCII | re.IGNORECASE)
"""The ticket's QR code: what stands behind the # opens its page, and is kept nowhere."""
FOR_PHONES = Refused(code="phone_code")
UNKNOWN_PAPER = Refused(code="unknown_paper")


# -- typed ----------------------------------------------------------------------------------------


def _check_in(state: State, _value: str, now: Now) -> State:
    return entered(state, CodePad(), now.at) if isinstance(state.scene, Home) else state


def _my_ticket(state: State, _value: str, now: Now) -> State:
    if not isinstance(state.scene, Home):
        return state
    letters = now.hall.prefixes()
    return entered(state, TicketPad(letters[0] if len(letters) == 1 else ""), now.at)


def _letter(state: State, value: str, _now: Now) -> State:
    return _typed(state, replace(state.scene, letters=value)) if isinstance(state.scene, TicketPad) else state


def _digit(state: State, value: str, _now: Now) -> State:
    match state.scene:
        case CodePad(typed=typed) as pad if not pad.is_full:
            return _typed(state, CodePad(typed + value))
        case TicketPad(letters=letters, typed=typed) as pad if letters and not pad.is_full:
            return _typed(state, TicketPad(letters, typed + value))
        case CasePad(form=form, typed=typed) as pad if not pad.is_full:
            return _typed(state, CasePad(form, typed + value))
    return state


def _rub(state: State, _value: str, now: Now) -> State:
    match state.scene:
        case CodePad(typed=typed):
            return _typed(state, CodePad(typed[:-1]))
        case CasePad(form=form, typed=typed):
            return _typed(state, CasePad(form, typed[:-1]))
        case TicketPad(letters=letters, typed=typed) if typed:
            return _typed(state, TicketPad(letters, typed[:-1]))
        case TicketPad() if len(now.hall.prefixes()) > 1:
            return _typed(state, TicketPad())
    return state


def _typed(state: State, pad: CodePad | TicketPad | CasePad) -> State:
    """The same screen with a character more or less: nothing that has just appeared."""
    return replace(state, scene=pad)


def _enter(state: State, _value: str, now: Now) -> Step:
    match state.scene:
        case CodePad(typed=typed) as pad if pad.is_whole and now.online:
            return _ask_check_in(state, typed, now.at)
        case TicketPad() as pad if pad.is_whole and (now.online or now.alone):
            return _look_up(state, pad.number, pad.check, now.at)
        case CasePad() as pad if pad.is_whole and now.online:
            return flow_case.look_up(state, pad.number, pad.secret, pad.form, now.at)
    return Step(state)


# -- scanned --------------------------------------------------------------------------------------


def scanned(state: State, text: str, now: Now) -> Step:
    """A code before the scanner says by itself what is wanted; not while something else is under way."""
    if not isinstance(state.scene, Helped | Help | Order | Collect):
        return Step(state)
    ticket = TICKET.fullmatch(text.upper())
    if not now.online and not (now.alone and ticket):
        return Step(entered(state, Unreached(0, TicketPad()), now.at))
    if receipt := flow_case.RECEIPT.fullmatch(text):
        form = flow_case.form_of(now.hall)
        return flow_case.look_up(state, unquote(receipt[1]), receipt[2], form, now.at)
    if CODE.fullmatch(text):
        return _ask_check_in(state, text, now.at)
    if ticket:
        return _look_up(state, ticket[1], ticket[2], now.at, typed=False)
    refused = FOR_PHONES if PHONE_PAGE.fullmatch(text) else UNREADABLE
    return Step(entered(state, Told(refused, TicketPad()), now.at))


# -- asked ----------------------------------------------------------------------------------------


def _ask_check_in(state: State, code: str, now: Instant) -> Step:
    ask = state.asks + 1
    return _asked(state, Asking(ask, CodePad(code)), CheckIn(ask, code, state.language), now)


def _look_up(
    state: State, number: str, check: str, now: Instant, done: Outcome | None = None, *, typed: bool = True
) -> Step:
    ask = state.asks + 1
    return _asked(state, Looking(ask, number, check, done, typed), LookUp(ask, number, check), now)


def _asked(state: State, scene: Scene, intent: Intent, now: Instant) -> Step:
    return Step(replace(entered(state, scene, now), asks=state.asks + 1), (intent,))


def found(state: State, event: Found, now: Instant) -> Step:
    """My ticket, or why there is none to be shown."""
    scene = state.scene
    if isinstance(scene, Mine) and state.looked[0] == event.ask:
        return Step(_seen_anew(state, scene, event.outcome, now))
    if not isinstance(scene, Looking) or scene.ask != event.ask:
        return Step(state)
    match event.outcome:
        case MyTicket() as ticket:
            known = replace(state, looked=(event.ask, now))
            return Step(entered(known, Mine(ticket, scene.check, scene.done), now))
        case Refused() as refused:
            return Step(entered(state, _not_found(refused, typed=scene.typed), now))
    return Step(entered(state, Unreached(scene.ask, TicketPad()), now))


def _not_found(refused: Refused, *, typed: bool) -> Told:
    """Digits that nobody typed are right: a hall that was restored does not know that paper, and the desk mends it."""
    unknown = refused.code == "unknown_number" and not typed
    return Told(UNKNOWN_PAPER if unknown else refused, TicketPad())


def look_anew(state: State, now: Now) -> Step:
    """What is shown of a ticket is no picture of the past: it is asked about again, without a touch and for no longer than else."""
    mine = state.scene
    if not isinstance(mine, Mine) or state.warned or not now.online:
        return Step(state)
    if 0 <= now.at - state.looked[1] < LOOK_EVERY_MS:
        return Step(state)
    ask = state.asks + 1
    asked = replace(state, asks=ask, looked=(ask, now.at))
    return Step(asked, (LookUp(ask, mine.ticket.number, mine.check),))


def _seen_anew(state: State, mine: Mine, outcome: MyTicket | Refused | None, now: Instant) -> State:
    """Other buttons are a new screen to a finger on its way down; what was done is told until the ticket's state says more."""
    match outcome:
        case MyTicket(state=same) if same == mine.ticket.state:
            return replace(state, scene=replace(mine, ticket=outcome))
        case MyTicket():
            return replace(state, scene=replace(mine, ticket=outcome, done=None), since=now)
        case Refused():
            return replace(state, scene=_not_found(outcome, typed=False), since=now)
    return state


# -- done with it ---------------------------------------------------------------------------------


def _why(state: State, _value: str, now: Now) -> State:
    return entered(state, Why(state.scene), now.at) if isinstance(state.scene, Mine) else state


def _sure(state: State, value: str, now: Now) -> State:
    """Asked first: what it means is said before it is done."""
    act = _act(value)
    return entered(state, Sure(state.scene, act), now.at) if isinstance(state.scene, Mine) and act else state


def _do(state: State, value: str, now: Now) -> Step:
    act = _act(value)
    match state.scene:
        case Mine() as mine if act == "re_enter" and now.online:
            return _change(state, mine, act, now.at)
        case Sure(mine=mine, act=asked) if act == asked and now.online:
            return _change(state, mine, asked, now.at)
    return Step(state)


def _act(value: str) -> Act | None:
    acts: tuple[Act, ...] = get_args(Act)
    return next((act for act in acts if act == value), None)


def _change(state: State, mine: Mine, act: Act, now: Instant) -> Step:
    ask = state.asks + 1
    stays = act == "step_back" and mine.ticket.behind == 0
    return _asked(
        state,
        Asking(ask, replace(mine, done="stayed" if stays else act)),
        Wanted(ask, act, mine.ticket.ticket, mine.ticket.waits),
        now,
    )


def changed(state: State, event: Changed, now: Instant) -> Step:
    """Done: the ticket is looked at anew."""
    scene = state.scene
    if not isinstance(scene, Asking) or scene.ask != event.ask or not isinstance(scene.origin, Mine):
        return Step(state)
    mine = scene.origin
    match event.outcome:
        case Done():
            return _look_up(state, mine.ticket.number, mine.check, now, mine.done, typed=False)
        case Refused() as refused:
            return Step(entered(state, Told(refused, replace(mine, done=None)), now))
    return Step(entered(state, Unreached(scene.ask, replace(mine, done=None)), now))


# -- on paper once more ----------------------------------------------------------------------------


def _reprint(state: State, _value: str, now: Now) -> Step:
    mine = state.scene
    if not isinstance(mine, Mine) or not now.online:
        return Step(state)
    ask = state.asks + 1
    return _asked(state, Asking(ask, replace(mine, done=None)), PrintAgain(ask, mine.ticket.ticket), now.at)


def reprinted(state: State, event: Reprinted, now: Instant) -> Step:
    """The same number comes out again. Whoever has gone gets none, and loses none: the number is somebody's already."""
    scene = state.scene
    if not isinstance(scene, Asking) or scene.ask != event.ask or not isinstance(scene.origin, Mine):
        return Step(state)
    match event.outcome:
        case Issued() as ticket:
            return Step(entered(state, Printing(ticket), now), (Print(ticket, None, state.language),))
        case Refused() as refused:
            return Step(entered(state, Told(refused, scene.origin), now))
    return Step(entered(state, Unreached(scene.ask, scene.origin), now))


ACTS: Acts = {
    "reprint": _reprint,
    "checkin": _check_in,
    "mine": _my_ticket,
    "letter": _letter,
    "digit": _digit,
    "rub": _rub,
    "enter": _enter,
    "why": _why,
    "sure": _sure,
    "do": _do,
}
