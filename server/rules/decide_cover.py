"""Decide on stand-ins, calls from outside, short official absences and spot checks."""

from collections.abc import Callable
from typing import Any

from common import commands as c
from common.words import Instant
from server.rules import facts as f
from server.rules.decide_leave import stays_covered
from server.rules.decision import Decision, known_clerk, post_of
from server.rules.hall import Hall
from server.rules.hours import MINUTE_MS, civil_day, closing, next_midnight
from server.rules.may import LEADS
from server.rules.order import AnyCommand, Order
from server.rules.planned import clerk_of
from server.rules.post_day import a_today
from server.rules.presence import is_available, presence_of
from server.rules.refusal import Refusal
from server.rules.setup import Post

# -- standing in (AB-10, AB-18) -------------------------------------------------------------------


def name_stand_in(hall: Hall, command: c.NameStandIn, order: Order) -> Decision:
    """Somebody who is here and competent, who has agreed or is asked to."""
    post = post_of(hall, command.post)
    known_clerk(hall, command.clerk)
    if command.clerk == a_today(hall, post):
        raise Refusal("already_a_role")
    _here(hall, command.clerk, order)
    declared = _competent(hall, post, command.clerk)
    if command.on_the_spot:
        return Decision(
            [f.StandInNamed(post=post.id, clerk=command.clerk, reason=command.reason, declared=declared)]
        )
    return Decision(
        [f.StandInAsked(post=post.id, clerk=command.clerk, reason=command.reason, declared=declared)]
    )


def _here(hall: Hall, clerk: str, order: Order) -> None:
    if not is_available(hall, clerk, order.at):
        raise Refusal("stand_in_not_here", clerk=clerk)


def _competent(hall: Hall, post: Post, clerk: str) -> bool:
    """Whether the set-up says so; refused where it says otherwise. It may say nothing: then the supervisor does."""
    found = clerk_of(hall, clerk)
    if clerk in post.b_roles:
        return True
    if found is None or not found.lines:
        return False
    if not set(post.lines) <= set(found.lines):
        raise Refusal("stand_in_not_competent", clerk=clerk)
    return True


def answer_stand_in(hall: Hall, command: c.AnswerStandIn, order: Order) -> Decision:
    """By the one who was asked, at the terminal."""
    post = post_of(hall, command.post)
    asked = hall.stand_ins_asked.get(post.id)
    if asked is None or asked.clerk != order.by.id:
        raise Refusal("not_asked")
    answered = f.StandInAnswered(post=post.id, clerk=asked.clerk, accepted=command.accept)
    if not command.accept:
        return Decision([answered])
    _here(hall, asked.clerk, order)
    named = f.StandInNamed(
        post=post.id, clerk=asked.clerk, reason=asked.reason, consent="asked", declared=asked.declared
    )
    return Decision([answered, named])


def end_stand_in(hall: Hall, command: c.EndStandIn, order: Order) -> Decision:
    """The post goes by its own roles again."""
    post = post_of(hall, command.post)
    if hall.stand_ins.get(post.id) != command.clerk:
        raise Refusal("no_stand_in", clerk=command.clerk)
    return Decision([f.StandInEnded(post=post.id, clerk=command.clerk)])


def take_back_stand_in(hall: Hall, command: c.TakeBackStandIn, order: Order) -> Decision:
    """An asking that nobody has answered; who agreed meanwhile stands in."""
    post = post_of(hall, command.post)
    asked = hall.stand_ins_asked.get(post.id)
    if asked is None or asked.clerk != command.clerk:
        raise Refusal("asking_over", clerk=command.clerk)
    return Decision([f.StandInEnded(post=post.id, clerk=command.clerk)])


# -- from outside the hall (AB-14) ----------------------------------------------------------------


