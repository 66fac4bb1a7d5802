"""What a hall's file may say of its voice."""

import msgspec
import pytest

from server.rules.setup import Setup
from server.rules.setup_check import findings
from server.rules.setup_voice import Voice
from tests.rules.setup_small import with_hall, with_part


def codes(voice: Voice) -> list[str]:
    setup: Setup = msgspec.structs.replace(with_hall(), voice=voice)
    return [found.code for found in findings(setup) if found.path[0] == "voice"]


def test_a_hall_that_says_nothing_of_its_voice_has_a_good_one() -> None:
    """The table may be left out."""
    assert codes(Voice()) == []


@pytest.mark.parametrize(
    ("voice", "code"),
    [
        (Voice(syllables_per_min=500), "figure_out_of_range"),
        (Voice(volume=(("07:00", 101),)), "figure_out_of_range"),
        (Voice(volume=(("7 am", 80),)), "time_shape"),
        (Voice(volume=(("07:00", 80), ("07:00", 50))), "time_twice"),
    ],
)
def test_what_cannot_be_spoken_so_is_told(voice: Voice, code: str) -> None:
    """Each fault by its name."""
    assert codes(voice) == [code]


def test_a_zone_is_not_named_as_a_screen_says_all_or_none() -> None:
    """`--zone none` would silence its windows."""
    (found,) = [
        each for each in findings(with_part("windows", 0, zone="none")) if each.code == "zone_reserved"
    ]
    assert found.path == ("windows", 0, "zone")
