"""/openapi.json: the whole interface as an OpenAPI 3.1 document, made of what is declared.

Schemas come from the types by msgspec, routes from `server.web.contract`, words from the catalogue.
"""

from functools import cache
from typing import Any, get_args

import msgspec

from common.bounded import Audience
from common.commands import ClientCommand
from common.i18n import catalogue, say
from common.messages import Announcement, AnyAnswer, Change, Heartbeat, Join
from common.rows import ROW_OF, AnyRow
from common.words import Language
from server.live.audiences import LISTENERS
from server.live.gate import SESSION_COOKIE
from server.rules.cases.case import CaseState
from server.rules.may import ALLOWED
from server.rules.view import AUDIENCES
from server.statistics.figures import GROUPINGS
from server.web import shapes as s
from server.web.contract import FILE, PAGE, PLAIN, ROUTES, Route
from server.web.shapes_cases import ASKED_OF_CASES, SAID_OF_CASES
from server.web.shapes_emergency import EmergencyTold, SheetsAsked
from server.web.shapes_phone import SAID_TO_PHONES
from server.web.shapes_statistics import StatisticsTold
from server.web.shapes_supervision import DayApart, SlotsOfDay

Json = dict[str, Any]
REF = "#/components/schemas/"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
UPLOAD = "multipart/form-data"
SECURITY: dict[str, list[Json]] = {
    "anyone": [],
    "watcher": [{}, {"metrics": []}],
    "caller": [{"device": []}, {"session": []}],
}
WITHOUT_FORM = ("/api/commands", "/pairing", "/api/cases/{case}/person", "/api/case-progress")
PARAMETERS: dict[str, Json] = {
    "audience": {"pattern": "^(wall|board|kiosk|supervisor|clerk|clerk:[0-9A-Za-z_-]+|window:[0-9]+)$"},
    "note": {},
    "number": {"pattern": "^[A-Z]{1,4}[0-9]{1,9}$"},
    "case": {"pattern": "^[0-9]{1,15}$"},
    "paper": {"pattern": "^[0-9]{1,15}$"},
    "path": {},
    "filename": {},
}
DAY: Json = {"pattern": "^2[01][0-9]{2}-[0-9]{2}-[0-9]{2}$", "format": "date"}
MONTH: Json = {"pattern": "^2[01][0-9]{2}-(0[1-9]|1[0-2])$"}
SPAN: Json = {"from": DAY, "to": DAY, "by": {"enum": list(GROUPINGS)}}
WHO: Json = {"window": {}, "day": DAY, "since": {}, "until": {}}
QUERIES: dict[str, Json] = {
    "/sign-in": {"next": {}},
    "/api/tickets/{number}": {"check": {"pattern": "^[0-9]{3}$"}, "day": DAY},
    "/supervisor/who": WHO,
    "/supervisor/who.json": WHO,
    "/supervisor/time-to-cover.json": {"month": MONTH, "post": {}},
    "/supervisor/tickets": {"number": {}, "day": DAY},
    "/supervisor/slots.json": {"day": DAY},
    "/supervisor/day.json": {"day": DAY},
    "/supervisor/attendance": {"month": MONTH},
    "/supervisor/attendance.xlsx": {"month": MONTH},
    "/api/board": {"after": {}},
    "/api/cases": {
        "department": {},
        "state": {"enum": list(get_args(CaseState))},
        "q": {},
        "quarter": {"pattern": "^2[01][0-9]{2}-Q[1-4]$"},
        "page": {"pattern": "^[0-9]{1,4}$"},
    },
    "/api/slots": {"matter": {}, "day": DAY},
    "/supervisor/statistics": SPAN,
    "/supervisor/statistics.json": SPAN,
    "/supervisor/statistics.xlsx": SPAN,
    "/supervisor/statistics.csv": SPAN,
}
"""What may stand behind the question mark."""


