"""/admin/hall: check a hall's file, import it."""

import tempfile
from pathlib import Path
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from common.i18n import say
from server.hall_file import Examined, examine
from server.rules.order import ImportHall
from server.rules.refusal import Refusal
from server.rules.setup import About, Setup
from server.web.admin_layout import admin_page, admin_pages
from server.web.answering import accepted, answered
from server.web.visitor import actor, given, house, language

FILE_MOST = 1_000_000
Finding = tuple[int | None, str, str]


def hall_pages() -> Blueprint:
    """For administrators."""
    pages = admin_pages("hall")

    @pages.get("")
    def show() -> str:
        return page(findings=None)

    @pages.post("")
    def bring() -> ResponseReturnValue:
        examined = _examined()
        findings = _findings(examined)

        def work() -> dict[str, Any]:
            if given("act") != "import":
                return {}
            if examined.setup is None:
                raise Refusal("setup_faulty", count=sum(level == "error" for _, level, _ in findings))
            _same_hall(examined.setup)
            accepted(house().give(actor(), ImportHall(setup=examined.setup)))
            return {}

        done = "page.did.checked" if given("act") != "import" else "page.did.imported"
        return answered(page, work, done, findings=findings)

    return pages


def page(**values: Any) -> str:
    """See its template."""
    setup = house().desk.lane.hall.setup
    return admin_page("hall", hall=_figures(setup) if setup else None, **values)


def _same_hall(setup: Setup) -> None:
    """Refuse another hall's file where that is not said to be meant, as `import-hall` does."""
    there = house().desk.lane.hall.setup
    if there is None or there.hall.id == setup.hall.id or given("another_hall"):
        return
    raise Refusal("another_hall", **_both("given", setup.hall), **_both("there", there.hall))


def _both(value: str, about: About) -> dict[str, str | int]:
    """The hall's id, and its name in each language for whoever reads the words."""
    found: dict[str, str | int] = {
        f"{value}_{each}": f"{about.name.text(each)} ({about.id})" for each in ("zh", "en")
    }
    return {value: about.id, **found}


def _examined() -> Examined:
    """The file that came with the request, read by the same code as one on disk."""
    uploaded = request.files.get("file")
    content = uploaded.read() if uploaded is not None else given("file", FILE_MOST).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hall.toml"
        path.write_bytes(content)
        return examine(path)


def _findings(examined: Examined) -> list[Finding]:
    return [
        (
            placed.line,
            placed.finding.level,
            say(language(), f"finding.{placed.finding.code}", placed.finding.values),
        )
        for placed in examined.placed
    ]


def _figures(setup: Setup) -> dict[str, Any]:
    return {
        "name": setup.hall.name.text(language()),
        "sample": setup.hall.sample,
        "source": setup.hall.source,
        "windows": len(setup.windows),
        "matters": len(setup.matters),
        "posts": len(setup.posts),
        "clerks": len(setup.clerks),
    }
