"""Where each key of a TOML text stands: the standard library's parser tells values, not lines.

Made for texts that `tomllib` has accepted, so it only has to find its way, not to judge.
"""

import re
import tomllib
from bisect import bisect_left

from server.rules.setup_finding import KeyPath

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_COMMA = re.compile(r",?")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_SCALAR = re.compile(
    r'''"""(?:[^\\]|\\[\s\S])*?""""{0,2}'''  # up to two quotes may belong to the text before its end
    r"""|'''[\s\S]*?''''{0,2}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
    r"""|[0-9]{4}-[0-9]{2}-[0-9]{2}\ [0-9][^,\]}\s\#]*"""  # a date and a time, a blank between
    r"""|[^,\]}\s\#]+"""
)


def line_numbers(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every table, key and list item of a valid TOML text, by its path.

    A table named by headers or dotted keys stands where it is named first.
    """
    return _Walk(text).lines


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line_ends = [found.start() for found in re.finditer("\n", text)]
        self._last: dict[KeyPath, int] = {}  # position of the newest entry of each [[list]]
        self.lines: dict[KeyPath, int] = {}
        self._statements()

    def _statements(self) -> None:
        table: KeyPath = ()
        self._take(_BLANK)
        while self._at < len(self._text):
            table = self._statement(table)
            self._take(_BLANK)

    def _statement(self, table: KeyPath) -> KeyPath:
        """Pass one statement; returns the table that the next one belongs to."""
        if self._starts("[["):
            return self._list_header()
        if self._starts("["):
            return self._header()
        self._pair(table)
        return table

    def _header(self) -> KeyPath:
        return self._table(self._bracketed(1))

    def _list_header(self) -> KeyPath:
        *parents, name = self._bracketed(2)
        entries = (*self._table(parents), name)
        self._note(entries)
        self._last[entries] = self._last.get(entries, -1) + 1
        entry = (*entries, self._last[entries])
        self._note(entry)
        return entry

    def _bracketed(self, brackets: int) -> list[str]:
        self._skip(brackets)
        keys = self._keys()
        self._skip(brackets)
        return keys

    def _table(self, keys: list[str]) -> KeyPath:
        """The table that a header's keys lead to: through a list, into its newest entry."""
        path: KeyPath = ()
        for key in keys:
            path = (*path, key)
            self._note(path)
            if path in self._last:
                path = (*path, self._last[path])
        return path

    def _keys(self) -> list[str]:
        self._take(_BLANK)
        keys = [self._key()]
        while self._take(_DOT):
            keys.append(self._key())
        self._take(_BLANK)
        return keys

    def _key(self) -> str:
        written = self._take(_KEY)
        return str(tomllib.loads(f"key = {written}")["key"]) if written[0] in "\"'" else written

    def _pair(self, table: KeyPath) -> None:
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path)
        self._take(_EQUALS)
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._note(path)
        if self._starts("["):
            self._list(path)
        elif self._starts("{"):
            self._inline_table(path)
        else:
            self._take(_SCALAR)

    def _list(self, path: KeyPath) -> None:
        position = 0
        self._skip(1)
        while not self._closes("]"):
            self._value((*path, position))
            position += 1

    def _inline_table(self, path: KeyPath) -> None:
        self._skip(1)
        while not self._closes("}"):
            self._pair(path)

    def _closes(self, bracket: str) -> bool:
        for gap in (_BLANK, _COMMA, _BLANK):
            self._take(gap)
        closed = self._starts(bracket)
        self._skip(len(bracket) if closed else 0)
        return closed

    def _starts(self, with_what: str) -> bool:
        return self._text.startswith(with_what, self._at)

    def _skip(self, characters: int) -> None:
        self._at += characters

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        taken = found.group() if found else ""
        self._skip(len(taken))
        return taken

    def _note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, bisect_left(self._line_ends, self._at) + 1)
