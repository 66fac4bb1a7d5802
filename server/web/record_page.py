"""/supervisor/who: who was at a window in any minute and why (AB-12), and how long covers took; as page and JSON."""

import re
from datetime import UTC, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from common.words import Instant
from server.live.wording import refused as as_sent
from server.rules.hours import civil_day, spans_of
from server.rules.minutes import Stretch
from server.rules.refusal import Refusal
from server.rules.setup import Setup
from server.storage.presence_record import Takeover, time_to_cover, who_was_at
from server.storage.setups import setups_within
from server.web.answering import refused_as_json, status_of
from server.web.asked_days import asked_day, asked_month
from server.web.supervisor_layout import setup_in_force
from server.web.visitor import house, language, needs

TYPED = {"window", "day", "since", "until"}
_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?", re.ASCII)


class Asked(msgspec.Struct, frozen=True):
    """A window and a span of one day."""

    window: int
    day: str
    since: str
    until: str


class Found(NamedTuple):
    """Who was there, and the set-ups in force on the day that was asked for, the present one first."""

    stretches: list[Stretch]
    setups: list[Setup]


def record_pages() -> Blueprint:
    """For supervisors and administrators."""
    pages = Blueprint("record", __name__, url_prefix="/supervisor")
    pages.before_request(needs("supervisor", "administrator"))

    @pages.get("/who")
    def page() -> ResponseReturnValue:
        """A refusal is shown beside the form, which keeps what was typed."""
        setup = setup_in_force()
        try:
            return _page(setup, _who(setup, _asked(setup)) if TYPED & request.args.keys() else None)
        except Refusal as refusal:
            text = as_sent(refusal).text.text(language())
            return make_response(_page(setup, None, text), status_of(refusal.code))

    @pages.get("/who.json")
    def as_json() -> ResponseReturnValue:
        try:
            setup = setup_in_force()
            found = _who(setup, _asked(setup))
        except Refusal as refusal:
            return refused_as_json(refusal)
        sent: Any = msgspec.to_builtins(found.stretches)
        return {"ok": True, "stretches": sent}

    @pages.get("/time-to-cover.json")
    def covers() -> ResponseReturnValue:
        try:
            found = _time_to_cover(setup_in_force())
        except Refusal as refusal:
            return refused_as_json(refusal)
        sent: Any = msgspec.to_builtins(found)
        return {"ok": True, "takeovers": sent}

    return pages


def _page(setup: Setup, found: Found | None, refused: str | None = None) -> str:
    typed = {name: request.args.get(name, "")[:16] for name in TYPED}
    setups = found.setups if found is not None else [setup]
    windows = {window.number: window for then in reversed(setups) for window in then.windows}
    return render_template(
        "record_who.html",
        here="supervisor",
        tab="who",
        typed={**_untyped(setup), **{name: text for name, text in typed.items() if text}},
        windows=[windows[number] for number in sorted(windows)],
        posts={post.id: post.name for then in reversed(setups) for post in then.posts},
        stretches=found.stretches if found is not None else None,
        clock=lambda at: _clock(setup, at),
        refused=refused,
    )


def _untyped(setup: Setup) -> dict[str, str]:
    """What is asked where the address says nothing."""
    window = str(setup.windows[0].number)
    return {"window": window, "day": _today(setup), "since": "00:00", "until": "23:59:59"}


def _asked(setup: Setup) -> Asked:
    """What the address asks. Raises `Refusal`."""
    untyped, day = _untyped(setup), asked_day(_today(setup))
    window, since, until = (request.args.get(name) or untyped[name] for name in ("window", "since", "until"))
    if not _NUMBER.fullmatch(window):
        raise Refusal("unknown_window")
    for field, clock in (("since", since), ("until", until)):
        if not _CLOCK.fullmatch(clock):
            raise Refusal("bad_clock", field=field)
    if until <= since:
        raise Refusal("clock_backwards")
    return Asked(int(window), day, since, until)


def _today(setup: Setup) -> str:
    return civil_day(setup, house().desk.lane.now())


def _who(setup: Setup, asked: Asked) -> Found:
    """By the set-ups in force then, which may know windows that are no more; never beyond now: nobody knows who will be
    there. Raises `Refusal`.
    """
    (day,) = spans_of(setup.hall.timezone, asked.day, ((asked.since, asked.until),))
    span = (day[0], min(day[1], house().desk.lane.now()))

    def find(connection: Connection, hall: str) -> Found:
        setups = [setup, *(then.setup for then in setups_within(connection, hall, span))]
        if not any(window.number == asked.window for then in setups for window in then.windows):
            raise Refusal("unknown_window")
        return Found(who_was_at(connection, hall, asked.window, span) if span[0] < span[1] else [], setups)

    return house().read(find)


def _time_to_cover(setup: Setup) -> list[Takeover]:
    month, post = asked_month(), request.args.get("post")
    year, number = int(month[:4]), int(month[5:])
    following = f"{year + number // 12:04}-{number % 12 + 1:02}-01"
    ((since, _),) = spans_of(setup.hall.timezone, f"{month}-01", (("00:00", "23:59"),))
    ((until, _),) = spans_of(setup.hall.timezone, following, (("00:00", "23:59"),))

    def find(connection: Connection, hall: str) -> list[Takeover]:
        setups = [setup, *(then.setup for then in setups_within(connection, hall, (since, until)))]
        if post is not None and not any(item.id == post for then in setups for item in then.posts):
            raise Refusal("unknown_post")
        return time_to_cover(connection, hall, (since, until), post)

    return house().read(find)


def _clock(setup: Setup, at: Instant) -> str:
    """The time of day to the second, in the hall's time zone."""
    return (
        datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(setup.hall.timezone)).strftime("%H:%M:%S")
    )
