"""The queue of one audio zone."""

from __future__ import annotations

from collections import Counter

from common.messages import Announcement
from common.rows import CALLS_MOST
from display.voice.acts import Act, Dropped, Key, Speak
from display.voice.queue import LATE_MS, AnnouncementQueue
from tests.voice.stand import NOW, SECOND, Room, missed, numbers, row


def test_a_call_is_spoken_twice_and_its_chime_sounds_once() -> None:
    """叮咚, then the sentence, then the sentence again (screens.md, Voice)."""
    room = Room()
    room.put(row(36))
    room.live(15)
    assert [(began.number, began.part) for began in room.began] == [("A036", "first"), ("A036", "again")]
    assert room.spoken == ["A036"]


def test_english_follows_once_where_the_hall_wants_it() -> None:
    """After both readings."""
    room = Room(AnnouncementQueue(english=True))
    room.put(row(36))
    room.live(20)
    assert [began.part for began in room.began] == ["first", "again", "english"]


def test_a_recall_is_spoken_once_and_so_is_a_no_show() -> None:
    """A resident who did not come was called twice before."""
    room = Room()
    room.put(row(36, times=2))
    room.live(10)
    room.put(row(36, times=2, state="missed"))
    room.say(missed(36, room.now))
    room.live(10)
    assert [(began.number, began.part) for began in room.began] == [("A036", "first"), ("A036", "first")]


def test_two_calls_at_once_come_one_after_the_other() -> None:
    """None is swallowed, nothing overlaps."""
    room = Room()
    room.put(row(36), row(37))
    room.live(25)
    assert numbers(room.began) == ["A036", "A036", "A037", "A037"]
    assert room.spoken == ["A036", "A037"]


def test_with_more_than_three_waiting_each_is_spoken_once() -> None:
    """Then the crowd is gone, and the rest have two readings again."""
    room = Room()
    room.put(*(row(ticket) for ticket in range(1, 7)))
    room.live(60)
    readings = Counter(numbers(room.began))
    assert [readings[f"A{ticket:03}"] for ticket in range(1, 7)] == [1, 1, 2, 2, 2, 2]


def test_six_calls_a_minute_are_spoken_twice_each() -> None:
    """The pace that screens.md names."""
    room = Room()
    for nth in range(6):
        room.put(row(nth + 1, room.now))
        room.live(10)
    room.live(10)
    assert len(room.began) == 12
    assert len(room.spoken) == 6


def test_a_call_that_waited_too_long_is_dropped_and_reported() -> None:
    """Older than 45 s: whoever hears it would find the window busy with it."""
    room = Room()
    room.hero_held = True
    room.put(row(36))
    room.live(LATE_MS / 1000)
    assert room.dropped == {}
    room.live(1)
    assert room.dropped == {"A036": "late"}
    assert room.began == []


def test_whoever_is_served_already_is_not_called_out() -> None:
    """The picture stays; the voice would call nobody."""
    room = Room()
    room.put(row(36), row(37))
    room.live(2)
    room.put(row(37, state="serving"))
    room.live(20)
    assert room.dropped == {"A037": "served"}
    assert numbers(room.began) == ["A036", "A036"]


def test_a_call_that_is_taken_back_is_not_spoken() -> None:
    """Put back into the line, or gone from the table."""
    room = Room()
    room.put(row(36), row(37), row(38))
    room.live(2)
    room.put(row(37, state="waiting"))
    room.drop(38)
    room.live(20)
    assert room.dropped == {"A037": "taken_back", "A038": "taken_back"}


def test_a_call_that_fell_out_of_the_full_list_was_too_late_and_not_taken_back() -> None:
    """A rush: the view holds the last hundred calls, all of them later. One that goes from among them was taken back."""
    for gone, reason in ((1, "late"), (2, "taken_back")):
        queue = AnnouncementQueue()
        first = [row(ticket, NOW + ticket) for ticket in range(1, 3)]
        queue.see(first, NOW)
        rest = [row(ticket, NOW + ticket) for ticket in range(3, CALLS_MOST + 2)]
        queue.see([*(one for one in first if one.ticket != gone), *rest], NOW + SECOND)
        effects = queue.advance(NOW + SECOND, ready=lambda _: False)
        assert [(e.act.ticket, e.reason) for e in effects if isinstance(e, Dropped)] == [(gone, reason)]


def test_a_reading_that_has_begun_is_spoken_to_its_end_and_not_repeated_to_who_has_come() -> None:
    """The resident stands at the window before the second reading."""
    room = Room()
    room.put(row(36))
    room.live(2)
    room.put(row(36, state="serving"))
    room.live(10)
    assert numbers(room.began) == ["A036"]
    assert room.spoken == ["A036"]
    assert room.dropped == {}


def test_a_second_reading_is_not_spoken_after_a_long_sleep() -> None:
    """The machine was suspended between the two."""
    room = Room()
    room.put(row(36))
    room.live(5)
    assert len(room.began) == 1
    room.now += 120 * SECOND
    room.live(10)
    assert len(room.began) == 1
    assert room.spoken == ["A036"]


def test_calls_that_were_made_while_the_screen_was_off_are_told() -> None:
    """If they wait to be called out still, and not those of the whole morning."""
    fresh = AnnouncementQueue(cut=[Act("called", 9, NOW - 3_600 * SECOND, "A009", 2)])
    rows = [
        row(1, NOW - 3_600 * SECOND),
        row(2, NOW - 120 * SECOND),
        row(3, NOW - 120 * SECOND, state="serving"),
    ]
    fresh.see(rows, NOW)
    effects = fresh.advance(NOW)
    assert [(e.act.number, e.reason) for e in effects if isinstance(e, Dropped)] == [("A002", "late")]
    assert not [effect for effect in effects if isinstance(effect, Speak)]


