"""Decide who sits where, who is away, and what passes from hand to hand with a post."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from common import commands as c
from common.words import Instant
from server.rules import facts as f
from server.rules import order as o
from server.rules.budget import budget_left
from server.rules.cases.handing import done_meanwhile, open_at
from server.rules.cover import next_available, posts_served_by
from server.rules.decide_contact import NOTE_LIMIT, to_contact
from server.rules.decision import Decision, empty_hand, known_clerk, my_window, named
from server.rules.hall import Hall, Presence
from server.rules.hours import civil_day
from server.rules.post_day import a_on, a_today, works_on
from server.rules.presence import absence, presence_of
from server.rules.refusal import Refusal
from server.rules.setup import Post


def sit_down(hall: Hall, command: c.SitDown, order: o.Order) -> Decision:
    """Two clerks never sit at one window, nor one at two; an absent clerk's seat may be taken (AB-13)."""
    known_clerk(hall, order.by.id)
    if all(window.number != command.window for window in hall.rules.windows):
        raise Refusal("unknown_window")
    person = presence_of(hall, order.by.id)
    early = _back_early(person, order)
    if person.window == command.window:
        raise Refusal("already_seated", window=command.window)
    if person.window is not None:
        empty_hand(hall, person.window)
    holder = hall.seats.get(command.window)
    if holder is not None and (command.window in hall.hands or absence(hall, holder, order.at) is None):
        raise Refusal("window_taken", clerk=holder)
    return Decision([*early, f.ClerkSatDown(clerk=order.by.id, window=command.window)])


def _back_early(person: Presence, order: o.Order) -> list[f.Fact]:
    """Being back ends a short official absence (D-5); a leave is ended by who granted it (销假, D-2)."""
    now = [leave for leave in person.leaves if leave.since <= order.at < leave.until]
    if not all(leave.official for leave in now):
        raise Refusal("on_leave")
    return [
        f.LeaveEnded(clerk=person.clerk, since=leave.since, until=leave.until, official=True) for leave in now
    ]


def stand_up(hall: Hall, command: c.StandUp, order: o.Order) -> Decision:
    """Signed out: nothing may be left in hand (AB-15)."""
    window = _seat(hall, order)
    _not_past(command.until, order.at)
    empty_hand(hall, window)
    fact = f.ClerkStoodUp(clerk=order.by.id, window=window, reason=command.reason, until=command.until)
    return Decision([fact])


def step_away(hall: Hall, command: c.StepAway, order: o.Order) -> Decision:
    """For a moment: within the grace it is no absence (AB-4)."""
    _seat(hall, order)
    _not_past(command.until, order.at)
    if presence_of(hall, order.by.id).away is not None:
        raise Refusal("already_away")
    my_window(hall, order)  # one who is absent does not get the post back by leaving again
    fact = f.ClerkSteppedAway(
        clerk=order.by.id,
        reason=command.reason,
        until=command.until,
        budget_ms=budget_left(hall, presence_of(hall, order.by.id), order.at),
    )
    return Decision([fact])


def come_back(hall: Hall, command: c.ComeBack, order: o.Order) -> Decision:
    """By the clerk's own act, never by a connection (AB-8); also from a short official absence, before a seat is taken."""
    person = presence_of(hall, order.by.id)
    here = person.window is None or (person.away is None and person.silent_since is None)
    if here and (early := _back_early(person, order)):
        return Decision(early)
    _seat(hall, order)
    if person.away is None and person.silent_since is None:
        raise Refusal("not_away")
    return Decision([f.ClerkCameBack(clerk=order.by.id)])


def hand_over(hall: Hall, command: c.HandOver, order: o.Order) -> Decision:
    """Every post of mine, and every one that I cover, goes to the next who is available (AB-5, AB-6)."""
    window = _seat(hall, order)
    _not_past(command.until, order.at)
    empty_hand(hall, window)
    away = presence_of(hall, order.by.id).away
    if away is not None and away.handed_over:
        raise Refusal("already_away")
    if len(command.note) > NOTE_LIMIT:
        raise Refusal("note_too_long", limit=NOTE_LIMIT)
    takers = [(post, _taker(hall, post, order)) for post in _posts_of(hall, order)]
    left = f.ClerkSteppedAway(clerk=order.by.id, reason=command.reason, until=command.until, handed_over=True)
    facts: list[f.Fact] = [left]
    private = []
    for post, taker in takers:
        version = hall.version + 1 + len(facts)
        note = o.seal(command.note, order.seed, f"note-{version}") if command.note else None
        passing = Passing("left", order.by.id, taker)
        facts.append(handover(hall, post, passing, version, note.sealed if note else None))
        private += [note] if note else []
    return Decision(facts, private=private)


def _posts_of(hall: Hall, order: o.Order) -> list[Post]:
    """One's own that work today, and those that one covers now."""
    today = civil_day(hall.rules, order.at)
    covered = posts_served_by(hall, order.by.id)
    own = [
        post
        for post in hall.rules.posts
        if a_on(hall.rules, post, today) == order.by.id and works_on(hall.rules, post, today)
    ]
    return [post for post in hall.rules.posts if post in own or post in covered]


class Passing(NamedTuple):
    """What a handover is and between whom."""

    kind: Literal["left", "absence", "return"]
    giver: str
    taker: str


