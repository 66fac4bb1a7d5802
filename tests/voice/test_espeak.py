"""espeak-ng itself, as the wheel brings it: Mandarin, at the pace that was asked for."""

from __future__ import annotations

import pytest

from common.voice.espeak import Espeak
from common.voice.pieces import One, spelt, syllables, words_of
from common.voice.sound import length_ms, loudness
from display.voice.acts import Act, Kind
from display.voice.sentences import sentence

SYLLABLE = {
    "0": "l'i35N", "1": "j'i55", "2": "'@r51", "3": "s'a55n", "4": "s'i[51", "5": "w'u214", "6": "l'iou51",
    "7": "tS;h'i55", "8": "p'A55", "9": "tS;'iou214",
}  # fmt: skip
"""líng yī èr sān sì wǔ liù qī bā jiǔ in espeak-ng's own notation: the figures are tones."""


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    return Espeak()


@pytest.mark.parametrize("digit", SYLLABLE)
def test_digits_are_read_in_mandarin_and_one_by_one(espeak: Espeak, digit: str) -> None:
    """Debian's 1.51 says "zero three six" in English in the middle of the sentence."""
    said = sentence(Act("called", 1, 0, f"K{digit * 3}", 7), "zh", "yi")
    heard = espeak.phonemes(spelt(said), "zh")
    syllable = SYLLABLE[digit] + "_|"
    assert " ".join([syllable] * 3) in heard
    assert heard.count("(en)") == 1  # the letter, which is called by its English name


@pytest.mark.parametrize("one", ["yao", "yi"])
def test_one_has_its_tone(espeak: Espeak, one: One) -> None:
    """幺 is yāo; 一 stays yī before 号, also in windows."""
    heard = espeak.phonemes(spelt(sentence(Act("called", 1, 0, "A011", 21), "zh", one)), "zh")
    assert ("j'Au55_| j'Au55_|" if one == "yao" else "j'i55_| j'i55_|") in heard
    assert "'@r51_| s.'i.35_| j'i55_| X'Au51_|" in heard  # 二十一号
    assert "ji35" not in heard


@pytest.mark.parametrize("kind", ["called", "recalled", "missed"])
@pytest.mark.parametrize("per_s", [2.5, 3.5])
def test_a_sentence_has_the_pace_that_was_asked_for(espeak: Espeak, kind: Kind, per_s: float) -> None:
    """3.5 syllables a second: slower than people talk, for old ears (screens.md, Voice)."""
    said = sentence(Act(kind, 1, 0, "A036", 12), "zh")
    wanted_ms = 1000 * syllables(words_of(said)) / per_s
    spoken = espeak.speak(spelt(said), "zh", wanted_ms)
    assert length_ms(spoken) == pytest.approx(wanted_ms, rel=0.12)
    assert loudness(spoken) > -30


def test_english_is_english(espeak: Espeak) -> None:
    """In its own voice."""
    heard = espeak.phonemes("Ticket A zero three six, window two, please.", "en")
    assert "w'Ind" in heard
    assert "(cmn)" not in heard
