"""A small hall in order, for tests to break in one place each."""

from typing import Any

import msgspec

from common.words import Words
from server.rules.setup import (
    About,
    Clerk,
    Department,
    Hours,
    Line,
    Matter,
    Post,
    PriorityClass,
    Setup,
    Window,
)
from server.rules.setup_check import findings
from server.rules.setup_finding import KeyPath

NAME = Words("名", "name")
SMALL = Setup(
    hall=About(id="hall", name=NAME),
    departments=(Department(id="d", name=NAME),),
    lines=(Line(id="red", name=NAME, prefix="R"), Line(id="tea", name=NAME, prefix="T")),
    matters=(
        Matter(id="m1", name=NAME, department="d", line="red"),
        Matter(id="m2", name=NAME, department="d", line="tea"),
    ),
    windows=(Window(number=1, name=NAME, department="d"), Window(number=2, name=NAME, department="d")),
    posts=(
        Post(id="p1", name=NAME, window=1, a_role="A01", b_roles=("A02", "A03"), lines=("red",)),
        Post(id="p2", name=NAME, window=2, a_role="A02", b_roles=("A01",), lines=("tea",)),
    ),
    clerks=tuple(Clerk(id=staff, title=NAME, department="d") for staff in ("A01", "A02", "A03")),
    priorities=(PriorityClass(id="elder", name=NAME),),
)


def with_part(kind: str, n: int, /, **changes: Any) -> Setup:
    """`SMALL` with one part of a list changed."""
    parts = list(getattr(SMALL, kind))
    parts[n] = msgspec.structs.replace(parts[n], **changes)
    return msgspec.structs.replace(SMALL, **{kind: tuple(parts)})


def with_hours(**changes: Any) -> Setup:
    return msgspec.structs.replace(SMALL, hours=msgspec.structs.replace(Hours(), **changes))


def with_hall(**changes: Any) -> Setup:
    return msgspec.structs.replace(SMALL, hall=msgspec.structs.replace(SMALL.hall, **changes))


def found(setup: Setup) -> list[tuple[str, str, KeyPath]]:
    return [(finding.level, finding.code, finding.path) for finding in findings(setup)]
