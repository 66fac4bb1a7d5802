"""/openapi.json, and /api: the same document as a page to read."""

from typing import Any, NamedTuple

import msgspec
from flask import Blueprint, Response, render_template, request

from common.words import Language
from server.web.document import REF, Json, document
from server.web.visitor import language


class Field(NamedTuple):
    """One line of a table of fields; `links`: the schemas that `kind` names."""

    name: str
    kind: str
    links: list[str]
    optional: bool


def document_pages() -> Blueprint:
    """Open to everyone: they say nothing that the repository does not."""
    pages = Blueprint("document", __name__)

    @pages.get("/openapi.json")
    def show() -> Response:
        asked: Language = "zh" if request.args.get("language") == "zh" else "en"
        where = {"servers": [{"url": request.script_root}]} if request.script_root else {}
        return Response(msgspec.json.encode({**document(asked), **where}), content_type="application/json")

    @pages.get("/api")
    def read() -> str:
        return page(document(language()))

    return pages


def page(shown: Json) -> str:
    """See its template."""
    schemas = shown["components"]["schemas"]
    commands = schemas["Asking"]["properties"]["command"]["discriminator"]["mapping"]
    return render_template(
        "api.html",
        here="api",
        document=shown,
        routes=[
            (path, method, one) for path, methods in shown["paths"].items() for method, one in methods.items()
        ],
        commands=[(tag, schemas[ref.removeprefix(REF)]) for tag, ref in commands.items()],
        others=[
            (name, schema)
            for name, schema in schemas.items()
            if REF + name not in commands.values() and "properties" in schema
        ],
        codes=schemas["Refused"]["properties"]["code"]["anyOf"],
        audience=schemas["Audience"],
        fields=fields,
        asked=asked,
    )


def asked(operation: Json) -> str:
    """The name of the schema that a route is sent; empty where it is sent nothing."""
    content = operation.get("requestBody", {}).get("content", {})
    return next((str(one["schema"]["$ref"].removeprefix(REF)) for one in content.values()), "")


def fields(schema: Json) -> list[Field]:
    """The fields of an object's schema, with a word for what each may be."""
    required = schema.get("required", [])
    return [
        Field(name, kind_of(one), refs_of(one), name not in required)
        for name, one in schema.get("properties", {}).items()
    ]


def kind_of(schema: Json) -> str:
    """What a value of this schema is, in a few words."""
    match schema:
        case {"$ref": ref}:
            return str(ref.removeprefix(REF))
        case {"const": value}:
            return str(msgspec.json.encode(value), "utf-8")
        case {"enum": values}:
            return " / ".join(map(str, values))
        case {"anyOf": several}:
            return (
                " | ".join(dict.fromkeys(kind_of(one) for one in several if "description" not in one))
                or "string"
            )
        case _:
            return _of_type(schema)


def _of_type(schema: Json) -> str:
    match schema:
        case {"type": "array", "items": dict(item)}:
            return f"[{kind_of(item)}]"
        case {"type": "object", "additionalProperties": dict(value)}:
            return f"{{string: {kind_of(value)}}}"
        case _:
            return _bounded(schema)


def refs_of(schema: Any) -> list[str]:
    """The names of all schemas that this one refers to."""
    if isinstance(schema, dict):
        own = [str(schema["$ref"]).removeprefix(REF)] if "$ref" in schema else []
        return own + [name for key, one in schema.items() if key != "discriminator" for name in refs_of(one)]
    return [name for one in schema for name in refs_of(one)] if isinstance(schema, list) else []


def _bounded(schema: Json) -> str:
    bounds = [
        f"{sign} {schema[key]}"
        for key, sign in (("minimum", "≥"), ("maximum", "≤"), ("maxLength", "≤"))
        if key in schema
    ]
    return " ".join([str(schema.get("type", "any")), *bounds])
