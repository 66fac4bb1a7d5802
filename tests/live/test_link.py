from collections.abc import Callable
from random import Random

from common.commands import CallNext, FinishService, IssueTicket
from common.link import (
    ASK_AGAIN_S,
    DENIED_AGAIN_S,
    JOIN_AGAIN_S,
    RECONNECT_JITTER,
    RECONNECT_MOST_S,
    SILENT_AFTER_S,
    Link,
    Outcome,
    RequestIds,
    Unanswered,
)
from common.messages import Announcement, Done, Refused
from tests.live.wires import HandClock, HandWire

START = {"lines": {"a": {"waiting": 1}, "b": {"waiting": 2}}}


def link_of(wire: HandWire, clock: HandClock) -> Link:
    return Link(wire, "wall", clock=clock, random=Random(7))


def joined_link() -> tuple[Link, HandWire, HandClock]:
    wire, clock = HandWire(), HandClock()
    link = link_of(wire, clock)
    link.poll()
    wire.come_up()
    link.poll()
    wire.accept(START)
    link.poll()
    return link, wire, clock


def keep(answers: list[Outcome]) -> Callable[[Outcome], None]:
    return answers.append


def test_a_link_connects_joins_and_has_the_whole_view() -> None:
    """Subscription and snapshot come together."""
    link, wire, _ = joined_link()
    assert (link.status, link.upto, link.view) == ("joined", 7, START)
    assert wire.emitted[0] == ("join", {"audience": "wall", "language": "zh"}, "join")


def test_a_change_that_follows_is_merged() -> None:
    """Rows put replace, rows dropped go."""
    link, wire, _ = joined_link()
    wire.say_change(7, 9, {"lines": {"a": {"waiting": 5}}}, drop={"lines": ["b"]})
    link.poll()
    assert (link.view, link.upto, wire.joins()) == ({"lines": {"a": {"waiting": 5}}}, 9, 1)


def test_announcements_wait_until_the_caller_takes_them() -> None:
    """A call is shown once; the voice takes it when it can."""
    link, wire, _ = joined_link()
    called = Announcement(kind="called", version=8, at=1, number="A001")
    wire.say_change(7, 8, {}, announce=[called])
    link.poll()
    assert link.announcements == [called]


def test_a_gap_makes_the_link_join_again_and_keep_its_view_meanwhile() -> None:
    """field.md 13: a wall that missed calls is right again, with no restart."""
    link, wire, _ = joined_link()
    wire.say_change(8, 9, {"lines": {"a": {"waiting": 5}}})
    link.poll()
    assert (wire.joins(), link.view) == (2, START)
    wire.accept({"lines": {"a": {"waiting": 5}}}, upto=9)
    link.poll()
    assert (link.upto, link.view["lines"]["a"]) == (9, {"waiting": 5})


def test_another_ledger_makes_the_link_join_again() -> None:
    """A restored server counts from another past."""
    link, wire, _ = joined_link()
    wire.say_change(7, 8, {}, ledger_id="restored")
    link.poll()
    assert wire.joins() == 2


def test_a_heartbeat_tells_of_a_last_message_that_was_lost() -> None:
    """Nothing follows a lost last message, so the heartbeat carries its number."""
    link, wire, _ = joined_link()
    wire.beat(upto=7)
    link.poll()
    assert wire.joins() == 1
    wire.beat(upto=8)
    link.poll()
    assert wire.joins() == 2


def test_changes_that_arrive_while_it_joins_again_are_left_to_the_snapshot() -> None:
    """One way to recover: nothing is patched together."""
    link, wire, _ = joined_link()
    wire.beat(upto=8)
    link.poll()
    wire.say_change(7, 8, {"lines": {"a": {"waiting": 9}}})
    link.poll()
    assert (link.view, wire.joins()) == (START, 2)


def test_an_answer_to_join_that_never_comes_is_asked_for_again() -> None:
    """A join lost on the way must not leave a wall empty."""
    wire, clock = HandWire(), HandClock()
    link = link_of(wire, clock)
    link.poll()
    wire.come_up()
    link.poll()
    clock.pass_s(JOIN_AGAIN_S)
    link.poll()
    assert wire.joins() == 2


def test_a_lost_connection_keeps_the_view_and_comes_back() -> None:
    """field.md 26: a wall that loses the server keeps what it last knew."""
    link, wire, clock = joined_link()
    wire.go_down()
    link.poll()
    assert (link.status, link.view, wire.attempts) == ("lost", START, 1)
    clock.pass_s(1.0)
    link.poll()
    assert wire.attempts == 2


def test_pauses_between_attempts_grow_to_a_limit_and_are_spread() -> None:
    """Three hundred clients do not come back in the same instant."""
    wire, clock = HandWire(), HandClock()
    link = link_of(wire, clock)
    pauses = []
    for attempt in range(1, 9):
        began = clock.at
        while wire.attempts < attempt:
            link.poll()
            clock.pass_s(0.05)
        pauses.append(clock.at - began)
        wire.go_down()
        link.poll()
    assert pauses[1] < 1.0
    assert RECONNECT_MOST_S <= pauses[-1] <= RECONNECT_MOST_S * (1 + RECONNECT_JITTER) + 0.1
    assert len(set(pauses[5:])) == 3


def test_a_connection_that_falls_silent_is_given_up() -> None:
    """A pulled cable says nothing; three missed heartbeats do."""
    link, wire, clock = joined_link()
    clock.pass_s(SILENT_AFTER_S)
    link.poll()
    assert link.status == "lost"
    clock.pass_s(1.0)
    link.poll()
    assert wire.attempts == 2


