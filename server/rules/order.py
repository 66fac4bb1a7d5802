"""What reaches the rules: a command with who asks and when; and the commands only the server gives."""

import hashlib

import msgspec

from common.command import Command
from common.commands import ClientCommand
from common.words import Instant
from server.rules.facts import Entry, Sealed
from server.rules.setup import Setup


class Actor(msgspec.Struct, frozen=True):
    """Who asks: `id` is a staff number, a device's name or "system"."""

    id: str
    roles: frozenset[str]


SYSTEM = Actor("system", frozenset({"system"}))
"""Time passing, and what the server itself notices."""


DEVICES = ("kiosk", "display", "server")
"""What the name of a device begins with, before a colon."""


def is_reserved(staff: str) -> bool:
    """Whether a member of staff called so could be taken for the server or for a device."""
    return staff.casefold() in (SYSTEM.id, *DEVICES) or ":" in staff


class ImportHall(Command, tag="import_hall"):
    """Bring a set-up into force (M-7); refused where a post has no B (AB-1)."""

    setup: Setup


class Tick(Command, tag="tick"):
    """Time has passed."""


class TerminalSilent(Command, tag="terminal_silent"):
    """The last connection of a clerk's terminal ended at `since`."""

    clerk: str
    since: Instant


class TerminalBack(Command, tag="terminal_back"):
    """A terminal of the clerk is connected again."""

    clerk: str


class NoticeFault(Command, tag="notice_fault"):
    """What the server sees of a device, or of a part of its own (`server:backup`); `fault` null: it is over."""

    device: str
    fault: str | None = None


class ConfirmClock(Command, tag="confirm_clock"):
    """The administrator says the wall clock is right, though it jumped since the last fact."""


class ReadNote(Command, tag="read_note"):
    """Somebody wants to read a private note (AB-5, AB-7): it may hold a resident's name, so that is put on record first (S-5)."""

    note: str


AnyCommand = (
    ClientCommand | ImportHall | Tick | TerminalSilent | TerminalBack | NoticeFault | ConfirmClock | ReadNote
)


class Order(msgspec.Struct, frozen=True):
    """A command in the lane. `seed` is fresh randomness, the salt of a private text if there is one.

    `restored`: when the database was last restored from a copy (0: never).
    """

    command: AnyCommand
    by: Actor
    at: Instant
    seed: bytes = b""
    restored: Instant = 0


class PrivateText(msgspec.Struct, frozen=True):
    """A text typed by a person: stored apart, erasable; the ledger knows only `sealed`."""

    sealed: Sealed
    salt: str
    text: str


def seal(text: str, seed: bytes, row_id: str) -> PrivateText:
    """Commit to `text`: SHA-256 over salt and text."""
    salt = hashlib.sha256(b"salt" + seed).hexdigest()[:32]
    commitment = hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()
    return PrivateText(Sealed(row_id, commitment), salt, text)


class Outcome(msgspec.Struct, frozen=True):
    """What an order led to: facts already applied to the hall, the answer, private rows to store."""

    entries: list[Entry]
    answer: msgspec.Struct | None = None
    private: list[PrivateText] = []
