import copy
import tomllib
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from server.hall_judge import judged
from server.rules.setup import Setup
from server.rules.setup_finding import KeyPath, has_error
from tests.rules.test_setup_places import paths

SAMPLE = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"
DATA = tomllib.loads(SAMPLE.read_text("utf-8"))
PATHS = sorted(paths(DATA), key=str)

anything = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["A01", "A99", "08:30", "2026-10-01", "welfare", "K", "promised"])
    | st.dates()
    | st.datetimes(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=5,
)


def put(data: object, path: KeyPath, value: object) -> None:
    """Replace what stands at `path`; where an earlier change took the way there, nothing is done."""
    *steps, last = path
    for step in steps:
        if not holds(data, step):
            return
        data = data[step]  # type: ignore[index]
    if holds(data, last):
        data[last] = value  # type: ignore[index]


def holds(data: object, step: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(PATHS), anything), min_size=1, max_size=4))
def test_whatever_stands_in_a_place_the_setup_is_sound_or_has_an_error(
    changes: list[tuple[KeyPath, object]],
) -> None:
    """What passes goes through the ledger and back; what does not is told."""
    data = copy.deepcopy(DATA)
    for path, value in changes:
        put(data, path, value)
    setup, found = judged(data)
    assert (setup is None) == has_error(found)
    if setup is not None:
        assert msgspec.json.decode(msgspec.json.encode(setup), type=Setup) == setup
