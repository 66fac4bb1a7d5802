"""How long something is waited for that may never come: a disk that hangs keeps nobody waiting for ever."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

import gevent

ANSWER_S = 2.0
"""Whoever watches the server is answered by then."""

T = TypeVar("T")


class TookTooLong(Exception):
    """It is being done still, or waits for its turn; nobody waits for it here any more."""


@contextmanager
def patience(seconds: float = ANSWER_S) -> Iterator[None]:
    """Wait for so long at most, in this greenlet. Raises `TookTooLong`."""
    limit = gevent.Timeout(seconds)
    try:
        with limit:
            yield
    except gevent.Timeout as over:
        if over is not limit:
            raise
        raise TookTooLong from None


def asked_at_once(questions: Mapping[str, Callable[[], T]]) -> dict[str, T]:
    """The answers by the questions' names, in their order; none waits for another."""
    asked = {name: gevent.spawn(question) for name, question in questions.items()}
    gevent.joinall(list(asked.values()))
    return {name: greenlet.get() for name, greenlet in asked.items()}
