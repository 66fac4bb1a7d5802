"""What people and devices do to a hall at random. Most of it makes sense; the rest must be refused."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from common import commands as c
from server.rules.hall import Ticket
from server.rules.order import (
    SYSTEM,
    AnyCommand,
    ConfirmClock,
    ImportHall,
    NoticeFault,
    TerminalBack,
    TerminalSilent,
)
from tests.rules import watch
from tests.rules.machine import WatchedHall
from tests.rules.street import ADMIN, BOSS, KIOSK, MINUTE, clerk

CLERKS = st.sampled_from(["A1", "A2", "A3", "A4"])
PICKS = st.integers(0, 7)
WINDOWS = st.integers(1, 4)
NOBODY = 999_999

ACTS = st.sampled_from(["go on", "go on", "go on", "next", "hold", "recall", "miss", "move", "undo"])
STEERING: list[AnyCommand] = [
    c.PauseHall(reason="power"),
    c.PauseHall(reason="evacuation"),
    c.ResumeHall(reason="power"),
    c.ResumeHall(reason="evacuation"),
    c.StopNumbers(),
    c.CloseDay(),
    c.OpenHall(),
    c.OpenHall(),
]


class HallMachine(WatchedHall):
    """Any command, by whoever may give it."""

    def one_of(self, found: list[int], pick: int) -> int:
        return found[pick % len(found)] if found else NOBODY

    def tickets(self, *states: str) -> list[int]:
        return [ticket.id for ticket in self.hall.tickets.values() if ticket.state in states]

    def in_hand(self, name: str) -> Ticket | None:
        person = self.hall.presence.get(name)
        held = self.hall.hands.get(person.window) if person and person.window is not None else None
        return self.hall.tickets[held] if held is not None else None

    def held_id(self, name: str) -> int | None:
        ticket = self.in_hand(name)
        return ticket.id if ticket is not None else None

    def matter(self, pick: int) -> str:
        matters = self.hall.rules.matters
        return matters[pick % len(matters)].id

    # -- residents ---------------------------------------------------------------------------------

    @rule(matter=PICKS, priority=st.sampled_from([None, None, "elder", "elder", "nobility"]))
    def comes(self, matter: int, priority: str | None) -> None:
        self.give(KIOSK, c.IssueTicket(matter=self.matter(matter), priority=priority))

    @rule(count=st.integers(2, 5), matter=PICKS)
    def several_come(self, count: int, matter: int) -> None:
        for _ in range(count):
            self.give(KIOSK, c.IssueTicket(matter=self.matter(matter)))

    @rule(pick=PICKS, kind=st.sampled_from([c.VoidTicket, c.WithdrawTicket]))
    def gives_up(self, pick: int, kind: Any) -> None:
        self.give(BOSS, kind(ticket=self.one_of(self.tickets(*watch.LIVE), pick)))

    @rule(name=CLERKS, pick=PICKS)
    def comes_back(self, name: str, pick: int) -> None:
        self.give(clerk(name), c.ReEnter(ticket=self.one_of(self.hall.outside, pick)))

    # -- the window --------------------------------------------------------------------------------

    @rule(name=CLERKS)
    def calls(self, name: str) -> None:
        """Pressed twice it is one call."""
        held = self.held_id(name)
        self.call(name, c.CallNext(in_hand=held))
        if self.held_id(name) != held:
            version = self.hall.version
            self.call(name, c.CallNext(in_hand=held))
            assert self.hall.version == version

    @rule(busy=st.lists(st.tuples(CLERKS, ACTS, PICKS), min_size=2, max_size=10))
    def works(self, busy: list[tuple[str, str, int]]) -> None:
        """A busy stretch: each time the next sensible thing, or another."""
        for name, act, pick in busy:
            self.work(name, act, pick)
            self.wait_until(self.at + 7_000)

    def work(self, name: str, act: str, pick: int) -> None:
        ticket = self.in_hand(name)
        if ticket is None:
            self.call(name, c.CallNext())
            return
        begun = ticket.state == "serving"
        acts: dict[str, AnyCommand] = {
            "go on": c.FinishService(ticket=ticket.id) if begun else c.StartService(ticket=ticket.id),
            "hold": c.HoldTicket(ticket=ticket.id),
            "recall": c.Recall(ticket=ticket.id),
            "miss": c.MarkNoShow(ticket=ticket.id),
            "move": c.TransferTicket(ticket=ticket.id, matter=self.matter(pick)),
        }
        if act in acts:
            self.give(clerk(name), acts[act])
        elif act == "next":
            self.call(name, c.CallNext(in_hand=ticket.id))
        else:
            self.takes_back(name, 1)

    @rule(
        name=CLERKS,
        kind=st.sampled_from([c.StartService, c.FinishService, c.HoldTicket, c.MarkNoShow]),
        pick=PICKS,
    )
    def errs(self, name: str, kind: Any, pick: int) -> None:
        """Any act on any ticket."""
        self.give(clerk(name), kind(ticket=self.one_of(list(self.hall.tickets), pick)))

    @rule(name=CLERKS, pick=PICKS)
    def picks(self, name: str, pick: int) -> None:
        ticket = self.one_of(self.tickets("waiting", "missed"), pick)
        self.call(name, c.CallThis(ticket=ticket, in_hand=self.held_id(name)))

    @rule(name=CLERKS)
    def calls_in_vain(self, name: str) -> None:
        if self.in_hand(name) is None:
            self.call(name, c.CallNext())
        for _ in range(3):
            self.wait_until(self.at + 10_000)
            self.give(clerk(name), c.Recall(ticket=self.held_id(name) or NOBODY))

    @rule(name=CLERKS, times=st.integers(1, 2))
    def takes_back(self, name: str, times: int) -> None:
        for _ in range(times):
            person = self.hall.presence.get(name)
            act = self.hall.last_acts.get(person.window or 0) if person else None
            self.give(clerk(name), c.Undo(ticket=act.ticket if act else NOBODY))

    @rule(name=CLERKS, pick=PICKS, moves=st.booleans())
    def takes_up(self, name: str, pick: int, moves: bool) -> None:
        """A held ticket: into the hand, or on to another line."""
        held = self.one_of(self.hall.held, pick)
        command = (
            c.TransferTicket(ticket=held, matter=self.matter(pick)) if moves else c.ResumeTicket(ticket=held)
        )
        self.give(clerk(name), command)

    # -- people ------------------------------------------------------------------------------------

    @rule()
    def all_come(self) -> None:
        for number, name in enumerate(("A1", "A2", "A3", "A4"), 1):
            self.give(clerk(name), c.ComeBack())
            self.give(clerk(name), c.SitDown(window=number))

    @rule(name=CLERKS, window=WINDOWS)
    def sits_down(self, name: str, window: int) -> None:
        self.give(clerk(name), c.SitDown(window=window))

    @rule(
        name=CLERKS,
        kind=st.sampled_from(["up", "away", "over", "back", "back"]),
        minutes=st.sampled_from([None, 30]),
    )
    def goes(self, name: str, kind: str, minutes: int | None) -> None:
        until = self.at + minutes * MINUTE if minutes else None
        acts: dict[str, AnyCommand] = {
            "up": c.StandUp(reason="errand", until=until),
            "away": c.StepAway(reason="restroom", until=until),
            "over": c.HandOver(reason="meeting", note="note", until=until),
            "back": c.ComeBack(),
        }
        self.give(clerk(name), acts[kind])

    @rule(name=CLERKS, ago=st.sampled_from([None, None, 0, 1_000, 6 * MINUTE]))
    def terminal(self, name: str, ago: int | None) -> None:
        since = self.at - (ago or 0)
        self.give(
            SYSTEM, TerminalBack(clerk=name) if ago is None else TerminalSilent(clerk=name, since=since)
        )

    @rule(name=CLERKS, pick=PICKS)
    def reads(self, name: str, pick: int) -> None:
        self.give(clerk(name), c.AcknowledgeHandover(handover=self.one_of(list(self.hall.handovers), pick)))

    # -- the supervisor ----------------------------------------------------------------------------

    @rule(name=CLERKS, pick=PICKS, ends=st.booleans())
    def stand_in(self, name: str, pick: int, ends: bool) -> None:
        posts = self.hall.rules.posts
        post = posts[pick % len(posts)].id
        self.give(
            BOSS,
            c.EndStandIn(post=post, clerk=self.hall.stand_ins.get(post, name))
            if ends
            else c.NameStandIn(on_the_spot=True, post=post, clerk=name, reason="other"),
        )

    @rule(name=CLERKS, starts=st.sampled_from([None, -60, 0, 3]), lasts=st.sampled_from([1, 30]))
    def leave(self, name: str, starts: int | None, lasts: int) -> None:
        since = self.at + (starts or 0) * MINUTE
        record = c.RecordLeave(clerk=name, since=since, until=since + lasts * MINUTE)
        if starts is not None:
            self.give(BOSS, record)
        elif (known := self.hall.presence.get(name)) and known.leaves:
            self.give(BOSS, c.EndLeave(clerk=name, until=known.leaves[0].until))

    @rule(command=st.sampled_from(STEERING))
    def steers(self, command: AnyCommand) -> None:
        self.give(BOSS, command)

    @rule(pick=PICKS, kind=st.sampled_from(["fault", "well", "notice", "clock", "import"]))
    def else_happens(self, pick: int, kind: str) -> None:
        match kind:
            case "clock":
                self.give(ADMIN, ConfirmClock())
            case "notice":
                self.give(
                    SYSTEM, NoticeFault(device="server:backup", fault=[None, "backup_failed"][pick % 2])
                )
            case "import":
                self.give(ADMIN, ImportHall(setup=self.setups[pick % len(self.setups)]))
            case _:
                self.give(KIOSK, c.ReportDevice(fault="paper_out" if kind == "fault" else None))
