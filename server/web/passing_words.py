"""The answer to "why was I passed?" in words, for a screen or a desk; no person is named in it."""

from common.i18n import catalogue, say
from common.wording import HallWording
from common.words import Language, Words
from server.rules.passed import Passing
from server.rules.setup import Setup

MOMENTS = ("slot", "given")
"""Values that are instants: said as times of the day."""


def passing_text(setup: Setup, passing: Passing) -> Words:
    """One passing, in both languages."""
    return Words(_text(setup, passing, "zh"), _text(setup, passing, "en"))


def _text(setup: Setup, passing: Passing, language: Language) -> str:
    clock = HallWording(language, setup.hall.timezone).clock
    values: dict[str, str | int] = {
        "number": passing.number,
        "window": passing.window,
        "at": clock(passing.at),
        **{name: _word(setup, language, name, value) for name, value in passing.values.items()},
        **{name: clock(int(passing.values[name])) for name in MOMENTS if name in passing.values},
    }
    return say(language, f"passed.{passing.rule}", values)


def _word(setup: Setup, language: Language, name: str, value: str | int) -> str | int:
    """A class by its published name, a reason from the catalogue."""
    if name == "priority":
        return next((item.name.text(language) for item in setup.priorities if item.id == value), value)
    return catalogue(language).get(f"value.{name}.{value}", value)
