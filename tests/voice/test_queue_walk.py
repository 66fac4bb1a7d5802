"""The queue through any day that clerks can make."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from display.voice.acts import Speak
from display.voice.queue import CROWD, LATE_MS, AnnouncementQueue
from tests.voice.stand import NOW, Room, missed, row


def test_memory_is_flat_over_a_day_of_calls() -> None:
    """The table of the view bounds what is kept."""
    room = Room()
    most = 0
    for ticket in range(100):
        room.put(row(ticket, room.now))
        if ticket >= 20:
            room.drop(ticket - 20)
        room.live(30, step_ms=500)
        most = max(most, room.queue.remembered)
    assert most <= 60


moments = st.lists(
    st.tuples(
        st.integers(0, 12_000),  # until the next call
        st.sampled_from(["stays", "served", "back", "gone", "again", "missed"]),
        st.integers(500, 60_000),  # after so long
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(moments, st.booleans())
def test_every_act_is_spoken_or_dropped_and_nothing_overlaps(
    plan: list[tuple[int, str, int]], english: bool
) -> None:
    """Whatever clerks press (field first 8). `Room` fails where two are heard at once."""
    room = Room(AnnouncementQueue(english=english))
    coming = _happenings(plan)
    while coming or room.queue.waiting or room.queue.aloud.owed:
        while coming and coming[0][0] <= room.now:
            _, ticket, what = coming.pop(0)
            _happen(room, ticket, what)
        room.live(0.5, step_ms=250)
    room.live(30)
    ended = Counter(room.spoken) + Counter(effect for effect in room.dropped)
    acts = Counter(room.asked)
    assert set(acts) == set(ended)
    done = [effect.act for effect in room.effects if type(effect).__name__ in ("Spoken", "Dropped")]
    assert len(done) == len(set(done)) == acts.total()
    first = [effect for effect in room.effects if isinstance(effect, Speak) and effect.part == "first"]
    for began, effect in zip([b for b in room.began if b.part == "first"], first, strict=True):
        assert began.at - effect.act.at <= LATE_MS
    again = {effect.act for effect in room.effects if isinstance(effect, Speak) and effect.part != "first"}
    assert all(act.kind == "called" or english for act in again)
    assert CROWD == 3


def _happenings(plan: list[tuple[int, str, int]]) -> list[tuple[int, int, str]]:
    moment, found = NOW, []
    for ticket, (after, what, then) in enumerate(plan, 1):
        moment += after
        found += [(moment, ticket, "called"), (moment + then, ticket, what)]
    return sorted(found)


def _happen(room: Room, ticket: int, what: str) -> None:
    match what:
        case "called":
            room.put(row(ticket, room.now))
        case "again":
            room.put(row(ticket, room.now, times=2))
        case "gone":
            room.drop(ticket)
        case "missed":
            room.put(row(ticket, room.rows[ticket].called_at, state="missed"))
            room.say(missed(ticket, room.now))
        case "served" | "back":
            state = "serving" if what == "served" else "waiting"
            room.put(row(ticket, room.rows[ticket].called_at, state=state))
