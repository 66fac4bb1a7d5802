"""What a screen program is told at its start: read once; what is wrong is said in both languages."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, get_args
from urllib.parse import urlsplit

from common.i18n import say
from common.screen.window import SIDES, Size, size_from
from common.words import Language

LEAST_IN, MOST_IN = 5, 200
FPS = (1, 120)
WAIT_S = (0.1, 600)
_HALL = re.compile(r"/?|/h/[0-9a-z-]+/?")
"""The path of a hall's address: none, or one of several halls of a server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenOptions:
    """What every screen is told. `size` none: the whole screen; files none: not wanted."""

    server: str
    size: Size | None
    diagonal_in: float
    language: Language
    device: Path
    fps: int
    shot: Path | None
    wait_s: float
    picture: Path | None


class Form:
    """How a value must look: `read` raises ValueError, `code` words it (`screen.form.…`).

    What `hides` is a secret: a wrong one is not told again.
    """

    hides = False

    def __init__(self, code: str, read: Callable[[str], Any], **values: str | float) -> None:
        self.code, self.read = code, read
        self.values = {name: str(value) for name, value in values.items()}

    @property
    def metavar(self) -> str:
        """What `--help` writes for the value: the choices, if there are any."""
        choices = self.values.get("choices")
        return "{" + choices.replace(", ", ",") + "}" if choices else "N"


class WrongOption(Exception):
    """An option that cannot be used; worded by `screen.option_…`."""

    def __init__(self, code: str, option: str, value: str = "") -> None:
        super().__init__(code, option, value)
        self.code, self.option, self.value = code, option, value


class OptionReader(argparse.ArgumentParser):
    """A command line whose faults are told in the hall's languages, the first one only."""

    def __init__(
        self, program: str, what: str, *, device: str, diagonal_in: float, least_in: float = LEAST_IN
    ) -> None:
        super().__init__(f"python -m {program}", description=what, allow_abbrev=False, exit_on_error=False)
        self._forms: dict[str, Form] = {}
        self._needed: list[str] = []
        home = Path.home() / ".jiaohao" / device
        self.take("--server", URL, "http://host:port of the hall's server", metavar="URL", needed=True)
        self.take("--size", SIZE, "a window of that size (default: full screen)", metavar="WxH")
        self.take(
            "--diagonal-in",
            number(least_in, MOST_IN),
            f"diagonal in inches (default {diagonal_in:g})",
            diagonal_in,
        )
        self.take(
            "--lang", choice(get_args(Language)), "language at the start (default zh)", "zh", dest="language"
        )
        self.take(
            "--device", FILE, "where this device keeps its token once it is paired", home, metavar="FILE"
        )
        self.take("--fps", whole(*FPS), "frames a second (default 60)", 60)
        self.take("--shot", PNG, "join, draw once, write a PNG, exit", metavar="FILE")
        self.take("--wait-s", number(*WAIT_S), "how long --shot waits for the hall (default 10)", 10.0)
        self.take("--picture", PNG, "keep a PNG of the screen up to date", metavar="FILE")

    def take(
        self, option: str, form: Form, what: str, default: Any = None, *, needed: bool = False, **more: Any
    ) -> None:
        """An option with a value of that form."""
        self._forms[option] = form
        if needed:
            self._needed.append(option)
        more.setdefault("metavar", form.metavar)
        self.add_argument(option, type=_typed(option, form), default=default, help=what, **more)

    def flag(self, option: str, what: str) -> None:
        """An option without a value."""
        self._forms[option] = Form("flag", str)
        self.add_argument(option, action="store_true", help=what)

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The options; what is wrong is told and ends the program with exit code 2."""
        try:
            return self._read(arguments)
        except WrongOption as wrong:
            self._refuse(wrong)
        except argparse.ArgumentError as fault:
            self._refuse(WrongOption("option_misused", fault.argument_name or ""))

    def refuse(self, missing: str) -> NoReturn:
        """End the program: that option is needed beside the others."""
        self._refuse(WrongOption("option_missing", missing))

    def refuse_small(self, size: Size, least: Size) -> NoReturn:
        """End the program: that screen could not show what it has to."""
        given, needed = (f"{width}x{height}" for width, height in (size, least))
        self._tell(lambda language: say(language, "screen.option_small", {"value": given, "least": needed}))

    def _read(self, arguments: Sequence[str]) -> argparse.Namespace:
        told, unknown = self.parse_known_args(arguments)
        if unknown:
            raise WrongOption("option_unknown", unknown[0])
        for option in self._needed:
            if getattr(told, option.removeprefix("--")) is None:
                raise WrongOption("option_missing", option)
        return told

    def _refuse(self, wrong: WrongOption) -> NoReturn:
        form = self._forms.get(wrong.option)

        def worded(language: Language) -> str:
            how = say(language, f"screen.form.{form.code}", form.values) if form else ""
            values = {"option": wrong.option, "value": wrong.value, "form": how}
            return say(language, f"screen.{wrong.code}", values)

        self._tell(worded)

    def _tell(self, worded: Callable[[Language], str]) -> NoReturn:
        for language in get_args(Language):
            print(worded(language), file=sys.stderr)
        sys.exit(2)


def shared(told: argparse.Namespace) -> dict[str, Any]:
    """What `ScreenOptions` is made of."""
    return {field: getattr(told, field) for field in ScreenOptions.__dataclass_fields__}


def _typed(option: str, form: Form) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            return form.read(text)
        except ValueError:
            raise WrongOption("option_wrong", option, "***" if form.hides else text) from None

    return read


# -- forms ----------------------------------------------------------------------------------------


def choice(offered: Iterable[str]) -> Form:
    """One of a few words."""
    words = tuple(offered)

    def read(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return Form("choice", read, choices=", ".join(words))


def number(least: float, most: float) -> Form:
    """A number, both bounds included."""
    return Form("number", _within(float, least, most), least=least, most=most)


def whole(least: int, most: int) -> Form:
    """A whole number, both bounds included."""
    return Form("number", _within(int, least, most), least=least, most=most)


def _within(read: Callable[[str], float], least: float, most: float) -> Callable[[str], float]:
    def bounded(text: str) -> float:
        if not least <= (value := read(text)) <= most:
            raise ValueError(text)
        return value

    return bounded


def _server(text: str) -> str:
    parts = urlsplit(text)
    port = parts.port  # raises ValueError itself if it is none
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise ValueError(text)
    # The whole address is shown on the screen: it holds no password, and nothing that is not used.
    if any(letter.isspace() for letter in text) or set("@?#") & set(text) or not _HALL.fullmatch(parts.path):
        raise ValueError(text)
    return text


def _file(text: str) -> Path:
    if not text.strip():
        raise ValueError(text)
    return Path(text)


def _png(text: str) -> Path:
    file = Path(text)
    if file.suffix.lower() != ".png" or not file.parent.is_dir() or file.is_dir():
        raise ValueError(text)
    return file


URL, FILE, PNG = Form("url", _server), Form("file", _file), Form("png", _png)
SIZE = Form("size", size_from, least=SIDES[0], most=SIDES[1])
