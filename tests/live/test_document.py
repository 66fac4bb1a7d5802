"""/openapi.json tells everything that is declared, and /api shows all of it."""

import json
import re
from typing import Any, get_args

import msgspec
import pytest

from common.commands import Asking, ClientCommand
from common.i18n import catalogue
from common.messages import Announcement, AnyAnswer, Change, Heartbeat, Join, Joined, Refused
from common.rows import ROW_OF, AnyRow
from common.words import Language
from server.rules.view import AUDIENCES, table
from server.web.contract import ROUTES
from server.web.document import REF, document
from tests.live.test_contract import described
from tests.live.web_house import WebHouse

DECLARED = (
    *get_args(ClientCommand),
    *get_args(AnyAnswer),
    *get_args(AnyRow),
    *(Asking, Join, Joined, Refused, Change, Heartbeat, Announcement),
)
LANGUAGES: tuple[Language, ...] = ("zh", "en")
HAN = re.compile("[\u4e00-\u9fff]")


def schemas() -> Any:
    return document()["components"]["schemas"]


@pytest.mark.parametrize("kind", DECLARED, ids=lambda kind: kind.__name__)
def test_every_declared_message_is_told_with_all_its_fields(kind: type[msgspec.Struct]) -> None:
    """Commands, answers, rows, refusals and the words of the feed."""
    told = set(schemas()[kind.__name__]["properties"])
    config = kind.__struct_config__
    assert told == set(kind.__struct_fields__) | ({config.tag_field} - {None})


def test_every_refusal_is_told_with_its_words() -> None:
    """By its code, in the language that was asked for."""
    codes = {key.removeprefix("refusal.") for key in catalogue("en") if key.startswith("refusal.")}
    told = {one["const"]: one["description"] for one in schemas()["Refused"]["properties"]["code"]["anyOf"]}
    assert told == {code: catalogue("en")[f"refusal.{code}"] for code in codes}


def test_every_table_of_a_view_has_its_row() -> None:
    """And every row its table."""
    tables = {name for names in AUDIENCES.values() for name in names}
    assert set(ROW_OF) == set(schemas()["View"]["properties"]) == tables
    assert set(ROW_OF.values()) == set(get_args(AnyRow))


@pytest.mark.parametrize("audience", ["wall", "window:1", "kiosk", "clerk:A1", "supervisor"])
def test_the_rows_of_a_view_are_those_of_its_tables(house: WebHouse, audience: str) -> None:
    """What the rules compute is what the document promises."""
    hall = house.desk.lane.hall
    found = {
        name: {type(row) for row in table(hall, audience, name).values()}
        for name in AUDIENCES[audience.partition(":")[0]]
    }
    assert {name: kinds for name, kinds in found.items() if kinds - {ROW_OF[name]}} == {}


def test_it_is_a_valid_document(house: WebHouse) -> None:
    """OpenAPI 3.1, judged by who did not write it."""
    assert document()["openapi"] == "3.1.0"
    described(house.app).validate()


def test_every_reference_leads_to_a_schema() -> None:
    """A reader's tools follow them."""
    refs = set(re.findall(rf'"{REF}(\w+)"', json.dumps(document())))
    assert refs - set(schemas()) == set()


def test_a_pattern_is_written_as_every_language_reads_it() -> None:
    r"""Python's \A and \Z are not JSON Schema's."""
    assert re.findall(r"\\\\[AZ]", json.dumps(document())) == []


def test_every_route_has_a_name_of_its_own() -> None:
    """Programs are made from these names."""
    names = [route.name for route in ROUTES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_route_says_what_it_is_for(language: Language) -> None:
    """In both languages; an English text holds no Chinese and the other way round."""
    summaries = [
        operation["summary"]
        for methods in document(language)["paths"].values()
        for operation in methods.values()
    ]
    assert [text for text in summaries if bool(HAN.search(text)) != (language == "zh")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_all_of_the_document(house: WebHouse, language: Language) -> None:
    """Every route, command, message and refusal, and each link on it leads somewhere."""
    shown = house.app.test_client().get(f"/api?language={language}").get_data(as_text=True)
    told = document(language)
    places = set(re.findall(r'id="(\w+)"', shown))
    assert {
        operation["operationId"] for methods in told["paths"].values() for operation in methods.values()
    } <= places
    assert {str(kind.__struct_config__.tag) for kind in get_args(ClientCommand)} <= places
    assert {kind.__name__ for kind in DECLARED} - {
        kind.__name__ for kind in get_args(ClientCommand)
    } <= places
    assert set(re.findall(r'href="#(\w+)"', shown)) - places == set()
    assert [
        code
        for code in catalogue("en")
        if code.startswith("refusal.") and f"<code>{code[8:]}</code>" not in shown
    ] == []


def test_the_document_is_served_in_the_language_that_is_asked_for(house: WebHouse) -> None:
    """English unless it says otherwise: programs read it."""
    client = house.app.test_client()
    assert client.get("/openapi.json").json == document("en")
    assert client.get("/openapi.json?language=zh").json == document("zh")
