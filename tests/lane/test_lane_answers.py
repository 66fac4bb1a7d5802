"""Each request is answered once and for all."""

import logging

import msgspec
import pytest

from common.commands import CallNext, HandOver, IssueTicket, SitDown
from common.messages import Called, Done, Issued
from server.lane import Ask
from server.rules.execute import execute
from server.rules.hall import Hall
from server.rules.order import Order, Outcome
from tests.lane.conftest import Opened
from tests.lane.desk import Desk, code
from tests.rules.street import KIOSK, clerk


def test_a_request_asked_again_is_answered_the_same_and_changes_nothing(desk: Desk) -> None:
    """Scenario 7: no ticket, no call, no print twice."""
    first = desk.issue("request-1")
    version = desk.lane.hall.version
    assert desk.issue("request-1") == first
    assert desk.lane.hall.version == version


def test_a_request_asked_again_after_a_restart_is_answered_the_same(desk: Desk, open_desk: Opened) -> None:
    """The answer is kept in the database, not in memory."""
    first = desk.issue("request-1")
    desk.close()
    again = open_desk()
    assert again.issue("request-1") == first
    assert len(again.lane.hall.tickets) == 1


def test_every_kind_of_answer_is_kept_whole(desk: Desk) -> None:
    """Done, Issued and Called come back field by field."""
    issued = desk.issue("i")
    called = desk.give(clerk("A1"), CallNext(), "c")
    done = desk.give(clerk("A2"), SitDown(window=2), "d")
    assert isinstance(called, Called)
    assert isinstance(done, Done)
    assert desk.issue("i") == issued
    assert desk.give(clerk("A1"), CallNext(), "c") == called
    assert desk.give(clerk("A2"), SitDown(window=2), "d") == done


def test_another_request_under_a_used_id_is_refused(desk: Desk) -> None:
    """Same id, other body: a client's mistake that must not look like an answer."""
    desk.issue("request-1")
    version = desk.lane.hall.version
    assert code(desk.give(KIOSK, IssueTicket(matter="ms"), "request-1")) == "id_reused"
    assert desk.lane.hall.version == version


def test_an_id_belongs_to_who_asks(desk: Desk) -> None:
    """Two kiosks that draw the same id are two residents."""
    other = msgspec.structs.replace(KIOSK, id="kiosk:k2")
    first = desk.issue("same")
    second = desk.give(other, IssueTicket(matter="mr"), "same")
    assert isinstance(second, Issued)
    assert second.number != first.number


def test_a_refusal_is_not_kept(desk: Desk) -> None:
    """What was refused may be asked again with the same id once it is possible."""
    assert code(desk.give(clerk("A1"), CallNext(), "call")) == "nobody_waits"
    issued = desk.issue()
    called = desk.give(clerk("A1"), CallNext(), "call")
    assert isinstance(called, Called)
    assert called.ticket == issued.ticket


def test_the_same_request_twice_in_one_batch_happens_once(desk: Desk) -> None:
    """Two connections of one kiosk may bring the same request in the same millisecond."""
    ask = (KIOSK, IssueTicket(matter="mr"), "twin")
    other = (KIOSK, IssueTicket(matter="ms"), "twin")
    first, second, third = desk.batch(ask, ask, other)
    assert first == second
    assert isinstance(first, Issued)
    assert code(third) == "id_reused"
    assert len(desk.lane.hall.tickets) == 1


def test_fifty_requests_in_one_batch_get_fifty_consecutive_numbers(desk: Desk) -> None:
    """Scenario 8; and one COMMIT for all of them."""
    commits = desk.disk.commits
    replies = desk.batch(*[(KIOSK, IssueTicket(matter="mr"), f"r{n}") for n in range(50)])
    assert [reply.number for reply in replies if isinstance(reply, Issued)] == [
        f"R{n:03}" for n in range(1, 51)
    ]
    assert desk.disk.commits == commits + 1


@pytest.mark.parametrize("bad", ["", "x" * 65, "a b", "号", "a/b", "a\n", "\x00", "é"])
def test_an_id_that_is_no_id_is_refused(desk: Desk, bad: str) -> None:
    """Ids go into a key and into logs: 1 to 64 plain characters."""
    version = desk.lane.hall.version
    reply = desk.lane.run([Ask(KIOSK, IssueTicket(matter="mr"), bad)])[0]
    assert code(reply) == "bad_request"
    assert desk.lane.hall.version == version


