"""How a device is let in: by the token it keeps, or by pairing until it has one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

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


class StoredAdmission:
    """Keeps the token in a file that only this user can read, bound to the server it is for."""

    def __init__(self, file: Path, server: str, pair: Callable[[], Pairing], report: Report) -> None:
        self._file, self._server, self._pair, self._report = file, server, pair, report
        self.token = self._kept()
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
            self._keep(self.token)

    def renew(self) -> None:
        """The server does not know the token (any more): pair again."""
        if self._pairing is None:
            self._pairing = self._pair()

    def _note(self, state: str) -> None:
        """Once in the log, not at every try."""
        if state == "refused" and not self.refused:
            self._report(f"{self._server} is there and refuses the pairing of this device")
        self.refused = state == "refused"

    def _kept(self) -> str | None:
        try:
            kept = json.loads(self._file.read_text("utf-8"))
            return str(kept["token"]) if kept["server"] == self._server else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as fault:
            self._report(f"{self._file.name} cannot be read, pairing again: {fault}")
            return None

    def _keep(self, token: str) -> None:
        """Written whole or not at all; a screen that cannot write works on until it is restarted."""
        part = self._file.with_name(f"{self._file.name}.part")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.unlink(missing_ok=True)  # one that is left may be anybody's to read
            part.touch(mode=0o600)
            part.write_text(json.dumps({"server": self._server, "token": token}), "utf-8")
            part.replace(self._file)
        except OSError as fault:
            self._report(f"the token could not be kept in {self._file.name}: {fault}")
