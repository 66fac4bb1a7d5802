"""Every command, page and view × every role, as `role_table.py` has it."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from common.commands import ClientCommand
from common.messages import Refused
from server.live.audiences import LISTENERS
from server.live.limits import Rate
from server.web.contract import ROUTES, Route
from server.web.document import document
from tests.live.callers import ROLES, STAFF, caller
from tests.live.live_hall import LiveHall, copy_of
from tests.live.role_table import COLUMNS, COMMANDS, IN_PATHS, PAGES, SENT, VIEWS
from tests.live.web_house import WebHouse

NOT_ALLOWED = ("not_allowed", "not_signed_in")
EVERY_COMMAND = [(cells, command) for cells, commands in COMMANDS.items() for command in commands]
ROUTE: dict[tuple[str, str], Route] = {(route.method, route.path): route for route in ROUTES}
IDS = itertools.count(1)


@pytest.fixture(scope="module")
def house(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebHouse]:
    """The small hall on a Monday; one for all cells, for who may does not depend on what happened."""
    rate = Rate(per_s=1e6, burst=1e6)
    found = WebHouse(copy_of(prepared, tmp_path_factory.mktemp("roles") / "data"), rate=rate)
    yield found
    found.close()


def kind_of(row: Any) -> str:
    return str(type(row[1]).__struct_config__.tag)


def cell(is_allowed: bool) -> str:
    return "+" if is_allowed else "-"


def test_the_table_has_a_row_for_every_command_and_every_role() -> None:
    """A command that nobody thought about is found here."""
    listed = [type(command) for _, command in EVERY_COMMAND]
    assert sorted(map(str, listed)) == sorted(map(str, get_args(ClientCommand)))
    assert COLUMNS == ROLES
    assert {len(cells.split()) for cells in (*COMMANDS, *PAGES.values(), *VIEWS.values())} == {len(COLUMNS)}


def test_the_table_has_a_row_for_every_route(house: WebHouse) -> None:
    """And none for what is not there. The application's own map is asked, not the document."""
    routes = {
        (method.lower(), rule.rule.replace("<path:", "<").replace("<", "{").replace(">", "}"))
        for rule in house.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert set(PAGES) == routes
    assert {(method, path) for path, methods in document()["paths"].items() for method in methods} == routes


def test_the_table_has_a_row_for_every_view() -> None:
    """By the kind of audience."""
    assert {audience.partition(":")[0] for audience in VIEWS} == set(LISTENERS)


@pytest.mark.parametrize("row", EVERY_COMMAND, ids=kind_of)
def test_a_command_over_http_is_for_those_whom_the_table_lets(house: WebHouse, row: tuple[str, Any]) -> None:
    """Whoever may is answered by the rules, whatever they say."""
    expected, command = row
    found = []
    for role in ROLES:
        answer = caller(house, role).ask(
            "post", "/api/commands", {"id": f"h{next(IDS)}", "command": builtins(command)}
        )
        code = (answer.json.get("refused") or {}).get("code", "")
        assert answer.status_code in (
            (401,) if role == "anonymous" else (403,) if code in NOT_ALLOWED else (200, 409)
        )
        found.append(cell(code not in NOT_ALLOWED))
    assert " ".join(found) == expected


def test_a_command_over_the_socket_is_for_those_whom_the_table_lets(hall: LiveHall) -> None:
    """The same table; who is nobody is not let in at all (`test_door.py`)."""
    links = {
        role: hall.joined("wall", staff=STAFF[role]) if role in STAFF else hall.joined("wall", kind=role)
        for role in ROLES
        if role != "anonymous"
    }
    found: dict[str, str] = {}
    for expected, command in EVERY_COMMAND:
        answers = {role: hall.answer(link, command) for role, link in links.items()}
        cells = [cell(not is_refused(answer)) for answer in answers.values()]
        found[kind_of((expected, command))] = " ".join(["-", *cells])
    assert found == {kind_of(row): row[0] for row in EVERY_COMMAND}


@pytest.mark.parametrize("audience", VIEWS)
def test_a_view_is_for_those_whom_the_table_lets(house: WebHouse, audience: str) -> None:
    """Over HTTP; the desk asks the same gate for a join."""
    found = [caller(house, role).ask("get", f"/api/view/{audience}").status_code for role in ROLES]
    assert " ".join(map(str, found)) == VIEWS[audience]


@pytest.mark.parametrize(("method", "path"), PAGES, ids=str)
def test_a_page_is_for_those_whom_the_table_lets(house: WebHouse, method: str, path: str) -> None:
    """A POST is JSON with all that a session must bring."""
    answers = []
    for role in ROLES:
        house.clock.at += 1
        answers.append(caller(house, role).ask(method, IN_PATHS.get(path, path), SENT.get(path, {})))
    assert " ".join(str(answer.status_code) for answer in answers) == PAGES[method, path]
    shapes = [kind for kind in ROUTE[method, path].says if not isinstance(kind, str)]
    for answer in answers:
        if answer.status_code == 200 and answer.is_json and shapes:
            msgspec.convert(answer.json, shapes[0])


def builtins(command: Any) -> Any:
    return msgspec.to_builtins(command)


def is_refused(answer: Any) -> bool:
    return isinstance(answer, Refused) and answer.code in NOT_ALLOWED
