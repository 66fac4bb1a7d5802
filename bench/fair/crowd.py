"""The residents of a drawn day: they draw numbers, wait, step back, give up, miss calls and come again."""

from functools import partial

from bench.fair.drawn_day import Visit
from bench.fair.drawn_hall import DAY_BEFORE
from bench.fair.life import KIOSK, SUPERVISOR, Life
from common import commands as c
from common import commands_place as p
from common.messages import Booked, Issued
from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.hours import instant_of

STOPS_OVER_AT, LEFT_OVER_AT, DAY_BEFORE_ENDS = "10:00", "10:20", "10:30"
"""The day before is a short one: some draw a number, nobody serves them, it is closed with them waiting."""
SERVED_AGAIN_S = 120
"""Whoever was left standing in the middle is served so long by the next clerk."""


class Guest:
    """A visit under way. `nth` is the same in every life of the day."""

    def __init__(self, nth: int, visit: Visit) -> None:
        self.nth = nth
        self.visit = visit
        self.ticket: int | None = None
        self.code = ""
        self.unheeded = visit.unheeded
        self.services = list(visit.services_s)
        self.ends = visit.ends
        self.undone = visit.undone
        self.ready_at: Instant = 0

    def heeds(self) -> bool:
        """Whether the resident follows this call."""
        self.unheeded -= 1
        return self.unheeded < 0

    def service_s(self) -> int:
        """How long the service takes that begins now."""
        return self.services.pop(0) if self.services else SERVED_AGAIN_S


class Crowd:
    """Everybody who comes. `by_ticket` finds who holds a number, `picked` are to be called out of turn."""

    def __init__(self, life: Life, visits: tuple[Visit, ...]) -> None:
        self._life = life
        self.by_ticket: dict[int, Guest] = {}
        self.picked: list[int] = []
        life.hears.append(self._hear)
        guests = [Guest(nth, visit) for nth, visit in enumerate(visits)]
        zone = life.hall.rules.hall.timezone
        for guest in guests:
            if guest.visit.slot is not None:
                life.on(instant_of(zone, DAY_BEFORE, STOPS_OVER_AT), partial(self._books, guest))
            if guest.visit.carried:
                life.on(instant_of(zone, DAY_BEFORE, LEFT_OVER_AT), partial(self._draws, guest))
            life.on(guest.visit.at, partial(self._comes, guest))
        life.on(instant_of(zone, DAY_BEFORE, DAY_BEFORE_ENDS), lambda: life.give(SUPERVISOR, c.CloseDay()))

    def _books(self, guest: Guest) -> None:
        booked = p.BookAppointment(matter=guest.visit.matters[0], slot=guest.visit.slot or 0)
        answer = self._life.give(SUPERVISOR, booked)
        guest.code = answer.code if isinstance(answer, Booked) else ""

    def _comes(self, guest: Guest) -> None:
        if guest.visit.carried and guest.ticket is not None:
            self._life.give(KIOSK, c.ReEnter(ticket=guest.ticket))
        elif guest.code:
            self._holds(
                guest, self._life.give(KIOSK, p.CheckIn(code=guest.code, priority=guest.visit.priority))
            )
        else:
            self._draws(guest)

    def _draws(self, guest: Guest) -> None:
        first, *then = guest.visit.matters
        issue = c.IssueTicket(matter=first, then=tuple(then), priority=guest.visit.priority)
        self._holds(guest, self._life.give(KIOSK, issue))

    def _holds(self, guest: Guest, answer: object) -> None:
        if not isinstance(answer, Issued):
            return
        guest.ticket = ticket = answer.ticket
        self.by_ticket[ticket] = guest
        visit = guest.visit
        if visit.picked:
            self.picked.append(ticket)
        wishes = (
            (visit.steps_back_after_s, KIOSK, p.StepBack(ticket=ticket)),
            (visit.withdraws_after_s, KIOSK, c.WithdrawTicket(ticket=ticket)),
            (
                visit.special_after_s,
                SUPERVISOR,
                p.GrantSpecial(ticket=ticket, reason="frail", beyond_pace=visit.beyond_pace),
            ),
        )
        for after_s, actor, command in wishes:
            if after_s is not None and not visit.carried:
                self._life.after(after_s, partial(self._life.give, actor, command))

    def _hear(self, entry: Entry) -> None:
        """Whoever missed a call comes back after a while, or never does."""
        if isinstance(entry.fact, f.TicketMissed) and (guest := self.by_ticket.get(entry.fact.ticket)):
            back_after_s, ticket = guest.visit.back_after_s, entry.fact.ticket
            if back_after_s is not None:
                self._life.after(back_after_s, lambda: self._life.give(KIOSK, c.ReEnter(ticket=ticket)))


def begins(zone: str) -> Instant:
    """When a life begins: on the morning of the day before."""
    return instant_of(zone, DAY_BEFORE, "07:00")
