"""What one drawn day was like, read off its facts: who waited how long, which posts had nobody, who shared a load."""

from typing import NamedTuple

from common.words import Instant
from server.rules import facts as f
from server.rules.facts import Entry

NOBODY = ("unattended", "on_the_way")


class Wait(NamedTuple):
    """From a number to its first call."""

    ms: int
    priority: bool
    slot: bool


class Shared(NamedTuple):
    """The load of `post` was shared by `clerk`."""

    post: str
    clerk: str
    since: Instant
    until: Instant


class Seen:
    """Folds the record of a day; what lies before `since` counts for nothing."""

    def __init__(self, since: Instant) -> None:
        self.waits: dict[int, Wait] = {}
        self.shared: list[Shared] = []
        self.nobody_ms = 0
        self._since = since
        self._issued: dict[int, tuple[Instant, f.TicketIssued]] = {}
        self._begun: dict[str, tuple[str, Instant]] = {}
        self._nobody: dict[str, Instant] = {}

    def take(self, entry: Entry) -> None:
        """Follow one fact."""
        if entry.due < self._since:
            return
        match entry.fact:
            case f.TicketIssued() as fact:
                self._issued[fact.ticket] = (entry.due, fact)
            case f.TicketCalled(ticket=ticket) if ticket in self._issued and ticket not in self.waits:
                issued_at, fact = self._issued[ticket]
                self.waits[ticket] = Wait(
                    entry.due - issued_at, fact.priority is not None, fact.slot is not None
                )
            case f.SharingBegan() as fact:
                self._begun[fact.post] = (fact.clerk, entry.due)
            case f.SharingEnded(post=post):
                clerk, since = self._begun.pop(post)
                self.shared.append(Shared(post, clerk, since, entry.due))
            case f.CoverChanged() as fact:
                self._cover_changed(fact, entry.due)

    def _cover_changed(self, fact: f.CoverChanged, at: Instant) -> None:
        since = self._nobody.pop(fact.post, None)
        if since is not None:
            self.nobody_ms += at - since
        if fact.state in NOBODY:
            self._nobody[fact.post] = at