def handover(
    hall: Hall, post: Post, passing: Passing, version: int, note: f.Sealed | None = None
) -> f.HandoverOpened:
    """The lists of `post` as they stand now; for a returning A also what was left of days before."""
    to_a = passing == ("return", passing.giver, a_today(hall, post))
    covered = hall.covered.get(post.id) if to_a else None
    held = [ticket for ticket in hall.held if hall.tickets[ticket].post == post.id]
    if covered is not None:
        held += [ticket for ticket in covered.held if ticket not in held and _still_open(hall, ticket)]
    return f.HandoverOpened(
        handover=version,
        post=post.id,
        kind=passing.kind,
        giver=passing.giver,
        taker=passing.taker,
        waiting=sum(hall.waiting_in(line) for line in post.lines),
        held=tuple(held),
        served=covered.served if covered else _served_now(hall, post, passing),
        note=note,
        earlier_note=None if note is not None else _note_of_before(hall, post, passing),
        missed=tuple(t for t in covered.missed if _still_missed(hall, t)) if covered else (),
        unfinished=to_contact(hall, post, passing.taker) if to_a else (),
        cases=_cases(hall, post, passing, to_a=to_a),
    )


def _cases(hall: Hall, post: Post, passing: Passing, *, to_a: bool) -> tuple[int, ...]:
    """To an A what was done meanwhile, to anybody else what is open."""
    if not to_a:
        return open_at(hall, post.id, passing.taker)
    covered = hall.covered.get(post.id)
    return done_meanwhile(hall, covered) if covered is not None else ()


def says_something(fact: f.HandoverOpened) -> bool:
    """Whether anything was done, left or noted for the taker; who waits stands before everybody's eyes."""
    lists = fact.held or fact.missed or fact.unfinished or fact.cases
    return bool(fact.served or lists or fact.note or fact.earlier_note)


def _note_of_before(hall: Hall, post: Post, passing: Passing) -> str | None:
    """What the giver was told goes on to the next taker; nobody gets a note of their own back."""
    told = [item for item in hall.handovers.values() if item.post == post.id]
    if passing.giver == a_today(hall, post) or not told or told[-1].note is None:
        return None
    writer = next(item.giver for item in told if item.note == told[-1].note)
    return told[-1].note if writer != passing.taker else None


def _still_open(hall: Hall, ticket: int) -> bool:
    return ticket in hall.tickets and hall.tickets[ticket].state in ("waiting", "missed", "held")


def _still_missed(hall: Hall, ticket: int) -> bool:
    return ticket in hall.tickets and hall.tickets[ticket].state == "missed"


def _served_now(hall: Hall, post: Post, passing: Passing) -> int:
    return hall.cover_served.get(post.id, 0) if passing.kind == "return" else 0


def _taker(hall: Hall, post: Post, order: o.Order) -> str:
    """Refused where nobody is settled, also for what one covers: the way out is a stand-in (AB-5, AB-18)."""
    found = next_available(hall, post, order.at, but=order.by.id)
    if found is None:
        raise Refusal("no_b_available", **named(post))
    return found[1]


def acknowledge(hall: Hall, command: c.AcknowledgeHandover, order: o.Order) -> Decision:
    """By the one who takes over, once."""
    found = hall.handovers.get(command.handover)
    if found is None or found.taker != order.by.id or found.acknowledged_at is not None:
        raise Refusal("unknown_handover")
    return Decision([f.HandoverAcknowledged(handover=command.handover)])


def terminal_silent(hall: Hall, command: o.TerminalSilent, order: o.Order) -> Decision:
    """Counts from when it was last heard; a clerk who sits nowhere has no terminal to lose."""
    person = presence_of(hall, command.clerk)
    if person.window is None or person.silent_since is not None:
        return Decision([])
    return Decision([f.TerminalWentSilent(clerk=command.clerk)], due=min(command.since, order.at))


def terminal_back(hall: Hall, command: o.TerminalBack, order: o.Order) -> Decision:
    """Within the grace nothing happened; after it the clerk has to come back by an act."""
    person = presence_of(hall, command.clerk)
    if person.silent_since is None or _silence_took_effect(hall, command.clerk, order.at):
        return Decision([])
    return Decision([f.TerminalHeard(clerk=command.clerk)])


def _silence_took_effect(hall: Hall, clerk: str, at: Instant) -> bool:
    found = absence(hall, clerk, at)
    return found is not None and found.reason == "silent"


def _seat(hall: Hall, order: o.Order) -> int:
    window = presence_of(hall, order.by.id).window
    if window is None:
        raise Refusal("not_seated")
    return window


def _not_past(until: Instant | None, at: Instant) -> None:
    if until is not None and until <= at:
        raise Refusal("until_past")


DECIDERS: dict[type[o.AnyCommand], Callable[[Hall, Any, o.Order], Decision]] = {
    o.TerminalSilent: terminal_silent,
    o.TerminalBack: terminal_back,
    c.SitDown: sit_down,
    c.StandUp: stand_up,
    c.StepAway: step_away,
    c.ComeBack: come_back,
    c.HandOver: hand_over,
    c.AcknowledgeHandover: acknowledge,
}