@pytest.mark.parametrize("good", ["a", "x" * 64, "0199-f_Z", "---"])
def test_any_client_may_choose_its_ids(desk: Desk, good: str) -> None:
    """No form beyond the characters is asked for."""
    assert desk.issue(good) == desk.issue(good)


def test_what_the_server_asks_itself_needs_no_id(desk: Desk) -> None:
    """Time passing is not a request."""
    assert isinstance(desk.lane.run([Ask(KIOSK, IssueTicket(matter="mr"))])[0], Issued)


def test_a_refused_command_changes_nothing_and_is_not_written(desk: Desk) -> None:
    """A refusal costs no commit."""
    commits, version = desk.disk.commits, desk.lane.hall.version
    assert code(desk.give(clerk("A1"), CallNext())) == "nobody_waits"
    assert (desk.disk.commits, desk.lane.hall.version) == (commits, version)


NAME = "张三"


def breaks_on_two(hall: Hall, order: Order) -> Outcome:
    """The rules with a bug: the matter `ms` spoils the hall and then fails."""
    if isinstance(order.command, IssueTicket) and order.command.matter == "ms":
        hall.tickets.clear()
        hall.counters["r"] = 700
        raise KeyError(NAME)
    return execute(hall, order)


def test_an_exception_in_one_command_fails_that_command_alone(open_desk: Opened) -> None:
    """The others of its batch are stored, in order, and memory is what the ledger says."""
    desk = open_desk(execute=breaks_on_two).imported()
    asks = [(KIOSK, IssueTicket(matter=m), f"r{n}") for n, m in enumerate(["mr", "ms", "mr", "ms", "mr"])]
    replies = desk.batch(*asks)
    assert [code(reply) for reply in replies] == ["Issued", "internal", "Issued", "internal", "Issued"]
    assert [ticket.number for ticket in desk.lane.hall.tickets.values()] == ["R001", "R002", "R003"]
    assert open_desk().lane.hall == desk.lane.hall


def test_what_failed_is_logged_without_what_a_person_typed(
    open_desk: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    """P-2: no personal data in a log, not even in an exception's message."""
    desk = open_desk(execute=breaks_on_two).imported()
    with caplog.at_level(logging.ERROR):
        assert code(desk.give(KIOSK, IssueTicket(matter="ms"))) == "internal"
    assert "IssueTicket failed: KeyError" in caplog.text
    assert "breaks_on_two" in caplog.text
    assert NAME not in caplog.text


def fails_as_time_passes(hall: Hall, order: Order) -> Outcome:
    """The rules with a bug in what time alone brings."""
    if order.by.id == "system":
        raise RuntimeError
    return execute(hall, order)


def test_a_bug_in_what_time_brings_does_not_stop_the_hall(open_desk: Opened) -> None:
    """It is tried once for each moment that is due; commands go on."""
    desk = open_desk(execute=fails_as_time_passes)
    sound = open_desk().imported()
    sound.issue()
    sound.close()
    desk = open_desk(execute=fails_as_time_passes)
    desk.clock.at += 3_600_000
    replies = desk.batch(*[(KIOSK, IssueTicket(matter="mr"), f"r{n}") for n in range(3)])
    assert [code(reply) for reply in replies] == ["Issued"] * 3


def test_a_text_typed_by_a_person_is_in_no_fact_and_no_answer(desk: Desk) -> None:
    """P-2: it stands in a table of its own, named by the fact."""
    desk.give(clerk("A2"), SitDown(window=2))
    assert isinstance(desk.give(clerk("A1"), HandOver(reason="errand", note="王女士的材料")), Done)
    with desk.store.reading() as connection:
        stored = connection.exec_driver_sql("SELECT text FROM private_texts").scalars().all()
        facts = connection.exec_driver_sql("SELECT body FROM ledger").scalars().all()
        answers = connection.exec_driver_sql("SELECT answer FROM answers").scalars().all()
    assert stored == ["王女士的材料"]
    assert not any("王女士" in text for text in [*facts, *answers])
