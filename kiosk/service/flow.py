"""What follows from a touch in the service menu. Pure: state in, state and what is to be done out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from common.words import Instant, Language
from kiosk.service.scene import CELLS, Ask, Fingers, Last, Menu, Ruler, Service, Sure
from kiosk.service.secret import DIGITS

GESTURE = ("left", "right", "left", "right", "left")
"""The upper corners in turn: nothing that a resident does by chance, nothing that anybody sees."""
GESTURE_MS = 6_000
ASK_MS = 20_000
OPEN_MS = 60_000
FREE_TRIES = 2
FIRST_PAUSE_MS = 30_000
LONGEST_PAUSE_MS = 15 * 60_000


@dataclass(frozen=True, slots=True)
class TestPrint:
    """Put a test on paper."""


@dataclass(frozen=True, slots=True)
class TestVoice:
    """Say something aloud."""


@dataclass(frozen=True, slots=True)
class NewRoll:
    """A new roll of paper is in."""


@dataclass(frozen=True, slots=True)
class StartIn:
    """Sessions start in that language from now on."""

    language: Language


@dataclass(frozen=True, slots=True)
class Tell:
    """The hall should know that somebody guesses the code."""


@dataclass(frozen=True, slots=True)
class End:
    """The program ends: for good, or to be started again."""

    act: Last


Deed = TestPrint | TestVoice | NewRoll | StartIn | Tell | End
Followed = tuple[Service, tuple[Deed, ...]]


def corner_touched(state: Service, corner: str, now: Instant) -> Service:
    """One of the two upper corners (`left`, `right`), or anything else (empty), which begins anew."""
    if not corner:
        return replace(state, corners=())
    lately = tuple((name, at) for name, at in state.corners if now - at < GESTURE_MS)
    corners = (*lately, (corner, now))[-len(GESTURE) :]
    if tuple(name for name, _ in corners) != GESTURE:
        return replace(state, corners=corners)
    return replace(state, corners=(), scene=Ask(), touched_at=now)


def passed(state: Service, now: Instant) -> Service:
    """Time passed: it leaves by itself."""
    left_ms = ASK_MS if isinstance(state.scene, Ask) else OPEN_MS
    return closed(state) if state.scene is not None and now - state.touched_at >= left_ms else state


def closed(state: Service) -> Service:
    """As if it had never been opened, but for the wrong tries."""
    return replace(state, scene=None, corners=())


def touched(state: Service, touch: str, now: Instant, opens: Callable[[str], bool]) -> Followed:
    """A finger on what the layout calls `touch`. `opens`: is that the code?"""
    state = replace(state, touched_at=now)
    verb, _, value = touch.partition(":")
    if verb == "language":
        return replace(state, language="en" if state.language == "zh" else "zh"), ()
    match state.scene:
        case Ask() as ask:
            return _asked(state, ask, verb, value, now, opens)
        case Menu():
            return _chosen(state, verb, value)
        case Sure(act=act) if verb == "yes":
            return closed(state), (End(act),)
    return _tested(state, verb, value), ()


def _tested(state: Service, verb: str, value: str) -> Service:
    """On the screens that lead back to the menu."""
    match state.scene:
        case Fingers(touched=done) if verb == "cell":
            return replace(state, scene=Fingers(done | {int(value)}))
        case Fingers() | Ruler() | Sure() if verb in ("back", "no"):
            return replace(state, scene=Menu())
    return state


def is_done(fingers: Fingers) -> bool:
    """Was every field touched?"""
    return len(fingers.touched) == CELLS[0] * CELLS[1]


def _asked(
    state: Service, ask: Ask, verb: str, value: str, now: Instant, opens: Callable[[str], bool]
) -> Followed:
    match verb:
        case "back":
            return closed(state), ()
        case "digit" if len(ask.typed) < DIGITS[1]:
            return replace(state, scene=Ask(ask.typed + value)), ()
        case "rub":
            return replace(state, scene=Ask(ask.typed[:-1])), ()
        case "enter" if len(ask.typed) >= DIGITS[0] and now >= state.until:
            return _tried(state, ask.typed, now, opens)
    return state, ()


def _tried(state: Service, typed: str, now: Instant, opens: Callable[[str], bool]) -> Followed:
    if opens(typed):
        return replace(state, scene=Menu(), wrong=0, until=0), ()
    wrong = state.wrong + 1
    state = replace(state, scene=Ask(said="wrong"), wrong=wrong, until=now + pause_ms(wrong))
    return state, (Tell(),) if wrong > FREE_TRIES else ()


def pause_ms(wrong: int) -> int:
    """How long no further try is taken after so many wrong ones: 30 s after the third, twice as long each time."""
    return min(FIRST_PAUSE_MS << (wrong - FREE_TRIES - 1), LONGEST_PAUSE_MS) if wrong > FREE_TRIES else 0


def _chosen(state: Service, verb: str, value: str) -> Followed:
    match verb:
        case "back":
            return closed(state), ()
        case "page":
            return replace(state, scene=Menu(int(value))), ()
        case "ruler":
            return replace(state, scene=Ruler()), ()
        case "fingers":
            return replace(state, scene=Fingers()), ()
        case "restart" | "leave" as act:
            return replace(state, scene=Sure(act)), ()
    return _done(state, verb, value)


def _done(state: Service, verb: str, value: str) -> Followed:
    match verb, value:
        case "print", _:
            return replace(state, scene=Menu(said="printing")), (TestPrint(),)
        case "voice", _:
            return replace(state, scene=Menu(said="speaking")), (TestVoice(),)
        case "roll", _:
            return replace(state, scene=Menu(said="new_roll")), (NewRoll(),)
        case "start", "zh" | "en" as language:
            return replace(state, scene=Menu(said=f"start_{language}")), (StartIn(language),)
    return state, ()
