"""What moves the desk of a live server: turns when somebody waits or time is due, heartbeats, upkeep."""

import logging
from collections.abc import Callable
from functools import partial

import gevent
from gevent.event import Event

from server.lane.faults import log_fault, work_of
from server.live.desk import Desk

HEARTBEAT_S = 5.0
HEARTBEAT_LEAST_S = 0.25
LOOK_AGAIN_S = 1.0
STOP_WITHIN_S = 5.0
"""Whoever then still waits asks again, with the same id."""

log = logging.getLogger(__name__)


class Driver:
    """Greenlets on the server's loop. `waiting` is what the desk calls when somebody asks.

    `hall`: the key of the hall whose work this is, where a server has several.
    """

    def __init__(self, stop_within_s: float = STOP_WITHIN_S, hall: str = "") -> None:
        self._stop_within_s, self._hall = stop_within_s, hall
        self._wake = Event()
        self._over = Event()
        self._greenlets: list[gevent.Greenlet[..., None]] = []
        self._desk: Desk | None = None

    def waiting(self) -> None:
        """Somebody asks: do not sleep on."""
        self._wake.set()

    def start(self, desk: Desk, *regular: tuple[float, Callable[[], None]]) -> None:
        """Begin, and do what is `regular` every so many seconds. A heartbeat comes every 5 s of the hall's own time, so that simulated clocks keep up."""
        self._desk = desk
        self._greenlets = [
            gevent.spawn(self._work, partial(self._turn_on, desk)),
            gevent.spawn(self._work, partial(self._beat_on, desk)),
            *(gevent.spawn(self._work, partial(self._every, seconds, work)) for seconds, work in regular),
        ]

    def stop(self) -> None:
        """Finish the turn that is being taken, and what waits already; not for ever, however the disk does."""
        self._over.set()
        self._wake.set()
        gevent.joinall(self._greenlets, timeout=self._stop_within_s)
        gevent.killall(self._greenlets)

    @property
    def alive(self) -> bool:
        """Whether turns are taken."""
        return bool(self._greenlets) and not any(greenlet.dead for greenlet in self._greenlets)

    def _work(self, work: Callable[[], None]) -> None:
        with work_of(self._hall):
            work()

    def _turn_on(self, desk: Desk) -> None:
        while not self._over.is_set():
            self._wake.wait(_idle_s(desk))
            self._wake.clear()
            _take(desk)
        while desk.queue:
            _take(desk)

    def _beat_on(self, desk: Desk) -> None:
        while not self._over.wait(max(HEARTBEAT_LEAST_S, HEARTBEAT_S / max(1.0, desk.pace))):
            _guarded(desk.beat)

    def _every(self, seconds: float, work: Callable[[], None]) -> None:
        while not self._over.wait(seconds):
            _guarded(work)


def _take(desk: Desk) -> None:
    _guarded(desk.turn)
    gevent.sleep(0)  # joins, and whoever was answered, come before the next batch


def _idle_s(desk: Desk) -> float:
    """A desk that cannot be read now is asked again: the disk may come back."""
    try:
        return desk.idle_s()
    except Exception as error:
        log_fault(log, "the desk cannot be read", error)
        return LOOK_AGAIN_S


def _guarded(work: Callable[[], None]) -> None:
    """A turn that fails is not the last one."""
    try:
        work()
    except Exception as error:
        log_fault(log, "a turn failed", error)
        gevent.sleep(0.1)
