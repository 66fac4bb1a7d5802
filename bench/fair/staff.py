"""The clerks of a drawn day: they sit down, call, serve, leave and come back as it was drawn for them."""

from bench.fair.crowd import Crowd, Guest
from bench.fair.drawn_day import Leaving, Shift
from bench.fair.life import SUPERVISOR, Life, clerk
from common import commands as c
from common import commands_place as p
from common.messages import Called
from server.rules.hall import Ticket
from server.rules.order import SYSTEM, AnyCommand, TerminalSilent
from server.rules.presence import presence_of

IDLE_S, AGAIN_S, RECALL_S, GIVE_UP_S, COPIES_S = 20, 30, 15, 40, 300
"""Nobody waits; a refused act is tried again; a call that nobody follows is repeated, then missed; a paper is fetched."""


class ClerkAtWork:
    """One clerk and one window; looks up whenever the last thing is done."""

    def __init__(self, life: Life, crowd: Crowd, shift: Shift) -> None:
        self._life = life
        self._crowd = crowd
        self._shift = shift
        self._leavings = list(shift.leavings)
        self._me = clerk(shift.clerk)
        self._back_at: int | None = shift.sits_at
        self._missed_calls = 0
        self._follows = False
        life.on(shift.sits_at, self._look)

    @property
    def _hand(self) -> Ticket | None:
        held = self._life.hall.hands.get(self._shift.window)
        return self._life.hall.tickets[held] if held is not None else None

    def _give(self, command: AnyCommand) -> object:
        return self._life.give(self._me, command)

    def _look(self) -> None:
        """Do what is next, and look again when it is done."""
        if self._life.hall.phase == "closed" and self._back_at is None:
            return
        seconds = self._come_back() if self._back_at is not None else self._leave() or self._work()
        if seconds is not None:
            self._life.after(min(seconds, self._until_leaving_s()), self._look)

    def _until_leaving_s(self) -> float:
        """Somebody whose terminal goes silent does not finish first."""
        if self._back_at is not None or not self._leavings or self._leavings[0].kind != "silent":
            return 86_400
        return max(1, (self._leavings[0].at - self._life.at) / 1000)

    # -- there or not --

    def _come_back(self) -> float:
        if self._back_at is not None and self._life.at < self._back_at:
            return (self._back_at - self._life.at) / 1000
        there = presence_of(self._life.hall, self._me.id)
        if there.window is None:
            self._give(c.SitDown(window=self._shift.window))
        elif there.away is not None or there.silent_since is not None:
            self._give(c.ComeBack())
        if presence_of(self._life.hall, self._me.id).window is None:
            return AGAIN_S
        self._back_at = None
        return 1

    def _leave(self) -> float | None:
        """When it is time and nobody is in hand; not any more once the hall closes."""
        if self._life.hall.phase != "open" or not self._leavings or self._leavings[0].at > self._life.at:
            return None
        if self._hand is not None and self._leavings[0].kind != "silent":
            return None
        self._go(self._leavings.pop(0))
        return 1

    def _go(self, leaving: Leaving) -> None:
        self._back_at = self._life.at + leaving.lasts_ms
        if presence_of(self._life.hall, self._me.id).window is None:  # on leave, and signed out by it
            return
        match leaving.kind:
            case "moment":
                self._give(c.StepAway(reason="restroom"))
            case "silent":
                self._life.give(SYSTEM, TerminalSilent(clerk=self._me.id, since=self._life.at))
            case "hands_over":
                self._or_sign_out(c.HandOver(reason="meeting", until=self._back_at))
            case "official":
                self._ask_official()
            case "leave" | "signs_out":
                self._or_sign_out()

    def _or_sign_out(self, command: c.HandOver | None = None) -> None:
        if command is None or self._give(command) is None:
            self._give(c.StandUp(reason="errand", until=self._back_at))

    def _ask_official(self) -> None:
        """The supervisor agrees if a B is there; else the clerk goes all the same."""
        if self._give(c.AskOfficial(reason="meeting", until=self._back_at or 0)) is not None:
            asking = next(item.id for item in self._life.hall.officials.values() if item.clerk == self._me.id)
            if self._life.give(SUPERVISOR, c.AnswerOfficial(asking=asking, agree=True)) is None:
                self._life.give(SUPERVISOR, c.AnswerOfficial(asking=asking, agree=False))
        if presence_of(self._life.hall, self._me.id).window is not None:
            self._or_sign_out()

    # -- at the window --

    def _work(self) -> float | None:
        if presence_of(self._life.hall, self._me.id).window is None:  # a leave has begun
            self._back_at = self._life.at + AGAIN_S * 1000
            return AGAIN_S
        ticket = self._hand
        if ticket is None:
            return self._next()
        guest = self._crowd.by_ticket[ticket.id]
        return self._served(ticket, guest) if ticket.state == "serving" else self._called(ticket, guest)

    def _next(self) -> float | None:
        for held in self._life.hall.held:
            guest = self._crowd.by_ticket[held]
            if guest.ready_at <= self._life.at and self._give(c.ResumeTicket(ticket=held)) is not None:
                return guest.service_s()
        for picked in self._crowd.picked:
            if (answer := self._give(c.CallThis(ticket=picked))) is not None:
                return self._after_call(answer)
        return self._after_call(self._give(c.CallNext()))

    def _after_call(self, answer: object) -> float | None:
        if not isinstance(answer, Called):
            return self._idle()
        guest = self._crowd.by_ticket[answer.ticket]
        if guest.undone:
            guest.undone = False
            self._give(c.Undo(ticket=answer.ticket))
            return 5
        self._missed_calls = 0
        self._follows = guest.heeds()
        return guest.visit.walk_s if self._follows else RECALL_S

    def _idle(self) -> float | None:
        """Nobody waits for me: go on, to lunch, or home."""
        phase = self._life.hall.phase
        if phase == "closing":
            self._give(c.StandUp())
            return None
        if phase == "break" and self._life.hall.phase_until is not None:
            self._give(c.StandUp(reason="meal"))
            self._back_at = self._life.hall.phase_until - 120_000
            return 1
        return IDLE_S

    def _called(self, ticket: Ticket, guest: Guest) -> float:
        if self._follows:
            self._give(c.StartService(ticket=ticket.id))
            return guest.service_s()
        self._missed_calls += 1
        if self._missed_calls <= 2 and self._give(c.Recall(ticket=ticket.id)) is not None:
            return RECALL_S if self._missed_calls == 1 else GIVE_UP_S
        self._give(c.MarkNoShow(ticket=ticket.id))
        return 1

    def _served(self, ticket: Ticket, guest: Guest) -> float | None:
        ends, guest.ends = guest.ends, "finish"
        match ends:
            case "transfer" | "transfer_back":
                moved = c.TransferTicket(
                    ticket=ticket.id, matter=guest.visit.ends_at, back=ends == "transfer_back"
                )
                if self._give(moved) is not None:
                    return 5
            case "hold":
                guest.ready_at = self._life.at + COPIES_S * 1000
                self._give(c.HoldTicket(ticket=ticket.id))
                return 5
            case "add":
                self._give(p.AddMatter(ticket=ticket.id, matter=guest.visit.ends_at))
        return self._finish(ticket)

    def _finish(self, ticket: Ticket) -> float | None:
        """With the next call in the same press, if the hall has it so and the clerk is not about to leave."""
        leaves = bool(self._leavings) and self._leavings[0].at <= self._life.at
        if self._life.hall.rules.settings.call_next_finishes and not leaves:
            answer = self._give(c.CallNext(in_hand=ticket.id))
            if answer is not None:
                return self._after_call(answer)
        self._give(c.FinishService(ticket=ticket.id))
        return 1
