"""docs/protocol.md tells everything that is declared."""

import re
import typing
from pathlib import Path

import msgspec
import pytest

from common.commands import Asking, ClientCommand
from common.messages import Announcement, AnyAnswer, Change, Heartbeat, Join, Joined, Refused
from common.rows import AnyRow
from server.live.audiences import LISTENERS
from server.live.packets import EVENTS
from server.rules.may import ALLOWED
from server.rules.view import AUDIENCES

TEXT = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text("utf-8")
ROLES = ("clerk", "supervisor", "administrator", "kiosk", "display")


def tag(kind: typing.Any) -> str:
    return str(kind.__struct_config__.tag)


def line_of(name: str) -> str:
    """The line of a table, or the sentence, that tells of `name`."""
    found = re.search(
        rf"^(?:\|(?: `[\w`, ]+ \|)? `{name}` \|.*|`{name}`[,:].*|.*`{name}`: `.*)$", TEXT, re.MULTILINE
    )
    assert found, f"docs/protocol.md does not tell of {name}"
    return found[0]


DECLARED = (
    [(tag(kind), kind) for kind in typing.get_args(ClientCommand)]
    + [(tag(kind), kind) for kind in typing.get_args(AnyAnswer)]
    + [(kind.__name__, kind) for kind in typing.get_args(AnyRow)]
    + [(kind.__name__, kind) for kind in (Asking, Join, Joined, Refused, Change, Heartbeat, Announcement)]
)


@pytest.mark.parametrize(("name", "kind"), DECLARED)
def test_every_message_is_told_with_all_its_fields(name: str, kind: type[msgspec.Struct]) -> None:
    """Commands, answers, rows and events."""
    line = line_of(name)
    assert [field for field in kind.__struct_fields__ if f"`{field}`" not in line] == []


@pytest.mark.parametrize("kind", typing.get_args(ClientCommand), ids=tag)
def test_every_command_says_who_may(kind: typing.Any) -> None:
    """As the rules decide it."""
    cell = line_of(tag(kind)).split(" | ")[2]
    assert set(cell.split(", ")) == ALLOWED[kind] & set(ROLES)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_audience_says_its_listeners_and_tables(audience: str) -> None:
    """As the door and the rules have it."""
    line = next(line for line in TEXT.splitlines() if line.startswith(f"| `{audience}") and "`hall`" in line)
    _, _, who, tables, _ = line.split("|")
    assert set(re.findall(r"\w+", who.split("(")[0])) == LISTENERS[audience]
    assert tuple(re.findall(r"`(\w+)`", tables)) == AUDIENCES[audience]


@pytest.mark.parametrize("event", [*EVENTS, "change", "heartbeat"])
def test_every_event_is_told(event: str) -> None:
    """Both ways."""
    assert re.search(rf"^\| `{event}` \|", TEXT, re.MULTILINE)
