"""/supervisor/attendance: D-1 over a month, as a page and as a workbook."""

import re
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from common.words import Instant
from server.live.wording import refused as as_sent
from server.rules.hours import civil_day
from server.rules.refusal import Refusal
from server.rules.setup import Setup
from server.statistics.attendance import KINDS, ClerkMonth, attendance
from server.storage.attendance_record import attended
from server.web.answering import status_of
from server.web.asked_days import asked_month
from server.web.attendance_book import workbook
from server.web.statistics_page import XLSX
from server.web.statistics_table import Wording
from server.web.supervisor_layout import months_to, setup_in_force, today
from server.web.visitor import house, language


def attendance_pages(pages: Blueprint) -> None:
    """The page and its workbook."""
    pages.get("/attendance")(show)
    pages.get("/attendance.xlsx")(as_workbook)


def show() -> ResponseReturnValue:
    """`month`, this one when absent; a refusal is shown beside the choice."""
    setup_in_force()
    try:
        month = asked_month(today()[:7])
        return _page(month, _found(month))
    except Refusal as refusal:
        text = as_sent(refusal).text.text(language())
        return make_response(_page(months_to(today())[0], None, text), status_of(refusal.code))


def as_workbook() -> Response:
    """One sheet that explains, one that sums up, one with every case."""
    setup, month = setup_in_force(), asked_month(today()[:7])
    answer = Response(_book(setup, month, _found(month)), content_type=XLSX)
    hall = re.sub(r"[^0-9A-Za-z_-]", "_", setup.hall.id)
    answer.headers["Content-Disposition"] = f'attachment; filename="{hall}-attendance-{month}.xlsx"'
    return answer


def _book(setup: Setup, month: str, found: list[ClerkMonth]) -> bytes:
    file = BytesIO()
    workbook(found, month, Wording(setup, language()), _now()).save(file)
    return file.getvalue()


def _found(month: str) -> list[ClerkMonth]:
    """Days that are over: nobody is late on a day that still goes on."""
    setup = setup_in_force()
    first, last = f"{month}-01", f"{month}-31"
    return house().read(lambda connection, hall: attendance(setup, attended(connection, hall, first, last)))


def _page(month: str, found: list[ClerkMonth] | None, refused: str | None = None) -> str:
    setup = setup_in_force()
    figures: dict[str, Any] = {
        "late": setup.cover.late_min,
        "off_post": setup.cover.off_post_min,
        "half_day": setup.cover.half_day_min,
    }
    return render_template(
        "attendance.html",
        here="supervisor",
        tab="attendance",
        month=month,
        months=sorted({month, *months_to(civil_day(setup, _now()))}, reverse=True),
        kinds=KINDS,
        found=found,
        titles={clerk.id: clerk.title for clerk in setup.clerks},
        figures=figures,
        wording=Wording(setup, language()),
        refused=refused,
    )


def _now() -> Instant:
    return house().desk.lane.now()
