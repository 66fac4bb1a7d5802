"""What is broken off in the middle of a sentence: heard whole once, or told."""

from __future__ import annotations

from pathlib import Path

from display.aloud import Aloud
from tests.voice.speaking import Hall
from tests.voice.stand import SECOND, Room, numbers, row


def test_a_restart_in_the_middle_of_a_sentence_loses_nothing(tmp_path: Path) -> None:
    """Half of it was heard: it is spoken whole, once; and what waited is spoken: it was not heard yet."""
    hall = Hall(tmp_path / "wall.spoken.json")
    hall.call(row(36), row(37))
    hall.live(1)
    assert len(hall.said) == 1
    hall.start()
    hall.live(25)
    assert [words[1:5] for words in hall.said] == ["A零三六", "A零三七", "A零三七"]
    assert hall.unspoken == []


def test_a_restart_after_a_reading_says_nothing_twice(tmp_path: Path) -> None:
    """It was heard whole."""
    hall = Hall(tmp_path / "wall.spoken.json")
    hall.call(row(36))
    hall.live(7)
    assert len(hall.said) == 2
    hall.start()
    hall.live(25)
    assert (hall.said, hall.unspoken) == ([], [])


def test_a_sentence_at_which_the_program_ends_again_and_again_is_told_of(tmp_path: Path) -> None:
    """Perhaps it is what ends it."""
    hall = Hall(tmp_path / "wall.spoken.json")
    hall.call(row(36))
    for _ in range(2):
        hall.live(1)
        hall.start()
    hall.live(10)
    hall.start()
    hall.live(1)
    assert hall.said == []
    assert [(dropped.act.number, dropped.reason) for dropped in hall.unspoken] == [("A036", "cut_off")]


def test_a_loudspeaker_pulled_out_in_the_middle_of_a_sentence_and_back_says_it_again() -> None:
    """A socket that was kicked: the sentence is heard whole."""
    hall = Hall()
    hall.call(row(36))
    hall.live(1)
    hall.voice.devices_changed(gone=True)
    hall.live(15)
    assert len(hall.said) == 2
    assert hall.unspoken == []


def test_a_loudspeaker_pulled_out_for_good_is_told() -> None:
    """The picture goes on, and nothing is owed."""
    hall = Hall()
    hall.call(row(36))
    hall.live(1)
    hall.speaker.plugged = False
    hall.voice.devices_changed(gone=True)
    hall.live(1)
    assert hall.wrong == {"no_sound"}
    assert [dropped.reason for dropped in hall.unspoken] == ["mute"]
    assert hall.frame() == Aloud()


def test_a_reading_that_is_broken_off_for_good_is_reported_and_not_repeated() -> None:
    """Everybody had to leave; when they are back, minutes later, the second reading is of the past."""
    room = Room()
    room.put(row(36), row(37))
    room.live(1)
    room.hush()
    room.now += 300 * SECOND
    room.live(20)
    assert room.dropped == {"A036": "cut_off", "A037": "late"}
    assert numbers(room.began) == ["A036"]


def test_a_call_that_was_heard_whole_once_before_all_had_to_leave_is_spoken() -> None:
    """Nothing is owed to whoever heard it."""
    room = Room()
    room.put(row(36))
    room.live(7)
    assert [began.part for began in room.began] == ["first", "again"]
    room.hush()
    room.live(20)
    assert (room.spoken, room.dropped, len(room.began)) == (["A036"], {}, 2)


def test_a_first_reading_that_was_cut_off_has_one_more_try() -> None:
    """Its device was pulled out; the next time it is given up and told."""
    room = Room()
    room.put(row(36))
    room.live(1)
    room.cut_off()
    room.live(1)
    room.cut_off()
    room.live(20)
    assert numbers(room.began) == ["A036", "A036"]
    assert room.dropped == {"A036": "cut_off"}


def test_what_was_cut_off_is_heard_whole_once() -> None:
    """Without a second reading: half of one was heard."""
    room = Room()
    room.put(row(36))
    room.live(1)
    room.cut_off()
    room.live(20)
    assert numbers(room.began) == ["A036", "A036"]
    assert room.spoken == ["A036"]


def test_a_dropped_call_is_told_once_and_not_again_after_a_restart(tmp_path: Path) -> None:
    """Whoever reads the log counts two calls; and the alarm goes on as it was."""
    hall = Hall(tmp_path / "wall.spoken.json")
    hall.maker.slow = True
    hall.call(row(36))
    hall.live(5)
    assert [dropped.reason for dropped in hall.unspoken] == ["unmade"]
    assert hall.wrong == {"calls_unspoken"}
    hall.wrong.clear()
    hall.now += 60 * SECOND
    hall.start()
    assert hall.wrong == {"calls_unspoken"}
    hall.live(5)
    assert len(hall.unspoken) == 1
    assert hall.said == []
    hall.now += 600 * SECOND
    hall.frame()
    assert hall.wrong == set()


def test_a_call_dropped_before_its_turn_is_known_after_a_restart(tmp_path: Path) -> None:
    """Late, served, without a loudspeaker: each told once."""
    hall = Hall(tmp_path / "wall.spoken.json")
    hall.speaker.is_there = False
    hall.call(row(36), row(37))
    hall.live(1)
    hall.start()
    hall.live(5)
    assert [dropped.act.number for dropped in hall.unspoken] == ["A036", "A037"]
