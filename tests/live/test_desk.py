"""The desk that Socket.IO and the one-process day share, without sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.commands import CallNext, ComeBack, IssueTicket, SitDown
from common.link import ASK_AGAIN_S, DENIED_AGAIN_S, Link, Outcome
from common.link_wire import Down
from common.messages import Called, Issued, Refused
from server.lane import Ask, Unknown
from server.live.pause import IDLE_MOST_S
from server.live.terminals import NOTICED_AFTER_MS
from server.rules.order import ImportHall
from tests.live.live_hall import copy_of
from tests.live.one_process import WALL, OneProcess
from tests.rules.street import ADMIN, BOSS, KIOSK, clerk, small_setup


@pytest.fixture
def one(prepared: Path, tmp_path: Path) -> Iterator[OneProcess]:
    """The small hall in one process."""
    process = OneProcess(copy_of(prepared, tmp_path / "data"))
    yield process
    process.close()


def seated(one: OneProcess, staff: str = "A1", window: int = 1) -> Link:
    link = one.link(clerk(staff), "clerk")
    one.answer(link, SitDown(window=window))
    return link


def test_a_view_stays_what_a_fresh_one_is(one: OneProcess) -> None:
    """merge(old view, changes) == fresh view."""
    wall, kiosk, boss = one.link(WALL, "wall"), one.link(KIOSK, "kiosk"), one.link(BOSS, "supervisor")
    a1 = seated(one)
    for _ in range(3):
        one.answer(kiosk, IssueTicket(matter="mr"))
    one.answer(a1, CallNext())
    one.step()
    for old, actor in ((wall, WALL), (kiosk, KIOSK), (boss, BOSS), (a1, clerk("A1"))):
        assert old.view == one.link(actor, old.audience).view
        assert old.joins == 1


def test_the_same_request_asked_again_is_one_ticket(one: OneProcess) -> None:
    """field.md 7: the cable was pulled before the answer came."""
    kiosk = one.link(KIOSK, "kiosk")
    answers: list[Outcome] = []
    kiosk.send(IssueTicket(matter="mr"), answers.append)
    one.premises.work()
    one.wire_of(kiosk).cut(Down())
    one.step()
    one.pass_s(1.0)
    one.pass_s(ASK_AGAIN_S)
    one.step()
    assert [type(answer) for answer in answers] == [Issued]
    assert one.facts().count("TicketIssued") == 1


@pytest.mark.parametrize(
    ("actor", "audience", "code"),
    [
        (WALL, "kiosk", "not_your_view"),
        (WALL, "supervisor", "not_your_view"),
        (WALL, "clerk:A1", "not_your_view"),
        (clerk("A1"), "clerk:A2", "not_your_view"),
        (clerk("A1"), "supervisor", "not_your_view"),
        (KIOSK, "window:1", "not_your_view"),
        (WALL, "window:9", "no_such_view"),
        (WALL, "wall:2", "no_such_view"),
        (WALL, "elsewhere", "no_such_view"),
        (WALL, "", "no_such_view"),
    ],
)
def test_nobody_joins_what_is_not_theirs(one: OneProcess, actor: object, audience: str, code: str) -> None:
    """field.md 16: a clerk sees the own list, a screen what hangs in the hall."""
    link = one.link(actor, audience)  # type: ignore[arg-type]
    assert link.status == "refused"
    assert link.refused is not None
    assert link.refused.code == code
    assert link.refused.text.zh


def test_a_terminal_that_goes_away_is_noticed_with_its_moment(one: OneProcess) -> None:
    """AB-4: the grace counts from the silence, not from when it was noticed."""
    a1 = seated(one)
    gone = one.clock.at
    a1.close()
    one.pass_s(NOTICED_AFTER_MS / 1000)
    silent = one.lane.hall.presence["A1"].silent_since
    assert silent == gone


def test_a_page_that_is_loaded_again_leaves_no_trace(one: OneProcess) -> None:
    """Reloading takes a second; that is nobody's absence."""
    a1 = seated(one)
    a1.close()
    one.pass_s(1.0)
    one.link(clerk("A1"), "clerk")
    one.pass_s(60.0)
    assert "TerminalWentSilent" not in one.facts()


