"""Races at a real server over real sockets: what must hold however two people's presses fall.

Each test has lines and clerks of its own, so that one server serves them all.
"""

import itertools
import time
from collections.abc import Iterator

import pytest
from msgspec import structs

from bench.load.client import Denied, Reply
from bench.load.sample import open_hall
from common import commands as c
from common.messages import Called, Done, Issued, Refused
from tests.programs.cable import Cable
from tests.programs.hall_server import IDS, Guest, HallServer, poll_until

MATTERS = {
    "leader": "leader-reception",
    "welfare": "rural-pension",
    "farm": "new-techniques",
    "land": "investment-advice",
    "fees": "water-fee",
}
ROUNDS = 12
"""A race is run more than once: the first to arrive is not always the same."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallServer]:
    """The sample hall, in which window 3's post serves window 4's line too."""
    setup = open_hall(time.time_ns() // 1_000_000)
    posts = [
        structs.replace(post, lines=("family", "welfare")) if post.window == 3 else post
        for post in setup.posts
    ]
    setup = structs.replace(setup, posts=tuple(posts))
    with HallServer(tmp_path_factory.mktemp("races"), setup) as running:
        yield running


@pytest.fixture
def hall(server: HallServer) -> Iterator[HallServer]:
    """Whoever a test let in is gone after it."""
    yield server
    server.send_home()


def issued(kiosk: Guest, line: str) -> Issued:
    reply = kiosk.asks(c.IssueTicket(matter=MATTERS[line]))
    assert isinstance(reply, Issued), reply
    return reply


def called(reply: Reply) -> Called:
    assert isinstance(reply, Called), reply
    return reply


def serve(clerk: Guest, ticket: int) -> None:
    for command in (c.StartService(ticket=ticket), c.FinishService(ticket=ticket)):
        reply = clerk.asks(command)
        assert isinstance(reply, Done), reply


def code(reply: Reply) -> str:
    assert isinstance(reply, Refused), reply
    return reply.code


def test_a_call_on_an_empty_line_says_so_and_changes_nothing(hall: HallServer) -> None:
    """field.md 3: nobody waits is an answer, not an event."""
    clerk, wall = hall.clerk("A08"), hall.wall()
    before = wall.client.join("wall")
    assert clerk.refused(c.CallNext()) == "nobody_waits"
    after = wall.client.join("wall")
    assert (after.upto, after.view) == (before.upto, before.view)


def test_two_clerks_who_call_together_get_two_residents(hall: HallServer) -> None:
    """field.md 4: exactly one gets the first ticket, the other the next one."""
    kiosk, one, other = hall.kiosk(), hall.clerk("A03"), hall.clerk("A04")
    for _ in range(ROUNDS):
        waiting = [issued(kiosk, "welfare").ticket for _ in range(2)]
        answers = [clerk.presses(c.CallNext()) for clerk in (one, other)]
        got = [called(answer()).ticket for answer in answers]
        assert sorted(got) == waiting
        for clerk, ticket in zip((one, other), got, strict=True):
            serve(clerk, ticket)


def test_a_pick_and_a_call_of_the_same_ticket_never_both_get_it(hall: HallServer) -> None:
    """field.md 5: one wins, the other is told, or takes the next."""
    kiosk, caller, picker = hall.kiosk(), hall.clerk("A03"), hall.clerk("A04")
    for turn in range(ROUNDS):
        first, second = issued(kiosk, "welfare").ticket, issued(kiosk, "welfare").ticket
        presses: list[tuple[Guest, c.ClientCommand]] = [
            (caller, c.CallNext()),
            (picker, c.CallThis(ticket=first)),
        ]
        in_order = presses if turn % 2 else presses[::-1]
        answers = {clerk: clerk.presses(command) for clerk, command in in_order}
        call, pick = answers[caller](), answers[picker]()
        if isinstance(pick, Refused):
            assert (called(call).ticket, pick.code) == (first, "ticket_state")
            pick = picker.asks(c.CallNext())
        assert {called(call).ticket, called(pick).ticket} == {first, second}
        serve(caller, called(call).ticket)
        serve(picker, called(pick).ticket)


def test_a_double_press_is_one_call(hall: HallServer) -> None:
    """field.md 6: the second press believes in an empty hand, which it no longer is."""
    kiosk, clerk = hall.kiosk(), hall.clerk("A06")
    first, second = issued(kiosk, "land"), issued(kiosk, "land")
    answers = [answer() for answer in [clerk.presses(c.CallNext()) for _ in range(2)]]
    assert called(answers[0]).ticket == first.ticket
    assert code(answers[1]) == "in_hand_changed"
    assert list(clerk.sees()["waiting"]) == [str(second.ticket)]
    serve(clerk, first.ticket)
    serve(clerk, called(clerk.asks(c.CallNext())).ticket)


def test_a_clerk_with_a_resident_cannot_take_another(hall: HallServer) -> None:
    """field.md 6: not while calling, not by picking, and not by what is believed."""
    kiosk, clerk = hall.kiosk(), hall.clerk("A04")
    first, second = issued(kiosk, "welfare").ticket, issued(kiosk, "welfare").ticket
    assert called(clerk.asks(c.CallNext())).ticket == first
    assert clerk.refused(c.CallNext(in_hand=first)) == "hand_full"
    assert clerk.refused(c.CallThis(ticket=second, in_hand=first)) == "hand_full"
    assert clerk.refused(c.CallNext(in_hand=second)) == "in_hand_changed"
    assert list(clerk.sees()["hand"]) == [str(first)]
    serve(clerk, first)
    serve(clerk, called(clerk.asks(c.CallNext())).ticket)


def test_a_request_that_is_asked_again_happens_once(hall: HallServer) -> None:
    """field.md 7: no second ticket and no second call, also when both are under way at once."""
    kiosk, again, clerk = hall.kiosk(), hall.kiosk(), hall.clerk("A06")
    request, command = IDS.fresh(), c.IssueTicket(matter=MATTERS["land"])
    answers = [guest.presses(command, request) for guest in (kiosk, again, kiosk)]
    tickets = [answer() for answer in answers] + [kiosk.asks(command, request)]
    assert len({str(ticket) for ticket in tickets}) == 1
    call = IDS.fresh()
    calls = [clerk.asks(c.CallNext(), call) for _ in range(3)]
    assert {called(reply).ticket for reply in calls} == {tickets[0].ticket}  # type: ignore[union-attr]
    assert clerk.sees()["waiting"] == {}
    serve(clerk, called(calls[0]).ticket)


def test_an_id_that_was_used_for_something_else_is_refused(hall: HallServer) -> None:
    """The same id means the same request; anything else is a mistake that must not pass in silence."""
    kiosk, request = hall.kiosk(), IDS.fresh()
    first = kiosk.asks(c.IssueTicket(matter=MATTERS["leader"]), request)
    assert isinstance(first, Issued)
    assert code(kiosk.asks(c.IssueTicket(matter=MATTERS["farm"]), request)) == "id_reused"
    assert isinstance(hall.staff("S01").asks(c.WithdrawTicket(ticket=first.ticket)), Done)


def test_fifty_tickets_at_once_have_fifty_consecutive_numbers(hall: HallServer) -> None:
    """field.md 8: from fifty kiosks, none waiting for another."""
    kiosks = [hall.kiosk() for _ in range(50)]
    answers = [kiosk.presses(c.IssueTicket(matter=MATTERS["leader"])) for kiosk in kiosks]
    numbers = sorted(reply.number for answer in answers if isinstance(reply := answer(), Issued))
    first = int(numbers[0][1:])
    assert numbers == [f"K{first + n:03d}" for n in range(50)]


def test_a_wall_that_was_away_for_three_calls_is_right_when_it_is_back(hall: HallServer) -> None:
    """field.md 13: its cable was pulled; it shows the calls it missed, and says none of them late."""
    kiosk, clerk = hall.kiosk(), hall.clerk("A07")
    with Cable(to=hall.process.port) as cable:
        wall = hall.link("wall", cable.port, device_token=hall.display_token)
        before = issued(kiosk, "fees")
        serve(clerk, called(clerk.asks(c.CallNext())).ticket)
        poll_until(wall, lambda: str(before.ticket) in wall.view["calls"])
        wall.announcements.clear()

        cable.pull()
        missed = [issued(kiosk, "fees") for _ in range(3)]
        for ticket in missed:
            assert called(clerk.asks(c.CallNext())).ticket == ticket.ticket
            serve(clerk, ticket.ticket)

        poll_until(wall, lambda: wall.joins == 2)
        assert wall.view == hall.wall().sees("wall")
        assert {str(ticket.ticket) for ticket in missed} <= wall.view["calls"].keys()
        assert wall.announcements == []

        after = issued(kiosk, "fees")
        serve(clerk, called(clerk.asks(c.CallNext())).ticket)
        poll_until(wall, lambda: str(after.ticket) in wall.view["calls"])
        assert [said.number for said in wall.announcements if said.kind == "called"] == [after.number]


def test_nobody_acts_on_anothers_ticket(hall: HallServer) -> None:
    """field.md 16: neither the colleague, nor with a number that is none of this hall's."""
    kiosk, mine, colleague = hall.kiosk(), hall.clerk("A05"), hall.clerk("A08")
    issued(kiosk, "farm")
    ticket = called(mine.asks(c.CallNext())).ticket
    for command in (
        c.StartService(ticket=ticket),
        c.FinishService(ticket=ticket),
        c.MarkNoShow(ticket=ticket),
        c.HoldTicket(ticket=ticket),
        c.TransferTicket(ticket=ticket, matter=MATTERS["fees"]),
        c.WithdrawTicket(ticket=ticket),
    ):
        assert colleague.refused(command) == "not_in_your_hand"
    assert colleague.refused(c.CallThis(ticket=ticket)) == "not_allowed"
    assert mine.refused(c.StartService(ticket=ticket + 1_000_000)) == "unknown_ticket"
    serve(mine, ticket)


