"""Who ought to be next, and who may never be passed: by looking at every ticket, with no index."""

from server.rules.hall import Hall, Key, Ticket


def offsets(hall: Hall, clerk: str) -> dict[str, int]:
    """The posts that `clerk` works for: guests count later by the offset (AB-9)."""
    shared = {post: load.offset_ms for post, load in hall.shared.items() if load.clerk == clerk}
    served = {post.id: 0 for post in hall.rules.posts if (c := hall.covers.get(post.id)) and c.clerk == clerk}
    return shared | served


def waiting_for(hall: Hall, clerk: str) -> list[tuple[Key, Ticket]]:
    """Who may be called by `clerk`, at which place: by looking at every ticket, with no index."""
    mine = offsets(hall, clerk)
    later: dict[str, int] = {}
    for post in hall.rules.posts:
        for line in post.lines if post.id in mine else ():
            later[line] = min(later.get(line, mine[post.id]), mine[post.id])
    open_posts = {post for post, cover in hall.covers.items() if cover.state != "closed"}
    found = []
    for t in hall.tickets.values():
        if t.state != "waiting" or t.carried or t.line not in later:
            continue
        by = mine.get(t.kept_to) if t.kept_to in open_posts else later[t.line]
        if by is not None:
            found.append(((t.claim + by, t.placed, t.id), t))
    return found


def next_of(hall: Hall, clerk: str) -> Ticket | None:
    """Who is next for `clerk`: the smallest place, or who goes first in that line by the special channel."""
    found = min(waiting_for(hall, clerk), default=None, key=lambda item: item[0])
    if found is None:
        return None
    smallest = found[1]
    line = [t for t in hall.tickets.values() if t.in_line and t.queue == smallest.queue]
    granted = sorted((t.special.granted, t.id, t.special.beyond_pace) for t in line if t.special is not None)
    one_in = hall.rules.settings.special_one_in
    at_will = hall.paced.get(smallest.queue, one_in) >= one_in - 1
    first = [ticket for _, ticket, beyond in granted if at_will or beyond]
    return hall.tickets[first[0]] if first else smallest


def head_start_ms(hall: Hall) -> int:
    """Hmax: by so much at most somebody who came later may go before."""
    most = max((item.head_start_min for item in hall.rules.priorities), default=0)
    if hall.rules.appointments:
        most = max(most, hall.rules.settings.appointment_lead_min + hall.rules.settings.appointment_late_min)
    return most * 60_000


def check_fair(hall: Hall, called: Ticket, moved: set[int]) -> None:
    """Called by `call_next` now: nobody who came more than the largest head start earlier was passed."""
    if called.went_first is not None:
        return
    for other in hall.tickets.values():
        if other.queue != called.queue or not other.in_line or other.id in moved:
            continue
        since = other.issued_at if other.slot is None else max(other.issued_at, other.claim)  # came early
        assert called.issued_at <= since + head_start_ms(hall), "passed by one who came too much later"
        plain = called.slot is None and other.slot is None and called.id not in moved
        if called.priority == other.priority and plain:
            assert called.issued_at <= other.issued_at, "equal rank is first in, first out"
