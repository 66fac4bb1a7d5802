"""Two processes on one database: the key (hall, version) is the only lock between them."""

from threading import Barrier, Thread

from common.commands import CallNext, IssueTicket
from common.messages import Called, Issued
from server.lane import Ask, Reply
from server.rules.hall import Hall
from server.rules.order import Order, Outcome
from server.storage.check import check
from tests.lane.conftest import Opened
from tests.lane.desk import Desk, code
from tests.rules.street import KIOSK, clerk


def test_a_lane_that_was_overtaken_catches_up_and_decides_again(desk: Desk, open_desk: Opened) -> None:
    """It reads what it missed and gives the next number, not the same."""
    other = open_desk()
    assert desk.issue().number == "R001"
    assert other.issue().number == "R002"
    assert desk.issue().number == "R003"
    assert check(desk.store) == []


def test_a_lane_that_was_overtaken_tells_what_it_missed(desk: Desk, open_desk: Opened) -> None:
    """Its walls hear the facts of the other process, once and in order."""
    other = open_desk()
    start = other.lane.hall.version
    for _ in range(3):
        desk.issue()
    other.issue()
    assert [entry.version for entry in other.told] == list(range(start + 1, other.lane.hall.version + 1))


def test_two_clerks_at_two_servers_never_get_the_same_ticket(desk: Desk, open_desk: Opened) -> None:
    """Scenario 4: the second is told that nobody waits, because nobody does."""
    other = open_desk()
    desk.issue()
    other.lane.run([Ask(KIOSK, IssueTicket(matter="ms"), "catch-up")])
    first = desk.give(clerk("A1"), CallNext())
    assert isinstance(first, Called)
    second = other.give(clerk("A1"), CallNext())
    assert code(second) == "in_hand_changed"


def test_a_request_that_another_server_answered_is_answered_the_same(desk: Desk, open_desk: Opened) -> None:
    """A client that reconnects elsewhere gets the answer it is owed."""
    other = open_desk()
    assert other.issue("request-1") == desk.issue("request-1")


def test_the_same_request_at_two_servers_at_once_happens_once(open_desk: Opened) -> None:
    """Both have looked for a kept answer and found none before either wrote."""
    desk, other = open_desk(turns=False).imported(), open_desk(turns=False)
    ask = [Ask(KIOSK, IssueTicket(matter="mr"), "twin")]
    mine, theirs = desk.lane.prepare(ask), other.lane.prepare(ask)
    for lane, batch in ((desk.lane, mine), (other.lane, theirs)):
        lane.write(batch)
    first, second = desk.lane.finish(mine), other.lane.finish(theirs)
    assert first == second
    assert len(other.lane.hall.tickets) == 1


def test_an_answer_without_a_fact_is_kept_once_between_two_servers(open_desk: Opened) -> None:
    """No version is contested there: the key of the answers decides."""

    def agrees(hall: Hall, order: Order) -> Outcome:
        return Outcome([])

    one, two = (open_desk(execute=agrees, turns=False) for _ in range(2))
    ask = [Ask(KIOSK, IssueTicket(matter="mr"), "twin")]
    mine, theirs = one.lane.prepare(ask), two.lane.prepare(ask)
    one.lane.write(mine)
    two.lane.write(theirs)
    assert one.lane.finish(mine) == two.lane.finish(theirs)


def test_servers_that_write_against_each_other_lose_and_double_nothing(desk: Desk, open_desk: Opened) -> None:
    """Scenario 8 with three writers: every answer is a number of its own."""
    desks = [desk, open_desk(), open_desk()]
    ready = Barrier(len(desks))
    replies: list[list[Reply]] = [[] for _ in desks]

    def work(mine: int) -> None:
        ready.wait()
        for n in range(15):
            ask = Ask(KIOSK, IssueTicket(matter="mr"), f"{mine}-{n}")
            replies[mine] += desks[mine].lane.run([ask])

    threads = [Thread(target=work, args=(mine,)) for mine in range(len(desks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [reply.number for some in replies for reply in some if isinstance(reply, Issued)]
    assert sorted(numbers) == [f"R{n:03}" for n in range(1, 46)]
    assert check(desks[0].store) == []


def test_time_is_never_before_a_fact_of_a_server_whose_clock_is_ahead(open_desk: Opened) -> None:
    """Its timers and heartbeats would lag by the difference; the hall goes on from there, and falls back bit by bit."""
    desk, other = open_desk().imported(), open_desk()
    other.clock.at += 90_000
    other.issue()
    desk.lane.follow()
    assert desk.lane.now() == desk.lane.hall.last_at == other.clock.at
    desk.clock.at += 1_000
    assert desk.lane.now() == other.clock.at + 900
    assert not desk.lane.clock_unconfirmed
