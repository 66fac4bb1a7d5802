"""A fault found in a set-up, and where."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeVar

import msgspec

KeyPath = tuple[str | int, ...]
"""Keys and positions (from 0) from the set-up's root: `("posts", 2, "b_roles")`."""

Item = TypeVar("Item")


class Finding(msgspec.Struct, frozen=True):
    """One fault: an error keeps the set-up out, a warning does not. `code` names `finding.CODE`."""

    level: Literal["error", "warning"]
    code: str
    values: Mapping[str, str | int]
    path: KeyPath


def error(code: str, *path: str | int, **values: str | int) -> Finding:
    """A fault that keeps the set-up out."""
    return Finding("error", code, values, path)


def warning(code: str, *path: str | int, **values: str | int) -> Finding:
    """A fault that is told and passes."""
    return Finding("warning", code, values, path)


def has_error(found: Iterable[Finding]) -> bool:
    """Whether a set-up with these findings must be refused."""
    return any(finding.level == "error" for finding in found)


def repeated(items: Iterable[Item]) -> Iterator[tuple[int, Item]]:
    """Each item that stood earlier already, with its position."""
    seen: set[Item] = set()
    for n, item in enumerate(items):
        if item in seen:
            yield n, item
        seen.add(item)
