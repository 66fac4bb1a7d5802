import json
import re
import string

from tests.architecture.checkout import ROOT

I18N = ROOT / "common" / "i18n"
HAN = re.compile("[\u4e00-\u9fff]")


def catalogue(language: str) -> dict[str, str]:
    pairs = json.loads((I18N / f"{language}.json").read_text(encoding="utf-8"), object_pairs_hook=list)
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), [key for key in keys if keys.count(key) > 1]
    return dict(pairs)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_chinese_and_english_word_the_same_keys() -> None:
    """A text that one language lacks would be shown as its key."""
    assert catalogue("zh").keys() == catalogue("en").keys()


def test_chinese_and_english_use_the_same_values_in_each_text() -> None:
    """A translation that drops a value says less; one that adds a value cannot be worded."""
    zh, en = catalogue("zh"), catalogue("en")
    assert {key for key in zh if placeholders(zh[key]) != placeholders(en.get(key, ""))} == set()


def test_no_text_is_empty() -> None:
    """An empty text is a gap on a screen."""
    assert [
        key for language in ("zh", "en") for key, text in catalogue(language).items() if not text.strip()
    ] == []


def test_no_english_text_is_left_in_chinese() -> None:
    """English is read by those who cannot read Chinese; names of languages keep their own script."""
    assert [key for key, text in catalogue("en").items() if HAN.search(text) and "language" not in key] == []


def test_no_english_text_counts_days_so_that_one_would_read_as_several() -> None:
    """“1 days”: a number stands behind its word, which is right of any."""
    counted = re.compile(r"\{(n|days|limit|left)\} (more )?(working )?days")
    assert [key for key, text in catalogue("en").items() if counted.search(text)] == []


def test_the_big_screen_has_one_name_for_residents() -> None:
    """“See the wall”: there are several walls in a hall, and nothing is written on them."""
    zh, en = catalogue("zh"), catalogue("en")
    told = [key for key in en if key.startswith(("kiosk.", "phone.", "wall."))]
    assert [key for key in told if "the wall" in en[key]] == []
    assert [key for key in told if "看大屏" in zh[key] and "big screen" not in en[key]] == []
