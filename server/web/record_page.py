"""/supervisor/who: who was at a window in any minute and why (AB-12), and how long covers took; as page and JSON."""

import re
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from common.words import Instant
from server.rules.hours import civil_day, spans_of
from server.rules.minutes import Stretch
from server.rules.refusal import Refusal
from server.rules.setup import Setup
from server.storage.presence_record import Takeover, time_to_cover, who_was_at
from server.web.answering import refused_as_json
from server.web.visitor import house, needs

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)


class Asked(msgspec.Struct, frozen=True):
    """A window and a span of one day."""

    window: int
    day: str
    since: str
    until: str


def record_pages() -> Blueprint:
    """For supervisors and administrators."""
    pages = Blueprint("record", __name__, url_prefix="/supervisor")
    pages.before_request(needs("supervisor", "administrator"))

    @pages.get("/who")
    def page() -> str:
        setup = _setup()
        asked = _asked(setup)
        stretches = _who(setup, asked) if request.args else []
        return render_template(
            "record_who.html",
            here="supervisor",
            tab="who",
            asked=asked,
            windows=setup.windows,
            posts={post.id: post.name for post in setup.posts},
            stretches=stretches,
            clock=lambda at: _clock(setup, at),
        )

    @pages.get("/who.json")
    def as_json() -> ResponseReturnValue:
        try:
            setup = _setup()
            found = _who(setup, _asked(setup))
        except Refusal as refusal:
            return refused_as_json(refusal)
        sent: Any = msgspec.to_builtins(found)
        return {"ok": True, "stretches": sent}

    @pages.get("/time-to-cover.json")
    def covers() -> ResponseReturnValue:
        try:
            found = _time_to_cover(_setup())
        except Refusal as refusal:
            return refused_as_json(refusal)
        sent: Any = msgspec.to_builtins(found)
        return {"ok": True, "takeovers": sent}

    return pages


def _setup() -> Setup:
    setup = house().desk.lane.hall.setup
    if setup is None:
        raise Refusal("no_hall")
    return setup


def _asked(setup: Setup) -> Asked:
    """What the address asks; today's first window where it says nothing."""
    given = request.args
    window, day = given.get("window", str(setup.windows[0].number)), given.get("day", "")
    day = day or civil_day(setup, house().desk.lane.now())
    since, until = given.get("since", "") or "00:00", given.get("until", "") or "23:59:59"
    try:
        date.fromisoformat(day)
    except ValueError:
        raise Refusal("bad_request", field="day") from None
    if (
        not window.isascii()
        or not window.isdigit()
        or not any(w.number == int(window) for w in setup.windows)
    ):
        raise Refusal("unknown_window")
    for field, clock in (("since", since), ("until", until)):
        if not _CLOCK.fullmatch(clock):
            raise Refusal("bad_request", field=field)
    if until <= since:
        raise Refusal("bad_request", field="until")
    return Asked(int(window), day, since, until)


def _who(setup: Setup, asked: Asked) -> list[Stretch]:
    """Never beyond now: nobody knows who will be there."""
    (span,) = spans_of(setup.hall.timezone, asked.day, ((asked.since, asked.until),))
    until = min(span[1], house().desk.lane.now())
    posts = tuple(post.id for post in setup.posts if post.window == asked.window)
    store = house().store

    def read() -> list[Stretch]:
        with store.reading() as connection:
            return who_was_at(connection, store.hall, asked.window, posts, (span[0], until))

    return house().threads.read(read) if span[0] < until else []


def _time_to_cover(setup: Setup) -> list[Takeover]:
    month = request.args.get("month", "")
    post = request.args.get("post")
    if not _MONTH.fullmatch(month):
        raise Refusal("bad_request", field="month")
    if post is not None and all(item.id != post for item in setup.posts):
        raise Refusal("unknown_post")
    year, number = int(month[:4]), int(month[5:])
    following = f"{year + number // 12:04}-{number % 12 + 1:02}-01"
    ((since, _),) = spans_of(setup.hall.timezone, f"{month}-01", (("00:00", "23:59"),))
    ((until, _),) = spans_of(setup.hall.timezone, following, (("00:00", "23:59"),))
    store = house().store

    def read() -> list[Takeover]:
        with store.reading() as connection:
            return time_to_cover(connection, store.hall, (since, until), post)

    return house().threads.read(read)


def _clock(setup: Setup, at: Instant) -> str:
    """The time of day to the second, in the hall's time zone."""
    return (
        datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(setup.hall.timezone)).strftime("%H:%M:%S")
    )
