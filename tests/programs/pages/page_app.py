"""The pages without a hall: templates, scripts and styles, as whoever is signed in gets them."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from flask import Flask, Response, render_template, request, send_file, send_from_directory

import counter
from common.commands_case import SeePerson
from common.i18n import catalogue, say
from common.words import Language
from server.rules.cases.asked import handlers_for
from server.rules.cases.case import Case
from server.rules.cases.facts import CaseOverdue, OverdueCountered
from server.rules.decision import matter_of
from server.rules.facts import Entry
from server.rules.slots import free_slots
from server.rules.view import table
from server.rules.view_case_rows import case_row
from server.web.case_words import fact_text
from server.web.intake_page import plans_of
from server.web.phone_page import page as phone_page
from server.web.shapes import FreeSlot, FreeSlots
from server.web.shapes_supervision import DayApart, SlotsOfDay
from tests.programs.pages.canned import canned_pages

ROOT = Path(__file__).resolve().parents[3]
CHINA = ZoneInfo("Asia/Shanghai")
ANEW = ("text/html", "application/json")
"""What is asked for each time: what one test's hall answered is no answer to the next test."""
CSP = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"


class Staff(NamedTuple):
    id: str
    roles: frozenset[str]


def of_case(entry: Entry, case: int) -> bool:
    """Whether the fact is of this case alone."""
    return getattr(entry.fact, "case", None) == case


def page_app(fake_socket: Path) -> Flask:
    """Who is signed in, and the language, stand in the address: /counter/?as=A03&language=en."""
    web = ROOT / "server" / "web"
    app = Flask("pages", template_folder=str(web / "templates"), static_folder=str(web / "static"))
    app.jinja_env.filters["moment"] = lambda at: datetime.fromtimestamp(at / 1000, CHINA).strftime(
        "%m-%d %H:%M"
    )
    app.context_processor(every_page)
    app.register_blueprint(
        counter.blueprint(lambda: None, lambda note: "H002 等传真件", lambda: {"kiosk-1": "大门取号机"})
    )
    app.add_url_rule("/web/<path:path>", "web", partial(send_from_directory, ROOT / "assets" / "web"))
    app.add_url_rule("/vendor/<path:path>", "vendor", lambda path: send_file(fake_socket))
    app.add_url_rule("/t", "phone", phone_page)
    app.add_url_rule("/favicon.ico", "icon", lambda: Response(status=204))
    answer_questions(app)
    app.add_url_rule("/supervisor/locked", "locked", lambda: {"locked": [{"id": "A07", "until": 0}]})
    for path, (template, values) in canned_pages().items():
        app.add_url_rule(path, path, partial(render_template, template, **values))
    app.after_request(guarded)
    return app


def answer_questions(app: Flask) -> None:
    """What the supervisor's pages ask besides the feed, from the hall behind them (`app.extensions["behind"]`)."""

    def slots() -> Response:
        behind = app.extensions["behind"]
        day = request.args["day"]
        found = SlotsOfDay(ok=True, day=day, plans=plans_of(behind.hall, day, behind.now))
        return Response(msgspec.json.encode(found), content_type="application/json")

    def free() -> Response:
        behind = app.extensions["behind"]
        found = free_slots(
            behind.hall, matter_of(behind.hall, request.args["matter"]), request.args["day"], behind.now
        )
        answer = FreeSlots(ok=True, slots=[FreeSlot(slot=slot, left=left) for slot, left in found])
        return Response(msgspec.json.encode(answer), content_type="application/json")

    def apart() -> Response:
        found = DayApart(ok=True, day=request.args["day"], tickets=[], appointments=[])
        return Response(msgspec.json.encode(found), content_type="application/json")

    def ticket(number: str) -> Any:
        tickets = app.extensions["behind"].hall.tickets.values()
        known = next((one for one in tickets if one.number == number), None)
        if known is None:
            return {"ok": False}, 404
        told = {"ok": True, "ticket": known.id, "number": known.number, "state": known.state}
        return {**told, "matter": known.matter, "carried": known.carried, "passed": []}

    answer_cases(app)
    app.add_url_rule("/supervisor/slots.json", "slots", slots)
    app.add_url_rule("/supervisor/day.json", "apart", apart)
    app.add_url_rule("/api/slots", "free", free)
    app.add_url_rule("/api/tickets/<number>", "ticket", ticket)
    app.add_url_rule("/supervisor/time-to-cover.json", "took", lambda: {"ok": True, "takeovers": []})


