"""Every text that a program puts before a person: one catalogue per language, `zh.json` and `en.json`.

A catalogue is flat, `"code": "text with {value}"`. Python reads it here; templates and scripts are
given `catalogue(language)`.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from common.words import Language


class TextMissing(Exception):
    """A catalogue lacks a code, or a text's value was not given: a bug, never shown as the bare code."""

    def __init__(self, language: Language, code: str, value: str = "") -> None:
        super().__init__(f"{language}: {code}" + (f" needs {{{value}}}" if value else ""))


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """All texts of one language by code, read on first use and frozen."""
    text = files("common.i18n").joinpath(f"{language}.json").read_text("utf-8")
    return MappingProxyType(json.loads(text))


def say(language: Language, code: str, values: Mapping[str, str | int] = MappingProxyType({})) -> str:
    """The text of `code` in `language` with its values filled in. Raises `TextMissing`."""
    texts = catalogue(language)
    if code not in texts:
        raise TextMissing(language, code)
    try:
        return texts[code].format_map(values)
    except KeyError as missing:
        raise TextMissing(language, code, str(missing.args[0])) from None
