"""/supervisor/emergency: sheets of numbers for a day without power, a notice for the wall, and the stubs typed in afterwards."""

from typing import NamedTuple, get_args

import msgspec
from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from common.bar_code import bars
from common.commands_sheet import SHEETS_MOST, PrintSheets, StubOutcome
from common.i18n import say
from common.messages import SheetsReady
from common.words import Language
from server.lane import Ask
from server.live.tokens import new_token
from server.rules.civil import day_now
from server.rules.emergency.book import PER_SHEET, Run, Stub, number_at, numbers_of
from server.rules.emergency.days import DAYS_BACK, day_before
from server.rules.emergency.entered import AS_ENTERED, may_take_back
from server.rules.hall import Hall
from server.rules.refusal import Refusal
from server.web.answering import accepted, refused_as_json
from server.web.shapes_emergency import EmergencyTold, EnteredStub, PrintedRun
from server.web.supervisor_layout import live_page, setup_in_force
from server.web.visitor import actor, given, house

BAR_QUIET = 10
"""Modules of white beside a bar code (ISO/IEC 15417)."""


class BarCode(NamedTuple):
    """`width` modules, quiet zones included; `path` draws the dark ones, as SVG does."""

    width: int
    path: str


class Slip(NamedTuple):
    """One number of a sheet as it is drawn, twice."""

    number: str
    check: str
    bars: BarCode


def emergency_pages(pages: Blueprint) -> None:
    """The live page, what it reads besides the feed, and two pages for A4."""
    pages.get("/emergency")(emergency)
    pages.get("/emergency.json")(told)
    pages.post("/emergency/sheets")(sheets)
    pages.get("/emergency/notice")(notice)


def emergency() -> str:
    """See its template. `ask` is the request id of the next sheets: a page that is sent twice prints no new ones."""
    return live_page(
        "supervisor_emergency.html",
        outcomes=get_args(StubOutcome),
        sheets_most=SHEETS_MOST,
        per_sheet=PER_SHEET,
        days_back=DAYS_BACK,
        ask=new_token(),
    )


def told() -> ResponseReturnValue:
    """Which sheets were printed, and which stubs were typed in; both newest first."""
    try:
        setup_in_force()
        answer = house().desk.consult(told_of)
    except Refusal as refusal:
        return refused_as_json(refusal)
    return Response(msgspec.json.encode(answer), content_type="application/json")


def told_of(hall: Hall) -> EmergencyTold:
    """What the page shows."""
    book = hall.emergency
    stubs = [stub for stub in book.stubs.values() if _is_shown(hall, stub)]
    return EmergencyTold(
        ok=True,
        runs=[_run(run) for run in reversed(book.runs)],
        stubs=[_entered(hall, stub) for stub in sorted(stubs, key=lambda stub: -stub.id)],
    )


def _is_shown(hall: Hall, stub: Stub) -> bool:
    """What was typed in today; of days that are over for as long as it may be typed in anew."""
    return (stub.filed or stub.typed_on) >= day_before(day_now(hall), DAYS_BACK)


def _entered(hall: Hall, stub: Stub) -> EnteredStub:
    ticket = hall.tickets.get(stub.id) or stub.over
    return EnteredStub(
        ticket=stub.id,
        number=stub.number if ticket is None else ticket.number,
        matter=stub.matter if ticket is None else ticket.matter,
        given=stub.given,
        outcome=stub.outcome,
        window=stub.window,
        called=stub.called,
        by=stub.by,
        state=AS_ENTERED[stub.outcome] if ticket is None else ticket.state,
        may_take_back=may_take_back(hall, stub),
        unlisted=stub.unlisted != "",
        filed=stub.filed,
    )


def _run(run: Run) -> PrintedRun:
    first, last = run.serials
    return PrintedRun(
        run=run.id,
        at=run.at,
        by=run.by,
        serials=(first, last),
        numbers=(number_at(run.letter, run.first), number_at(run.letter, run.last)),
    )


def sheets() -> str:
    """New sheets, to be printed once; the same request again shows the same."""
    setup_in_force()
    asked = Ask(actor(), PrintSheets(sheets=_how_many(given("sheets"))), given("ask") or None)
    ready = accepted(house().outcome_of(lambda heard: house().desk.ask(asked, heard)))
    assert isinstance(ready, SheetsReady)
    run = house().desk.consult(lambda hall: _run_of(hall, ready.run))
    return render_template(
        "emergency_sheets.html",
        here="sheets",
        hall=house().desk.consult(lambda hall: hall.rules.hall),
        sheets=[(serial, [_slip(*one) for one in numbers]) for serial, numbers in numbers_of(run)],
        run=_run(run),
        outcomes=get_args(StubOutcome),
        both=both,
    )


def _run_of(hall: Hall, run: int) -> Run:
    found = next((one for one in hall.emergency.runs if one.id == run), None)
    if found is None:
        raise Refusal("not_found")
    return found


def _how_many(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= SHEETS_MOST:
        raise Refusal("bad_request", field="sheets")
    return int(text)


def _slip(number: str, check: str) -> Slip:
    return Slip(number, check, bar_code(number + check))


def bar_code(text: str) -> BarCode:
    """Code 128, as on tickets: a scanner at the desk types it, and the kiosk's understands it."""
    dark = bars(text)
    drawn = "".join(f"M{BAR_QUIET + x} 0h1v1h-1z" for x, is_dark in enumerate(dark) if is_dark)
    return BarCode(len(dark) + 2 * BAR_QUIET, drawn)


def notice() -> str:
    """For the wall: how the order works while numbers are given by hand (Q-13)."""
    setup = setup_in_force()
    return render_template(
        "emergency_notice.html",
        here="emergency_notice",
        hall=setup.hall,
        priorities=setup.priorities,
        both=both,
        english=lambda some: ", ".join(one.name.text("en") for one in some),
    )


def both(code: str, **values: str | int) -> list[tuple[Language, str, str]]:
    """A text in Chinese and in English: what is printed beforehand is for whoever comes. Language, its tag, words."""
    return [("zh", "zh-CN", say("zh", code, values)), ("en", "en", say("en", code, values))]
