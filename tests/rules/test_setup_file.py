from pathlib import Path

import pytest

from server.hall_file import HallFileFault, examine, read_hall
from server.rules.setup_finding import KeyPath
from tests.rules.setup_small import SMALL

HALL = """\
[hall]
id = "hall"
name = { zh = "名", en = "name" }

[[departments]]
id = "d"
name = { zh = "名", en = "name" }

[[lines]]
id = "red"
name = { zh = "名", en = "name" }
prefix = "R"

[[matters]]
id = "m1"
name = { zh = "名", en = "name" }
department = "d"
line = "red"

[[windows]]
number = 1
name = { zh = "名", en = "name" }
department = "d"

[[posts]]
id = "p1"
name = { zh = "名", en = "name" }
window = 1
a_role = "A01"
b_roles = ["A02"]
lines = ["red"]

[[clerks]]
id = "A01"
title = { zh = "名", en = "name" }
department = "d"

[[clerks]]
id = "A02"
title = { zh = "名", en = "name" }
department = "d"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hall.toml"


def told(file: Path, text: str) -> list[tuple[int | None, str, KeyPath]]:
    """Line, code and path of all that is wrong with a file of this text."""
    file.write_text(text, "utf-8")
    return [(at.line, at.finding.code, at.finding.path) for at in examine(file).placed]


def without(start: str) -> str:
    """`HALL` without the first line that starts so; its number stays as an empty line."""
    lines = HALL.splitlines()
    lines[next(n for n, line in enumerate(lines) if line.startswith(start))] = ""
    return "\n".join(lines)


def test_a_file_in_order_is_a_setup(file: Path) -> None:
    """What the file leaves out has its default."""
    assert told(file, HALL) == []
    setup = read_hall(file)
    assert setup.posts[0].b_roles == ("A02",)
    assert (setup.hours, setup.settings, setup.priorities) == (SMALL.hours, SMALL.settings, ())


def test_every_unknown_key_is_named_with_its_line_not_only_the_first(file: Path) -> None:
    """At the root, in a section, in an entry and inside a line."""
    text = HALL.replace('id = "m1"', 'id = "m1"\npicture = "x"').replace(
        "window = 1", "window = 1\nfloor = 2"
    )
    text = "wifi = true\n" + text.replace('en = "name"', 'en = "name", fr = "nom"', 1) + "\n[music]\n"
    assert told(file, text) == [
        (1, "unknown_key", ("wifi",)),
        (4, "unknown_key", ("hall", "name", "fr")),
        (17, "unknown_key", ("matters", 0, "picture")),
        (31, "unknown_key", ("posts", 0, "floor")),
        (46, "unknown_key", ("music",)),
    ]


def test_a_slip_in_a_key_is_answered_with_the_key_that_was_meant(file: Path) -> None:
    """As with b_role, written for b_roles: and the post is without B (AB-1)."""
    file.write_text(HALL.replace("b_roles", "b_role"), "utf-8")
    first, second = examine(file).placed
    assert (second.line, second.finding.code, second.finding.values["near"]) == (
        30,
        "unknown_key_near",
        "b_roles",
    )
    assert (first.line, first.finding.code) == (25, "post_without_b")


def test_a_post_without_b_role_is_named_at_its_place(file: Path) -> None:
    """AB-1: at the empty list, or at the post that says nothing of a B-role."""
    assert told(file, HALL.replace('["A02"]', "[]")) == [(30, "post_without_b", ("posts", 0, "b_roles"))]
    assert told(file, without("b_roles")) == [(25, "post_without_b", ("posts", 0, "b_roles"))]


def test_a_matter_that_says_no_line_is_a_matter_without_a_line(file: Path) -> None:
    """Told once, in the words of the rule."""
    assert (14, "matter_without_line", ("matters", 0, "line")) in told(file, without('line = "red"'))


@pytest.mark.parametrize(
    ("found", "instead", "line", "code"),
    [
        ('line = "red"', 'line = "rad"', 18, "matter_line_unknown"),
        ('lines = ["red"]', "lines = []", 31, "post_without_line"),
        ('lines = ["red"]', "lines = []", 10, "line_without_post"),
        ('["A02"]', '["A02",\n  "A01"]', 31, "a_is_own_b"),
        ('prefix = "R"', 'prefix = ""', 12, "prefix_empty"),
        ('line = "red"', 'line = "red"\nstatutory_limit = 15\npromised_limit = 10', 20, "promise_over_half"),
        ("[[posts]]", '[[windows]]\nnumber = 1\nname.zh = "x"\ndepartment = "d"\n[[posts]]', 26, "window_number_twice"),
        ('id = "A02"', 'id = "A01"', 39, "id_twice"),
        ("[[departments]]", '[hours]\nsessions = [\n["08:30", "12:00"],\n["11:00", "18:00"]]\n[[departments]]', 8, "sessions_overlap"),
    ],
)  # fmt: skip
def test_what_the_rules_find_is_told_with_its_line(
    file: Path, found: str, instead: str, line: int, code: str
) -> None:
    """Each fault at the key or item that holds it."""
    assert (line, code) in [(at, what) for at, what, _ in told(file, HALL.replace(found, instead, 1))]


@pytest.mark.parametrize(
    ("found", "instead", "code"),
    [
        ('id = "m1"', "id = 1", "expected_text"),
        ("window = 1", 'window = "1"', "expected_whole_number"),
        ("window = 1", "window = 1.0", "expected_whole_number"),
        ("window = 1", "window = true", "expected_whole_number"),
        ('lines = ["red"]', 'lines = "red"', "expected_list"),
        ('["A02"]', "[2]", "expected_text"),
        ('title = { zh = "名", en = "name" }', 'title = "名"', "expected_table"),
        ('title = { zh = "名", en = "name" }', 'title = { en = "name" }', "missing_key"),
        ('line = "red"', 'line = "red"\nkind = "quick"', "expected_choice"),
        ('line = "red"', 'line = "red"\npromised_limit = "5"', "expected_whole_number"),
        ('department = "d"\nline', "line", "missing_key"),
        ('title = { zh = "名", en = "name" }', 'may_pick = 1\ntitle = { zh = "名" }', "expected_flag"),
        ("[[departments]]", '[hours]\nsessions = [["08:30"]]\n[[departments]]', "expected_several"),
        ("[[departments]]", "[hours]\nclosed_days = [2026-10-01T08:00:00]\n[[departments]]", "expected_text"),
        ("[hall]", "[[hall]]", "expected_table"),
        ("[[posts]]", "[posts]", "expected_list"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_once(file: Path, found: str, instead: str, code: str) -> None:
    """What hangs on the misfit is not told again."""
    assert found in HALL
    assert [what for _, what, _ in told(file, HALL.replace(found, instead, 1))] == [code]


def test_misfits_and_broken_rules_are_told_together_in_the_files_order(file: Path) -> None:
    """One run names the whole work of repair."""
    text = HALL.replace('prefix = "R"', "prefix = 7").replace('["A02"]', '["A01"]') + "x = 1\n"
    assert told(file, text) == [
        (12, "expected_text", ("lines", 0, "prefix")),
        (30, "a_is_own_b", ("posts", 0, "b_roles", 0)),
        (42, "unknown_key", ("clerks", 1, "x")),
    ]


def test_a_whole_part_that_is_missing_is_told_alone(file: Path) -> None:
    """Without any clerk every role is unknown; saying so would drown the cause."""
    text = HALL[: HALL.index("[[clerks]]")].replace("window = 1", "window = 5")
    assert told(file, text) == [(1, "missing_key", ("clerks",))]


def test_a_date_needs_no_quotes(file: Path) -> None:
    """TOML has dates of its own."""
    assert told(file, HALL + "[hours]\nclosed_days = [2026-10-01]\n") == []
    assert read_hall(file).hours.closed_days == ("2026-10-01",)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HALL.replace("[[posts]]", "[[posts"), 25),
        (HALL + 'id = "twice"\n', 42),
        (HALL + "[hall]\n", 42),
        (HALL + "note = [1,\n", 43),
        (HALL.replace("window = 1", "window = "), 28),
        (HALL + "big = " + "9" * 5000, None),
        (HALL + "deep = " + "[" * 20000, None),
    ],
)
def test_broken_toml_is_one_finding_with_the_line_if_there_is_one(
    file: Path, text: str, line: int | None
) -> None:
    """The parser stops there, so nothing more can be said."""
    ((where, code, path),) = told(file, text)
    assert (where, path) == (line, ())
    assert code in {"broken_toml", "nested_too_deep"}


def test_a_missing_file_and_a_folder_are_told_as_such(file: Path, tmp_path: Path) -> None:
    """The path itself is wrong; no line is named."""
    codes = [[(at.line, at.finding.code) for at in examine(path).placed] for path in (file, tmp_path)]
    assert codes == [[(None, "file_not_found")], [(None, "file_unreadable")]]


def test_a_file_in_another_encoding_is_told_as_such(file: Path) -> None:
    """With the line of the first character that is not UTF-8."""
    file.write_bytes(HALL.encode("gbk"))
    assert [(at.line, at.finding.code) for at in examine(file).placed] == [(3, "file_not_utf8")]
    file.write_bytes(HALL.encode("utf-16"))
    assert [(at.line, at.finding.code) for at in examine(file).placed] == [(1, "file_utf16")]


def test_a_byte_order_mark_is_told_and_passed_over(file: Path) -> None:
    """Some editors write it unasked."""
    file.write_bytes(b"\xef\xbb\xbf" + HALL.encode())
    examined = examine(file)
    assert [(at.line, at.finding.code, at.finding.level) for at in examined.placed] == [
        (1, "file_bom", "warning")
    ]
    assert examined.setup == read_hall(file)


def test_reading_a_faulty_file_raises_with_every_finding(file: Path) -> None:
    """The exception's own words are for a log: file, line, code."""
    file.write_text(HALL.replace('["A02"]', "[]") + "x = 1\n", "utf-8")
    with pytest.raises(HallFileFault) as fault:
        read_hall(file)
    assert fault.value.path == file
    assert [at.finding.code for at in fault.value.placed] == ["post_without_b", "unknown_key"]
    assert str(fault.value) == "hall.toml:30: post_without_b, hall.toml:42: unknown_key"
