"""/supervisor/statistics: a span's figures as a page, as JSON, as a workbook and as text (S-1, S-2)."""

import csv
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO
from typing import NamedTuple, TypeVar

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from common.words import Instant
from server.live.wording import refused as as_sent
from server.rules.hours import civil_day
from server.rules.refusal import Refusal
from server.statistics.figures import GROUPINGS, Grouping
from server.statistics.reading import Statistics, read_statistics
from server.statistics.span import Span, read_span
from server.web.answering import refused_as_json, status_of
from server.web.statistics_book import workbook
from server.web.statistics_table import COLUMNS, DEFINED, POST_TIMES, Table, Wording, clock, table
from server.web.visitor import house, language, needs

AT_ONCE = 2
"""How many spans are counted at one time: the threads that read are needed for all that is asked."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes a text file for one in the machine's old encoding."""
T = TypeVar("T")


class Asked(NamedTuple):
    """What a request asks for. `today` is the hall's."""

    span: Span
    by: Grouping
    today: str


class Turns:
    """Lets few be counted at one time."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free = threading.BoundedSemaphore(at_once)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Raises `Refusal` where others are at it: nobody waits with a thread in hand."""
        if not self._free.acquire(blocking=False):
            raise Refusal("statistics_busy")
        try:
            yield
        finally:
            self._free.release()


def statistics_pages(turns: Turns | None = None) -> Blueprint:
    """For supervisors and administrators."""
    pages = Blueprint("statistics", __name__, url_prefix="/supervisor")
    pages.before_request(needs("supervisor", "administrator"))
    turns = turns or Turns()

    @pages.get("/statistics")
    def show() -> ResponseReturnValue:
        """The page; it shows a refusal in words beside its form."""
        try:
            asked = _asked()
            return _page(asked, _counted(turns, asked, _table_of(asked)))
        except Refusal as refusal:
            text = as_sent(refusal).text.text(language())
            return make_response(_page(_as_typed(), None, text), status_of(refusal.code))

    @pages.get("/statistics.json")
    def as_json() -> ResponseReturnValue:
        """`from`, `to` (ISO days, both counted, today when absent), `by`; durations in ms."""
        try:
            asked = _asked()
            return _counted(turns, asked, _table_of(asked)).as_json()
        except Refusal as refusal:
            return refused_as_json(refusal)

    @pages.get("/statistics.xlsx")
    def as_workbook() -> Response:
        """Every grouping of the span on a sheet of its own."""
        asked, wording, now = _asked(), _wording(), _now()
        return _file(asked, "xlsx", XLSX, _counted(turns, asked, lambda found: workbook(found, wording, now)))

    @pages.get("/statistics.csv")
    def as_text() -> Response:
        """One grouping, durations in seconds."""
        asked = _asked()
        shown = _counted(turns, asked, _table_of(asked))
        return _file(asked, "csv", "text/csv; charset=utf-8", _csv(shown, _wording()))

    return pages


def _counted(turns: Turns, asked: Asked, of: Callable[[Statistics], T]) -> T:
    """Read and put together in a reader's thread: the hall goes on meanwhile."""
    store, timezone, now = house().store, _wording().setup.hall.timezone, _now()

    def work() -> T:
        return of(read_statistics(store, store.hall, asked.span, timezone, now))

    with turns.taken():
        return house().threads.read(work)


def _table_of(asked: Asked) -> Callable[[Statistics], Table]:
    wording, now = _wording(), _now()
    return lambda found: table(found, asked.by, wording, now)


def _asked() -> Asked:
    by = request.args.get("by", GROUPINGS[0])
    if by not in GROUPINGS:
        raise Refusal("bad_grouping")
    today = _today().today
    first = request.args.get("from") or request.args.get("to") or today
    return Asked(read_span(first, request.args.get("to") or max(first, today)), by, today)


def _as_typed() -> Asked:
    """For the form beside a refusal: what was asked for, as far as it makes sense."""
    typed = [request.args.get(name, "") for name in ("from", "to")]
    known, by = _today(), request.args.get("by")
    span = Span(*typed) if all(ISO_DAY.fullmatch(day) for day in typed) else known.span
    return Asked(span, by if by in GROUPINGS else known.by, known.today)


def _today() -> Asked:
    today = civil_day(_wording().setup, _now())
    return Asked(Span(today, today), GROUPINGS[0], today)


def _now() -> Instant:
    return house().desk.lane.now()


def _wording() -> Wording:
    setup = house().desk.consult(lambda hall: hall.setup)
    if setup is None:
        raise Refusal("no_hall")
    return Wording(setup, language())


def _page(asked: Asked, shown: Table | None, refused: str | None = None) -> str:
    spans = _spans(date.fromisoformat(asked.today))
    return render_template(
        "statistics.html",
        here="supervisor",
        tab="statistics",
        asked=asked,
        spans=spans,
        chosen=next((name for name, span in spans.items() if span == asked.span), None),
        groupings=GROUPINGS,
        columns=[column for column in COLUMNS if column.everywhere],
        defined=DEFINED,
        shown=shown,
        wording=_wording(),
        clock=clock,
        post_times=POST_TIMES,
        refused=refused,
    )


def _spans(today: date) -> dict[str, Span]:
    """What is asked for most: its first and last day."""
    day, week = timedelta(days=1), timedelta(days=today.weekday())
    month = today.replace(day=1)
    ends = {
        "today": (today, today),
        "yesterday": (today - day, today - day),
        "this_week": (today - week, today),
        "last_week": (today - week - 7 * day, today - week - day),
        "this_month": (month, today),
        "last_month": ((month - day).replace(day=1), month - day),
    }
    return {name: Span(first.isoformat(), last.isoformat()) for name, (first, last) in ends.items()}


def _csv(shown: Table, wording: Wording) -> bytes:
    file = StringIO()
    writer = csv.writer(file)
    heads = [f"{wording.say(f'part.{one.part}')} {wording.say(f'column.{one.code}')}" for one in COLUMNS]
    writer.writerow([wording.say(f"by.{shown.about['by']}"), *heads])
    for group in (*shown.groups, {"name": wording.say("total"), **shown.total}):
        writer.writerow([_harmless(group["name"]), *(_plain(one.value(group), one.kind) for one in COLUMNS)])
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def _harmless(name: str) -> str:
    """Never a formula, whatever a name begins with."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@")) else name


def _plain(value: int | None, kind: str) -> int | float | str:
    if value is None:
        return ""
    return value if kind == "count" else value / 1000


def _file(asked: Asked, ending: str, kind: str, content: bytes) -> Response:
    """Named after the hall and the days, never after a person."""
    hall = re.sub(r"[^0-9A-Za-z_-]", "_", _wording().setup.hall.id)
    name = f"{hall}-statistics-{asked.span.first}-{asked.span.last}.{ending}"
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
