"""How a device is let in: by the token it keeps, or by pairing until it has one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from common.durable import KeptFile

Report = Callable[[str], None]

NOT_ADMITTED = frozenset(("not_paired", "not_signed_in"))
"""The codes with which a server denies a device whose token it does not know: it is to pair again."""


class Admission(Protocol):
    """A device's way in."""

    @property
    def token(self) -> str | None:
        """With which to connect; none while there is none."""
        ...

    @property
    def code(self) -> str:
        """What an administrator is to enter; empty while it is not known."""
        ...

    @property
    def refused(self) -> bool:
        """Is the server there, and gives no code?"""
        ...

    def poll(self) -> None:
        """Go on asking, if there is something to ask for."""
        ...

    def renew(self) -> None:
        """The server does not know the token (any more): pair again."""
        ...


class Pairing(Protocol):
    """What is needed of `common.pairing.Pairing`: a code to show, then, once, a token."""

    code: str
    token: str

    def poll(self) -> str:
        """Take in what is new; the state now."""
        ...


class _Kept(msgspec.Struct):
    server: str = ""
    token: str | None = None


class StoredAdmission:
    """Keeps the token in a file that only this user can read, bound to the server it is for; one that cannot be kept is good until the end."""

    def __init__(self, file: Path, server: str, pair: Callable[[], Pairing], report: Report) -> None:
        self._disk = KeptFile(file, _Kept, report)
        self._server, self._pair, self._report = server, pair, report
        kept = self._disk.read()
        self.token = kept.token if kept.server == server else None
        self._pairing = None if self.token else pair()
        self.refused = False

    @property
    def code(self) -> str:
        """What an administrator is to enter; empty while it is not known."""
        return self._pairing.code if self._pairing else ""

    def poll(self) -> None:
        """Go on asking, if there is something to ask for."""
        if self._pairing is None:
            return
        self._note(self._pairing.poll())
        if self._pairing.token:
            self.token, self._pairing = self._pairing.token, None
            self._disk.write(_Kept(self._server, self.token))

    def renew(self) -> None:
        """The server does not know the token (any more): pair again."""
        if self._pairing is None:
            self._pairing = self._pair()

    def _note(self, state: str) -> None:
        """Once in the log, not at every try."""
        if state == "refused" and not self.refused:
            self._report(f"{self._server} is there and refuses the pairing of this device")
        self.refused = state == "refused"
