"""A paper that is lost is printed once more at the kiosk's glass: the same number, before a real hall."""

from __future__ import annotations

from common.screen.placements import Touch
from kiosk.scene import Collect, Home, Note, Printing, Told
from kiosk.scene_ticket import Mine
from server.rules import facts as f
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import Stand
from tests.programs.kiosk_tickets import brought, issued, written
from tests.rules.street import KIOSK


def test_the_resident_has_the_same_number_printed_again(hall: OneProcess, stand: Stand) -> None:
    """Same number, same check digits, marked, with the time; on record, and the line is as it was."""
    ticket = issued(hall)
    issued(hall)
    before = stand.waiting()
    brought(stand, ticket)
    stand.touch("reprint")
    assert isinstance(stand.scene(), Printing)
    (paper,) = stand.prints.papers
    assert (paper.number, paper.check) == (ticket.number, f"查询码 {ticket.check}")
    assert paper.code == f"{ticket.number}{ticket.check}"
    assert paper.again.startswith("补打 2026-11-23 09:")
    assert paper.ahead == "前面还有 0\u00a0人（补打时）"
    stand.prints.end()
    stand.frame()
    assert isinstance(stand.scene(), Collect)
    assert stand.waiting() == before
    reprints = [e for e in hall.lane._ledger.entries(0) if isinstance(e.fact, f.TicketReprinted)]
    assert [(e.by, e.fact) for e in reprints] == [(KIOSK.id, f.TicketReprinted(ticket=ticket.ticket, n=1))]


def test_a_reprint_that_fails_or_is_left_leaves_the_number_as_it_was(hall: OneProcess, stand: Stand) -> None:
    """It was in a hand before: nobody voids it because nobody noted it a second time."""
    ticket = issued(hall)
    brought(stand, ticket)
    stand.touch("reprint")
    stand.prints.end("paper_out")
    stand.frame()
    assert isinstance(stand.scene(), Note)
    assert "回到首页" in written(stand)
    assert "作废" not in written(stand)
    assert "您的号码仍然有效，没有纸也可以" in written(stand)
    assert "号码才有效" not in written(stand)
    assert "我已记下号码" not in written(stand)
    stand.pass_s(61)
    assert isinstance(stand.scene(), Home)
    assert hall.lane.hall.tickets[ticket.ticket].state == "waiting"


def test_a_slow_reprint_that_never_came_out_voids_nothing(hall: OneProcess, stand: Stand) -> None:
    """Its outcome comes after the resident has gone."""
    ticket = issued(hall)
    brought(stand, ticket)
    stand.touch("reprint")
    stand.kiosk.tick(hall.clock.at)
    stand.prints._waiting[0]("printer_slow")
    stand.pass_s(61)
    stand.prints.end("printer_stuck")
    stand.pass_s(1)
    assert hall.lane.hall.tickets[ticket.ticket].state == "waiting"


def test_a_second_paper_within_a_minute_is_refused_with_when_it_can_be_had(
    hall: OneProcess, stand: Stand
) -> None:
    """Nobody collects papers; and after three staff are asked."""
    ticket = issued(hall)
    for n in range(3):
        brought(stand, ticket)
        stand.touch("reprint")
        assert len(stand.prints.papers) == n + 1
        stand.prints.end()
        stand.frame()
        stand.touch("done")
        if n == 0:
            brought(stand, ticket)
            stand.touch("reprint")
            assert isinstance(stand.scene(), Told)
            assert "一分钟后可以再补打" in written(stand)
            stand.touch("done")
        stand.pass_s(65)
    brought(stand, ticket)
    stand.touch("reprint")
    assert "请找工作人员" in written(stand)
    assert len(stand.prints.papers) == 3


def test_a_number_that_is_over_is_not_printed_again(hall: OneProcess, stand: Stand) -> None:
    """There is nothing it would be good for."""
    ticket = issued(hall)
    brought(stand, ticket)
    stand.touch("sure:withdraw", "do:withdraw")
    stand.frame()
    assert isinstance(stand.scene(), Mine)
    assert "reprint" not in [p.id for p in stand.kiosk.placements if isinstance(p, Touch)]