def test_one_of_two_pages_of_a_clerk_may_be_closed(one: OneProcess) -> None:
    """Two tabs of one clerk are one terminal."""
    first = seated(one)
    one.link(clerk("A1"), "clerk")
    first.close()
    one.pass_s(60.0)
    assert "TerminalWentSilent" not in one.facts()


def test_a_terminal_that_comes_back_within_the_grace_was_never_absent(one: OneProcess) -> None:
    """AB-4."""
    seated(one).close()
    one.pass_s(60.0)
    one.link(clerk("A1"), "clerk")
    assert one.facts()[-2:] == ["TerminalWentSilent", "TerminalHeard"]
    assert one.lane.hall.presence["A1"].silent_since is None


def test_after_the_grace_a_socket_that_reconnects_brings_nobody_back(one: OneProcess) -> None:
    """A comes back by an act, never by a socket that reconnects."""
    seated(one).close()
    seated(one, "A2", 2)
    one.pass_s(400.0)
    cover = one.lane.hall.covers["pr"]
    assert (cover.state, cover.clerk, cover.reason) == ("b_role", "A2", "silent")
    a1 = one.link(clerk("A1"), "clerk")
    one.pass_s(10.0)
    assert one.lane.hall.covers["pr"].clerk == "A2"
    one.answer(a1, ComeBack())
    assert one.lane.hall.covers["pr"].clerk == "A1"


def test_at_the_start_nobody_is_connected_yet(prepared: Path, tmp_path: Path) -> None:
    """A clerk who does not come back after a restart is absent when the grace is over."""
    folder = copy_of(prepared, tmp_path / "data")
    before = OneProcess(folder)
    seated(before)
    before.close()
    after = OneProcess(folder, at="09:01")
    after.pass_s(NOTICED_AFTER_MS / 1000)
    assert after.lane.hall.presence["A1"].silent_since == after.clock.at - NOTICED_AFTER_MS
    after.close()


def test_a_clerk_who_is_back_after_a_restart_was_never_silent(prepared: Path, tmp_path: Path) -> None:
    """field.md 18."""
    folder = copy_of(prepared, tmp_path / "data")
    before = OneProcess(folder)
    seated(before)
    before.close()
    after = OneProcess(folder, at="09:01")
    after.link(clerk("A1"), "clerk")
    after.pass_s(60.0)
    assert "TerminalWentSilent" not in after.facts()
    after.close()


def test_a_heartbeat_tells_each_audience_its_own_version(one: OneProcess) -> None:
    """What changed nothing for an audience does not make it join again."""
    wall, kiosk = one.link(WALL, "wall"), one.link(KIOSK, "kiosk")
    one.link(BOSS, "supervisor")
    one.answer(kiosk, IssueTicket(matter="mr"))
    for _ in range(3):
        one.premises.desk.beat()
        one.step()
    assert (wall.joins, kiosk.joins) == (1, 1)


def test_asks_beyond_a_batch_wait_for_the_next(one: OneProcess) -> None:
    """One COMMIT for at most 64."""
    kiosk = one.link(KIOSK, "kiosk")
    answers: list[Outcome] = []
    for _ in range(70):
        kiosk.send(IssueTicket(matter="mr"), answers.append)
    one.premises.desk.turn()
    kiosk.poll()
    assert len(answers) == 64
    one.step()
    assert len(answers) == 70


def test_a_clerk_calls_what_a_kiosk_gave(one: OneProcess) -> None:
    """The whole road in one process."""
    a1, kiosk, window = seated(one), one.link(KIOSK, "kiosk"), one.link(WALL, "window:1")
    other = one.link(WALL, "window:2")
    issued = one.answer(kiosk, IssueTicket(matter="mr"))
    called = one.answer(a1, CallNext())
    assert isinstance(issued, Issued)
    assert isinstance(called, Called)
    assert [said.number for said in window.announcements if said.kind == "called"] == [issued.number]
    assert [said for said in other.announcements if said.kind == "called"] == []


