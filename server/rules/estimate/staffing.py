"""Who serves a queue, and who will: the spans of time in which each of its clerks takes residents, today."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from common.words import Instant
from server.rules.cover import SERVED
from server.rules.estimate.known import LATE_IN_BREAK_MS
from server.rules.estimate.left import left_s
from server.rules.hall import Cover, Hall, Presence
from server.rules.hours import MINUTE_MS, parts_of
from server.rules.planned import ENDLESS, lunch_of
from server.rules.post_day import Span, a_today, joined, own_hours, works_today
from server.rules.setup import Post

UNATTENDED_MS = 10 * MINUTE_MS
"""Nobody is there: so long, if nobody knows better. Whoever has been missed for longer is missed as long again."""
MOMENT_MS = 5 * MINUTE_MS
ARRIVES_MS = 2 * MINUTE_MS
"""Who is expected and has not come yet."""
PAUSED_MS = 15 * MINUTE_MS


class Stint(NamedTuple):
    """From when until when, and which share of the clerk's time the queue gets."""

    since: Instant
    until: Instant
    share: float


def staffing(hall: Hall, line: str, kept_to: str | None, at: Instant) -> dict[str, list[Stint]]:
    """The stints of each clerk who serves the queue from `at` on, in order; whoever comes later is named by the post."""
    here = _opened(hall, at, through=_over_break(hall, at))
    gone = _opened(hall, at, through=False) if hall.phase == "break" else here
    found: dict[str, list[Stint]] = {}
    for post in hall.rules.posts:
        if line not in post.lines or kept_to not in (None, post.id) or not works_today(hall, post):
            continue
        for clerk, stint in _of_post(hall, post, at, here if _is_seated(hall, post) else gone):
            found.setdefault(clerk, []).append(stint)
    return {clerk: _one_after_another(stints) for clerk, stints in found.items()}


def closes(hall: Hall, line: str) -> Instant | None:
    """When the last who serves `line` today does not have to any more; none for a day opened by hand."""
    ends = [part.since for part in parts_of(hall.rules, hall.day) if part.phase == "closing"]
    if hall.by_hand or hall.phase == "closing" or not hall.day or not ends:
        return None
    posts = [post for post in hall.posts_of(line) if works_today(hall, post)]
    hours = [own_hours(hall, post) for post in posts]
    return max((min(own[-1][1], ends[0]) if own else ends[0] for own in hours), default=None)


# -- the hall's hours -----------------------------------------------------------------------------


def _opened(hall: Hall, at: Instant, *, through: bool) -> list[Span]:
    """When residents are called: in the hall's hours, `through` a break or not, and to the last one at the end."""
    at = max(at, _goes_on(hall, at))
    parts = () if hall.by_hand else parts_of(hall.rules, hall.day)
    opened = [(part.since, part.until or ENDLESS) for part in parts if part.phase == "open"]
    if hall.phase == "closing" or not opened:
        return [(at, ENDLESS)]
    opened[-1] = (opened[-1][0], ENDLESS)
    if through:
        opened = [(opened[0][0], ENDLESS)]
    return [(max(since, at), until) for since, until in opened if until > at]


def _over_break(hall: Hall, at: Instant) -> bool:
    """Whether residents are called over a break: as in the present one, once it has begun in earnest, else as in the last."""
    known = hall.estimates
    if hall.phase == "break" and (known.called_in_break or at > hall.phase_since + 2 * LATE_IN_BREAK_MS):
        return known.called_in_break
    return known.over_break


def _is_seated(hall: Hall, post: Post) -> bool:
    """Whether somebody serves the post and is there."""
    cover = hall.covers.get(post.id)
    return cover is not None and cover.state in SERVED and cover.window is not None


def _goes_on(hall: Hall, at: Instant) -> Instant:
    """When a pause is over, as far as anybody can say."""
    if hall.paused is None:
        return at
    return max(hall.paused_until or at + PAUSED_MS, at + MINUTE_MS)


# -- a post ---------------------------------------------------------------------------------------


def _of_post(hall: Hall, post: Post, at: Instant, opened: list[Span]) -> Iterable[tuple[str, Stint]]:
    cover, a_role = hall.covers.get(post.id), a_today(hall, post)
    hours = _hours(hall, post, opened)
    if cover is not None and cover.state in SERVED and cover.clerk is not None:
        since = _free_at(hall, hall.presence.get(cover.clerk), cover, at)
        mine = [(at, ENDLESS), *hours] if hall.phase == "early" and cover.window is not None else hours
        if cover.clerk == a_role:
            yield from _a_serves(hall, post, a_role, _from(mine, since))
        else:
            back = _back_at(hall, a_role, cover, at)
            stands_in = _until(_without(_from(mine, since), _out(hall, cover.clerk)), back)
            yield from ((cover.clerk, Stint(*span, 1.0)) for span in stands_in)
            yield from _a_serves(hall, post, a_role, _from(hours, back))
        if (load := hall.shared.get(post.id)) is not None:
            guest = Cover("b_role", load.clerk, None, None, at, None)
            free = _free_at(hall, hall.presence.get(load.clerk), guest, at)
            yield from ((load.clerk, Stint(*span, 1.0)) for span in _from(hours, free))
        return
    # nobody has to be there until its hours, or the hall's, begin
    if cover is None or cover.state == "closed":
        yield from _a_serves(hall, post, a_role, [span for span in hours if span[0] > at])
        return
    yield from _a_serves(hall, post, a_role, _from(hours, _somebody_at(cover, at)))


