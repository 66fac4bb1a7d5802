"""From the first screen to the number: what is chosen, added, declared and taken. Pure."""

from __future__ import annotations

from dataclasses import replace

from common.bounded import MATTERS_MOST
from common.words import Instant
from kiosk.act import Acts, Now
from kiosk.happening import Issue, Step
from kiosk.scene import Again, Asking, Choose, Declare, Directions, Guide, Help, Home, NotHere, State
from kiosk.session import ended, entered

AGAIN_MS = 10_000
"""Within that a second number is asked about, whatever the matter: several need one number only."""


def _choose_line(state: State, line: str, now: Now) -> State:
    if not isinstance(state.scene, Home):
        return state
    adding = state.scene.adding
    matters = now.hall.still_to_choose(line, adding.matters if adding else ())
    if len(matters) == 1:
        return entered(state, _guide_to(matters[0].id, adding), now.at)
    return entered(state, Choose(line, adding=adding), now.at) if matters else state


def _choose_matter(state: State, matter: str, now: Now) -> State:
    if matter not in now.hall.matters or not isinstance(state.scene, Choose):
        return state
    return entered(state, _guide_to(matter, state.scene.adding), now.at)


def _guide_to(matter: str, adding: Guide | None) -> Guide:
    return Guide(matter) if adding is None else replace(adding, then=(*adding.then, matter), page=0)


def _choose_unsure(state: State, matter: str, now: Now) -> State:
    """不知道办什么: the general window finds out (Q-11)."""
    offered = matter in now.hall.matters and isinstance(state.scene, Home)
    return entered(state, Guide(matter), now.at) if offered else state


def _not_here(state: State, _value: str, now: Now) -> State:
    return entered(state, NotHere(), now.at) if isinstance(state.scene, Home | Help) else state


def _choose_elsewhere(state: State, elsewhere: str, now: Now) -> State:
    return entered(state, Directions(elsewhere), now.at) if isinstance(state.scene, NotHere) else state


def _add(state: State, _value: str, now: Now) -> State:
    """还要办别的事？ One number goes through them in turn."""
    guide = state.scene
    if not isinstance(guide, Guide) or len(guide.matters) >= MATTERS_MOST:
        return state
    return entered(state, Home(adding=guide), now.at)


def _toggle_priority(state: State, value: str, now: Now) -> State:
    """Declared, or taken back; it is looked at at the window (Q-10)."""
    match state.scene:
        case Guide() as guide:
            return replace(state, scene=replace(guide, priority=None if guide.priority == value else value))
        case Declare(guide=guide):
            return entered(state, replace(guide, priority=value or None), now.at)
        case _:
            return state


def _declare(state: State, _value: str, now: Now) -> State:
    return entered(state, Declare(state.scene), now.at) if isinstance(state.scene, Guide) else state


def _take(state: State, _value: str, now: Now) -> Step:
    guide = state.scene
    if not isinstance(guide, Guide) or not (now.online or now.alone):
        return Step(state)  # the screen says so where the button was
    if state.given and now.at - state.given[1] < AGAIN_MS:
        return Step(entered(state, Again(guide, state.given[0]), now.at))
    return _ask(state, guide, now.at)


def _again(state: State, value: str, now: Now) -> Step:
    match value, state.scene:
        case "yes", Again(guide=guide):
            return _ask(state, guide, now.at)
        case _, Again():
            return Step(ended(state, now.at))
    return Step(state)


def _ask(state: State, guide: Guide, now: Instant) -> Step:
    ask = state.asks + 1
    asking = replace(entered(state, Asking(ask, guide), now), asks=ask)
    return Step(asking, (Issue(ask, guide.matter, guide.priority, state.language, guide.then),))


ACTS: Acts = {
    "line": _choose_line,
    "matter": _choose_matter,
    "unsure": _choose_unsure,
    "nothere": _not_here,
    "elsewhere": _choose_elsewhere,
    "add": _add,
    "priority": _toggle_priority,
    "declare": _declare,
    "take": _take,
    "again": _again,
}
