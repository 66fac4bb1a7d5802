"""What each audience may see: tables of small rows, computed from the hall alone.

A row holds moments, never durations, so it changes only when a fact changes it. `touched` says which tables
a fact can change; a property test proves it complete: the changes merged into an old view are the fresh view.
"""

from collections.abc import Callable, Mapping

import msgspec

from common.rows import (
    CallRow,
    ElsewhereRow,
    HallRow,
    LineRow,
    MatterRow,
    PostRow,
    PriorityRow,
    Row,
    TodayRow,
    WindowRow,
)
from common.rows_public import VoiceManner
from common.words import Words
from server.rules.alarms import WITHOUT_HALL
from server.rules.civil import day_now
from server.rules.cover import awaits_a, line_awaits_a, state_of_line, window_of_line, window_of_post
from server.rules.duty import duty_next, duty_words
from server.rules.estimate.rows import WAIT_TABLES, ranges
from server.rules.hall import Away, Cover, Hall, Tally, Ticket
from server.rules.intake import closed_because, gives_numbers, numbers_left, quota_of
from server.rules.line_hours import told_of_line
from server.rules.offline.rows import taken_alone
from server.rules.place import oldest_of_line
from server.rules.post_day import a_today, b_roles_of
from server.rules.presence import presence_of
from server.rules.queues import usual_window
from server.rules.setup import Post, Window
from server.rules.slots import plan_of
from server.rules.view_cases import CASE_TABLES
from server.rules.view_staff import STAFF_TABLES

Rows = Mapping[str, Row]
Table = Callable[[Hall, str], Rows]

AUDIENCES: dict[str, tuple[str, ...]] = {
    "wall": ("hall", "windows", "posts", "lines", "calls", "today", "board", "departments"),
    "board": ("hall", "board", "departments"),
    "window": ("hall", "windows", "posts", "calls"),
    "kiosk": (
        "hall", "windows", "posts", "lines", "matters", "priorities", "elsewhere", "board", "departments",
        "papers", "waits", "help",
    ),
    "clerk": (
        "hall", "windows", "posts", "lines", "matters", "priorities", "elsewhere", "me",
        "hand", "held", "waiting", "missed", "handovers", "contacts", "appointments", "asked", "cases", "papers", "help",
    ),
    "supervisor": (
        "hall", "windows", "posts", "lines", "matters", "clerks",
        "tallies", "waiting", "missed", "handovers", "contacts", "appointments", "elsewhere", "alarms",
        "covering", "asked", "spot_checks", "departments", "case_watch", "devices",
    ),
}  # fmt: skip
"""The tables of each kind of audience. An audience is its kind, or "kind:key" (window:3, clerk:A03)."""


def table(hall: Hall, audience: str, name: str) -> Rows:
    """The rows of table `name` as `audience` may see them, by row id; hardly any before a hall is imported."""
    kind, _, key = audience.partition(":")
    if kind != "window" and name in ("windows", "calls"):  # only a window's own screen shows a part of these
        key = ""
    return TABLES[name](hall, key) if hall.setup is not None else WITHOUT_HALL.get(name, {})


def tables_of(audience: str) -> tuple[str, ...]:
    """The tables of an audience. Raises KeyError for an unknown kind."""
    return AUDIENCES[audience.partition(":")[0]]


def _hall(hall: Hall, key: str) -> Rows:
    about = hall.rules.hall
    row = HallRow(
        id=about.id,
        name=about.name,
        sample=about.sample,
        phone=about.phone,
        timezone=about.timezone,
        day=hall.day,
        phase=hall.phase,
        until=hall.phase_until,
        numbers=gives_numbers(hall),
        paused=hall.paused,
        paused_until=hall.paused_until,
        grace_min=hall.rules.settings.grace_min,
        call_next_finishes=hall.rules.settings.call_next_finishes,
        away_budget_min=hall.rules.cover.away_budget_min,
        away_budget_over_min=hall.rules.cover.away_budget_over_min,
        complaints=about.complaints,
        duty_leader=duty_words(hall.rules, day_now(hall)),
        duty_next=duty_next(hall.rules, day_now(hall)),
        commitments=about.commitments,
        case_number=hall.rules.cases.number,
        notices=about.notices,
        papers_missing=hall.rules.kiosks.papers_missing,
        **ranges(hall),
        **taken_alone(hall),
        voice=VoiceManner(**msgspec.structs.asdict(hall.rules.voice)),
    )
    return {"hall": row}


def _windows(hall: Hall, key: str) -> Rows:
    return {
        str(window.number): _window(hall, window)
        for window in hall.rules.windows
        if key in ("", str(window.number))
    }


def _window(hall: Hall, window: Window) -> WindowRow:
    clerk = hall.seats.get(window.number)
    away = presence_of(hall, clerk).away if clerk is not None else _gone_from(hall, window)
    held = hall.hands.get(window.number)
    ticket = hall.tickets[held] if held is not None else None
    state = "closed" if clerk is None else "away" if away else "free"
    if ticket is not None:
        state = "calling" if ticket.state == "called" else "serving"
    return WindowRow(
        number=window.number,
        name=window.name,
        clerk=clerk,
        away=away.reason if away else None,
        away_until=away.until if away else None,
        state=state,  # type: ignore[arg-type]  # one of the row's literals by the lines above
        ticket=ticket.number if ticket else None,
        since=ticket.since if ticket else away.since if away else None,
        title=next((item.title for item in hall.rules.clerks if item.id == clerk), Words("")),
        department=next(item.name for item in hall.rules.departments if item.id == window.department),
        zone=window.zone,
        where=window.where,
    )


