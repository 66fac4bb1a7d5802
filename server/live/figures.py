"""What /metrics shows of one desk: its own registry, nothing global."""

from collections import Counter as Tally
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from common.messages import Refused
from common.words import Instant
from server.lane import Reply, Unknown

COMMIT_BUCKETS_S = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
BATCH_BUCKETS = (1, 2, 4, 8, 16, 32, 64)


class Figures:
    """Counts commands and batches, times commits."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.commands = Counter(
            "jiaohao_commands", "Commands by what became of them", ["outcome"], registry=self.registry
        )
        self.batches = Histogram(
            "jiaohao_batch_commands", "Commands per COMMIT", buckets=BATCH_BUCKETS, registry=self.registry
        )
        self.commit_s = Histogram(
            "jiaohao_commit_seconds", "Time of a COMMIT", buckets=COMMIT_BUCKETS_S, registry=self.registry
        )
        self.listeners = Gauge(
            "jiaohao_listeners", "Clients joined by kind of audience", ["kind"], registry=self.registry
        )
        self.last_batch_at: Instant | None = None

    def batch(self, at: Instant, replies: Iterable[Reply]) -> None:
        """A batch went through at `at`."""
        outcomes = Tally(_outcome(reply) for reply in replies)
        self.last_batch_at = at
        self.batches.observe(outcomes.total())
        for outcome, count in outcomes.items():
            self.commands.labels(outcome).inc(count)

    def shown(self, listening: dict[str, int]) -> bytes:
        """The text that Prometheus reads; `listening` is how many listen to each audience."""
        self.listeners.clear()
        for audience, count in listening.items():
            self.listeners.labels(audience.partition(":")[0]).inc(count)
        return generate_latest(self.registry)


def _outcome(reply: Reply) -> str:
    match reply:
        case Unknown():
            return "unknown"
        case Refused():
            return "refused"
        case _:
            return "done"