def test_a_device_does_only_what_it_is_there_for(hall: HallServer) -> None:
    """field.md 16: a display issues nothing and a kiosk calls nobody; neither sees a clerk's lists."""
    wall, kiosk, clerk = hall.wall(), hall.kiosk(), hall.staff("A05")
    assert wall.refused(c.IssueTicket(matter=MATTERS["farm"])) == "not_allowed"
    assert wall.refused(c.CallNext()) == "not_allowed"
    assert kiosk.refused(c.CallNext()) == "not_allowed"
    assert clerk.refused(c.CloseDay()) == "not_allowed"
    for guest, audience in itertools.product((wall, kiosk), ("clerk:A05", "supervisor")):
        with pytest.raises(Denied, match="not_your_view"):
            guest.client.join(audience)
    with pytest.raises(Denied, match="not_your_view"):
        clerk.client.join("clerk:A06")


def test_two_clerks_never_sit_at_one_window_nor_one_at_two(hall: HallServer) -> None:
    """field.md 17: whoever is first has it, and who moves leaves the old one."""
    clerks, wall = [hall.staff("A01"), hall.staff("A02")], hall.wall()
    for turn in range(ROUNDS):
        answers = [clerk.presses(c.SitDown(window=1 + turn % 2)) for clerk in clerks]
        replies = [answer() for answer in answers]
        lost = [reply for reply in replies if isinstance(reply, Refused)]
        assert [reply.code for reply in lost] == ["window_taken"]
        seats = {row["clerk"]: row["number"] for row in wall.sees("wall")["windows"].values() if row["clerk"]}
        winner = clerks[0] if isinstance(replies[0], Done) else clerks[1]
        assert seats[winner.who] == 1 + turn % 2
        assert len({seats.get(clerk.who) for clerk in clerks}) == 2
        assert isinstance(winner.asks(c.StandUp()), Done)
    for clerk, window in zip(clerks, (1, 2), strict=True):
        assert isinstance(clerk.asks(c.SitDown(window=window)), Done)
    assert isinstance(clerks[0].asks(c.StandUp()), Done)
