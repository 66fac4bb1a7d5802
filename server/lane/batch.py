"""One batch on its way through the lane's three steps."""

from dataclasses import dataclass, field

from common.messages import Refused
from common.words import Instant
from server.lane.asking import Ask, Reply
from server.rules.facts import Entry
from server.rules.order import Outcome, PrivateText
from server.storage.failures import Overtaken, StorageFailure
from server.storage.ledger import KeptAnswer


class TimeFailed(Overtaken):
    """What was due by itself could not be decided: decide the batch again without it."""


@dataclass(slots=True)
class Turn:
    """One command of a batch. `rests`: its reply stands only if the batch is stored."""

    ask: Ask
    reply: Reply = field(default_factory=lambda: Refused(code="internal"))
    rests: bool = True

    def settle(self, reply: Reply) -> None:
        """Give a reply that stands whatever becomes of the batch."""
        self.reply, self.rests = reply, False


@dataclass(slots=True)
class Batch:
    """The commands, and what they lead to. `failure` says why it is not stored, if so."""

    at: Instant
    turns: list[Turn]
    attempt: int = 0
    entries: list[Entry] = field(default_factory=list)
    private: list[PrivateText] = field(default_factory=list)
    answers: list[KeptAnswer] = field(default_factory=list)
    failure: StorageFailure | None = None

    @property
    def stores_nothing(self) -> bool:
        """There is nothing to write, or it has failed before."""
        return self.failure is not None or not (self.entries or self.answers)

    @property
    def resting(self) -> list[Turn]:
        """The commands whose replies stand only if the batch is stored."""
        return [turn for turn in self.turns if turn.rests]

    @property
    def replies(self) -> list[Reply]:
        """One for each command, in order."""
        return [turn.reply for turn in self.turns]

    def take(self, outcome: Outcome) -> None:
        """Add what an order led to."""
        self.entries += outcome.entries
        self.private += outcome.private

    def reply_resting(self, reply: Reply) -> None:
        """The same reply to all that rested on the batch."""
        for turn in self.resting:
            turn.reply = reply