def _gone_from(hall: Hall, window: Window) -> Away | None:
    """Where the A who signed out of here went, until somebody sits here (AB-15)."""
    for post in hall.rules.posts:
        person = presence_of(hall, a_today(hall, post))
        if post.window != window.number or person.window is not None:
            continue
        if person.left_at is not None and person.left_reason is not None:
            return Away(person.left_reason, person.left_at, person.left_until, person.handed_over)
    return None


def _posts(hall: Hall, key: str) -> Rows:
    return {post.id: _post(hall, post) for post in hall.rules.posts}


def _post(hall: Hall, post: Post) -> PostRow:
    cover = hall.covers.get(post.id, Cover("closed", None, None, None, hall.phase_since, None))
    called = hall.called_out.get(post.id)
    return PostRow(
        id=post.id,
        name=post.name,
        home=post.window,
        a_role=a_today(hall, post),
        state=cover.state,
        clerk=cover.clerk,
        window=window_of_post(hall, post),
        reason=cover.reason,
        since=cover.since,
        until=cover.until,
        lines=post.lines,
        cover_at=post.cover_at,
        coming=called.clerk if called is not None and cover.state == "on_the_way" else None,
        expected=awaits_a(hall, post),
        stand_in=hall.stand_ins.get(post.id),
        shares=load.clerk if (load := hall.shared.get(post.id)) else None,
        b_roles=b_roles_of(post, a_today(hall, post)),
    )


def _lines(hall: Hall, key: str) -> Rows:
    return {
        line.id: LineRow(
            id=line.id,
            name=line.name,
            everyday=line.everyday,
            icon=line.icon,
            waiting=hall.waiting_in(line.id),
            oldest=oldest_of_line(hall, line.id),
            window=window_of_line(hall, line.id),
            state=state_of_line(hall, line.id),
            expected=line_awaits_a(hall, line.id),
            general=line.general,
            closed=hall.closed.get(f"line:{line.id}"),
            prefix=line.prefix,
            **told_of_line(hall, line.id)._asdict(),
            last=hall.counters.get(line.prefix, 0),
            usual=usual_window(hall, line.id),
        )
        for line in hall.rules.lines
    }


def _matters(hall: Hall, key: str) -> Rows:
    departments = {item.id: item.name for item in hall.rules.departments}
    kinds = {item.id: item.name for item in hall.rules.kinds}
    return {
        item.id: MatterRow(
            id=item.id,
            name=item.name,
            department=departments[item.department],
            line=item.line,
            kind=item.kind,
            statutory_limit=item.statutory_limit,
            promised_limit=item.promised_limit,
            kind_name=kinds.get(item.kind, Words("")),
            sensitive=item.sensitive,
            start_incomplete=item.start_incomplete,
            basis=item.basis,
            who_may_apply=item.who_may_apply,
            materials=item.materials,
            steps=item.steps,
            fee=item.fee,
            fee_basis=item.fee_basis,
            result=item.result,
            phone=item.phone,
            closed=closed_because(hall, item),
            quota=quota_of(hall, item),
            left=numbers_left(hall, item),
            unsure=item.unsure,
            appointments=plan_of(hall.rules, item) is not None,
        )
        for item in hall.rules.matters
    }


def _elsewhere(hall: Hall, key: str) -> Rows:
    return {
        item.id: ElsewhereRow(id=item.id, name=item.name, where=item.where, phone=item.phone)
        for item in hall.rules.elsewhere
    }


def _priorities(hall: Hall, key: str) -> Rows:
    return {item.id: PriorityRow(id=item.id, name=item.name) for item in hall.rules.priorities}


def _calls(hall: Hall, key: str) -> Rows:
    rows = {}
    for ticket in (hall.tickets[number] for number in hall.calls):
        if ticket.window is None or ticket.called_at is None or ticket.role is None:
            continue
        window = _goes_to(hall, ticket)
        if key not in ("", str(window)):
            continue
        rows[str(ticket.id)] = CallRow(
            ticket=ticket.id,
            number=ticket.number,
            window=window,
            role=ticket.role,
            state=ticket.state,
            called_at=ticket.last_called_at or ticket.called_at,
            times=ticket.recalls + 1,
        )
    return rows


def _today(hall: Hall, key: str) -> Rows:
    return {str(window.number): _figures(hall, window.number) for window in hall.rules.windows}


def _figures(hall: Hall, window: int) -> TodayRow:
    tally = hall.tallies.get(f"window:{window}") or Tally()
    return TodayRow(window=window, called=tally.called, finished=tally.finished, wait_ms=tally.wait_ms)


def _goes_to(hall: Hall, ticket: Ticket) -> int | None:
    """A held resident is called again where the post is served now, not at the window that was left (AB-3)."""
    if ticket.state != "held" or ticket.post is None:
        return ticket.window
    return next((window_of_post(hall, post) for post in hall.rules.posts if post.id == ticket.post), None)


TABLES: dict[str, Table] = {
    "hall": _hall,
    "windows": _windows,
    "posts": _posts,
    "lines": _lines,
    "matters": _matters,
    "priorities": _priorities,
    "elsewhere": _elsewhere,
    "calls": _calls,
    "today": _today,
    **STAFF_TABLES,
    **CASE_TABLES,
    **WAIT_TABLES,
}
