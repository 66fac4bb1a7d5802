"""Every refusal has words in both languages: the sources are searched for codes."""

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from common.i18n import catalogue
from common.messages import Refused
from common.words import Words
from server.live.wording import refused, reply_payload, worded
from server.rules.decision import named
from server.rules.refusal import Refusal
from server.storage.failures import StorageFailure
from tests.rules.setup_shared import shared_setup

ROOT = Path(__file__).parents[2]
FOLDERS = ("server", "counter", "common")


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def code_in(call: ast.Call) -> ast.expr | None:
    """The code of `Refusal("code", …)` or `Refused(code="code", …)`."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "Refusal":
        return call.args[0] if call.args else None
    if name == "Refused":
        return next((keyword.value for keyword in call.keywords if keyword.arg == "code"), None)
    return None


def raised() -> set[str]:
    """Every code that stands in the sources, and those that a failure of the store is refused with."""
    codes = {StorageFailure.code, *(failure.code for failure in StorageFailure.__subclasses__())}
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            found = [code_in(call) for call in calls(ast.parse(path.read_text("utf-8")))]
            codes |= {
                code.value for code in found if isinstance(code, ast.Constant) and isinstance(code.value, str)
            }
    return codes


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_that_is_raised_anywhere_has_its_text(language: str) -> None:
    """A refusal without words would be shown as a fault of ours."""
    texts = catalogue(language)
    assert sorted(code for code in raised() if f"refusal.{code}" not in texts) == []


def test_no_text_of_a_refusal_stands_there_for_nothing() -> None:
    """A code that was renamed leaves none behind."""
    kept = {code.removeprefix("refusal.") for code in catalogue("zh") if code.startswith("refusal.")}
    assert sorted(kept - raised()) == []


def test_a_refusal_is_worded_with_its_values() -> None:
    """In both languages, whoever reads it."""
    text = refused(Refusal("window_taken", clerk="A2")).text
    assert (text.zh, text.en) == ("这个窗口已由 A2 就座。", "A2 sits at this window.")


def test_a_value_that_is_a_code_has_a_word_of_its_own() -> None:
    """Nobody at a counter reads "serving" in a Chinese sentence."""
    text = refused(Refusal("ticket_state", number="R001", state="serving")).text
    assert (text.zh, text.en) == (
        "R001 号正在办理，不能这样操作。",
        "R001 is being served; this cannot be done.",
    )


def test_a_code_without_words_is_told_as_a_fault() -> None:
    """Never as the bare code; an older catalogue beside a newer rule."""
    assert worded(Refused(code="never_heard_of")).text == worded(Refused(code="internal")).text


def test_a_text_that_wants_a_value_which_is_not_there_is_told_as_a_fault() -> None:
    """A wrong sentence would be worse."""
    assert worded(Refused(code="window_taken")).text == worded(Refused(code="internal")).text


def test_a_refused_command_is_answered_with_code_values_and_words() -> None:
    """As docs/protocol.md says."""
    payload = reply_payload(Refused(code="unknown_window"))
    assert (payload["ok"], payload["refused"].code) == (False, "unknown_window")
    assert payload["refused"].text.en == "There is no such window."


def test_a_published_text_is_told_in_the_readers_language() -> None:
    """Where a matter is handled (M-5)."""
    text = refused(Refusal("handled_elsewhere", where="县公安局", where_en="the county police")).text
    assert "县公安局" in text.zh
    assert "the county police" in text.en


def test_a_post_is_told_by_its_name_and_never_by_its_id() -> None:
    """A clerk knows no "post-1"; a program that reads the values still does."""
    post = msgspec.structs.replace(shared_setup().posts[0], name=Words("民政岗", "Civil Affairs"))
    values = named(post)
    for code in ("no_b_available", "leave_uncovered"):
        said = refused(Refusal(code, **values))
        assert "“民政岗”" in said.text.zh
        assert "“Civil Affairs”" in said.text.en
