"""What is said, word by word (screens.md, Voice)."""

import pytest

from common.voice.pieces import One, counted, spelt, words_of
from common.words import Language
from display.voice.acts import Act, Kind
from display.voice.sentences import LETTERS, clips, sentence


def act(kind: Kind = "called", number: str = "A036", window: int | None = 2) -> Act:
    return Act(kind, 1, 0, number, window)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("called", "请A零三六号，到二号窗口办理。"),
        ("recalled", "再次呼叫，请A零三六号，到二号窗口办理。"),
        ("missed", "A零三六号已过号，请到咨询台。"),
    ],
)
def test_the_sentences_are_those_of_the_specification(kind: Kind, said: str) -> None:
    """Word for word."""
    assert words_of(sentence(act(kind), "zh")) == said


def test_english_says_the_same_once() -> None:
    """Digit by digit too."""
    assert words_of(sentence(act(), "en")) == "Ticket A zero three six, window 2, please."
    assert words_of(sentence(act("recalled"), "en")).startswith("Calling again. Ticket A zero")
    assert "enquiry desk" in words_of(sentence(act("missed"), "en"))


@pytest.mark.parametrize(("one", "said"), [("yao", "A幺零幺"), ("yi", "A一零一")])
def test_one_is_yao_or_yi_as_the_hall_sets_it(one: One, said: str) -> None:
    """In the number; the window is counted, so it is 一 in any case."""
    words = words_of(sentence(act(number="A101", window=1), "zh", one))
    assert said in words
    assert "到一号窗口" in words


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"), (2, "二"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一"), (100, "一百"),
        (105, "一百零五"), (110, "一百一十"), (999, "九百九十九"), (1024, "一零二四"),
    ],
)  # fmt: skip
def test_windows_are_counted(number: int, said: str) -> None:
    """二号, 十二号: never 一二号, which sounds like two windows."""
    assert counted(number) == said


def test_yi_keeps_its_tone_before_hao() -> None:
    """Spelt as pinyin, and apart from letters: joined to one they would be read as an English word."""
    told = spelt(sentence(act(number="B111", window=21), "zh", "yi"))
    assert "B yi1  yi1  yi1 号" in told
    assert "二十 yi1 号窗口" in told


def test_a_call_to_no_window_in_particular_names_none() -> None:
    """It is said all the same."""
    assert words_of(sentence(act(window=None), "zh")) == "请A零三六号办理。"
    assert words_of(sentence(act(window=None), "en")) == "Ticket A zero three six, please."


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_piece_of_every_sentence_is_on_the_list_of_clips(language: Language) -> None:
    """What `--list-missing` does not name would make the hall fall back on the synthesiser for ever."""
    listed = {piece.clip for piece in clips(language, "yao")}
    kinds: tuple[Kind, ...] = ("called", "recalled", "missed")
    for kind in kinds:
        for letter in LETTERS:
            for window in range(1, 41):
                said = sentence(act(kind, f"{letter}0123456789", window), language)
                assert {piece.clip for piece in said} <= listed


def test_no_letter_that_is_taken_for_a_digit_has_a_clip() -> None:
    """I and O are no prefixes."""
    assert not {"letter_i", "letter_o"} & {piece.clip for piece in clips("zh", "yao")}
