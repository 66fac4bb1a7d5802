"""A gevent loop in a native thread of its own, as the server's process has one; nothing is patched."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import gevent
from gevent.event import Event

from server.live.listening import listen, serve_on


class Hub:
    """Runs functions on the loop for a test that stands outside it."""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()

    def _run(self) -> None:
        self._loop = gevent.get_hub().loop
        self._over = Event()
        self._ready.set()
        while not self._over.wait(60):  # with a time, or a loop that has nothing else to do gives up
            pass
        gevent.get_hub().destroy(destroy_loop=True)

    def call(self, function: Callable[[], Any]) -> Any:
        """Run `function` in a greenlet of the loop; its result, or what it raised."""
        done = threading.Event()
        outcome: list[tuple[Any, BaseException | None]] = []

        def work() -> None:
            try:
                outcome.append((function(), None))
            except BaseException as error:
                outcome.append((None, error))
            done.set()

        self._loop.run_callback_threadsafe(gevent.spawn, work)
        assert done.wait(20)
        result, error = outcome[0]
        if error is not None:
            raise error
        return result

    def stop(self) -> None:
        self._loop.run_callback_threadsafe(self._over.set)
        self._thread.join(20)


@contextmanager
def hub() -> Iterator[Hub]:
    running = Hub()
    try:
        yield running
    finally:
        running.stop()


@contextmanager
def served(application: Callable[[], Any]) -> Iterator[int]:
    """The port on which what `application()` makes, made on the loop, is served."""
    with hub() as running:

        def start() -> Any:
            server = serve_on(listen("127.0.0.1", 0), application())
            server.start()
            return server

        server = running.call(start)
        try:
            yield server.server_port
        finally:
            running.call(lambda: server.stop(timeout=0.05))
