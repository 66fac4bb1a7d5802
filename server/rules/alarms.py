"""What a supervisor has to know at once (S-1). An alarm is derived from the hall and is no fact of its own.

Its `since` may lie ahead: nothing has to happen for it then, it is an alarm from that moment on.
"""

from collections.abc import Iterator, Mapping

from common.rows import AlarmRow
from common.words import Instant
from server.rules.cases.years import unpublished
from server.rules.civil import day_now
from server.rules.cover import next_bs
from server.rules.duty import first_day, stands_bare, without_rota
from server.rules.hall import Hall
from server.rules.hours import DAY_MS, MINUTE_MS, instant_of
from server.rules.place import oldest_of_line

COVERS_AT_MOST = 2
COVERED_WAIT_MOST_MS = 10 * MINUTE_MS
COVERING = ("b_role", "stand_in")
NOTICES = ("paper_low",)
"""Of a device: nothing is wrong yet."""
ANSWERED = ("open", "closing")
"""The parts of the day in which whoever waits is to be called."""

WITHOUT_HALL: Mapping[str, Mapping[str, AlarmRow]] = {
    "alarms": {"no_hall": AlarmRow(id="no_hall", kind="no_hall", subject="", since=0, detail="")}
}
"""All there is to see until a hall is imported. `since` 0: it always was so."""


def alarms(hall: Hall, _key: str) -> Mapping[str, AlarmRow]:
    """The table `alarms`."""
    return {row.id: row for alarms_of in _FOUND for row in alarms_of(hall)}


def _unattended(hall: Hall) -> Iterator[AlarmRow]:
    for post, cover in hall.covers.items():
        if cover.state == "unattended":
            yield _alarm("unattended", post, cover.since)


def _absent(hall: Hall) -> Iterator[AlarmRow]:
    for post, since in hall.absences.items():
        yield _alarm("absent", post, since)


def _overdue(hall: Hall) -> Iterator[AlarmRow]:
    """Who said to be back by now and is not (AB-15)."""
    for clerk, until in hall.overdue.items():
        yield _alarm("overdue", clerk, until)


def _faults(hall: Hall) -> Iterator[AlarmRow]:
    for device, (fault, since) in hall.faults.items():
        yield _alarm("device_notice" if fault in NOTICES else "device", device, since, fault)


def _asking(hall: Hall) -> Iterator[AlarmRow]:
    """A resident at a kiosk asked for a person. `detail`: who is on the way."""
    for kiosk, call in hall.help.items():
        yield _alarm("help", kiosk, call.since, call.clerk or "")


def _covering_many(hall: Hall) -> Iterator[AlarmRow]:
    """One clerk for more than two posts of others: name somebody else for the last. `detail` is for how many."""
    begun: dict[str, list[tuple[Instant, str]]] = {}
    for post, cover in hall.covers.items():
        if cover.state in COVERING and cover.clerk is not None and hall.phase == "open":
            begun.setdefault(cover.clerk, []).append((cover.since, post))
    for clerk, covers in begun.items():
        if len(covers) > COVERS_AT_MOST:
            since, post = sorted(covers)[COVERS_AT_MOST]
            yield _alarm("covering_many", clerk, since, str(len(covers)), _offers(hall, post))


def _waiting_long(hall: Hall) -> Iterator[AlarmRow]:
    """A line that only somebody else's clerk answers, whose first has waited over ten minutes. `detail` names it.

    One that nobody serves is an alarm already, and at once.
    """
    if hall.phase not in ANSWERED or hall.paused is not None:
        return
    for line in hall.rules.lines:
        oldest, post = oldest_of_line(hall, line.id), _covered_post(hall, line.id)
        if oldest is not None and post is not None:
            since = max(_waits_from(hall, oldest) + COVERED_WAIT_MOST_MS, hall.covers[post].since)
            yield AlarmRow(
                id=f"waiting_long:{line.id}",
                kind="waiting_long",
                subject=post,
                since=since,
                detail=line.id,
                offers=_offers(hall, post),
            )


def _covered_post(hall: Hall, line: str) -> str | None:
    """The post of `line` that is covered; none where one of them has its A, or nobody."""
    states = {post.id: hall.covers[post.id].state for post in hall.posts_of(line) if post.id in hall.covers}
    if "a_role" in states.values():
        return None
    return next((post for post, state in states.items() if state in COVERING), None)


def _waits_from(hall: Hall, since: Instant) -> Instant:
    """Nobody could be called at lunch, before opening or in a pause."""
    return max(since, hall.resumed_at, hall.phase_since if hall.phase == "open" else 0)


def _years_not_published(hall: Hall) -> Iterator[AlarmRow]:
    """Deadlines run into a year whose holidays nobody has set (C-3): some time before it begins, and with the first case
    whose date is provisional. `detail`: how many those are.
    """
    for year in unpublished(hall):
        yield _alarm("year_unpublished", str(year.year), year.since, str(year.cases))


def _handed_in_late(hall: Hall) -> Iterator[AlarmRow]:
    """Numbers of a day that is over came in from a kiosk. `detail`: how many are to be checked in, and how many were too old: "3 0"."""
    for series, late in hall.offline.late.items():
        yield _alarm("handed_in_late", series, late.since, f"{late.carried} {late.lapsed}")


def _rota(hall: Hall) -> Iterator[AlarmRow]:
    """Nobody has made the rota of duty leaders: some time before its quarter begins (D-3). And a day that is to have one has none."""
    setup, today = hall.rules, day_now(hall)
    for quarter in without_rota(setup, today):
        begins = instant_of(setup.hall.timezone, first_day(quarter).isoformat(), "00:00")
        yield _alarm("duty_rota", quarter, begins - setup.duty.warn_days * DAY_MS)
    if stands_bare(setup, today):
        yield _alarm("duty_nobody", today, instant_of(setup.hall.timezone, today, "00:00"))


def _offers(hall: Hall, post: str) -> tuple[str, ...]:
    """The Bs who could be asked instead; who has said no since this cover began comes after the others."""
    said_no = _said_no(hall, post)
    bs = next((next_bs(hall, item) for item in hall.rules.posts if item.id == post), ())
    return tuple(sorted(bs, key=lambda clerk: clerk in said_no))


def _said_no(hall: Hall, post: str) -> set[str]:
    """Asked or called for the post as it is covered now, and declined or never answered (AB-14, AB-18)."""
    since = hall.covers[post].since
    return {
        item.clerk
        for item in hall.answered.values()
        if item.post == post and item.state in ("declined", "lapsed") and item.answered_at >= since
    }


def _alarm(
    kind: str, subject: str, since: Instant, detail: str = "", offers: tuple[str, ...] = ()
) -> AlarmRow:
    return AlarmRow(
        id=f"{kind}:{subject}", kind=kind, subject=subject, since=since, detail=detail, offers=offers
    )


_FOUND = (
    *(_unattended, _absent, _overdue, _faults, _covering_many),
    *(_waiting_long, _years_not_published, _rota, _handed_in_late, _asking),
)
