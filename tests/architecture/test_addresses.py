"""A hall may be served under any address: no page and no script says one that begins at the server's root."""

import re
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

PAGES = sorted(
    path for part in ("server/web", "counter") for path in (ROOT / part / "templates").glob("*.html")
)
SCRIPTS = sorted(
    path
    for part in ("assets/web", "server/web/static", "counter/static")
    for path in (ROOT / part).iterdir()
    if path.suffix in (".js", ".css")
)
OF_NO_HALL = r"/(?:web|vendor)/"
"""The files of pages belong to the server, whichever hall a page is of."""
ADDRESS = re.compile(rf"""["'`}}(](?!{OF_NO_HALL})/[a-z][a-z_.-]+[/"'`?${{)]""")
WITHIN = re.compile(r"""\{\{ root \}\}/|\bat\(["'`]/""")
"""Addresses in the page's own hall, as a template and as a script write them."""
COMMENT = re.compile(r"^\s*(//|/?\*).*", re.MULTILINE)


def absolute(text: str) -> list[str]:
    """The lines with an address that no hall's root stands before."""
    return [
        line.strip() for line in COMMENT.sub("", text).splitlines() if ADDRESS.search(WITHIN.sub("", line))
    ]


@pytest.mark.parametrize("file", [*PAGES, *SCRIPTS], ids=lambda path: path.name)
def test_a_page_and_its_scripts_stay_within_their_hall(file: Path) -> None:
    """`{{ root }}` stands before every address in a page, `at(…)` is the way to one in a script; files in /web are every hall's."""
    assert absolute(file.read_text()) == []


@pytest.mark.parametrize("line", [
    '<a href="/admin/hall">', '<form action="/supervisor/who">', "{% block here_path %}/supervisor{% endblock %}",
    'fetch("/supervisor/locked")', "go(`/sign-in?next=${path}`)", "url(/static/a.css)",
])  # fmt: skip
def test_an_address_at_the_servers_root_is_found(line: str) -> None:
    """What the test above looks for."""
    assert absolute(line) == [line]


@pytest.mark.parametrize("line", [
    '<a href="{{ root }}/admin/hall">', '<link href="/web/base.css">', "{% block here_path %}{{ root }}/supervisor{% endblock %}",
    'fetch(at("/supervisor/locked"))', 'import { h } from "/web/dom.js";', "</a>", "// see `/sign-in`",
])  # fmt: skip
def test_an_address_within_the_hall_is_none_of_them(line: str) -> None:
    """Nor is a file of every hall's, or a comment."""
    assert absolute(line) == []


@pytest.mark.parametrize("file", sorted((ROOT / "server").glob("*/*.py")), ids=lambda path: path.name)
def test_only_storage_knows_a_hall_by_a_fixed_key(file: Path) -> None:
    """Everybody else asks for the rows of the hall whose store they were given."""
    assert file.parent.name == "storage" or "THE_HALL" not in file.read_text()
