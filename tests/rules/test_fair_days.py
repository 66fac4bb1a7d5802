"""Whole days under a steady stream, with every move of the table of claims: nobody is passed beyond the bound."""

from collections.abc import Callable
from random import Random

import pytest

from common import commands as c
from common import commands_place as p
from common.messages import Called
from server.rules import facts as f
from server.rules.order import Actor, AnyCommand
from server.rules.passed import passed
from server.rules.refusal import Refusal
from server.rules.slots import free_slots
from tests.rules import watch, watch_order, watch_place
from tests.rules.setup_place import place_setup
from tests.rules.street import BOSS, KIOSK, Street, clerk

CLERKS = ("A1", "A2", "A3", "A4")


class Day:
    """One day of a hall, drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        strict = seed % 2 == 1
        self.street = Street(place_setup(strict=strict, call_next_finishes=True))
        self.periods = watch.Periods()
        self.seen = 0
        self.calls = 0

    def run(self) -> None:
        """Until noon, somebody every few seconds."""
        self.street.until("08:20")
        for number, name in enumerate(CLERKS, 1):
            self.attempt(clerk(name), c.SitDown(window=number))
        while self.street.phase in ("early", "open"):
            self.street.later(seconds=self.random.choice([5, 10, 20, 40]))
            self.random.choices(*zip(*self.happenings(), strict=True))[0]()

    def happenings(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self.comes, 30),
            (self.works, 60),
            (self.moves, 12),
            (self.books, 3),
        ]

    def matter(self) -> str:
        return self.random.choice(["mr", "mr", "mr2", "ms", "mt", "mu"])

    def comes(self) -> None:
        then = (self.matter(),) if self.random.random() < 0.15 else ()
        priority = self.random.choice([None, None, None, "elder", "soldier"])
        self.attempt(KIOSK, c.IssueTicket(matter=self.matter(), then=then, priority=priority))

    def works(self) -> None:
        name = self.random.choice(CLERKS)
        street = self.street
        held = street.hall.hands.get(int(name[1:]))
        ticket = street.hall.tickets[held] if held is not None else None
        if ticket is not None and ticket.state == "called":
            act = self.random.choice(["start", "start", "start", "start", "miss"])
            start = c.StartService(ticket=ticket.id)
            self.attempt(clerk(name), start if act == "start" else c.MarkNoShow(ticket=ticket.id))
        else:
            self.call(name, held)

    def call(self, name: str, held: int | None) -> None:
        answer = self.attempt(clerk(name), c.CallNext(in_hand=held))
        if isinstance(answer, Called):
            self.calls += 1
            called = self.street.hall.tickets[answer.ticket]
            watch_order.check_fair(self.street.hall, called, self.periods.moved)

    def moves(self) -> None:
        tickets = list(self.street.hall.tickets.values())
        waiting = [ticket.id for ticket in tickets if ticket.in_line] or [1]
        some = self.random.choice(waiting)
        name = self.random.choice(CLERKS)
        held = self.street.hall.hands.get(int(name[1:])) or 1
        outside = self.random.choice(self.street.hall.outside or [1])
        moves: list[tuple[Actor, AnyCommand]] = [
            (KIOSK, p.StepBack(ticket=some)),
            (KIOSK, c.ReEnter(ticket=outside)),
            (KIOSK, c.ReEnter(ticket=outside)),
            (BOSS, p.GrantSpecial(ticket=some, reason="frail", beyond_pace=self.random.random() < 0.1)),
            (clerk(name), p.AddMatter(ticket=held, matter=self.matter())),
            (clerk(name), c.TransferTicket(ticket=held, matter=self.matter(), back=True)),
            (clerk(name), c.TransferTicket(ticket=held, matter=self.matter())),
            (KIOSK, c.WithdrawTicket(ticket=some)),
            (clerk(name), c.Undo(ticket=held)),
        ]
        self.attempt(*self.random.choice(moves))

    def books(self) -> None:
        hall, at = self.street.hall, self.street.at
        booked = [item for item in hall.appointments.values() if item.ticket is None]
        if booked and self.random.random() < 0.5:
            self.attempt(KIOSK, p.CheckIn(code=self.random.choice(booked).code))
            return
        slots = free_slots(hall, hall.rules.matters[0], hall.day, at)
        if slots:
            self.attempt(BOSS, p.BookAppointment(matter="mr", slot=self.random.choice(slots[:4])[0]))

    def attempt(self, actor: Actor, command: AnyCommand) -> object:
        try:
            return self.street.give(actor, command)
        except Refusal:
            return None
        finally:
            for entry in self.street.log[self.seen :]:
                self.periods.take(entry)
            self.seen = len(self.street.log)


@pytest.mark.parametrize("seed", range(8))
def test_nobody_is_passed_beyond_the_bound_on_a_busy_day(seed: int) -> None:
    """By no one issued more than Hmax later, save the special channel and moves of one's own (field.md 11)."""
    day = Day(seed)
    day.run()
    assert day.calls > 100
    pace = watch_place.Pace(day.street.hall.rules.settings.special_one_in)
    for entry in day.street.log:
        pace.take(entry)
    assert any(fact.special for fact in day.street.made(f.TicketCalled))


@pytest.mark.parametrize("seed", range(3))
def test_every_passing_of_a_busy_day_has_its_rule(seed: int) -> None:
    """And everybody who asks gets an answer."""
    day = Day(seed)
    day.run()
    found = [
        item
        for entry in day.street.facts(f.TicketIssued)
        for item in passed(day.street.log[entry.version - 1 :], entry.version)
    ]
    assert {item.rule for item in found} >= {"priority", "appointment", "special", "not_yet", "re_entry"}
    assert all(item.rule != "other_line" for item in found)
