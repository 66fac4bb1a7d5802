"""The wall: reads its link, remembers whose turn it is, and says what to show. Never blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import msgspec

from common.admission import NOT_ADMITTED, Admission
from common.fold import View
from common.messages import Announcement, Refused
from common.rows import HallRow
from common.screen.arrival import Patience, admin_page
from common.screen.geometry import Screen
from common.screen.placements import Placement
from common.screen.stage import Frame
from common.screen.text import Measure
from common.screen.theme import WALL
from common.screen.window import Event
from common.wording import knows_zone
from common.words import Instant, Language
from display.layout import WallLayout
from display.message import Message
from display.reading import Reading, Report
from display.trace import Trace
from display.wall_state import Health, Wall, WallState
from display.wording import Wording

SET_BACK_MS = 5_000


class HallLink(Protocol):
    """What the wall needs of `common.link.Link`."""

    status: Literal["connecting", "joined", "lost", "refused"]
    view: View
    refused: Refused | None
    announcements: list[Announcement]
    last_heard: Instant | None

    def poll(self) -> None:
        """Take in what came."""
        ...

    def server_now(self) -> Instant | None:
        """The server's time."""
        ...

    def silent_s(self) -> float:
        """Seconds since the server was last heard."""
        ...

    def close(self) -> None:
        """Leave."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """The screen, how far away its readers stand, their language, and how its letters measure."""

    screen: Screen
    view_distance_mm: float
    language: Language
    measure: Measure


class WallProgram:
    """A `common.screen.stage.Program`. `trace` hears what is seen when; `report` of what is wrong.

    `server` is the address that is named where somebody must act on it.
    """

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
        self._glass, self._admission, self._connect = glass, admission, connect
        self._trace, self._report, self._server = trace, report, server
        self._patience = Patience()
        self._link: HallLink | None = None
        self._token: str | None = None
        self._reading = Reading(report)
        self._layout = self._laid_out("Asia/Shanghai")
        self._timezone = "Asia/Shanghai"
        self._state = WallState(self._layout.places)
        self._now: Instant = 0
        self._hall: HallRow | None = None
        self._picture: Wall | Message | None = None
        self._placements: tuple[Placement, ...] = ()

    @property
    def joined(self) -> bool:
        """Has the hall been seen?"""
        return self._link is not None and self._link.status == "joined"

    @property
    def remembered(self) -> int:
        """How many things are kept about calls: the same after a month as after an hour."""
        return self._state.remembered + len(self._trace)

    def tick(self, now: Instant) -> Frame:
        """Read the link; the frame to show."""
        self._go_on()
        picture = self._see()
        if self._patience.is_over(picture is None, now):
            picture = self._message("unreached")
        picture = picture or self._message("connecting")
        if picture != self._picture:
            self._picture = picture
            self._placements = self._placed(picture)
        return Frame(self._placements, WALL)

    def handle(self, event: Event, now: Instant) -> None:
        """A wall has no buttons."""

    def presented(self, at: Instant) -> None:
        """The frame of the last tick is on the screen."""
        self._trace.presented(self._picture if isinstance(self._picture, Wall) else None, at)

    def close(self) -> None:
        """Leave the hall."""
        if self._link is not None:
            self._link.close()

    # -- what comes in ----------------------------------------------------------------------------

    def _go_on(self) -> None:
        self._admit()
        link = self._link
        if link is None:
            return
        try:
            link.poll()
        except msgspec.ValidationError as fault:
            self._report(f"message not understood: {fault}")
        news, link.announcements = link.announcements, []
        self._trace.hear(news)
        if self._is_refused(link):
            self._admission.renew()

    def _admit(self) -> None:
        self._admission.poll()
        token = self._admission.token
        if token is not None and token != self._token:
            if self._link is not None:
                self._link.close()
            self._token, self._link = token, self._connect(token)

    def _is_refused(self, link: HallLink) -> bool:
        return link.status == "refused" and link.refused is not None and link.refused.code in NOT_ADMITTED

    # -- what is seen -----------------------------------------------------------------------------

    def _see(self) -> Wall | Message | None:
        """Nothing while nothing is known of the server."""
        link = self._link
        if link is None:
            return self._unpaired()
        if self._is_refused(link) or (link.status == "refused" and not link.view):
            return self._message("refused", self._admission.code)
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
            return self._evacuation()
        health = Health(link.last_heard, round(link.silent_s() * 1000))
        return self._state.see(tables, self._hall, health, self._now, self._layout)

    def _unpaired(self) -> Message | None:
        if self._admission.refused:
            return self._message("pairing_refused")
        return self._message("pairing", self._admission.code) if self._admission.code else None

    def _let_time_pass(self, server_now: Instant) -> None:
        """Never back by the small steps of a heartbeat; a server set back for good is followed."""
        if server_now < self._now - SET_BACK_MS:
            self._state, self._now = WallState(self._layout.places), server_now
        self._now = max(server_now, self._now)

    def _message(self, code: str, device_code: str = "") -> Message:
        wording = Wording(self._glass.language)
        part = "hall" if code == "not_set_up" else "devices"
        address = admin_page(self._server, part)
        detail = wording.say(f"{code}.detail", server=self._server, address=address)
        return Message(wording.say(f"{code}.title"), device_code, detail)

    def _evacuation(self) -> Message:
        """In both languages, whichever the screen's is."""
        told = self._message("evacuation")
        other = Wording("en" if self._glass.language == "zh" else "zh").say("evacuation.title")
        return told._replace(detail=f"{told.detail}\n{other}", alarm=True)

    def _placed(self, picture: Wall | Message) -> tuple[Placement, ...]:
        if isinstance(picture, Message):
            return self._layout.message(picture)
        return self._layout.wall(picture)

    def _follow(self, hall: HallRow) -> None:
        """Show times in the hall's own zone; an unknown one leaves the last."""
        if hall.timezone == self._timezone:
            return
        self._timezone = hall.timezone
        if knows_zone(hall.timezone):
            self._layout = self._laid_out(hall.timezone)
        else:
            self._report(f"unknown time zone {hall.timezone}")

    def _laid_out(self, timezone: str) -> WallLayout:
        glass = self._glass
        wording = Wording(glass.language, timezone)
        return WallLayout(glass.screen, glass.view_distance_mm, wording, glass.measure)
