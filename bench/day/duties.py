"""What the supervisor does by the script and at the desk: slots, pauses, closed matters, spot checks, grants, official absences."""

from collections import deque
from typing import Literal, NamedTuple

from bench.day.named import CLOSED_MATTER
from bench.day.resident import Resident
from bench.day.terminal import Terminal
from bench.day.world import World
from common import commands as c
from common import commands_place as p
from common.messages import AnyAnswer, Booked
from common.words import Instant
from server.rules.hours import MINUTE_MS

PAUSE_MIN = 3
"""A pause keeps its length on a short day too."""


class Duty(NamedTuple):
    """Something to do at `at`, in the script's clock."""

    at: str
    doing: Literal["pause", "evacuate", "check", "close", "reopen", "cancel"]
    window: int = 0


DUTIES = (
    Duty("09:52", "pause"),
    Duty("10:37", "check", window=3),
    Duty("11:40", "evacuate"),
    Duty("14:41", "cancel"),
    Duty("14:44", "check", window=5),
    Duty("15:50", "close"),
    Duty("16:20", "reopen"),
)
"""At 10:37 A03 has slipped away from window 3: nobody is found where the system last knew somebody (S-6)."""
_SAID = {
    "pause": "pauses the hall: the network is down",
    "evacuate": "evacuates the hall: everything stops, every place is kept",
    "close": f"closes {CLOSED_MATTER} for today: its system is down",
    "reopen": f"opens {CLOSED_MATTER} again",
}
_COUNTED = {
    "pause": "pauses",
    "evacuate": "evacuations",
    "close": "matters_closed",
    "reopen": "matters_reopened",
}


