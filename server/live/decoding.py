"""What comes in, read strictly: whatever is not exactly a known message is refused without an echo."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from common.bounded import NUMBER_MOST
from common.commands import Asking
from common.messages import Join
from server.rules.refusal import Refusal

DEPTH_MOST = 6
ITEMS_MOST = 64
TEXT_MOST = 2_000

_PLACE = re.compile(r" - at `(\$[a-z_.\[\]]*)`$")
M = TypeVar("M")


def read_join(payload: Any) -> Join:
    """A `join`, or `Refusal("bad_request")`."""
    return read(payload, Join)


def read_asking(payload: Any) -> Asking:
    """A `command`, or `Refusal("bad_request")`."""
    return read(payload, Asking)


def read(payload: Any, kind: type[M]) -> M:
    """`payload` as a `kind`; `bad_request` says where it is wrong, never what stood there."""
    if not is_plain(payload):
        raise Refusal("bad_request", field="$")
    try:
        return msgspec.convert(payload, kind)
    except msgspec.ValidationError as error:
        raise Refusal("bad_request", field=_place(error)) from None


def is_plain(value: Any, depth: int = DEPTH_MOST) -> bool:
    """Whether a decoded message is small and holds nothing but texts, whole numbers, flags and lists of them."""
    kind = type(value)
    if kind is str:
        return bool(len(value) <= TEXT_MOST)
    if kind is int:
        return bool(-NUMBER_MOST <= value <= NUMBER_MOST)
    if kind is dict:
        return _few(value, depth) and _all_plain(value, depth) and _all_plain(value.values(), depth)
    if kind is list or kind is tuple:  # a tuple comes from a client in this process
        return _few(value, depth) and _all_plain(value, depth)
    return value is None or kind is bool


def _all_plain(values: Iterable[Any], depth: int) -> bool:
    for value in values:  # noqa: SIM110 - a generator costs as much again, for every message
        if not is_plain(value, depth - 1):
            return False
    return True


def _few(items: Any, depth: int) -> bool:
    return depth > 0 and len(items) <= ITEMS_MOST


def _place(error: msgspec.ValidationError) -> str:
    found = _PLACE.search(str(error))
    return found.group(1) if found else "$"
