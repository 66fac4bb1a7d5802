"""A screen of the hall: reads its link, asks its face what is to be seen, and says where. Never blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from common.admission import Admission
from common.messages import Announcement
from common.rows import HallRow
from common.screen.arrival import Patience, admin_page
from common.screen.geometry import Rect, Screen
from common.screen.placements import Placement
from common.screen.stage import Frame
from common.screen.theme import Theme
from common.screen.window import Event, Resized
from common.wording import knows_zone, year_of
from common.words import Instant
from display.burn_in import Offset, offset, wandered
from display.connection import Connection, HallLink
from display.faults import Fault
from display.glass import Glass
from display.message import Message, evacuation
from display.reading import Reading, Report, Tables
from display.trace import Trace
from display.type_scale import base_of
from display.voice.acts import Dropped
from display.wall_face import WallFace
from display.wall_state import Health, Wall
from display.wording import Wording

__all__ = ("Face", "Glass", "HallLink", "ScreenProgram", "WallProgram")

SET_BACK_MS = 5_000
P = TypeVar("P")


class Face(Protocol[P]):
    """One kind of screen. `P` is its picture: equal ones look the same. `wanders`: against burning in."""

    theme: Theme
    wanders: bool

    @property
    def remembered(self) -> int:
        """How many things it keeps."""
        ...

    def lay_out(self, screen: Screen, wording: Wording) -> None:
        """From now on on this screen, in these words."""
        ...

    def start_over(self) -> None:
        """Forget what was seen."""
        ...

    def hear(self, news: Sequence[Announcement]) -> None:
        """What was announced since the last frame."""
        ...

    def see(self, tables: Tables, hall: HallRow, health: Health, now: Instant) -> P:
        """Let time pass until `now` (the server's time) and say what is seen."""
        ...

    def place(self, picture: P) -> tuple[Placement, ...]:
        """Where it lies."""
        ...

    def message(self, message: Message) -> tuple[Placement, ...]:
        """One message on the whole screen."""
        ...

    def presented(self, picture: P | None, at: Instant) -> None:
        """That picture (none: a message) is on the screen."""
        ...


class ScreenProgram(Generic[P]):
    """A `common.screen.stage.Program`. `report` hears of what is wrong.

    `server` is the address that is named where somebody must act on it.
    """

    def __init__(
        self,
        glass: Glass,
        face: Face[P],
        admission: Admission,
        connect: Callable[[str], HallLink],
        *,
        report: Report,
        server: str = "",
    ) -> None:
        self._glass, self._face, self._server, self._report = glass, face, server, report
        self._connection = Connection(admission, connect, report)
        self._patience, self._reading = Patience(), Reading(report)
        self._screen, self._timezone = glass.screen, "Asia/Shanghai"
        self._wording = Wording(glass.language)
        self._now: Instant = 0
        self._hall: HallRow | None = None
        self._picture: P | Message | None = None
        self._at: Offset = (0, 0)
        self._placements: tuple[Placement, ...] = ()

    @property
    def joined(self) -> bool:
        """Has the hall been seen?"""
        return self._connection.joined

    @property
    def remembered(self) -> int:
        """How many things are kept: the same after a month as after an hour."""
        return self._face.remembered

    def tick(self, now: Instant) -> Frame:
        """Read the link; the frame to show."""
        self._face.hear(self._connection.poll())
        picture = self._see()
        self._connection.tell_faults()
        if self._patience.is_over(picture is None, now):
            picture = self._message("unreached")
        picture = picture or self._message("connecting")
        at = offset(self._now, base_of(self._screen)) if self._face.wanders else (0, 0)
        if (picture, at) != (self._picture, self._at):
            self._picture, self._at = picture, at
            self._placements = wandered(self._placed(picture), at, Rect(0, 0, *self._screen[:2]))
        return Frame(self._placements, self._face.theme)

    def handle(self, event: Event, now: Instant) -> None:
        """A wall has no buttons; but another screen may be plugged in."""
        if isinstance(event, Resized):
            self._screen = Screen(*event.size, self._glass.screen.diagonal_in)
            self._lay_out()

    def presented(self, at: Instant) -> None:
        """The frame of the last tick is on the screen."""
        self._face.presented(None if isinstance(self._picture, Message) else self._picture, at)

    def tell_fault(self, fault: Fault, *, wrong: bool) -> None:
        """Let the hall's supervisor know of it, or that it has gone."""
        self._connection.faults.set(fault, wrong=wrong)

    def tell_unspoken(self, dropped: Dropped) -> None:
        """Let staff know of a call that was not spoken."""
        self._report(f"{dropped.act.number} was not spoken: {dropped.reason}")

    def close(self) -> None:
        """Leave the hall."""
        self._connection.close()

    def _see(self) -> P | Message | None:
        """Nothing while nothing is known of the server."""
        link = self._connection.link
        if link is None:
            return self._unpaired()
        if self._connection.refused:
            no_view = link.refused is not None and link.refused.code == "no_such_view"
            return self._message("no_view" if no_view else "refused", self._connection.admission.code)
        server_now = link.server_now()
        if server_now is None or link.last_heard is None or not link.view:
            return None
        self._let_time_pass(server_now)
        tables = self._reading.read(link.view)
        self._hall = tables.hall or self._hall
        if self._hall is None:
            return self._message("not_set_up")
        self._follow(self._hall)
        if self._hall.paused == "evacuation":
            return evacuation(self._wording)
        health = Health(link.last_heard, round(link.silent_s() * 1000))
        return self._face.see(tables, self._hall, health, self._now)

    def _unpaired(self) -> Message | None:
        admission = self._connection.admission
        if admission.refused:
            return self._message("pairing_refused")
        return self._message("pairing", admission.code) if admission.code else None

    def _let_time_pass(self, server_now: Instant) -> None:
        """Never back by the small steps of a heartbeat; a server set back for good is followed."""
        if server_now < self._now - SET_BACK_MS:
            self._face.start_over()
            self._now = server_now
        self._now = max(server_now, self._now)

    def _message(self, code: str, device_code: str = "") -> Message:
        part = "hall" if code == "not_set_up" else "devices"
        address = admin_page(self._server, part)
        detail = self._wording.say(f"{code}.detail", server=self._server, address=address)
        return Message(self._wording.say(f"{code}.title"), device_code, detail)

    def _placed(self, picture: P | Message) -> tuple[Placement, ...]:
        return self._face.message(picture) if isinstance(picture, Message) else self._face.place(picture)

    def _follow(self, hall: HallRow) -> None:
        """Show times in the hall's own zone and year; an unknown zone leaves the last."""
        year = year_of(hall) if knows_zone(hall.timezone) else self._wording.year
        if (hall.timezone, year) == (self._timezone, self._wording.year):
            return
        self._timezone = hall.timezone
        if knows_zone(hall.timezone):
            self._wording = Wording(self._glass.language, hall.timezone, year_of(hall))
            self._lay_out()
        else:
            self._report(f"unknown time zone {hall.timezone}")

    def _lay_out(self) -> None:
        self._face.lay_out(self._screen, self._wording)
        self._picture = None


class WallProgram(ScreenProgram[Wall]):
    """The main wall, mute. `trace` hears what is seen when."""

    def __init__(
        self,
        glass: Glass,
        admission: Admission,
        connect: Callable[[str], HallLink],
        *,
        trace: Trace,
        report: Report,
        server: str = "",
    ) -> None:
        super().__init__(glass, WallFace(glass, trace), admission, connect, report=report, server=server)
