"""What moves places at random, besides the plain acts: not yet, grants, returns, stops, slots, quotas."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from common import commands as c
from common import commands_place as p
from common.commands_own import Fate, HandIn, OwnNumber, ReportNumbers
from common.messages import SeriesKept
from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.passed import passed
from server.rules.slots import free_slots
from tests.rules import watch_place
from tests.rules.acts import CLERKS, NOBODY, PICKS, HallMachine
from tests.rules.setup_place import place_setup
from tests.rules.street import BOSS, KIOSK, MINUTE, clerk

GIVERS = st.sampled_from([BOSS, clerk("A1"), clerk("A2")])


class PlaceMachine(HallMachine):
    """Every move of the table of claims, in any order."""

    setups = [place_setup()]  # noqa: RUF012  # typed in the base

    def __init__(self) -> None:
        self.passings: list[tuple[int, int, Instant]] = []
        self.last_call: dict[int, Instant] = {}
        self.by_guests: set[tuple[int, Instant]] = (
            set()
        )  # by whoever shares a load: the own line comes first (AB-9)
        super().__init__()

    # -- residents ---------------------------------------------------------------------------------

    @rule(first=PICKS, then=st.lists(PICKS, max_size=2), priority=st.sampled_from([None, None, "elder"]))
    def comes_for_several(self, first: int, then: list[int], priority: str | None) -> None:
        later = tuple(self.matter(pick) for pick in then)
        self.give(KIOSK, c.IssueTicket(matter=self.matter(first), then=later, priority=priority))

    @rule(pick=PICKS, name=CLERKS)
    def not_yet(self, pick: int, name: str) -> None:
        waiting = self.one_of(self.tickets("waiting", "called"), pick)
        self.give(KIOSK, p.StepBack(ticket=waiting))
        self.give(clerk(name), p.StepBack(ticket=self.held_id(name) or NOBODY))

    @rule(pick=PICKS, kind=st.sampled_from([c.ReEnter, c.WithdrawTicket]))
    def helps_themselves(self, pick: int, kind: type[c.ReEnter]) -> None:
        self.give(KIOSK, kind(ticket=self.one_of(self.hall.outside, pick)))

    @rule(
        pick=PICKS,
        n=st.integers(1, 12),
        minutes=st.integers(-200, 30),
        fate=st.sampled_from(["given", "given", "void"]),
        day=st.sampled_from(["", "", "2026-11-20"]),
    )
    def hands_in(self, pick: int, n: int, minutes: int, fate: Fate, day: str) -> None:
        """Numbers that a kiosk gave without the server, some again, some of another day, some of a matter that is gone."""
        today = self.hall.day or "2026-11-23"
        told = self.give(KIOSK, ReportNumbers(day=today))
        if isinstance(told, SeriesKept):
            matters = (self.matter(pick), "gone")[: 1 + pick % 2][:: -1 if pick % 3 else 1]
            number = OwnNumber(n=n, given=self.at + minutes * MINUTE, matters=matters, fate=fate)
            self.give(KIOSK, HandIn(series=told.series, day=day or today, numbers=(number,)))

    @rule(pick=PICKS, near=st.booleans())
    def books(self, pick: int, near: bool) -> None:
        matter = next(item for item in self.hall.rules.matters if item.id == ("mr", "ms")[pick % 2])
        slots = free_slots(self.hall, matter, self.hall.day, self.at) if self.hall.day else []
        slot = slots[0 if near else pick % len(slots)][0] if slots else self.at
        self.give(BOSS, p.BookAppointment(matter=matter.id, slot=slot))

    @rule(pick=PICKS, cancels=st.booleans(), priority=st.sampled_from([None, "elder"]))
    def keeps_a_slot(self, pick: int, cancels: bool, priority: str | None) -> None:
        booked = list(self.hall.appointments.values())
        if not booked:
            return
        item = booked[pick % len(booked)]
        if cancels and pick % 4 == 0:
            self.give(BOSS, p.CancelAppointment(appointment=item.id))
        else:
            self.give(KIOSK, p.CheckIn(code=item.code, priority=priority))

    # -- the window and the supervisor ---------------------------------------------------------------

    @rule(pick=PICKS, who=GIVERS, beyond=st.sampled_from([False, False, True]))
    def grants(self, pick: int, who: object, beyond: bool) -> None:
        waiting = self.one_of(self.tickets("waiting"), pick)
        self.give(who, p.GrantSpecial(ticket=waiting, reason="disabled", beyond_pace=beyond))  # type: ignore[arg-type]

    @rule(name=CLERKS, pick=PICKS, back=st.booleans())
    def sends(self, name: str, pick: int, back: bool) -> None:
        ticket = self.held_id(name) or NOBODY
        self.give(clerk(name), c.TransferTicket(ticket=ticket, matter=self.matter(pick), back=back))

    @rule(name=CLERKS, pick=PICKS)
    def adds(self, name: str, pick: int) -> None:
        self.give(clerk(name), p.AddMatter(ticket=self.held_id(name) or NOBODY, matter=self.matter(pick)))

    @rule(names=st.lists(CLERKS, min_size=3, max_size=12))
    def a_busy_while(self, names: list[str]) -> None:
        for name in names:
            self.work(name, "go on", 0)
            self.wait_until(self.at + 20_000)

    @rule(pick=PICKS, act=st.sampled_from(["close", "open", "close line", "open line", "quota", "free"]))
    def doors(self, pick: int, act: str) -> None:
        matter = self.matter(pick)
        line = self.hall.rules.lines[pick % len(self.hall.rules.lines)].id
        match act:
            case "close":
                self.give(BOSS, p.CloseMatter(matter=matter, reason="staff"))
            case "open":
                self.give(BOSS, p.ReopenMatter(matter=matter))
            case "close line":
                self.give(BOSS, p.CloseLine(line=line, reason="staff"))
            case "open line":
                self.give(BOSS, p.ReopenLine(line=line))
            case _:
                self.give(BOSS, p.SetQuota(matter=matter, quota=pick if act == "quota" else None))

    # -- what must hold at the end ---------------------------------------------------------------------

    def teardown(self) -> None:
        super().teardown()
        pace = watch_place.Pace(self.hall.rules.settings.special_one_in)
        for entry in self.log:
            pace.take(entry)
        watch_place.check_quotas(self.log)
        self.every_passing_is_explained()

    def every_passing_is_explained(self) -> None:
        """For each ticket: exactly those who went before though issued later, and each by a rule."""
        for entry in self.log:
            if isinstance(entry.fact, f.TicketIssued):
                ticket = entry.fact.ticket
                found = passed(self.log[entry.version - 1 :], ticket)
                unshared = [item for item in found if (item.ticket, item.at) not in self.by_guests]
                assert all(item.rule != "other_line" for item in unshared), found
                told = [(ticket, item.ticket, item.at) for item in found]
                assert told == [item for item in self.passings if item[0] == ticket]

    def before(self, entry: Entry) -> None:
        super().before(entry)
        if isinstance(entry.fact, f.TicketCalled):
            self.last_call[entry.fact.ticket] = entry.due
            self.passings += watch_place.passings(self.fold, entry.fact, entry.due)
            if any(load.clerk == entry.fact.clerk for load in self.fold.shared.values()):
                self.by_guests.add((entry.fact.ticket, entry.due))
        if isinstance(entry.fact, f.TicketPutBack) and entry.fact.reason == "undo":  # the call was none
            none = (entry.fact.ticket, self.last_call[entry.fact.ticket])
            self.passings = [item for item in self.passings if item[1:] != none]