def test_a_refusal_changes_nothing_and_says_why(one: OneProcess) -> None:
    """Every refusal has a code and values, worded in both languages."""
    kiosk = one.link(KIOSK, "kiosk")
    version = one.lane.hall.version
    refused = one.answer(kiosk, IssueTicket(matter="nothing"))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.text.en) == ("unknown_matter", "There is no such matter.")
    assert one.lane.hall.version == version


def test_whoever_leaves_is_forgotten(one: OneProcess) -> None:
    """An audience without listeners costs nothing."""
    wall = one.link(WALL, "wall")
    assert one.premises.desk.listening() == {"wall": 1}
    wall.close()
    assert one.premises.desk.listening() == {}
    assert list(one.premises.desk._feed.upto()) == []


def test_a_connection_listens_to_one_audience(one: OneProcess) -> None:
    """What it is told could not be told apart."""
    wall = one.link(WALL, "wall")
    one.wire_of(wall).emit("join", {"audience": "window:1", "language": "zh"}, "other")
    assert one.premises.desk.listening() == {"window:1": 1}


def test_a_desk_without_a_hall_waits_quietly(tmp_path: Path) -> None:
    """Before the first import nothing is due, and a wall is empty."""
    process = OneProcess(tmp_path / "empty", imported=False)
    assert process.premises.desk.idle_s() == IDLE_MOST_S
    wall = process.link(WALL, "wall")
    assert (wall.status, wall.view["windows"]) == ("joined", {})
    process.close()


def test_whoever_joined_before_the_import_knows_that_there_is_no_hall_and_then_sees_it(
    tmp_path: Path,
) -> None:
    """An empty table `hall` says so; a window's screen, whose window nobody knows, asks again by itself."""
    process = OneProcess(tmp_path / "empty", imported=False)
    wall, window = process.link(WALL, "wall"), process.link(WALL, "window:1")
    boss = process.link(BOSS, "supervisor")
    assert (wall.view["hall"], list(boss.view["alarms"])) == ({}, ["no_hall"])
    assert window.refused is not None
    assert window.refused.code == "no_hall"
    process.premises.desk.ask(Ask(ADMIN, ImportHall(setup=small_setup())), lambda reply: None)
    process.step()
    assert (list(wall.view["hall"]), boss.view["alarms"], wall.joins) == (["hall"], {}, 1)
    process.pass_s(2 * DENIED_AGAIN_S)
    assert window.status == "joined"
    process.close()


def test_after_a_fault_in_the_lane_itself_memory_is_what_is_stored(one: OneProcess) -> None:
    """What cannot be written down is found out too late; it must leave no gap in the ledger behind it."""
    kiosk = one.link(KIOSK, "kiosk")
    version, replies = one.lane.hall.version, list[object]()
    for language in ("zh", "\ud800"):  # half a character: no JSON holds it
        command = IssueTicket(matter="mr", language=language)  # type: ignore[arg-type]
        one.premises.desk.ask(Ask(KIOSK, command, f"id{len(language)}{ord(language[0])}"), replies.append)
    one.premises.work()
    assert replies == [Unknown(), Unknown()]
    assert one.lane.hall.version == version
    assert isinstance(one.answer(kiosk, IssueTicket(matter="mr")), Issued)
    assert one.lane._ledger.fold().version == one.lane.hall.version


def test_a_clerk_who_sits_down_without_a_terminal_that_listens_is_silent_from_then_on(
    one: OneProcess,
) -> None:
    """Over HTTP nobody would ever notice that such a clerk is gone (AB-4)."""
    one.premises.desk.ask(Ask(clerk("A1"), SitDown(window=1), "over-http"), lambda _reply: None)
    one.premises.work()
    sat_at = one.clock.at
    one.pass_s(NOTICED_AFTER_MS / 1000)
    one.step()
    assert one.lane.hall.presence["A1"].silent_since == sat_at
