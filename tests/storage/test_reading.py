"""Facts as text: strict, and readable for as long as the ledger lives."""

from typing import Any

import msgspec
import pytest

from server.rules import facts as f
from server.storage.reading import UPGRADES, UnreadableFact, kinds, read_fact, write_fact
from tests.storage.ground import eventful_day


def test_every_fact_comes_back_as_it_was_written() -> None:
    """Two days of facts of many kinds."""
    for entry in eventful_day(5).log:
        kind = str(entry.fact.__struct_config__.tag)
        assert read_fact(kind, entry.fact.VERSION, write_fact(entry.fact)) == entry.fact


def test_a_fact_of_an_older_program_is_read_through_upgrades() -> None:
    """A fact that named its window `counter`, and one before it that knew no clerk."""

    def knows_clerk(fields: dict[str, Any]) -> dict[str, Any]:
        return fields | {"clerk": "unknown"}

    def counter_is_window(fields: dict[str, Any]) -> dict[str, Any]:
        return {("window" if name == "counter" else name): value for name, value in fields.items()}

    upgrades = {("clerk_sat_down", -1): knows_clerk, ("clerk_sat_down", 0): counter_is_window}
    oldest = '{"fact":"clerk_sat_down","counter":3}'
    old = '{"fact":"clerk_sat_down","counter":3,"clerk":"A1"}'
    assert read_fact("clerk_sat_down", -1, oldest, upgrades) == f.ClerkSatDown(clerk="unknown", window=3)
    assert read_fact("clerk_sat_down", 0, old, upgrades) == f.ClerkSatDown(clerk="A1", window=3)


@pytest.mark.parametrize(("kind", "version"), [("ticket_eaten", 1), ("ticket_held", 99)])
def test_a_fact_of_a_newer_program_is_not_guessed_at(kind: str, version: int) -> None:
    """An older server must not open a newer ledger and drop what it does not know."""
    with pytest.raises(UnreadableFact):
        read_fact(kind, version, '{"fact":"ticket_held","ticket":1,"clerk":"A1"}')


@pytest.mark.parametrize(
    "body",
    [
        '{"fact":"ticket_held","ticket":1,"clerk":"A1","name":"x"}',
        '{"fact":"ticket_held","ticket":1}',
        '{"fact":"ticket_held","ticket":"1","clerk":"A1"}',
        "{}",
        "not json",
    ],
)
def test_a_fact_with_other_fields_is_refused(body: str) -> None:
    """Declared once, decoded strictly."""
    with pytest.raises(msgspec.MsgspecError):
        read_fact("ticket_held", 1, body)


def test_an_old_version_without_its_upgrade_is_a_gap_in_the_program() -> None:
    """It must not be read as if it were new."""
    with pytest.raises(LookupError):
        read_fact("ticket_held", 0, '{"fact":"ticket_held","ticket":1,"clerk":"A1"}')


def test_every_older_version_has_its_upgrade() -> None:
    """Whoever raises a fact's VERSION writes the upgrade with it."""
    needed = {(kind, version) for kind, newest in kinds().items() for version in range(1, newest)}
    assert set(UPGRADES) == needed
