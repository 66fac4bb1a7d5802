import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.inspect import StructType, Type, VarTupleType, type_info

from common.words import Words
from server.rules.cases.setup import CaseFigures
from server.rules.setup import Settings, Setup
from server.rules.setup_case_check import CASE_RANGES
from server.rules.setup_check import SETTING_RANGES
from server.rules.setup_cover import CoverFigures
from server.rules.setup_cover_check import COVER_RANGES
from server.rules.setup_kiosks import KIOSK_RANGES, Kiosks

DOCUMENT = (Path(__file__).parents[2] / "docs" / "hall-file.md").read_text("utf-8")
QUOTED = set(re.findall(r"`\[*(\w+)\]*`", DOCUMENT))


def keys(kind: Type) -> Iterator[str]:
    """Every key that a hall's file may have."""
    if isinstance(kind, VarTupleType):
        yield from keys(kind.item_type)
    if isinstance(kind, StructType) and kind.cls is not Words:
        for field in kind.fields:
            yield field.encode_name
            yield from keys(field.type)


def test_every_key_of_the_file_is_documented() -> None:
    """An undocumented setting is one that nobody finds."""
    assert set(keys(type_info(Setup))) - QUOTED == set()


def test_the_document_tells_the_defaults_and_ranges_of_the_settings() -> None:
    """The table says what the code does."""
    rows = dict(
        re.findall(
            r"^\| `(\w+_(?:min|s|limit|behind|in|days|rows))` \| .* \| (\d+ \| \d+-\d+) \|$", DOCUMENT, re.M
        )
    )
    settings = (
        msgspec.structs.asdict(Settings())
        | msgspec.structs.asdict(CoverFigures())
        | msgspec.structs.asdict(CaseFigures())
        | msgspec.structs.asdict(Kiosks())
    )
    figures = {key: value for key, value in settings.items() if type(value) is int}
    ranges = {**SETTING_RANGES, **COVER_RANGES, **CASE_RANGES, **KIOSK_RANGES}
    assert rows == {key: f"{value} | {ranges[key][0]}-{ranges[key][1]}" for key, value in figures.items()}
