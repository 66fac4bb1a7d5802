"""The picture keeps step with the voice."""

from display.aloud import Aloud
from display.calls import Calls
from tests.screens.wall_hall import at, call

NOW = at("10:00")
SECOND = 1_000


def test_the_hero_waits_for_its_chime_while_its_row_is_there_at_once() -> None:
    """A resident looks up when the chime sounds: the number is then large (screens.md, Voice)."""
    calls = Calls(6)
    calls.take([call(7, NOW)], NOW)
    calls.advance(NOW, Aloud(awaiting=frozenset({7}), owed=frozenset({7})))
    assert calls.hero(NOW) is None
    assert [row.call.ticket for row in calls.rows(NOW)] == [7]
    later = NOW + 9 * SECOND
    calls.advance(later, Aloud(owed=frozenset({7}), began=7))
    hero = calls.hero(later)
    assert hero is not None
    assert (hero.call.ticket, hero.since) == (7, later)


def test_a_call_that_is_not_spoken_is_shown_large_before_those_that_wait_for_their_chime() -> None:
    """The voice of a call may be dropped, its picture never."""
    calls = Calls(6)
    calls.take([call(7, NOW), call(8, NOW)], NOW)
    calls.advance(NOW, Aloud(awaiting=frozenset({7}), owed=frozenset({7})))
    hero = calls.hero(NOW)
    assert hero is not None
    assert hero.call.ticket == 8
    assert calls.hero_held(NOW + 2 * SECOND)
    assert not calls.hero_held(NOW + 3 * SECOND)


def test_a_row_stays_inverted_until_its_voice_has_ended() -> None:
    """At least twenty seconds, longer where the voice came late."""
    calls = Calls(6)
    calls.take([call(7, NOW)], NOW)
    speaking = Aloud(owed=frozenset({7}))
    for second in range(31):
        calls.advance(NOW + second * SECOND, speaking)
    assert calls.rows(NOW + 30 * SECOND)[0].inverted
    calls.advance(NOW + 31 * SECOND)
    assert not calls.rows(NOW + 31 * SECOND)[0].inverted


def test_a_recall_that_waits_for_its_chime_leaves_the_hero_of_the_first_call_alone() -> None:
    """One ticket, two acts of calling."""
    calls = Calls(6)
    calls.take([call(7, NOW)], NOW)
    calls.advance(NOW, Aloud(owed=frozenset({7}), began=7))
    again = NOW + 4 * SECOND
    calls.take([call(7, again, times=2)], again)
    calls.advance(again, Aloud(awaiting=frozenset({7}), owed=frozenset({7})))
    hero = calls.hero(again)
    assert hero is not None
    assert hero.since == NOW
