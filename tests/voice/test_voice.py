"""The voice of a screen: what its loudspeaker plays, when, and what staff are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from common.voice.sound import length_ms
from display.aloud import Aloud
from display.voice.opening import open_voice
from display.voice.settings import NOWHERE, volume_at
from display.voice.voice import STUCK_AFTER_MS
from tests.screens.wall_hall import at
from tests.voice.speaking import Hall, window
from tests.voice.stand import SECOND, row


def test_a_call_is_heard_as_chime_and_sentence_then_as_sentence() -> None:
    """Samples of both, in order, whole."""
    hall = Hall()
    hall.call(row(36))
    hall.live(15)
    assert hall.said == ["请A零三六号，到二号窗口办理。"] * 2
    first, again = hall.speaker.heard
    assert first.samples[0] == 1001  # the chime was ordered first
    assert length_ms(first.samples) > length_ms(again.samples) + 900
    assert again.at >= first.at + length_ms(first.samples)


def test_the_hall_says_how_it_is_spoken() -> None:
    """1, English and pace are the hall's settings; they hold from the next call on."""
    hall = Hall(one="yi", english=True)
    hall.call(row(11))
    hall.live(30)
    assert hall.said[0] == "请A零一一号，到二号窗口办理。"
    assert hall.said[-1] == "Ticket A zero one one, window 2, please."


@pytest.mark.parametrize(
    ("clock", "volume"), [("07:29", 0.4), ("07:30", 0.8), ("11:59", 0.8), ("12:00", 0.4), ("23:00", 0.4)]
)
def test_volume_follows_the_time_of_day(clock: str, volume: float) -> None:
    """At noon the hall is quiet; before the day's first time the last one holds."""
    told = (("12:00", 40), ("07:30", 80))
    assert volume_at(told, at(clock), "Asia/Shanghai") == volume
    assert volume_at((), at(clock), "Asia/Shanghai") == 1.0
    assert volume_at(told, at(clock), "Atlantis/Nowhere") == volume


def test_a_zone_speaks_for_its_windows_alone() -> None:
    """Two walls, two loudspeakers, each call in one of them."""
    hall = Hall(zone="east")
    hall.windows = (window(1, "west"), window(2, "east"))
    hall.call(row(36, window=1), row(37, window=2))
    hall.live(20)
    assert {words[1:5] for words in hall.said} == {"A零三七"}
    assert hall.unspoken == []
    assert hall.wrong == set()


def test_a_zone_that_the_hall_does_not_have_speaks_for_all_and_is_told() -> None:
    """A slip of the pen must not silence a hall (field 29)."""
    hall = Hall(zone="aest")
    hall.windows = (window(1, "west"), window(2, "east"))
    hall.call(row(36, window=1))
    hall.live(10)
    assert hall.said
    assert hall.wrong == {"zone_unknown"}


def test_a_screen_in_zone_none_has_no_voice(tmp_path: Path) -> None:
    """The second wall of a zone."""
    assert open_voice(NOWHERE, None, tmp_path / "device.json", print) is None


def test_without_a_device_staff_are_told_and_nothing_is_owed() -> None:
    """The pictures come at once; a device that is plugged in later ends it."""
    hall = Hall()
    hall.speaker.is_there = False
    hall.call(row(36))
    hall.live(1)
    assert hall.wrong == {"no_sound"}
    assert [dropped.reason for dropped in hall.unspoken] == ["mute"]
    assert hall.frame() == Aloud()
    hall.speaker.is_there = True
    hall.call(row(37, hall.now))
    hall.live(10)
    assert hall.wrong == set()
    assert len(hall.said) == 2


def test_a_file_of_what_has_begun_that_is_damaged_silences_nobody(tmp_path: Path) -> None:
    """Told once."""
    file = tmp_path / "wall.spoken.json"
    file.write_text("{", "utf-8")
    hall = Hall(file)
    hall.call(row(36))
    hall.live(10)
    assert hall.said
    assert len(hall.reports) == 1


def test_a_device_that_never_ends_is_opened_anew() -> None:
    """One stuck sentence must not end all calls of the day."""
    hall = Hall()
    hall.call(row(36), row(37))
    hall.live(0.3)
    hall.speaker.never_ends = True
    hall.live((length_ms(hall.speaker.heard[0].samples) + STUCK_AFTER_MS) / 1000 + 25)
    assert hall.speaker.opened == 1
    assert {words[1:5] for words in hall.said} == {"A零三六", "A零三七"}