def _somebody_at(cover: Cover, at: Instant) -> Instant:
    """When a post at which nobody is has somebody again. The longer nobody has come, the longer nobody will: what lasted so long is not over in a moment."""
    gone = at - cover.since
    told = cover.until if cover.until is not None and cover.until > at else ENDLESS
    return max(at + ARRIVES_MS, min(told, at + max(UNATTENDED_MS - gone, gone)))


def _hours(hall: Hall, post: Post, opened: list[Span]) -> list[Span]:
    """Within its own; whoever waits when they end is served still (Q-6)."""
    own = own_hours(hall, post)
    if not own:
        return opened
    own = (*own[:-1], (own[-1][0], ENDLESS))
    both = ((max(a, c), min(b, d)) for a, b in opened for c, d in own)
    return [(since, until) for since, until in both if since < until]


def _a_serves(hall: Hall, post: Post, a_role: str, spans: list[Span]) -> Iterable[tuple[str, Stint]]:
    """Without A's lunch and leaves; meanwhile a B who is there gives the queue half of the time."""
    out = _out(hall, a_role)
    if not out:
        return [(a_role, Stint(*span, 1.0)) for span in spans]
    found = []
    for since, until in out:
        stands_in = next((clerk for clerk in post.b_roles if _is_there(hall, clerk, since)), None)
        if stands_in is not None:
            found += [(stands_in, Stint(*span, 0.5)) for span in _within(spans, since, until)]
    return [*found, *((a_role, Stint(*span, 1.0)) for span in _without(spans, out))]


def _out(hall: Hall, clerk: str) -> list[Span]:
    """When it is known beforehand that the clerk will not be there: leaves, and lunch by turns."""
    person, lunch = hall.presence.get(clerk), lunch_of(hall, clerk)
    leaves = [(leave.since, leave.until) for leave in person.leaves] if person is not None else []
    return [*leaves, (lunch[0], lunch[1])] if lunch else leaves


def _is_there(hall: Hall, clerk: str, at: Instant) -> bool:
    """Seated now, and not at lunch by then."""
    person, lunch = hall.presence.get(clerk), lunch_of(hall, clerk)
    there = person is not None and person.window is not None and person.away is None
    return there and not (lunch and lunch[0] <= at < lunch[1])


def _back_at(hall: Hall, a_role: str, cover: Cover, at: Instant) -> Instant:
    """When A is expected again, if anybody knows."""
    lunch = lunch_of(hall, a_role)
    if lunch and lunch[0] <= at < lunch[1]:
        return lunch[1]
    return cover.until if cover.until is not None and cover.until > at else ENDLESS


def _free_at(hall: Hall, person: Presence | None, cover: Cover, at: Instant) -> Instant:
    """When the clerk takes the next one: back at the window, and the hand empty."""
    if person is None or person.window is None:
        return at + ARRIVES_MS
    held = hall.hands.get(person.window)
    busy = left_s(hall, hall.tickets[held], at) * 1000 if held is not None else 0.0
    back = at
    if person.away is not None:
        back = max(person.away.until or person.away.since + MOMENT_MS, at + MINUTE_MS)
    elif person.silent_since is not None:
        back = at + ARRIVES_MS
    return back + round(busy)


# -- spans ----------------------------------------------------------------------------------------


def _from(spans: Iterable[Span], since: Instant) -> list[Span]:
    return _within(spans, since, ENDLESS)


def _until(spans: Iterable[Span], until: Instant) -> list[Span]:
    return _within(spans, 0, until)


def _without(spans: list[Span], out: Iterable[Span]) -> list[Span]:
    for since, until in out:
        spans = [*_until(spans, since), *_from(spans, until)]
    return spans


def _within(spans: Iterable[Span], since: Instant, until: Instant) -> list[Span]:
    cut = ((max(begin, since), min(end, until)) for begin, end in spans)
    return [(begin, end) for begin, end in cut if begin < end]


def _one_after_another(stints: list[Stint]) -> list[Stint]:
    """A clerk who serves the queue by two posts serves it once."""
    if len(stints) < 2:
        return stints
    whole = joined((stint.since, stint.until) for stint in stints if stint.share == 1.0)
    half = [stint for stint in stints if stint.share < 1.0 and not _meets(stint, whole)]
    return sorted([*(Stint(*span, 1.0) for span in whole), *half])


def _meets(stint: Stint, spans: Iterable[Span]) -> bool:
    return any(since < stint.until and stint.since < until for since, until in spans)


def served_now(hall: Hall) -> Mapping[str, tuple[Post, ...]]:
    """The posts that each clerk serves now, by the record."""
    found: dict[str, tuple[Post, ...]] = {}
    for post in hall.rules.posts:
        cover = hall.covers.get(post.id)
        if cover is not None and cover.clerk is not None:
            found[cover.clerk] = (*found.get(cover.clerk, ()), post)
    return found
