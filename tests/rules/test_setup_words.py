import re
import string
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from common.i18n import TextMissing, catalogue, say
from common.words import Language
from server.check_hall import finding_line, main_check_hall, written
from server.hall_file import Examined, HallFileFault, Placed, examine, read_hall
from server.rules.setup_finding import error

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "assets" / "halls" / "shigu.toml"
LINES = SAMPLE.read_text("utf-8").splitlines(keepends=True)
TELLING = [
    *(ROOT / "server" / "rules").glob("setup_*.py"),
    *(ROOT / "server").glob("hall_*.py"),
]
CODE = re.compile(r'(?:error|warning|_misfit|_Unreadable)\(\s*"(\w+)"')
PLAIN_CODE = re.compile(r'\("(expected_\w+)", (?:str|int|bool)\)')


def codes_told() -> set[str]:
    source = "".join(path.read_text("utf-8") for path in TELLING)
    return {*CODE.findall(source), *PLAIN_CODE.findall(source)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_has_its_words_and_every_words_their_finding(language: Language) -> None:
    """A code without a text would break the command; a text without a code is dead."""
    worded = {key.removeprefix("finding.") for key in catalogue(language) if key.startswith("finding.")}
    assert worded - {"summary", "level.error", "level.warning"} == codes_told()


def test_a_text_is_said_with_its_values() -> None:
    """The Chinese name of a clerk's slip, and the English."""
    values = {"post": "post-3"}
    assert "post-3" in say("zh", "finding.post_without_b", values)
    assert say("en", "finding.post_without_b", values).startswith("The post “post-3” has no B-role")


def test_a_missing_text_or_value_is_an_error_never_shown_as_the_bare_code() -> None:
    """A bug is found by its test, not by a resident."""
    with pytest.raises(TextMissing, match=r"zh: no\.such"):
        say("zh", "no.such")
    with pytest.raises(TextMissing, match=r"en: finding\.unknown_key needs \{key\}"):
        say("en", "finding.unknown_key")


def test_the_catalogue_cannot_be_changed_by_its_readers() -> None:
    """It is read once and shared."""
    with pytest.raises(TypeError):
        catalogue("zh")["x"] = "y"  # type: ignore[index]


def test_a_finding_is_one_line_with_file_line_level_text_and_key() -> None:
    """Editors jump to FILE:LINE; positions are counted from 1, as people do."""
    placed = Placed(error("a_is_own_b", "posts", 2, "b_roles", 0, post="p", clerk="A03"), 12)
    assert finding_line(Path("h.toml"), placed, "en") == (
        "h.toml:12: error: “A03” is A-role of the post “p” and its B-role too. [posts[3].b_roles[1]]"
    )
    whole = Placed(error("file_not_found"))
    assert finding_line(Path("h.toml"), whole, "zh") == "h.toml: 错误: 找不到这个文件。"
    assert written(("hours", "sessions", 0)) == "hours.sessions[1]"


def test_the_command_says_what_is_wrong_in_the_language_asked_for_and_fails(tmp_path: Path) -> None:
    """Exit code 1 while any error stands; a warning alone is 0."""
    file = tmp_path / "hall.toml"
    text = "".join(LINES)
    file.write_text(text.replace('b_roles = ["A04", "A08"]', "b_roles = []"), "utf-8")
    line = LINES.index('b_roles = ["A04", "A08"]\n') + 1
    out = StringIO()
    assert main_check_hall([str(file), "--lang", "en"], out) == 1
    found, summary, phones = out.getvalue().splitlines()
    assert found.startswith(f"{file}:{line}: error: ")
    assert "“post-3” has no B-role" in found
    assert summary == "Checked: 1 error(s), 0 warning(s)."
    assert "--public-url" in phones  # where the code on tickets comes from: no hall's file says it

    file.write_text(text.replace('prefix = "K"', 'prefix = "I"'), "utf-8")
    warned = StringIO()
    assert main_check_hall([str(file)], warned) == 0
    assert "警告: " in warned.getvalue()


# -- whatever happens to a file -------------------------------------------------------------------

position = st.integers(0, len(LINES) - 1)
scrap = st.text(st.sampled_from(string.printable + "名《》，\ufeff\x00"), max_size=12)
word = st.sampled_from(
    ["[[posts]]", "[hall]", '"', "'''", "{}", "[]", "= 1", "-1", "true", "2026-10-01", '""', "id = 5"]
)
change = st.tuples(
    st.sampled_from(["cut", "double", "swap", "insert", "value", "mid"]), position, position, scrap | word
)


def changed(lines: list[str], how: str, n: int, other: int, text: str) -> list[str]:
    """The lines of a file with one thing done to them."""
    n, other = n % len(lines), other % len(lines)
    at = lines[n]
    key, equals, _ = at.partition("=")
    middle = len(text) * 7 % (len(at) + 1)
    instead = {
        "cut": [],
        "double": [at, at],
        "swap": [lines[other]],
        "insert": [text + "\n", at],
        "value": [key + equals + text + "\n"],
        "mid": [at[:middle] + text + at[middle:]],
    }
    return lines[:n] + instead[how] + lines[n + 1 :]


@given(st.lists(change, min_size=1, max_size=4))
@example([("insert", 0, 0, "a.b.c = 1"), ("double", 14, 0, "")])
def test_whatever_is_done_to_the_file_it_is_read_or_refused_with_findings(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int, int, str]]
) -> None:
    """Never any other exception; every finding can be worded and, but for the file's own, has its line."""
    lines = LINES
    for how, n, other, text in changes:
        lines = changed(lines, how, n, other, text) or ["\n"]
    file = tmp_path_factory.getbasetemp() / "changed.toml"
    file.write_text("".join(lines), "utf-8", newline="")
    assert_sound(file, examine(file), len("".join(lines).split("\n")))


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused_with_findings(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """A picture taken for a hall's file is answered, not crashed on."""
    file = tmp_path_factory.getbasetemp() / "bytes.toml"
    file.write_bytes(content)
    examined = examine(file)
    assert examined.setup is None
    assert_sound(file, examined, content.count(b"\n") + 1)


def assert_sound(file: Path, examined: Examined, last_line: int) -> None:
    for placed in examined.placed:
        assert finding_line(file, placed, "zh")
        assert finding_line(file, placed, "en")
        assert placed.line is None or 1 <= placed.line <= last_line
    if examined.setup is None:
        with pytest.raises(HallFileFault):
            read_hall(file)
        assert "error" in {placed.finding.level for placed in examined.placed}
    else:
        assert read_hall(file) == examined.setup
