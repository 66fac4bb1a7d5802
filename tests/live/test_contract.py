"""The running application holds what /openapi.json promises: schemathesis makes requests of the document,
good ones and bad ones, always the same ones.

Its pytest plugin stays off (pyproject.toml): it would be loaded for every test, and is not needed here.
"""

import copy
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi import checks as openapi

from common.commands import ClientCommand
from server.live.limits import Rate
from server.rules.may import ALLOWED
from server.web.contract import ROUTES, Route
from server.web.document import REF, document
from tests.live.callers import ROLES, STAFF, caller
from tests.live.live_hall import copy_of
from tests.live.web_house import WebHouse

EXAMPLES = 16
LIKELY: dict[str, tuple[str, ...]] = {
    "anyone": (),
    "watcher": (),
    "caller": (),
    "staff": tuple(STAFF),
    "clerk": ("clerk",),
    "supervisor": ("supervisor",),
    "administrator": ("administrator",),
}
"""Who asks mostly, so that not every answer is that this one may not."""
LOOPBACK = {"REMOTE_ADDR": "127.0.0.1"}
CHECKS = [
    schemathesis.checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_headers_conformance,
    openapi.response_schema_conformance,
]
SPENDS_SESSIONS = ("sign_out", "password")


@pytest.fixture
def house(prepared: Path, tmp_path: Path) -> Iterator[WebHouse]:
    """The small hall's pages, for somebody who asks a lot."""
    found = WebHouse(copy_of(prepared, tmp_path / "data"), rate=Rate(per_s=1e6, burst=1e6))
    yield found
    found.close()


@cache
def described(app: Any, command: str = "") -> Any:
    """The document as schemathesis reads it; of all commands with one alone, which is then asked often enough."""
    told = copy.deepcopy(document())
    if command:
        told["components"]["schemas"]["Asking"]["properties"]["command"] = {"$ref": REF + command}
    schema = schemathesis.openapi.from_dict(told)
    schema.config.generation.update(with_security_parameters=False)  # a test knows who asks
    schema.app = app
    return schema


def hold(house: WebHouse, operation: Any, likely: Iterable[str], often: bool = False) -> None:
    """Make requests as everybody, mostly as who may, and look at the answers. `often`: each as somebody new."""
    callers = {role: caller(house, role) for role in ROLES}
    roles = [*ROLES, *len(ROLES) * sorted(likely)]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=st.one_of(*(operation.as_strategy(mode) for mode in GenerationMode)), role=st.sampled_from(roles)
    )
    def holds(case: Case[Any], role: str) -> None:
        house.clock.at += 1_000
        who = caller(house, role) if often else callers[role]
        answer = case.call(headers=who.headers, cookies=who.cookies, environ_base=LOOPBACK)
        case.validate_response(answer, checks=CHECKS)

    holds()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_answer_is_one_that_the_document_tells_of(house: WebHouse, route: Route) -> None:
    """No fault, no status, kind of content or shape that is not declared, whoever asks."""
    hold(
        house,
        described(house.app)[route.path][route.method],
        LIKELY[route.who],
        route.name in SPENDS_SESSIONS,
    )


@pytest.mark.parametrize("command", get_args(ClientCommand), ids=lambda kind: kind.__name__)
def test_every_command_is_answered_as_the_document_tells(
    house: WebHouse, command: type[ClientCommand]
) -> None:
    """Good ones and bad ones of each, by everybody."""
    operation = described(house.app, command.__name__)["/api/commands"]["post"]
    hold(house, operation, ALLOWED[command])
