"""/admin/hall: check a hall's file, import it."""

import tempfile
from pathlib import Path
from typing import Any, get_args

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from common.i18n import say
from common.words import Language
from server.addresses import why_no_phones
from server.check_hall import years_missing
from server.hall_file import Examined, Placed, examine
from server.rules.cases.years import Unpublished, unpublished
from server.rules.decide_day import keeps_what_is_in_use
from server.rules.hall import Hall
from server.rules.order import ImportHall
from server.rules.refusal import Refusal
from server.rules.setup import About, Setup
from server.web.admin_layout import admin_page, admin_pages
from server.web.answering import accepted, answered
from server.web.visitor import actor, given, house, language

FILE_MOST = 1_000_000


def hall_pages() -> Blueprint:
    """For administrators."""
    pages = admin_pages("hall")

    @pages.get("")
    def show() -> str:
        return page()

    @pages.post("")
    def bring() -> ResponseReturnValue:
        examined = _examined()
        told = _told(examined)
        imports = given("act") == "import"

        def work() -> dict[str, Any]:
            if imports:
                _import(examined.setup, told)
            return told

        return answered(page, work, "page.did.imported" if imports else "page.did.checked", **told)

    return pages


def page(**values: Any) -> str:
    """See its template."""
    setup = house().desk.lane.hall.setup
    found = house()
    phones = {"phones_at": found.phones.base, "phones_why": why_no_phones(found.public_url)}
    years = found.desk.consult(_years) if setup else []
    return admin_page(
        "hall",
        hall=_figures(setup) if setup else None,
        public_url=found.public_url,
        years=years,
        **phones,
        **values,
    )


def _years(hall: Hall) -> list[Unpublished]:
    """Those whose working days nobody has set, and should have by now (C-3)."""
    return [year for year in unpublished(hall) if year.since <= hall.last_at]


def _import(setup: Setup | None, told: dict[str, Any]) -> None:
    """Refuse what is faulty, and another hall's file where that is not said to be meant, as `import-hall` does."""
    if setup is None:
        raise Refusal("setup_faulty", count=told["errors"])
    there = house().desk.lane.hall.setup
    if there is not None and told["another_hall"] and not given("another_hall"):
        raise Refusal("another_hall", **_both("given", setup.hall), **_both("there", there.hall))
    accepted(house().give(actor(), ImportHall(setup=setup)))


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


def _told(examined: Examined) -> dict[str, Any]:
    """As `HallExamined` says it, for the page and for JSON."""
    there = house().desk.lane.hall.setup
    findings = [_finding(placed) for placed in examined.placed]
    if examined.setup is not None:
        findings += map(_finding, years_missing(examined.setup, house().desk.lane.now()))
    if there is not None and examined.setup is not None:
        findings += house().desk.consult(lambda hall: _in_use(hall, examined.setup))
    return {
        "errors": sum(finding["level"] == "error" for finding in findings),
        "another_hall": bool(there and examined.setup and there.hall.id != examined.setup.hall.id),
        "findings": findings,
    }


def _in_use(hall: Hall, setup: Setup | None) -> list[dict[str, Any]]:
    """What the hall has in use and the file leaves out, in the words in which its import would be refused."""
    try:
        if setup is not None:
            keeps_what_is_in_use(hall, setup)
    except Refusal as refusal:
        text = {each: say(each, f"refusal.{refusal.code}", refusal.values) for each in get_args(Language)}
        return [
            {
                "line": None,
                "level": "error",
                "code": refusal.code,
                "values": dict(refusal.values),
                "text": text,
            }
        ]
    return []


def _finding(placed: Placed) -> dict[str, Any]:
    level, code, values = placed.finding.level, placed.finding.code, dict(placed.finding.values)
    text = {each: say(each, f"finding.{code}", values) for each in get_args(Language)}
    return {"line": placed.line, "level": level, "code": code, "values": values, "text": text}


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