def answer_cases(app: Flask) -> None:
    """What the terminal asks of cases besides the feed: one by its number, its applicant, the departments."""

    def case(number: str) -> Any:
        hall = app.extensions["behind"].hall
        found = next((one for one in hall.cases.open.values() if one.number == number), None)
        if found is None:
            return {"ok": False, "refused": {"code": "case_not_found"}}, 404
        return {
            "ok": True,
            "case": {"state": found.state},
            "now": msgspec.to_builtins(case_row(hall, found, "")),
            "history": [
                event(entry, found) for entry in app.extensions["behind"].log if of_case(entry, found.id)
            ],
            "handlers": handlers_for(hall, found),
        }

    def person(case: int) -> Any:
        """Every applicant of the tests is the same one; the look is on record."""
        clerk = request.headers["Referer"].partition("as=")[2][:3]
        app.extensions["behind"].do(clerk, SeePerson(case=case, why=request.get_json()["why"]))
        return {"ok": True, "name": "欧阳小红", "contact": "13800000000", "erased": False}

    def board() -> Any:
        rows = table(app.extensions["behind"].hall, "board", "departments")
        return {"ok": True, "departments": [msgspec.to_builtins(row) for row in rows.values()]}

    def listed() -> Any:
        """What was late or wrong; of the present quarter only, and nothing that is history."""
        behind = app.extensions["behind"]
        cases = behind.hall.cases.open if request.args["quarter"] == "2026-Q4" else {}
        records = [
            account(entry, cases[entry.fact.case])
            for entry in behind.log
            if isinstance(entry.fact, CaseOverdue) or getattr(entry.fact, "breach", False)
            if entry.fact.case in cases
        ]
        rows = [msgspec.to_builtins(cases[n]) for n in {one["case"] for one in records}]
        return {"ok": True, "cases": rows, "records": records[::-1], "more": False}

    def account(entry: Entry, case: Case) -> dict[str, Any]:
        fact: Any = entry.fact
        later = (one for one in app.extensions["behind"].log if one.version > entry.version)
        wrong = next((one for one in later if isinstance(one.fact, OverdueCountered)), None)
        overdue = isinstance(fact, CaseOverdue)
        return {
            "case": case.id,
            "event": event(entry, case),
            "clerk": fact.clerk if overdue else case.clerk,
            "covered_by": fact.covered_by if overdue else None,
            "cover": fact.cover if overdue else None,
            "countered": event(wrong, case) if wrong is not None and overdue else None,
        }

    def event(entry: Entry, case: Case) -> dict[str, Any]:
        text = fact_text(app.extensions["behind"].hall.rules, case.lists, entry.fact, case.id)
        kind = type(entry.fact).__struct_config__.tag
        return {
            "version": entry.version,
            "kind": kind,
            "at": entry.due,
            "by": entry.by,
            "text": msgspec.to_builtins(text),
        }

    app.add_url_rule("/api/cases", "cases", listed)
    app.add_url_rule("/api/cases/<number>", "one_case", case)
    app.add_url_rule("/api/cases/<int:case>/person", "person", person, methods=["POST"])
    app.add_url_rule("/api/board", "board", board)


def every_page() -> dict[str, Any]:
    staff = request.args.get("as", "")
    language: Language = "en" if request.args.get("language") == "en" else "zh"
    roles = {"clerk"} if staff.startswith("A") else {"supervisor", "administrator"}
    return {
        "root": request.script_root,
        "language": language,
        "say": lambda code, **values: say(language, code, values),
        "page_texts": {code: text for code, text in catalogue(language).items() if code.startswith("page.")},
        "csrf_token": "t",
        "staff": Staff(staff, frozenset(roles)) if staff else None,
    }


def guarded(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CSP
    if response.mimetype not in ANEW:
        response.headers["Cache-Control"] = (
            "max-age=3600"  # one browser asks once, however many pages it opens
        )
    return response
