"""A screen's way to the hall: let in, joined, and what it hears."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol

import msgspec

from common.admission import NOT_ADMITTED, Admission
from common.commands import ReportDevice
from common.fold import View
from common.link import Unanswered
from common.messages import Announcement, Refused
from common.words import Instant
from display.faults import Fault, Faults
from display.reading import Report

FAULT_EXPIRES_S = 60.0


class HallLink(Protocol):
    """What a screen needs of `common.link.Link`."""

    status: Literal["connecting", "joined", "lost", "refused"]
    view: View
    refused: Refused | None
    announcements: list[Announcement]

    @property
    def last_heard(self) -> Instant | None:
        """When the server was last heard, in its time."""
        ...

    def poll(self) -> None:
        """Take in what came."""
        ...

    def send(self, command: ReportDevice, on_answer: Callable[[Any], None], expires_s: float = ...) -> str:
        """Tell of a fault."""
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


class Connection:
    """One admission and the link that it opens; `link` is none until there is a token."""

    def __init__(self, admission: Admission, connect: Callable[[str], HallLink], report: Report) -> None:
        self.admission, self._connect, self._report = admission, connect, report
        self.link: HallLink | None = None
        self.faults = Faults()
        self._token: str | None = None

    @property
    def joined(self) -> bool:
        """Has the hall been seen, and is it there?"""
        return self.link is not None and self.link.status == "joined"

    @property
    def denied(self) -> bool:
        """Does the server not know this screen (any more)?"""
        link = self.link
        refused = link is not None and link.status == "refused" and link.refused is not None
        return refused and link is not None and link.refused is not None and link.refused.code in NOT_ADMITTED

    @property
    def refused(self) -> bool:
        """Does it not want this screen, and is nothing known to be shown, or of a window that is no more?"""
        link = self.link
        if link is None or link.status != "refused":
            return False
        gone = link.refused is not None and link.refused.code == "no_such_view"
        return self.denied or gone or not link.view

    def poll(self) -> list[Announcement]:
        """Take in what came; what was announced since the last time. Call it every frame."""
        self._admit()
        link = self.link
        if link is None:
            return []
        try:
            link.poll()
        except msgspec.ValidationError as fault:
            self._report(f"message not understood: {fault}")
        news, link.announcements = link.announcements, []
        if self.denied:
            self.admission.renew()
        return news

    def tell_faults(self) -> None:
        """Call it every frame, once it is known what is wrong: an alarm that outlives a restart is not ended by it."""
        if (link := self.link) is not None and link.status == "joined":
            self.faults.tell(lambda fault: self._tell(link, fault))

    def close(self) -> None:
        """Leave the hall."""
        if self.link is not None:
            self.link.close()

    def _tell(self, link: HallLink, fault: Fault | None) -> None:
        def answered(outcome: Any) -> None:
            if isinstance(outcome, Unanswered):
                self.faults.unanswered(fault)

        link.send(ReportDevice(fault=fault), answered, FAULT_EXPIRES_S)

    def _admit(self) -> None:
        self.admission.poll()
        token = self.admission.token
        if token is not None and token != self._token:
            self.close()
            self.faults.forget_told()
            self._token, self.link = token, self._connect(token)
