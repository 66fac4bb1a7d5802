"""The supervisor: opens a day that the calendar does not, names stand-ins, and keeps the enquiry desk."""

from bench.day.case_watching import CaseWatching
from bench.day.duties import Duties
from bench.day.happening import Happening
from bench.day.lapsing import Outside
from bench.day.resident import Resident
from bench.day.script import NUMBERS_STOP, OPENS
from bench.day.terminal import Terminal
from bench.day.world import World
from common import commands as c
from common.messages import AnyAnswer
from common.words import Instant

LOOKS_FOR_MIN = 6
"""So long the supervisor looks for somebody before a stand-in is named."""
RETRY_S = 60
SEATED_S = 30
"""A day that begins in its middle is opened when whoever is due has sat down."""


class Supervisor:
    """Knows what the supervisor's page shows, and whom the desk has before it."""

    def __init__(self, staff: str, world: World) -> None:
        self.staff = staff
        self.terminal = Terminal(world.open_link(staff, "supervisor"), world.record)
        self._world = world
        self._named: set[str] = set()
        self._asked: dict[str, list[str]] = {}  # post → who was asked to stand in
        self._duties = Duties(staff, self.terminal, world)
        self._outside = Outside(world)
        self._cases = CaseWatching(world)
        self.saw_the_end = False
        self._happening = Happening(world)
        self._retry_at: Instant = 0
        self._now: Instant = 0

    @property
    def phase(self) -> str:
        """The hall's, as the page shows it."""
        return str(self.terminal.row("hall").get("phase", ""))

    def act(self, now: Instant) -> None:
        """Do what is due, one thing at a time."""
        self._now = now
        if not self.terminal.look(now):
            return
        self._notice_unattended()
        self._outside.notice(self.terminal, now)
        self._cases.notice(self.terminal, now)
        self.saw_the_end = self.phase == "closed"
        self._happening.notice(self.terminal, now)
        if now >= self._retry_at:
            self._look_after(now)

    def _look_after(self, now: Instant) -> None:
        self._keep_hours() or self._duties.act(now) or self._end_stand_ins() or self._ask_to_stand_in() or (
            self._see_to_people()
        )

    # -- the day ----------------------------------------------------------------------------------

    def _keep_hours(self) -> bool:
        """On a day that the calendar does not open: open, stop the numbers, and close when all is quiet."""
        day = self._world.day
        if not day.by_hand:
            return False
        if self._now < day.at(NUMBERS_STOP):
            due = max(day.at(OPENS), day.start + SEATED_S * 1000)
            opens = self.phase == "closed" and self._now >= due
            return opens and self._ask(c.OpenHall(), "opens the hall by hand")
        if self.phase == "closed":
            return False
        if self._gives_numbers():
            return self._ask(c.StopNumbers(), "gives no more numbers")
        if self._now < day.ends or not self._is_quiet():
            return False
        return self._ask(c.CloseDay(), "closes the day")

    def _is_quiet(self) -> bool:
        """Nobody waits, nobody sits at a window."""
        waiting = any(row["waiting"] for row in self.terminal.rows("lines").values())
        return not waiting and not any(row["clerk"] for row in self.terminal.rows("windows").values())

    # -- posts ------------------------------------------------------------------------------------

    def _alarms(self) -> list[tuple[str, Instant]]:
        rows = self.terminal.rows("alarms").values()
        return [(row["subject"], row["since"]) for row in rows if row["kind"] == "unattended"]

    def _gives_numbers(self) -> bool:
        """Until then a post without a clerk is a fault; afterwards its clerk has gone home."""
        return bool(self.terminal.row("hall").get("numbers"))

    def _notice_unattended(self) -> None:
        if not self._gives_numbers():
            return
        for post, since in self._alarms():
            if (post, since) not in self._world.record.unattended:
                self._world.record.unattended.add((post, since))
                self._world.record.note(self._now, f"{post} has neither A nor B present: unattended, alarm")

    def _ask_to_stand_in(self) -> bool:
        """One after the other; whoever declined is not asked again (AB-18)."""
        if self.phase != "open" or not self._gives_numbers():
            return False
        for post, since in self._alarms():
            if self.terminal.rows("covering").get(post, {}).get("asked"):
                continue  # an answer is awaited
            clerk = self._who_can(post)
            if clerk is not None and self._now >= since + LOOKS_FOR_MIN * 60_000:
                self._named.add(post)
                self._asked.setdefault(post, []).append(clerk)
                command = c.NameStandIn(post=post, clerk=clerk, reason="nobody_present")
                return self._ask(command, f"asks {clerk} to stand in at {post}")
        return False

    def _who_can(self, post: str) -> str | None:
        """Whoever is present, has not declined and serves the fewest posts."""
        present = [
            (len(row["serves"]), row["clerk"])
            for row in self.terminal.rows("clerks").values()
            if row["window"] and not row["away"] and not row["absent"] and not row["silent_since"]
            if row["clerk"] not in self._asked.get(post, ())
        ]
        own = self.terminal.rows("posts")[post]["a_role"]
        return min((clerk for clerk in present if clerk[1] != own), default=(0, None))[1]

    def _end_stand_ins(self) -> bool:
        for post in sorted(self._named):
            if self.terminal.rows("posts")[post]["state"] == "a_role":
                self._named.discard(post)
                self._asked.pop(post, None)
                if (named := self.terminal.rows("posts")[post]["stand_in"]) is None:
                    continue
                return self._ask(c.EndStandIn(post=post, clerk=named), f"ends the stand-in at {post}")
        return False

    # -- the desk ---------------------------------------------------------------------------------

    def _see_to_people(self) -> bool:
        return self._keep_desk() or (self._is_over() and self._send_home())

    def _is_over(self, line: str | None = None) -> bool:
        """No more numbers, and whoever served `line` (none: the last clerk) has left."""
        if self._now < self._world.day.at(NUMBERS_STOP) or self._gives_numbers():
            return False
        posts = self.terminal.rows("posts").values()
        return all(post["state"] == "closed" for post in posts if line is None or line in post["lines"])

    def _send_home(self) -> bool:
        """Somebody still sits there, whose ticket came back into line while the last clerk was leaving."""
        waiting = (there for there in self._world.floor.holders.values() if there.where == "waiting")
        resident = next(waiting, None)
        if resident is None or self.phase == "closed":
            return False
        self._take_back(resident)
        return True

    def _keep_desk(self) -> bool:
        if not self._world.floor.at_desk:
            return False
        resident = self._world.floor.at_desk.popleft()
        missed = self.terminal.rows("missed").get(str(resident.ticket))
        if resident.ask == "re_enter" and self._is_over(missed["line"] if missed else None):
            self._world.record.note(
                self._now, f"{resident.number} comes back too late: asked to come another day"
            )
            resident.is_gone()
        elif resident.ask == "withdraw":
            self._take_back(resident)
        elif resident.ask == "why":
            self._duties.tell_why(resident, self._now)
        elif resident.ask in ("step_back", "special"):
            self._duties.help(resident, self._now)
        elif missed is not None:
            self._help_back(resident, kept=missed["carried"])
        else:
            resident.is_told_to_wait(self._now)
        return True

    def _help_back(self, resident: Resident, *, kept: bool) -> None:
        def done(_: AnyAnswer) -> None:
            self._world.record.re_entered += not kept
            self._world.record.moves["kept_checked_in"] += kept
            how = "kept over night, checks in" if kept else "had missed its call and is back in line"
            self._world.record.note(self._now, f"{resident.number} {how}")
            resident.wait_on(self._now)

        def seen() -> bool:
            return str(resident.ticket) not in self.terminal.rows("missed")

        def refused(_: object) -> None:
            resident.is_told_to_wait(self._now)

        self.terminal.ask(c.ReEnter(ticket=resident.ticket), done, seen, refused)

    def _take_back(self, resident: Resident) -> None:
        def done(_: AnyAnswer) -> None:
            self._world.record.withdrawn.add(resident.ticket)
            resident.is_gone()

        def refused(_: object) -> None:
            resident.wait_on(self._now)

        self.terminal.ask(c.WithdrawTicket(ticket=resident.ticket), done, refused=refused)

    def _ask(self, command: c.ClientCommand, what: str) -> bool:
        def done(_: AnyAnswer) -> None:
            self._world.record.note(self._now, f"{self.staff} {what}")

        self._retry_at = self._now + RETRY_S * 1000
        self.terminal.ask(command, done)
        return True
