"""Garbage for every page that there is: never a fault of the server's, and nothing changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from server.storage.people_tables import devices, pairings, staff
from server.web.visitor import FORM_COOKIE
from tests.live.live_hall import copy_of
from tests.live.web_house import Browser, WebHouse, application

FIELDS = (
    "staff",
    "password",
    "role",
    "next",
    "old",
    "new",
    "again",
    "code",
    "name",
    "device",
    "kind",
    "act",
    "file",
)
DEEP = "[" * 100_000
ACTS_WITHOUT_FIELDS = {"/sign-out", "/admin/backup", "/admin/clock", "/counter/notes/note-7"}
"""What is sent along does not matter to them."""


def fields(value: Any) -> dict[str, Any]:
    return dict.fromkeys(FIELDS, value)


def raw(body: bytes, kind: str) -> dict[str, Any]:
    return {"data": body, "content_type": kind}


JSON, FORM, PARTS = "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"

BODIES: dict[str, dict[str, Any]] = {
    "nothing": {},
    "no JSON": raw(b"{", JSON),
    "deep JSON": raw(DEEP.encode(), JSON),
    "deep objects": raw(b'{"a":' * 20_000, JSON),
    "a list": {"json": []},
    "a number": {"json": 10**300},
    "a long number": raw(b"1" * 10_000, JSON),
    "nothing at all": {"json": None},
    "half a character": raw(b'{"staff": "\\ud800", "password": "\\ud800", "role": ["\\udfff"]}', JSON),
    "other bytes": raw(b'{"staff": "\xff\xfe"}', JSON),
    "numbers": {"json": fields(7)},
    "flags": {"json": fields(True)},
    "lists": {"json": fields(["clerk", None, 1.5])},
    "many": {"json": fields(["x"] * 5_000)},
    "objects": {"json": fields({"a": {}})},
    "NUL": {"json": fields("a\x00b")},
    "long": {"json": fields("x" * 100_000)},
    "a form of NUL": {"data": fields("a\x00b")},
    "a long form": {"data": fields("口" * 50_000)},
    "a form of nothing": {"data": fields("")},
    "bytes as a form": raw(b"staff=%ff%fe&role=%zz&%=%&name=\xff\x00", FORM),
    "parts of nothing": raw(b"--b\r\n\r\n", PARTS),
    "parts without an end": raw(
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="\x00"\r\n\r\n\xff', PARTS
    ),
    "parts without a name": raw(b"garbage", "multipart/form-data"),
    "too much": raw(b"x" * 1_000_001, JSON),
    "another kind": raw(b"\x00\xff", "application/\xff; charset=nonsense"),
    "another charset": raw(b"staff=a", FORM + "; charset=utf-99"),
}

HEADERS: dict[str, dict[str, str]] = {
    "a cookie that is no text": {"Cookie": "jiaohao=\xff\xfe\x80"},
    "a cookie of letters": {
        "Cookie": "jiaohao=口; jiaohao_form=口; jiaohao_language=口".encode().decode("latin1")
    },
    "a long cookie": {"Cookie": "jiaohao=" + "x" * 50_000},
    "cookies of nothing": {"Cookie": ';;;=;=\x00;"'},
    "a form's cookie that is none": {"Cookie": f'{FORM_COOKIE}=; {FORM_COOKIE}="\\777"'},
    "an origin that is none": {"Origin": "http://[::1"},
    "an origin of bytes": {"Origin": "\xff://\xff"},
    "a host that is none": {"Host": "[::1"},
    "a host of bytes": {"Host": "\xff\xfe/ /@:99999"},
    "no host": {"Host": ""},
    "no length": {"Content-Length": "-7"},
    "a length of letters": {"Content-Length": "abc"},
    "no language": {"Accept-Language": "\xff;q=nan, *;q=-1, zh;q=" + "9" * 500},
    "a secret of bytes": {"X-Pairing-Secret": "\xff", "X-CSRF": "\xff"},
    "a range": {
        "Range": "bytes=9-1,-,x",
        "If-Range": "\xff",
        "If-Modified-Since": "\xff",
        "If-None-Match": "\xff",
    },
}

PATHS = (
    "/\xff\xfe", "/web/\x00.js", "/web/../../etc/passwd.js", "/web//" + "x" * 5_000 + ".js", "/web/\xff.js",
    "/vendor/..%2f..%2fx.js", "/vendor/con.js", "/counter/notes/\x00", "/counter/notes/\xff", "/counter/static/\x00",
    "/counter/notes/" + "9" * 5_000, "/static/\x00", "//", "/./.", "/%", "",
)  # fmt: skip
QUERIES = (
    "language=\xff",
    "%zz=%",
    "next=//x&next=%00",
    "next=" + "x" * 50_000,
    "language=%ed%a0%80",
    "&=&=",
    "\x00",
)

# Werkzeug leaves the file of an upload without an end to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <function SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module")
def house(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebHouse]:
    """The small hall's pages."""
    found = WebHouse(copy_of(prepared, tmp_path_factory.mktemp("fuzz") / "data"))
    yield found
    found.close()