def test_a_recall_replaces_the_call_that_still_waits() -> None:
    """One of them is enough, and it is the later one."""
    room = Room()
    room.put(row(1), row(36))
    room.live(1)
    room.put(row(36, room.now, times=2))
    room.live(30)
    assert room.dropped == {"A036": "called_again"}
    assert numbers(room.began) == ["A001", "A001", "A036"]


def test_a_no_show_who_is_back_in_line_is_not_spoken_of() -> None:
    """Between the press and the turn."""
    room = Room()
    room.put(row(1), row(36, state="missed"))
    room.say(missed(36, NOW))
    room.live(1)
    room.drop(36)
    room.live(30)
    assert "A036" not in numbers(room.began)


def test_the_chime_waits_until_the_hero_before_has_had_its_time() -> None:
    """Three seconds each, also for one that is only shown."""
    room = Room()
    room.hero_held = True
    room.put(row(36))
    room.live(2)
    assert room.began == []
    assert room.queue.aloud.awaiting == {36}
    room.hero_held = False
    room.frame()
    assert numbers(room.began) == ["A036"]
    assert room.queue.aloud.began == 36


def test_what_is_owed_is_told_until_the_voice_has_ended() -> None:
    """Rows stay inverted as long."""
    room = Room()
    room.put(row(36), row(37))
    room.live(1)
    assert room.queue.aloud.awaiting == {37}
    assert room.queue.aloud.owed == {36, 37}
    room.live(29)
    assert room.queue.aloud.owed == frozenset()


def test_windows_of_another_zone_are_silent_here() -> None:
    """Each zone has a queue and loudspeakers of its own."""
    room = Room(AnnouncementQueue(lambda window: window == 5))
    room.put(row(36, window=2), row(37, window=5))
    room.live(20)
    assert room.spoken == ["A037"]
    assert room.dropped == {}


def test_an_act_that_comes_as_row_and_as_announcement_is_one() -> None:
    """The server tells both in one change."""
    room = Room()
    room.put(row(36))
    room.say(Announcement(kind="called", version=3, at=NOW, number="A036", ticket=36, window=2))
    room.live(20)
    assert room.spoken == ["A036"]


def test_after_a_start_nothing_old_is_spoken() -> None:
    """A screen that is switched on at ten does not call the whole morning out."""
    fresh = AnnouncementQueue()
    fresh.see([row(1, NOW - 61 * SECOND), row(2, NOW - 20 * SECOND)], NOW)
    effects = fresh.advance(NOW)
    assert [effect.act.number for effect in effects if isinstance(effect, Speak)] == ["A002"]
    assert fresh.waiting == 0


def test_what_an_earlier_run_began_to_speak_is_not_spoken_again() -> None:
    """Restarted in the middle of a sentence."""
    queue = AnnouncementQueue(begun=[Key(36, NOW, missed=False)])
    queue.see([row(36)], NOW + SECOND)
    assert queue.advance(NOW + SECOND) == []


def test_calls_made_while_the_link_was_lost_are_spoken_if_fresh_and_reported_if_not() -> None:
    """Nobody may think that they were called out."""
    room = Room()
    room.now += 600 * SECOND
    old, fresh = row(1, room.now - 120 * SECOND), row(2, room.now - 10 * SECOND)
    room.put(old, fresh)
    room.live(20)
    assert room.dropped == {"A001": "late"}
    assert room.spoken == ["A002"]


def test_a_view_that_is_sent_again_is_not_spoken_again() -> None:
    """A client that is unsure joins again and gets everything."""
    room = Room()
    room.put(row(36))
    room.live(20)
    room.queue.see(list(room.rows.values()), room.now)
    room.live(20)
    assert room.spoken == ["A036"]


def test_a_sound_that_is_never_made_holds_nobody_up() -> None:
    """Three seconds, then the next one; staff are told."""
    room = Room()
    room.ready = lambda act: act.ticket != 36
    room.put(row(36), row(37))
    room.live(20)
    assert room.dropped == {"A036": "unmade"}
    assert room.spoken == ["A037"]


def test_without_a_device_nothing_waits() -> None:
    """The pictures come as on a screen that does not speak."""
    room = Room()
    room.mute = True
    room.put(row(36))
    room.live(1)
    assert room.dropped == {"A036": "mute"}
    assert room.queue.aloud.owed == frozenset()


def test_of_eight_called_at_once_none_is_dropped_while_another_is_read_twice() -> None:
    """More than can be read twice in time: once each, and twice again for whom nobody grows old behind."""
    room = Room(reading_ms=4_200)
    room.put(*(row(ticket) for ticket in range(1, 9)))
    room.live(60)
    assert room.dropped == {}
    readings = Counter(numbers(room.began))
    assert [readings[f"A{ticket:03}"] for ticket in range(1, 9)] == [1, 1, 1, 1, 1, 1, 1, 2]


def test_long_sentences_leave_less_time_and_are_read_once_sooner() -> None:
    """A slow pace: what was heard last says how long the next ones take."""
    room = Room(reading_ms=12_000)
    room.put(*(row(ticket) for ticket in range(1, 5)))
    room.live(80)
    assert room.dropped == {}
    assert len(room.spoken) == 4