def answer_call(hall: Hall, command: c.AnswerCall, order: Order) -> Decision:
    """On the way, within the limit; or the next one is called. Said of one who was called before, it says nothing of the next."""
    post = post_of(hall, command.post)
    called, clerk = hall.called_out.get(post.id), command.clerk or order.by.id
    if clerk != order.by.id and not order.by.roles & LEADS:
        raise Refusal("not_allowed")
    if called is None or called.clerk != clerk:
        raise Refusal("not_called", clerk=clerk)
    if not command.coming:
        return Decision([f.CoverDeclined(post=post.id, clerk=called.clerk)])
    until = order.at + hall.rules.cover.on_the_way_min * MINUTE_MS
    return Decision([f.CoverOnTheWay(post=post.id, clerk=called.clerk, until=until)])


# -- short official absence (D-5) -----------------------------------------------------------------


def ask_official(hall: Hall, command: c.AskOfficial, order: Order) -> Decision:
    """Registered by the clerk; nothing changes until it is agreed to."""
    known_clerk(hall, order.by.id)
    since = max(command.since or order.at, order.at)
    if command.until <= since:
        raise Refusal("bad_leave")
    _is_short(hall, since, command.until)
    if any(asking.clerk == order.by.id for asking in hall.officials.values()):
        raise Refusal("asked_already")
    asking = hall.version + 1
    fact = f.OfficialAsked(
        asking=asking, clerk=order.by.id, reason=command.reason, since=since, until=command.until
    )
    return Decision([fact])


def _is_short(hall: Hall, since: Instant, until: Instant) -> None:
    """Within one day's hours and no longer than the setting; anything more is a leave, which others grant (D-2)."""
    most = hall.rules.cover.official_most_min
    if until - since > most * MINUTE_MS:
        raise Refusal("official_too_long", most=most)
    if until > (_ends(hall, civil_day(hall.rules, since)) or 0):
        raise Refusal("official_outside_hours")


def _ends(hall: Hall, day: str) -> Instant | None:
    """When the hall closes on `day`; one that was opened by hand has the day."""
    by_hand = hall.by_hand and hall.phase != "closed" and hall.day == day
    return next_midnight(hall.rules, hall.opened_at) if by_hand else closing(hall.rules, day)


def answer_official(hall: Hall, command: c.AnswerOfficial, order: Order) -> Decision:
    """Agreed to, it is a proper absence for that span; refused where it leaves a post with nobody (AB-5)."""
    asking = hall.officials.get(command.asking)
    if asking is None:
        raise Refusal("not_asked")
    answered = f.OfficialAnswered(asking=asking.id, clerk=asking.clerk, agreed=command.agree)
    if not command.agree:
        return Decision([answered])
    since = max(asking.since, order.at)
    stays_covered(hall, asking.clerk, since, asking.until)
    agreed = f.LeaveRecorded(
        clerk=asking.clerk, since=since, until=asking.until, official=True, reason=asking.reason
    )
    return Decision([answered, agreed])


def cancel_official(hall: Hall, command: c.CancelOfficial, order: Order) -> Decision:
    """One's own, as long as nobody has answered."""
    asking = hall.officials.get(command.asking)
    if asking is None or asking.clerk != order.by.id:
        raise Refusal("not_asked")
    return Decision([f.OfficialTakenBack(asking=asking.id, clerk=asking.clerk)])


# -- spot checks (S-6) ----------------------------------------------------------------------------


def check_spot(hall: Hall, command: c.CheckSpot, order: Order) -> Decision:
    """What was found, beside what the system says at this moment."""
    if all(window.number != command.window for window in hall.rules.windows):
        raise Refusal("unknown_window")
    if command.found is not None:
        known_clerk(hall, command.found)
    said = hall.seats.get(command.window)
    away = said is not None and presence_of(hall, said).away is not None
    fact = f.SpotChecked(
        check=hall.version + 1, window=command.window, found=command.found, said=said, away=away
    )
    return Decision([fact])


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.NameStandIn: name_stand_in,
    c.AnswerStandIn: answer_stand_in,
    c.EndStandIn: end_stand_in,
    c.TakeBackStandIn: take_back_stand_in,
    c.AnswerCall: answer_call,
    c.AskOfficial: ask_official,
    c.AnswerOfficial: answer_official,
    c.CancelOfficial: cancel_official,
    c.CheckSpot: check_spot,
}