def test_a_server_that_will_not_have_us_is_asked_again_later() -> None:
    """A device is paired while it waits; the reason is shown meanwhile."""
    wire, clock = HandWire(), HandClock()
    link = link_of(wire, clock)
    link.poll()
    wire.deny("not_signed_in")
    link.poll()
    assert (link.status, link.refused) == ("refused", Refused(code="not_signed_in"))
    clock.pass_s(DENIED_AGAIN_S * (1 + RECONNECT_JITTER))
    link.poll()
    assert wire.attempts == 2


def test_a_refused_join_shows_its_reason() -> None:
    """Another's view is refused, and the link says why."""
    wire, clock = HandWire(), HandClock()
    link = link_of(wire, clock)
    link.poll()
    wire.come_up()
    link.poll()
    wire.answer("join", {"ok": False, "refused": Refused(code="not_your_view")})
    link.poll()
    assert link.refused is not None
    assert (link.status, link.refused.code) == ("refused", "not_your_view")


def test_a_command_is_answered_once() -> None:
    """The same answer coming twice calls back once."""
    link, wire, _ = joined_link()
    answers: list[Outcome] = []
    asked = link.send(CallNext(), keep(answers))
    wire.answer(asked, {"ok": True, "answer": Done(version=9)})
    wire.answer(asked, {"ok": True, "answer": Done(version=9)})
    link.poll()
    assert answers == [Done(version=9)]


def test_a_command_without_an_answer_is_asked_again_with_the_same_id() -> None:
    """field.md 7: a retried request repeats no ticket."""
    link, wire, clock = joined_link()
    asked = link.send(IssueTicket(matter="m"), keep([]))
    clock.pass_s(ASK_AGAIN_S)
    link.poll()
    assert wire.commands() == [("issue_ticket", asked)] * 2


def test_a_command_given_while_the_server_is_away_goes_out_when_it_is_back() -> None:
    """What was pressed is done once, or refused with a reason."""
    link, wire, clock = joined_link()
    wire.go_down()
    link.poll()
    asked = link.send(FinishService(ticket=3), keep([]))
    assert wire.commands() == []
    clock.pass_s(2.0)
    link.poll()
    wire.come_up()
    link.poll()
    wire.accept(START)
    link.poll()
    assert wire.commands() == [("finish_service", asked)]


def test_an_unknown_outcome_is_asked_again() -> None:
    """Unknown is not a no: the same id brings the one answer."""
    link, wire, clock = joined_link()
    answers: list[Outcome] = []
    asked = link.send(CallNext(), keep(answers))
    wire.answer(asked, {"ok": False, "unknown": True})
    link.poll()
    clock.pass_s(1.0)
    link.poll()
    assert (len(wire.commands()), answers) == (2, [])


def test_a_refusal_is_an_answer() -> None:
    """A refused command is over."""
    link, wire, clock = joined_link()
    answers: list[Outcome] = []
    refused = Refused(code="nobody_waits", values={"window": 3})
    wire.answer(link.send(CallNext(), keep(answers)), {"ok": False, "refused": refused})
    link.poll()
    clock.pass_s(ASK_AGAIN_S)
    link.poll()
    assert (answers, len(wire.commands())) == ([refused], 1)


def test_a_command_that_nobody_answers_expires() -> None:
    """A kiosk gives a number of its own instead of waiting for ever."""
    link, wire, clock = joined_link()
    answers: list[Outcome] = []
    link.send(IssueTicket(matter="m"), keep(answers), expires_s=4.0)
    clock.pass_s(4.0)
    link.poll()
    clock.pass_s(ASK_AGAIN_S)
    link.poll()
    assert (answers, len(wire.commands())) == ([Unanswered()], 1)


def test_a_forgotten_command_calls_nobody_back() -> None:
    """A page that was left wants no answer."""
    link, wire, _ = joined_link()
    answers: list[Outcome] = []
    asked = link.send(CallNext(), keep(answers))
    link.forget(asked)
    wire.answer(asked, {"ok": True, "answer": Done(version=9)})
    link.poll()
    assert answers == []


def test_the_servers_time_goes_on_between_its_words() -> None:
    """A kiosk without a server still knows when a number was given."""
    link, wire, clock = joined_link()
    wire.beat(upto=7, now=1_700_000_060_000)
    link.poll()
    clock.pass_s(30.0)
    assert (link.server_now(), link.silent_s()) == (1_700_000_090_000, 30.0)


def test_before_the_first_word_the_servers_time_is_not_known() -> None:
    """No guess from the device's own clock."""
    assert link_of(HandWire(), HandClock()).server_now() is None


def test_request_ids_sort_by_time_and_differ_within_it() -> None:
    """Random keys made a million inserts 14 s instead of 6."""
    now = [5_000]
    ids = RequestIds(Random(1), lambda: now[0])
    first, second = ids.fresh(), ids.fresh()
    now[0] += 1
    later = ids.fresh()
    assert len({first, second, later}) == 3
    assert max(first, second) < later


def test_a_closed_link_stays_closed() -> None:
    """Leaving a page leaves the hall."""
    link, wire, clock = joined_link()
    link.close()
    clock.pass_s(100.0)
    link.poll()
    assert (link.status, wire.closed, wire.attempts) == ("lost", True, 1)
