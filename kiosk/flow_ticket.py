"""Check-in by a code, and my ticket: typed or scanned, looked up, and what is done with it. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from common.messages import Done, Refused
from common.words import Instant
from kiosk.act import Acts, Now
from kiosk.happening import Change as Wanted
from kiosk.happening import Changed, CheckIn, Found, Intent, LookUp, Step
from kiosk.my_ticket import MyTicket
from kiosk.scene import Asking, Collect, Help, Helped, Home, Order, Scene, State, Told, Unreached
from kiosk.scene_ticket import (
    Act,
    CodePad,
    Looking,
    Mine,
    Sure,
    TicketPad,
    Why,
)
from kiosk.session import entered

CODE = re.compile(r"\d{6}", re.ASCII)
TICKET = re.compile(r"([A-Z]{1,4}\d{3,6})-?(\d{3})", re.ASCII)
UNREADABLE = Refused(code="unreadable")


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
    return state


def _rub(state: State, _value: str, now: Now) -> State:
    match state.scene:
        case CodePad(typed=typed):
            return _typed(state, CodePad(typed[:-1]))
        case TicketPad(letters=letters, typed=typed) if typed:
            return _typed(state, TicketPad(letters, typed[:-1]))
        case TicketPad() if len(now.hall.prefixes()) > 1:
            return _typed(state, TicketPad())
    return state


def _typed(state: State, pad: CodePad | TicketPad) -> State:
    """The same screen with a character more or less: nothing that has just appeared."""
    return replace(state, scene=pad)


def _enter(state: State, _value: str, now: Now) -> Step:
    match state.scene:
        case CodePad(typed=typed) as pad if pad.is_whole and now.online:
            return _ask_check_in(state, typed, now.at)
        case TicketPad() as pad if pad.is_whole and now.online:
            return _look_up(state, pad.number, pad.check, now.at)
    return Step(state)


# -- scanned --------------------------------------------------------------------------------------


def scanned(state: State, text: str, now: Now) -> Step:
    """A code before the scanner says by itself what is wanted; not while something else is under way."""
    if not isinstance(state.scene, Helped | Help | Order | Collect):
        return Step(state)
    if not now.online:
        return Step(entered(state, Unreached(0, TicketPad()), now.at))
    if CODE.fullmatch(text):
        return _ask_check_in(state, text, now.at)
    if found := TICKET.fullmatch(text):
        return _look_up(state, found[1], found[2], now.at)
    return Step(entered(state, Told(UNREADABLE, TicketPad()), now.at))


# -- asked ----------------------------------------------------------------------------------------


def _ask_check_in(state: State, code: str, now: Instant) -> Step:
    ask = state.asks + 1
    return _asked(state, Asking(ask, CodePad(code)), CheckIn(ask, code, state.language), now)


def _look_up(state: State, number: str, check: str, now: Instant, done: Act | None = None) -> Step:
    ask = state.asks + 1
    return _asked(state, Looking(ask, number, check, done), LookUp(ask, number, check), now)


def _asked(state: State, scene: Scene, intent: Intent, now: Instant) -> Step:
    return Step(replace(entered(state, scene, now), asks=state.asks + 1), (intent,))


def found(state: State, event: Found, now: Instant) -> Step:
    """My ticket, or why there is none to be shown."""
    scene = state.scene
    if not isinstance(scene, Looking) or scene.ask != event.ask:
        return Step(state)
    match event.outcome:
        case MyTicket() as ticket:
            return Step(entered(state, Mine(ticket, scene.check, scene.done), now))
        case Refused() as refused:
            return Step(entered(state, Told(refused, TicketPad()), now))
    return Step(entered(state, Unreached(scene.ask, TicketPad()), now))


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
    return _asked(state, Asking(ask, replace(mine, done=act)), Wanted(ask, act, mine.ticket.ticket), now)


def changed(state: State, event: Changed, now: Instant) -> Step:
    """Done: the ticket is looked at anew."""
    scene = state.scene
    if not isinstance(scene, Asking) or scene.ask != event.ask or not isinstance(scene.origin, Mine):
        return Step(state)
    mine = scene.origin
    match event.outcome:
        case Done():
            return _look_up(state, mine.ticket.number, mine.check, now, mine.done)
        case Refused() as refused:
            return Step(entered(state, Told(refused, replace(mine, done=None)), now))
    return Step(entered(state, Unreached(scene.ask, replace(mine, done=None)), now))


ACTS: Acts = {
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