class Duties:
    """One thing at a time, at the supervisor's own page."""

    def __init__(self, staff: str, terminal: Terminal, world: World) -> None:
        self.staff, self._terminal, self._world = staff, terminal, world
        day = world.day
        self._due = deque((day.at(duty.at), duty) for duty in DUTIES if day.at(duty.at) >= day.start)
        self._resumes_at: Instant | None = None
        self._paused_for: c.PauseReason = "system"
        self._now: Instant = 0

    def act(self, now: Instant) -> bool:
        """Whether a key was pressed."""
        self._now = now
        if self._resumes_at is not None:
            return now >= self._resumes_at and self._resume()
        return self._agree() or self._book() or self._do_due()

    # -- what is asked ----------------------------------------------------------------------------

    def _agree(self) -> bool:
        """A short official absence: agreed to, if it leaves nobody alone (D-5)."""
        asked = self._terminal.asked("official")
        if not asked:
            return False
        row = asked[0]

        def done(_: AnyAnswer) -> None:
            self._world.absent_from[row["clerk"]] = self._now
            self._count("official_absences", f"agrees to the official absence of {row['clerk']}")

        def seen() -> bool:
            return all(other["id"] != row["id"] for other in self._terminal.asked("official"))

        def refused(_: object) -> None:
            self._terminal.ask(c.AnswerOfficial(asking=int(row["id"]), agree=False), lambda _: None, seen)

        self._terminal.ask(c.AnswerOfficial(asking=int(row["id"]), agree=True), done, seen, refused)
        return True

    def _book(self) -> bool:
        """Somebody on the phone wants a slot and writes the code down (Q-7)."""
        if not self._world.to_book:
            return False
        resident = self._world.to_book.pop(0)
        if not self._terminal.rows("matters").get(resident.wish.matter, {}).get("appointments"):
            return False

        def done(answer: AnyAnswer) -> None:
            assert isinstance(answer, Booked)
            resident.wish = resident.wish._replace(code=answer.code)
            slot = self._world.day.clock(answer.slot)
            self._count("booked", f"books the slot of {slot} for somebody on the phone")

        self._terminal.ask(p.BookAppointment(matter=resident.wish.matter, slot=resident.wish.slot or 0), done)
        return True

    # -- what the script says ---------------------------------------------------------------------

    def _do_due(self) -> bool:
        if not self._due or self._now < self._due[0][0]:
            return False
        _, duty = self._due.popleft()
        match duty.doing:
            case "check":
                return self._check(duty.window)
            case "pause" | "evacuate":
                return self._pause(duty.doing)
            case "close" | "reopen":
                return self._turn_matter(duty.doing)
            case "cancel":
                return self._cancel()

    def _cancel(self) -> bool:
        """Somebody who cannot come rings again and names the code: the slot is free for another (Q-7)."""
        codes = {there.wish.code for there in self._world.not_coming if there.wish.habit == "cancels"}
        rows = self._terminal.rows("appointments").values()
        found = next((row for row in rows if row["code"] in codes - {""}), None)
        if found is None:
            return False
        slot = self._world.day.clock(found["slot"])
        done = lambda _: self._count("slots_cancelled", f"cancels the slot of {slot}: its owner rang again")  # noqa: E731
        self._terminal.ask(p.CancelAppointment(appointment=int(found["id"])), done)
        return True

    def _pause(self, doing: Literal["pause", "evacuate"]) -> bool:
        if self._terminal.row("hall").get("phase") == "closed":
            return False
        self._world.floor.paused = True
        self._resumes_at = self._now + PAUSE_MIN * MINUTE_MS
        self._paused_for = "evacuation" if doing == "evacuate" else "system"
        done = lambda _: self._count(_COUNTED[doing], _SAID[doing])  # noqa: E731
        self._terminal.ask(c.PauseHall(reason=self._paused_for), done)
        return True

    def _resume(self) -> bool:
        def done(_: AnyAnswer) -> None:
            self._world.floor.paused, self._resumes_at = False, None
            self._note("resumes: everybody has kept the place")

        self._terminal.ask(c.ResumeHall(reason=self._paused_for), done)
        return True

    def _turn_matter(self, doing: Literal["close", "reopen"]) -> bool:
        if CLOSED_MATTER not in self._terminal.rows("matters"):
            return False
        close = p.CloseMatter(matter=CLOSED_MATTER, reason="system_down")
        command = close if doing == "close" else p.ReopenMatter(matter=CLOSED_MATTER)
        self._terminal.ask(command, lambda _: self._count(_COUNTED[doing], _SAID[doing]))
        return True

    def _check(self, window: int) -> bool:
        """Walks over and looks who is there; with one's own eyes whoever is away is not (S-6)."""
        row = self._terminal.rows("windows").get(str(window), {})
        found = row.get("clerk") if not row.get("away") else None
        known = found or "nobody"
        done = lambda _: self._count("spot_checks", f"looks at window {window}: {known} is there")  # noqa: E731
        self._terminal.ask(c.CheckSpot(window=window, found=found), done)
        return True

    # -- at the desk ------------------------------------------------------------------------------

    def tell_why(self, resident: Resident, now: Instant) -> None:
        """Who went first, and by which rule: read off the record, in words (Q-13)."""
        self._now = now
        said = self._world.ask_why(self.staff, resident.number)
        self._world.record.answers[resident.ticket] = said
        self._world.record.moves["asked_why"] += 1
        self._world.record.moves["answered_why"] += bool(said)
        told = said[-1] if said else "nobody did"
        self._world.record.note(now, f"{resident.number} asks why a later number went first: {told}")
        resident.is_told_why()

    def help(self, resident: Resident, now: Instant) -> None:
        """Not yet, or the special channel, for whoever stands at the desk (Q-8)."""
        self._now = now
        ticket, back = resident.ticket, resident.ask == "step_back"

        def done(_: AnyAnswer) -> None:
            said = "lets others go first" if back else "goes first by the special channel (frail)"
            self._world.record.note(now, f"{resident.number} {said}")
            self._world.record.moves["stepped_back" if back else "special"] += 1
            resident.wait_on(self._now)

        def refused(_: object) -> None:
            resident.is_told_to_wait(self._now)

        command = p.StepBack(ticket=ticket) if back else p.GrantSpecial(ticket=ticket, reason="frail")
        self._terminal.ask(command, done, refused=refused)

    def _count(self, move: str, text: str) -> None:
        self._world.record.moves[move] += 1
        self._note(text)

    def _note(self, text: str) -> None:
        self._world.record.note(self._now, f"{self.staff} {text}")
