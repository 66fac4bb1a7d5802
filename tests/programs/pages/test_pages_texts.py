"""Every text that a page asks for is in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from common.i18n import catalogue
from common.words import Language
from tests.programs.pages.conftest import ROOT

LANGUAGES: tuple[Language, ...] = ("zh", "en")
PLACES = ("assets/web", "counter", "server/web")
WHOLE = re.compile(r"""["'`]((?:page|finding)\.[a-z0-9_.]*[a-z0-9_])["'`]""")
BEGUN = re.compile(r"""["'`](page\.[a-z0-9_.]*\.)(?:\$?\{|["'](?: ~|,))""")


FAULT = re.compile(r'"((?:printer|paper|cover)_[a-z]+)"')


def test_every_fault_that_a_kiosk_reports_has_its_words_and_no_other() -> None:
    """An alarm that shows a code helps nobody at a quarter past eight."""
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "kiosk").glob("*.py")))
    words = [
        f'"{text.removeprefix("page.fault.")}"' for text in catalogue("zh") if text.startswith("page.fault.")
    ]
    assert set(FAULT.findall(code)) == set(FAULT.findall("".join(words)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_send_somebody_to_a_page_call_it_as_its_tab_does(language: Language) -> None:
    """Whoever stands before a new kiosk looks for the very words on the screen."""
    texts = catalogue(language)
    places = {
        "devices": ("kiosk.pairing_text", "wall.pairing.detail"),
        "hall": ("serve.no_hall",),
        "clock": ("refusal.clock_unconfirmed", "serve.clock_unconfirmed"),
    }
    for tab, codes in places.items():
        path = f"{texts['page.nav.admin']} → {texts[f'page.admin.{tab}']}"
        assert [code for code in codes if path not in texts[code]] == []


@pytest.mark.parametrize("document", ["README.md", "README.zh.md", "docs/operations.md", "docs/hall-file.md"])
def test_a_document_that_names_a_tab_calls_it_as_the_page_does(document: str) -> None:
    """Whoever reads "系统设置 → 设备配对" looks for these very words."""
    text = (ROOT / document).read_text(encoding="utf-8")
    tabs = {name for code, name in catalogue("zh").items() if code.startswith("page.admin.")}
    named = [
        *re.findall(r"系统设置”? ?→ ?“?([\u4e00-\u9fff]+)", text),
        *re.findall(r"(?:under|in) ([\u4e00-\u9fff]{2,})[,.;: |]", text),
        *re.findall(r"“([\u4e00-\u9fff]+)”页", text),
    ]
    assert [name for name in named if name not in tabs | {catalogue("zh")["page.nav.admin"]}] == []


def test_one_thing_has_one_name() -> None:
    """督查人员 and 配对码, everywhere: two words for one thing are two things to a reader."""
    others = ("主管", "代码", "登记码", "系统管理")
    assert [code for code, text in catalogue("zh").items() for word in others if word in text] == [
        "refusal.bad_fault"  # the code of a fault, not of a pairing
    ]


def sources() -> Iterator[Path]:
    for place in PLACES:
        yield from (path for path in (ROOT / place).rglob("*") if path.suffix in (".js", ".html", ".py"))


def asked(pattern: re.Pattern[str]) -> dict[str, str]:
    """Each code, or the beginning of one, and a file that asks for it."""
    found = {}
    for path in sources():
        for code in pattern.findall(path.read_text(encoding="utf-8")):
            found[code] = path.name
    return found


def test_every_text_that_a_page_names_is_there() -> None:
    """A code that is missing would be seen as itself, or stop the page."""
    texts = catalogue("zh")
    assert {code: name for code, name in asked(WHOLE).items() if code not in texts} == {}


def test_every_family_of_texts_that_a_page_builds_has_members() -> None:
    """`page.verb.${name}`: at least the family is there."""
    texts = catalogue("zh")
    lonely = {
        begin: name
        for begin, name in asked(BEGUN).items()
        if not any(code.startswith(begin) for code in texts)
    }
    assert lonely == {}


def test_no_text_of_the_pages_is_left_over() -> None:
    """A text that nobody shows is a text that nobody keeps right."""
    named, begun = asked(WHOLE), tuple(asked(BEGUN))
    unused = [code for code in catalogue("zh") if code.startswith("page.") and code not in named]
    assert [code for code in unused if not code.startswith(begun)] == []
