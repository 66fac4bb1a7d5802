"""What /metrics says of a hall and its server at this moment, beside what the desk has counted.

No name, no ticket, no figure of a person: labels are lines, kinds and states.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar, get_args

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from common.messages import CoverState
from common.rows import LineRow, PostRow
from common.words import Instant
from server.live.audiences import LISTENERS
from server.live.desk import Desk
from server.live.patience import TookTooLong, asked_at_once, patience
from server.rules import view
from server.rules.hall import Hall
from server.storage.failures import StorageFailure
from server.web.house import House

T = TypeVar("T")


class Now(Collector):
    """Gauges, looked up when they are asked for. `wall_clock` dates the files of copies.

    What a disk that hangs or fails keeps back is left out: `jiaohao_hall_answers` is 0 then.
    """

    def __init__(self, found: House, wall_clock: Callable[[], float] = time.time) -> None:
        self._found, self._wall_clock = found, wall_clock

    def collect(self) -> Iterable[Metric]:
        """See `Collector`."""
        desk = self._found.desk
        yield from _of_desk(desk)
        of_hall = _in_time(lambda: desk.consult(lambda hall: list(_of_hall(hall, desk.lane.now()))))
        yield _gauge("jiaohao_hall_answers", "Whether the hall can be read in time", of_hall is not None)
        yield from of_hall or ()
        fault = self._found.store.trouble is not None
        yield _gauge("jiaohao_storage_fault", "Whether the disk takes nothing at the moment", fault)
        yield from self._of_copies()

    def _of_copies(self) -> Iterable[Metric]:
        copies = self._found.copies
        if copies is None:
            return
        yield _gauge("jiaohao_backup_failed", "Whether the last copy could not be taken", copies.failed)
        newest = _in_time(lambda: self._found.threads.read(copies.newest_at))
        if newest is not None:
            age_s = max(0.0, self._wall_clock() - newest)
            yield _gauge("jiaohao_backup_age_seconds", "Since the newest copy was taken", age_s)


class OfHalls(Collector):
    """The metrics of several halls, each sample with its hall's key as `hall`; one that is closed says only that."""

    def __init__(self, halls: Mapping[str, House | None]) -> None:
        self._halls = halls

    def collect(self) -> Iterable[Metric]:
        """See `Collector`."""
        served = {key: float(found is not None) for key, found in self._halls.items()}
        yield _labelled("jiaohao_hall_served", "Whether the hall is served", "hall", served)
        families: dict[str, Metric] = {}
        asked = {key: partial(_of_one, found) for key, found in self._halls.items() if found is not None}
        for key, metrics in asked_at_once(asked).items():
            for metric in metrics:
                family = families.setdefault(
                    metric.name, Metric(metric.name, metric.documentation, metric.type)
                )
                family.samples += [one._replace(labels={"hall": key, **one.labels}) for one in metric.samples]
        yield from families.values()


def _of_one(found: House) -> list[Metric]:
    return [*found.desk.figures.registry.collect(), *Now(found).collect()]


def metrics_of_halls(halls: Mapping[str, House | None]) -> bytes:
    """The same text for several halls."""
    registry = CollectorRegistry()
    registry.register(OfHalls(halls))
    return generate_latest(registry)


def metrics_text(found: House) -> bytes:
    """The text that Prometheus reads."""
    registry = CollectorRegistry()
    registry.register(Now(found))
    return generate_latest(found.desk.figures.registry) + generate_latest(registry)


def _in_time(look: Callable[[], T]) -> T | None:
    try:
        with patience():
            return look()
    except (TookTooLong, StorageFailure):
        return None


def _of_desk(desk: Desk) -> Iterable[Metric]:
    figures, lane = desk.figures, desk.lane
    yield _gauge("jiaohao_lane_queue", "Commands that wait for the next batch", desk.queue)
    yield _labelled("jiaohao_listeners", "Clients joined by kind of audience", "kind", _listeners(desk))
    yield _gauge("jiaohao_heartbeat_age_seconds", "Since the last heartbeat was sent", figures.beat_age_s)
    yield _gauge("jiaohao_clock_unconfirmed", "Whether the clock waits for a word", lane.clock_unconfirmed)
    yield _gauge("jiaohao_uptime_seconds", "Since the server was started", figures.uptime_s)


def _listeners(desk: Desk) -> Counter[str]:
    count = Counter(dict.fromkeys(LISTENERS, 0))
    for audience, listeners in desk.listening().items():
        count[audience.partition(":")[0]] += listeners
    return count


def _of_hall(hall: Hall, now: Instant) -> Iterable[Metric]:
    yield _gauge("jiaohao_ledger_version", "Facts in the ledger", hall.version)
    lines = [row for row in view.table(hall, "wall", "lines").values() if isinstance(row, LineRow)]
    posts = [row for row in view.table(hall, "wall", "posts").values() if isinstance(row, PostRow)]
    waiting = {row.id: row.waiting for row in lines}
    yield _labelled("jiaohao_waiting", "Tickets that wait by line", "line", waiting)
    oldest = {row.id: 0.0 if row.oldest is None else max(0, now - row.oldest) / 1000 for row in lines}
    yield _labelled("jiaohao_oldest_wait_seconds", "How long the first of a line has waited", "line", oldest)
    states = Counter(dict.fromkeys(get_args(CoverState), 0))
    states.update(row.state for row in posts)
    yield _labelled("jiaohao_posts", "Posts by who serves them now", "state", states)


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value=float(value))


def _labelled(name: str, told: str, label: str, values: dict[str, int] | dict[str, float]) -> Metric:
    family = GaugeMetricFamily(name, told, labels=[label])
    for key, value in values.items():
        family.add_metric([key], float(value))
    return family