@cache
def document(language: Language = "en") -> Json:
    """The document with its words in `language`; the reader must not change it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say(language, "api.title"),
            "version": "1",
            "description": say(language, "api.about"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": _paths(language),
        "components": {
            "schemas": _schemas(language),
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE},
                "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF"},
                "device": {"type": "http", "scheme": "bearer"},
                "metrics": {"type": "http", "scheme": "bearer"},
            },
        },
    }


# -- routes ---------------------------------------------------------------------------------------


def _paths(language: Language) -> Json:
    paths: Json = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method] = _operation(route, language)
    return paths


def _operation(route: Route, language: Language) -> Json:
    operation: Json = {
        "operationId": route.name,
        "summary": say(language, f"api.route.{route.name}"),
        "x-who": route.who,
        "security": _security(route),
        "parameters": _parameters(route),
        "responses": {str(status): _response(route, status, language) for status in sorted(route.statuses)},
    }
    if route.asks is not None:
        kinds = [JSON] if route.path in WITHOUT_FORM else [JSON, FORM]
        kinds += [UPLOAD] if route.asks is s.HallFile else []
        content = {kind: {"schema": {"$ref": REF + route.asks.__name__}} for kind in kinds}
        operation["requestBody"] = {"required": route.asks is not s.Nothing, "content": content}
    return operation


def _security(route: Route) -> list[Json]:
    found = SECURITY.get(route.who, [{"session": []}])
    if route.method == "get":
        return found
    return [{**way, "csrf": []} if "session" in way else way for way in found]


def _parameters(route: Route) -> list[Json]:
    found: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1, **more}}
        for name, more in PARAMETERS.items()
        if f"{{{name}}}" in route.path
    ]
    if route.name == "pairing":
        found.append(_optional("X-Pairing-Secret", "header"))
    if route.name == "phone":
        found += [_optional(name, "header") for name in ("X-Ticket", "If-None-Match")]
    found += [
        _optional(name, "query", **more)
        for name, more in QUERIES.get(route.path, {}).items()
        if route.method == "get"
    ]
    if PAGE in route.says or route.name == "document":
        found.append(_optional("language", "query", enum=["zh", "en"]))
    return found


def _optional(name: str, place: str, **more: Any) -> Json:
    return {"name": name, "in": place, "required": False, "schema": {"type": "string", **more}}


def _response(route: Route, status: int, language: Language) -> Json:
    response: Json = {"description": say(language, f"api.status.{status}")}
    content = _content(route, status)
    if content:
        response["content"] = content
    if status == 302:
        response["headers"] = {"Location": {"required": True, "schema": {"type": "string"}}}
    return response


def _content(route: Route, status: int) -> Json:
    if status < 300:
        return _said(route.says) if status == 200 else {}
    if status < 400:
        return {PAGE: {}} if status == 302 else {}
    if route.name == "healthz":
        return _said((s.Health,)) if status == 503 else _refused(route)
    if route.name == "command" and status == 503:
        return {JSON: {"schema": {"anyOf": [_ref(s.No), _ref(s.NotKnown)]}}}
    return _refused(route)


def _refused(route: Route) -> Json:
    """A page says it to a reader, JSON to whoever sent JSON."""
    found: Json = {JSON: {"schema": _ref(s.No)}}
    return found if route.is_interface else {**found, PAGE: {}}


def _said(says: tuple[Any, ...]) -> Json:
    content: Json = {}
    for kind in says:
        if kind in (PAGE, FILE, PLAIN, JSON):
            content[kind] = {}
        else:
            union = get_args(kind)
            content[JSON] = {"schema": {"anyOf": [_ref(one) for one in union]} if union else _ref(kind)}
    return content


def _ref(kind: type) -> Json:
    return {"$ref": REF + kind.__name__}


# -- schemas --------------------------------------------------------------------------------------


def _schemas(language: Language) -> Json:
    kinds = [
        *s.ASKED, *s.SAID, *ASKED_OF_CASES, *SAID_OF_CASES, *SAID_TO_PHONES, StatisticsTold, SlotsOfDay, DayApart, SheetsAsked, EmergencyTold, s.PairingWaits | s.Paired, ClientCommand, AnyAnswer, *get_args(AnyRow),
        Join, Change, Heartbeat, Announcement,
    ]  # fmt: skip
    _, schemas = msgspec.json.schema_components(kinds, ref_template=REF + "{name}")
    for command in get_args(ClientCommand):
        _tell_command(schemas[command.__name__], command, language)
    for name, schema in schemas.items():
        _tell_ok(name, schema)
    schemas["View"] = _view(language)
    schemas["Joined"]["properties"]["view"] = {"$ref": REF + "View"}
    schemas["Refused"]["properties"]["code"] = _codes(language)
    schemas["Audience"] = _audience()
    return {name: _plain(schema) for name, schema in sorted(schemas.items())}


def _tell_command(schema: Json, command: Any, language: Language) -> None:
    tag = command.__struct_config__.tag
    schema["title"] = say(language, f"page.command.{tag}")
    schema["x-roles"] = sorted(ALLOWED[command])


def _tell_ok(name: str, schema: Json) -> None:
    """What is always there, with the value that it always has."""
    shape: Any = getattr(s, name, None)
    fixed = {"ok": issubclass(shape, s.Yes)} if shape in OUTCOMES else {}
    if shape is s.NotKnown:
        fixed["unknown"] = True
    for field, value in fixed.items():
        schema["properties"][field] = {"const": value}


def _view(language: Language) -> Json:
    tables = {
        table: {"type": "object", "additionalProperties": {"$ref": REF + row.__name__}}
        for table, row in ROW_OF.items()
    }
    return {
        "title": "View",
        "description": say(language, "api.view"),
        "type": "object",
        "properties": tables,
        "required": ["hall"],
        "additionalProperties": False,
    }


def _codes(language: Language) -> Json:
    """Every code with its words, as they stand in the catalogue."""
    return {
        "type": "string",
        "anyOf": [
            {"const": key.removeprefix("refusal."), "description": text}
            for key, text in catalogue(language).items()
            if key.startswith("refusal.")
        ],
    }


def _audience() -> Json:
    schema = msgspec.json.schema(Audience)
    return {
        **schema,
        "description": "wall, window:3, kiosk, clerk (one's own), supervisor",
        "x-tables": {kind: list(tables) for kind, tables in AUDIENCES.items()},
        "x-roles": {kind: sorted(roles) for kind, roles in LISTENERS.items()},
    }


def _plain(value: Any) -> Any:
    """As every other language writes it: anchors in patterns, lists."""
    if isinstance(value, dict):
        return {key: _anchored(one) if key == "pattern" else _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _anchored(pattern: Any) -> Any:
    return pattern.replace(r"\A", "^").replace(r"\Z", "$") if isinstance(pattern, str) else pattern


OUTCOMES = {
    kind
    for kind in vars(s).values()
    if isinstance(kind, type) and issubclass(kind, s.Yes | s.No | s.NotKnown)
}