def test_when_everybody_has_to_leave_the_voice_is_silent_at_once() -> None:
    """Not to the end of the sentence."""
    hall = Hall()
    hall.call(row(36))
    hall.live(0.5)
    hall.voice.hush()
    assert not hall.speaker.is_busy


def test_speech_that_cannot_be_made_is_told() -> None:
    """Neither clips nor espeak-ng."""
    hall = Hall()
    hall.maker.slow = True
    hall.maker.fault = "no_speech"
    hall.call(row(36))
    hall.live(5)
    assert hall.wrong == {"no_speech", "calls_unspoken"}
    assert [dropped.reason for dropped in hall.unspoken] == ["unmade"]


def test_a_call_waits_for_a_machine_that_was_just_switched_on() -> None:
    """Its first sentence takes a slow one some seconds; later three are enough."""
    hall = Hall()
    hall.maker.slow = hall.maker.is_starting = True
    hall.call(row(36))
    hall.live(10)
    assert hall.unspoken == []
    hall.maker.slow = hall.maker.is_starting = False
    hall.live(15)
    assert len(hall.said) == 2


def test_clips_that_cannot_be_played_are_told_until_they_are_mended() -> None:
    """Another voice speaks meanwhile, and somebody should know why."""
    hall = Hall()
    hall.maker.clips_faulty = True
    hall.frame()
    assert hall.wrong == {"clips_faulty"}
    hall.maker.clips_faulty = False
    hall.frame()
    assert hall.wrong == set()


def test_a_call_that_was_not_spoken_is_told_to_staff_for_ten_minutes() -> None:
    """Served before its turn: somebody was called by the screen alone."""
    hall = Hall()
    hall.call(row(36), row(37))
    hall.live(1)
    hall.calls = (row(36), row(37, state="serving"))
    hall.live(20)
    assert [(dropped.act.number, dropped.reason) for dropped in hall.unspoken] == [("A037", "served")]
    assert hall.wrong == {"calls_unspoken"}
    hall.now += 600 * SECOND
    hall.frame()
    assert hall.wrong == set()


def test_what_is_kept_is_flat_over_a_morning_of_calls() -> None:
    """Sounds are let go when they were heard, and when they will not be."""
    hall = Hall()
    kept = []
    for nth in range(40):
        hall.calls = (*hall.calls, row(nth, hall.now))[-20:]
        hall.live(6)
        kept.append(hall.voice.remembered)
    assert max(kept[20:]) <= max(kept[:20]) + 20
    assert len(hall.maker.sentences) - len(hall.maker.forgotten) <= 10


def test_opening_a_device_brings_news_of_devices_and_opens_none_again() -> None:
    """SDL tells of every device when one is opened."""
    hall = Hall()
    hall.voice.devices_changed(gone=False)
    assert hall.speaker.opened == 0
    hall.voice.devices_changed(gone=True)
    assert hall.speaker.opened == 1


def test_the_server_set_back_begins_anew() -> None:
    """Its calls of the future are no more."""
    hall = Hall()
    hall.call(row(36))
    hall.live(10)
    heard = len(hall.said)
    hall.voice.forget()
    hall.now -= 3_600 * SECOND
    hall.calls = (row(1, hall.now),)
    hall.live(10)
    assert len(hall.said) == heard + 2
    assert hall.voice.remembered < 10


def test_the_chime_is_asked_for_again_once_the_clips_are_there() -> None:
    """It lies on the same share; a wall is not switched off every day."""
    hall = Hall()
    hall.maker.clips_faulty = True
    hall.live(1)
    asked = len(hall.maker.sentences)
    hall.now += 60 * SECOND
    hall.live(1)
    assert list(hall.maker.sentences.values())[asked:] == [""]
    hall.maker.clips_faulty = False
    hall.now += 60 * SECOND
    hall.live(1)
    chimes = len(hall.maker.sentences)
    hall.now += 600 * SECOND
    hall.live(1)
    assert len(hall.maker.sentences) == chimes == asked + 2
    assert hall.maker.forgotten == {1, 2}
