"""The kiosk's sentences as espeak-ng understands them, and made in its process within a moment."""

from __future__ import annotations

import time

import pytest

from common.voice.espeak import Espeak
from common.voice.pieces import spelt
from common.voice.sound import length_ms
from common.voice.workshop import Workshop
from kiosk.spoken import sentences


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    return Espeak()


def heard(espeak: Espeak, text: str) -> str:
    (sentence,) = sentences([text], "zh")
    return espeak.phonemes(spelt(sentence), "zh")


def test_a_number_is_heard_digit_by_digit(espeak: Espeak) -> None:
    """H 零 三 六, not thirty-six, and no English but the letter."""
    said = heard(espeak, "您的号码是 H036")
    assert said.count("(en)") <= 1
    for syllable in ("l'i35N", "s'a55n", "l'iou51"):
        assert syllable in said


def test_a_window_is_counted(espeak: Espeak) -> None:
    """十二号 is not one-two."""
    assert "s.'i.35_| '@r51_| X'Au51" in heard(espeak, "请到 12号窗口")


def test_a_time_is_told_as_people_tell_it(espeak: Espeak) -> None:
    """八点三十分, not eight hundred and thirty."""
    assert "(en)" not in heard(espeak, "8:30 开始办理")


def test_what_a_screen_says_is_made_by_the_process_that_the_wall_has() -> None:
    """Every sentence of a screen, in both languages."""
    workshop = Workshop(None, lambda _: None, time.monotonic)
    texts = {"zh": ["您要办什么事？", "第一，办社保、低保、优待证"], "en": ["What would you like to do?"]}
    try:
        asked = [
            workshop.ask(sentence, language, 3.5)
            for language in ("zh", "en")
            for sentence in sentences(texts[language], language)
        ]
        while any(workshop.made(number) is None for number in asked):
            workshop.poll()
            time.sleep(0.01)
        lengths = [length_ms(workshop.made(number) or []) for number in asked]
    finally:
        workshop.close()
    assert len(lengths) == 3
    assert all(length > 500 for length in lengths)
