"""What a desk counts of itself while it works, for /metrics: its own registry, nothing global.

Labels come from what is declared (kinds of commands, codes, kinds of audiences), so there is a bounded number of
them, and none names a person or a ticket.
"""

import time
from collections import Counter as Tally
from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram

from common.messages import Refused
from common.words import Instant
from server.lane import Ask, Reply, Unknown

COMMIT_BUCKETS_S = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
BATCH_BUCKETS = (1, 2, 4, 8, 16, 32, 64)


class Figures:
    """Counts commands and batches, times commits. `clock` gives seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.registry = CollectorRegistry()
        self.commands = Counter(
            "jiaohao_commands",
            "Commands by type and by what became of them",
            ["type", "outcome"],
            registry=self.registry,
        )
        self.refusals = Counter(
            "jiaohao_refusals", "Refused joins and commands by code", ["code"], registry=self.registry
        )
        self.http = Counter(
            "jiaohao_http_requests",
            "Answered requests by route and status",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.batches = Histogram(
            "jiaohao_batch_commands", "Commands per COMMIT", buckets=BATCH_BUCKETS, registry=self.registry
        )
        self.commit_s = Histogram(
            "jiaohao_commit_seconds", "Time of a COMMIT", buckets=COMMIT_BUCKETS_S, registry=self.registry
        )
        self.feed_s = Histogram(
            "jiaohao_feed_seconds",
            "Telling everybody who listens what a COMMIT changed",
            buckets=COMMIT_BUCKETS_S,
            registry=self.registry,
        )
        self.last_batch_at: Instant | None = None
        self._began = self._beat_at = clock()

    def batch(self, turns: Iterable[tuple[Ask, Reply]]) -> None:
        """What became of a batch."""
        outcomes = Tally((_type(ask), _outcome(reply)) for ask, reply in turns)
        self.batches.observe(outcomes.total())
        for (command, outcome), count in outcomes.items():
            kind = outcome if outcome in ("done", "unknown") else "refused"
            self.commands.labels(command, kind).inc(count)
            if kind == "refused":
                self.refusals.labels(outcome).inc(count)

    def refused(self, code: str) -> None:
        """Something was refused before it reached the lane."""
        self.refusals.labels(code).inc()

    def beat(self) -> None:
        """Every audience has been told what it should have."""
        self._beat_at = self._clock()

    @property
    def beat_age_s(self) -> float:
        """How long ago that was; at first, since the start."""
        return self._clock() - self._beat_at

    @property
    def uptime_s(self) -> float:
        """Since the desk was opened."""
        return self._clock() - self._began


def _type(ask: Ask) -> str:
    return str(ask.command.__struct_config__.tag)


def _outcome(reply: Reply) -> str:
    """`done`, `unknown` or the code of a refusal."""
    match reply:
        case Unknown():
            return "unknown"
        case Refused(code=code):
            return code
        case _:
            return "done"
