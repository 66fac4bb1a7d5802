"""Nothing of a resident is left after a session, however it ended."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from msgspec import structs

from common.words import Language
from kiosk.flow import step
from kiosk.flow_answers import print_ended
from kiosk.happening import Answered, Event, Intent, PrintEnded, Report, Ticked, Touched, Void
from kiosk.idle import ASK_PATIENCE_MS, IDLE_MS, NOTE_MS, WARNING_MS
from kiosk.mishap import abandoned
from kiosk.samples import scene_named
from kiosk.scene import SLOW, Home, Note, Printing, State
from tests.screens.kiosk_glass import EVERY, FULL
from tests.screens.kiosk_hall import NINE, about, hall, issued

KIOSKS_OWN = {
    "home_language",
    "home_contrast",
    "since",
    "touched_at",
    "pressed_at",
    "asks",
    "fault",
    "unheld",
}
"""What is the kiosk's, not a resident's."""
LONG_MS = IDLE_MS[True] + WARNING_MS[True] + NOTE_MS[True]
every = pytest.mark.parametrize("name", EVERY)


def used(name: str, language: Language = "en") -> State:
    """A session that made use of everything."""
    return State(
        scene=scene_named(name, FULL, NINE),
        language=language,
        large=True,
        contrast=True,
        aloud=True,
        pressed="digit:7",
        since=NINE,
        touched_at=NINE,
        pressed_at=NINE,
    )


def left(state: State) -> dict[str, object]:
    """What differs from a kiosk that was just switched on."""
    fresh = State()
    names = [field.name for field in fields(State) if field.name not in KIOSKS_OWN]
    return {name: getattr(state, name) for name in names if getattr(state, name) != getattr(fresh, name)}


def after(state: State, *events: tuple[int, Event]) -> State:
    """Each so many milliseconds after the one before."""
    now = NINE
    for ms, event in events:
        now += ms
        state = step(state, event, now, FULL).state
    return state


@every
def test_nothing_is_left_when_somebody_just_walks_away(name: str) -> None:
    """Asked whether anybody is there, and then gone; what is under way first ends by itself."""
    waits = tuple((ASK_PATIENCE_MS, Ticked()) for _ in range(2))
    state = after(used(name), *waits, (LONG_MS, Ticked()), (LONG_MS, Ticked()), (LONG_MS, Ticked()))
    if isinstance(state.scene, Printing):
        return  # until the printer has said how it ended: that ends it
    assert left(state) == {}


def test_the_last_number_is_known_for_ten_seconds_only() -> None:
    """So long a second one is asked about (Q-13); whoever comes then is not told of it."""
    ticket = after(
        used("guide"), (1_000, Touched("take")), (1_000, Answered(1, issued())), (1_000, PrintEnded(7, None))
    )
    assert ticket.given is not None
    gone = after(ticket, (12_000, Ticked()), (LONG_MS, Ticked()))
    assert (gone.given, left(gone)) == (None, {})


@every
def test_nothing_is_left_by_a_fault_of_the_program(name: str) -> None:
    """Whatever stood on the glass."""
    assert left(abandoned(used(name), NINE).state) == {}


NOTE, PAPER = Note(issued(), "paper_out"), Printing(issued())
GONE: dict[str, tuple[Printing | Note, tuple[Intent, ...], tuple[Intent, ...]]] = {
    "noted by nobody": (NOTE, (Void(7),), ()),
    "the paper may come": (Note(issued(), SLOW), (), (Void(7),)),
    "being printed": (PAPER, (), (Void(7),)),
}
"""Whom a session leaves: what is to be done at once, and if its paper does not come out."""


def intents_of(scene: Printing | Note) -> tuple[tuple[Intent, ...], tuple[Intent, ...]]:
    """What a fault of the program has done at such a screen; and what a paper that does not come out after it."""
    gone = abandoned(replace(used("note"), scene=scene), NINE)
    later = print_ended(gone.state, PrintEnded(7, "paper_out"), NINE)
    return gone.intents, tuple(intent for intent in later.intents if not isinstance(intent, Report))


@pytest.mark.parametrize("name", GONE)
def test_a_fault_of_the_program_leaves_no_number_to_nobody(name: str) -> None:
    """Void at once, or as soon as its paper is known not to come."""
    scene, now, later = GONE[name]
    assert intents_of(scene) == (now, later)


@pytest.mark.parametrize("name", GONE)
def test_a_fault_of_the_program_while_a_number_is_printed_again_voids_nothing(name: str) -> None:
    """Somebody held it before, and may still."""
    scene = GONE[name][0]
    assert intents_of(replace(scene, ticket=structs.replace(scene.ticket, reprinted=NINE))) == ((), ())


def test_a_number_that_is_being_noted_is_not_void_because_of_an_evacuation() -> None:
    """Nobody can say that he has it: its minute begins when the hall is open again."""
    closed = hall(about(paused="evacuation", numbers=False))
    note, at = Note(issued(), "paper_out"), NINE
    state = State(scene=note, since=NINE, touched_at=NINE)
    for of in [closed] * 600 + [FULL] * 59:
        at += 1_000
        followed = step(state, Ticked(), at, of)
        state = followed.state
        assert (state.scene, followed.intents) == (note, ())
    assert step(state, Ticked(), at + 1_000, FULL).intents == (Void(7),)


UNDER_WAY = {
    "asking",
    "looking",
    "finding",
    "printing",
    "collect",
    "appointment",
    "late",
    "note",
    "note_again",
}
"""What ends by an answer, a paper or a time: there is no way back."""


@every
def test_nothing_is_left_by_going_back_to_the_start(name: str) -> None:
    """返回 from screen to screen leads to the first, where the next finger finds no trace of what was typed or chosen."""
    state = used(name)
    for nth in range(9):
        state = after(state, (1_000 * (nth + 1), Touched("back")))
    assert (state.scene == Home()) == (name not in UNDER_WAY)
    if name not in UNDER_WAY:
        assert left(state).keys() <= {"language", "large", "contrast", "aloud", "pressed"}
        assert left(after(state, (LONG_MS, Ticked()))) == {}


OF_A_TICKET = ("waiting", "called", "missed", "carried", "held", "serving", "withdrawn")
OF_A_CASE = ("progress", "progress_missing")
REFUSED = (
    "unreached",
    "refused",
    "unknown_code",
    "unknown_number",
    "unknown_paper",
    "phone_code",
    "refused_change",
    "unknown_case",
)
ENDED_BY: dict[str, set[str]] = {
    "done": {*OF_A_TICKET, *OF_A_CASE, *REFUSED, "collect", "appointment", "late", "directions"},
    "end": set(EVERY),
    "noted": {"note", "note_again"},
    "back": {*OF_A_TICKET, *OF_A_CASE},
}
"""Which screens a touch leaves for a session that is over; 返回 from the others keeps type and language."""


@pytest.mark.parametrize(
    ("name", "touch"), [(name, touch) for touch in ENDED_BY for name in sorted(ENDED_BY[touch])]
)
def test_nothing_is_left_when_a_session_is_ended(name: str, touch: str) -> None:
    """Where a touch ends it, it ends all: large type, colours, voice and language, too."""
    state = after(replace(used(name), warned=touch == "end"), (1_000, Touched(touch)))
    assert (state.scene, left(state)) == (Home(), {})


@pytest.mark.parametrize("touch", ["done", "noted"])
def test_no_other_screen_is_ended_by_that_touch(touch: str) -> None:
    """The table above is whole."""
    others = [name for name in EVERY if name not in ENDED_BY[touch]]
    assert [name for name in others if left(after(used(name), (1_000, Touched(touch)))) == {}] == []
