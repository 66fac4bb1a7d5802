"""The kiosk's way to the hall: let in, joined, asked; and what it knows, typed anew when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import msgspec

from common.admission import NOT_ADMITTED, Admission
from common.commands import ClientCommand
from common.fold import View
from common.link import OnAnswer, Status
from common.messages import Refused
from common.words import Instant
from kiosk.hall import Hall, hall_from


class HallLink(Protocol):
    """What is needed of `common.link.Link`."""

    status: Status
    view: View
    ledger_id: str
    upto: int
    me: str
    joins: int
    refused: Refused | None
    last_heard: Instant | None

    def poll(self) -> None:
        """Take in what came."""
        ...

    def send(
        self, command: ClientCommand, on_answer: OnAnswer, expires_s: float = ..., request_id: str = ...
    ) -> str:
        """Ask."""
        ...

    def server_now(self) -> Instant | None:
        """The server's time, once it is known."""
        ...

    def close(self) -> None:
        """Leave."""
        ...


class Connection:
    """One admission and the link that it opens.

    `version` grows whenever `hall` is read anew; `report` hears of what could not be understood.
    `server` is the address that is named where somebody must act on it. `alone`: this kiosk gives numbers without it now.
    One that does not speak (`speaks`) hears the hall and sends it nothing: for a picture.
    """

    def __init__(
        self,
        admission: Admission,
        connect: Callable[[str], HallLink],
        report: Callable[[str], None] = lambda _: None,
        server: str = "",
        *,
        speaks: bool = True,
    ) -> None:
        self._admission, self._connect, self._report = admission, connect, report
        self._speaks = speaks
        self._link: HallLink | None = None
        self._token: str | None = None
        self._read: tuple[str, int, int, int] | None = None
        self._links = 0
        self.hall = Hall()
        self.version = 0
        self.alone = False
        self.reckoned: Callable[[Instant], Instant] = lambda otherwise: otherwise
        self.server = server

    @property
    def online(self) -> bool:
        """Can the server be asked?"""
        return self._link is not None and self._link.status == "joined"

    @property
    def ledger_id(self) -> str:
        """Which ledger's tickets these are; empty before the first word."""
        return self._link.ledger_id if self._link else ""

    @property
    def me(self) -> str:
        """By which id this device is known; empty before the first word."""
        return self._link.me if self._link else ""

    @property
    def token(self) -> str | None:
        """With which this device speaks; none before it is paired."""
        return self._token

    @property
    def code(self) -> str | None:
        """The pairing code to show (empty: not known yet); none while this kiosk is let in."""
        return self._admission.code if self._link is None or self._is_refused() else None

    @property
    def refused(self) -> bool:
        """Is the server there, and would not have this kiosk, nor give it a code?"""
        denied = self._link is not None and self._link.status == "refused"
        return self._admission.refused or (denied and not self._is_refused())

    def time(self, otherwise: Instant) -> Instant:
        """The hall's time; without the server's word as this kiosk reckons it."""
        known = self.server_time
        return self.reckoned(otherwise) if known is None else known

    @property
    def server_time(self) -> Instant | None:
        """The server's time, by its last word and what has gone since; none before the first word."""
        return self._link.server_now() if self._link else None

    @property
    def heard_at(self) -> Instant | None:
        """The server's time when it was last heard."""
        return self._link.last_heard if self._link else None

    @property
    def joined(self) -> tuple[str, int, int]:
        """Which ledger was joined last, by the how manyeth link, and the how manyeth time by that."""
        return (self._link.ledger_id, self._links, self._link.joins) if self._link else ("", 0, 0)

    @property
    def view(self) -> View:
        """The rows of the hall as they came."""
        return self._link.view if self._link else {}

    def bear(self, letters: tuple[str, ...]) -> None:
        """The letters of numbers that this kiosk gave by itself: they can be asked about too."""
        if letters != self.hall.letters:
            self.hall = replace(self.hall, letters=letters)
            self.version += 1

    def recall(self, view: View) -> None:
        """What an earlier run knew of the hall, until the server says it anew."""
        try:
            self.hall = hall_from(view)
        except msgspec.ValidationError as fault:
            self._report(f"what was known of the hall cannot be read: {fault}")
        self.version += 1

    def poll(self) -> None:
        """Take in what came; call it every frame."""
        self._admission.poll()
        token = self._admission.token
        if token is not None and token != self._token:
            self._begin(token)
        if self._link is not None:
            self._follow(self._link)

    def send(
        self, command: ClientCommand, on_answer: OnAnswer, expires_s: float, request_id: str = ""
    ) -> str:
        """Ask, now or as soon as the server is there; the request's id, empty if this kiosk was never let in, or does not speak."""
        if self._link is None or not self._speaks:
            return ""
        return self._link.send(command, on_answer, expires_s, request_id)

    def close(self) -> None:
        """Leave the hall."""
        if self._link is not None:
            self._link.close()

    def _begin(self, token: str) -> None:
        """Another link: the old one ends after it, so that what was asked by it can be asked again by this one."""
        before = self._link
        self._token, self._link = token, self._connect(token)
        self._links += 1
        if before is not None:
            before.close()

    def _follow(self, link: HallLink) -> None:
        try:
            link.poll()
            read = (*self.joined, link.upto)
            if read != self._read and link.view:
                self.hall = replace(hall_from(link.view), letters=self.hall.letters)
                self._read = read
                self.version += 1
        except msgspec.ValidationError as fault:
            self._report(f"message not understood: {fault}")
        if self._is_refused():
            self._admission.renew()

    def _is_refused(self) -> bool:
        link = self._link
        return bool(link and link.status == "refused" and link.refused and link.refused.code in NOT_ADMITTED)
