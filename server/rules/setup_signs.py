"""Signs that nobody sees: they turn what stands beside them on a page or a paper, or stand on none."""

import unicodedata
from collections.abc import Iterator

import msgspec

from common.words import Words
from server.rules.setup import Setup
from server.rules.setup_finding import Finding, KeyPath, error

UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Cs")
"""Categories: control, format and direction, breaks of lines, halves of a sign."""


def has_unseen(text: str) -> bool:
    """Whether a sign of `text` is not seen itself; a break of a line is one."""
    return any(unicodedata.category(sign) in UNSEEN for sign in text)


def unseen_findings(setup: Setup) -> Iterator[Finding]:
    """Texts that residents or staff would read otherwise than they are written. A line may be broken."""
    for path, words in _texts(setup, ()):
        for language in ("zh", "en"):
            if has_unseen(words.text(language).replace("\n", "")):
                yield error("unseen_signs", *path)
                break


def _texts(part: object, path: KeyPath) -> Iterator[tuple[KeyPath, Words]]:
    if isinstance(part, Words):
        yield path, part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from _texts(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for n, one in enumerate(part):
            yield from _texts(one, (*path, n))