class Prober:
    """Everything that may be asked, by one who may, with the session's own token; and by nobody."""

    def __init__(self, house: WebHouse) -> None:
        self._house = house
        self._password = house.person("PROBER", "clerk", "supervisor", "administrator")

    def browser(self) -> Browser:
        self._house.accounts.unlock("PROBER")  # garbage for a password locks, as it should
        browser = self._house.browser()
        assert browser.sign_in("PROBER", self._password).status_code == 302
        return browser

    def ask(self, browser: Browser, path: str, method: str, **more: Any) -> int:
        self._house.clock.at += 2_100
        with browser.client.open(path, method=method, **more) as answer:
            return answer.status_code


@pytest.fixture(scope="module")
def prober(house: WebHouse) -> Prober:
    return Prober(house)


def kept(house: WebHouse) -> Any:
    """What a request could have changed, without counts of wrong passwords."""
    with house.store.reading() as connection:
        people = connection.execute(
            select(staff.c.id, staff.c.roles, staff.c.password_hash).order_by(staff.c.id)
        )
        rest = [connection.execute(select(table)).all() for table in (devices, pairings)]
        return people.all(), rest, house.desk.lane.hall.version


def routes() -> list[tuple[str, str]]:
    """Every page with every way to ask for it."""
    found = []
    for rule in application().url_map.iter_rules():
        path = (
            rule.rule.replace("<path:path>", "bar.js")
            .replace("<path:filename>", "x.js")
            .replace("<note>", "note-7")
        )
        found += [(path, method) for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})]
    return sorted(set(found))


@pytest.mark.parametrize(("path", "method"), routes())
def test_garbage_sent_to_a_page_is_refused_or_passed_by(
    house: WebHouse, prober: Prober, path: str, method: str
) -> None:
    """By one who is signed in, with and without the token; nothing changes."""
    before = kept(house)
    browser, stranger = prober.browser(), house.browser()
    token = (
        browser.get("/password").get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    )
    found: dict[str, int] = {}
    bodies = BODIES if method == "POST" else {"no JSON": BODIES["no JSON"]}
    for name, body in bodies.items():
        found[name] = prober.ask(stranger, path, method, **body)
        found[f"{name}, signed in"] = prober.ask(browser, path, method, headers={"X-CSRF": token}, **body)
        if path == "/sign-out":
            browser = prober.browser()
    for name, headers in HEADERS.items():
        found[name] = prober.ask(stranger, path, method, headers=headers)
        found[f"{name}, signed in"] = prober.ask(browser, path, method, headers={"X-CSRF": token, **headers})
    for query in QUERIES:
        found[query] = prober.ask(stranger, path, method, environ_overrides={"QUERY_STRING": query})
    assert {name: code for name, code in found.items() if code >= 500} == {}
    if path not in ACTS_WITHOUT_FIELDS:
        assert kept(house) == before


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
def test_a_path_of_garbage_leads_nowhere(house: WebHouse, prober: Prober, path: str) -> None:
    """Whatever bytes it is made of."""
    codes = [
        prober.ask(browser, "/", method, environ_overrides={"PATH_INFO": path})
        for browser in (house.browser(), prober.browser())
        for method in ("GET", "POST", "PUT", "HEAD", "OPTIONS", "NONSENSE")
    ]
    assert max(codes) < 500


def test_a_cookie_that_is_no_text_is_no_session(house: WebHouse) -> None:
    """A visitor like any other."""
    answer = house.browser().get("/supervisor", Cookie="jiaohao=\xff\xfe")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/supervisor")


def test_json_nested_without_end_is_a_bad_request(house: WebHouse) -> None:
    """Not a stack that runs over."""
    answer = house.app.test_client().post("/sign-in", data=DEEP, content_type=JSON)
    assert (answer.status_code, answer.json["refused"]["code"]) == (400, "bad_request")  # type: ignore[index]
