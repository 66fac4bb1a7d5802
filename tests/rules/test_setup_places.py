import tomllib
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from server.rules.setup_finding import KeyPath
from server.toml_places import line_numbers

SAMPLE = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"

EVERY_KIND_OF_TOML = r"""# a comment with [brackets] and = signs
plain = 1
"quo\"ted" . 'li ter' = QQQ
many "" lines # no comment
QQQ # a comment
literal = '''it's
two lines''''
ends_in_quotes = QQQa\"QQQ""
moment = 1979-05-27 07:32:00 # a blank inside
[table.under]
list = [ 1, # one
  2,
  { x = 1, y = [ "]" , '}' ] },
  [],
]
[[table.under.rows]]
n = 1
[table.under.rows.deep]
k.j = true
[[table.under.rows]]
n = 2
[[table.under.rows.in]]
z = {}
[[ table . under . rows . "in" ]]
z = { a.b = 1 , a.c = 2}
""".replace("QQQ", '"' * 3)


def paths(value: object, at: KeyPath = ()) -> Iterator[KeyPath]:
    """Every path of what a TOML text says."""
    if at:
        yield at
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inside in steps:
        yield from paths(inside, (*at, step))


def test_every_key_and_item_of_any_toml_has_a_line() -> None:
    """Nothing that the parser reads is passed over, and nothing else is found."""
    assert line_numbers(EVERY_KIND_OF_TOML).keys() == set(paths(tomllib.loads(EVERY_KIND_OF_TOML)))


def test_every_key_and_item_of_the_sample_hall_has_a_line() -> None:
    """The longest file we have."""
    text = SAMPLE.read_text("utf-8")
    assert line_numbers(text).keys() == set(paths(tomllib.loads(text)))


def test_a_key_stands_on_the_line_that_names_it() -> None:
    """Also behind texts of several lines, inside lists and in the newest entry of a list of tables."""
    lines = line_numbers(EVERY_KIND_OF_TOML)
    written = EVERY_KIND_OF_TOML.splitlines()
    expected = {
        ("plain",): "plain = 1",
        ('quo"ted', "li ter"): '"quo',
        ("literal",): "literal",
        ("ends_in_quotes",): "ends_in",
        ("moment",): "moment",
        ("table", "under"): "[table.under]",
        ("table", "under", "list", 1): "  2,",
        ("table", "under", "list", 2, "y", 1): "  { x",
        ("table", "under", "rows", 0): "[[table.under.rows]]",
        ("table", "under", "rows", 0, "deep", "k", "j"): "k.j",
        ("table", "under", "rows", 1, "n"): "n = 2",
        ("table", "under", "rows", 1, "in", 1, "z", "a", "c"): "z = { a.b",
    }
    assert {path: written[lines[path] - 1][: len(start)] for path, start in expected.items()} == expected


def test_entries_of_a_list_of_tables_are_told_apart() -> None:
    """The second of two alike has the second line."""
    assert line_numbers("[[a]]\nk = 1\n\n[[a]]\nk = 1\n") == {
        ("a",): 1,
        ("a", 0): 1,
        ("a", 0, "k"): 2,
        ("a", 1): 4,
        ("a", 1, "k"): 5,
    }


def test_lines_of_windows_are_counted_alike() -> None:
    """A file saved with carriage returns has the same lines."""
    text = EVERY_KIND_OF_TOML
    assert line_numbers(text.replace("\n", "\r\n")) == line_numbers(text)


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))))
def test_any_key_and_any_text_are_passed_over_whole(pairs: dict[str, str]) -> None:
    """Each pair stands on its own line, whatever is quoted in it."""
    text = "".join(f"{quoted(key)} = {quoted(value)}\n" for key, value in pairs.items())
    assert line_numbers(text) == {(key,): n for n, key in enumerate(pairs, 1)}


def quoted(text: str) -> str:
    """A TOML basic string: what is not plain is written by its number."""
    return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08X}" for c in text) + '"'
