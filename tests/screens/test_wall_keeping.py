"""Whoever watches a screen ends it with itself, and outlives a machine that cannot start one."""

from __future__ import annotations

import pytest

from common.screen.keeping import keep_running


class Watched:
    """A screen that runs until Ctrl-C; `asleep`: that comes in the pause after a crash instead."""

    def __init__(self, *, asleep: bool = False) -> None:
        self.asleep, self.stopped = asleep, False

    def start(self) -> Watched:
        return self

    def wait(self) -> int:
        if self.asleep:
            return 1
        raise KeyboardInterrupt

    def stop(self) -> None:
        self.stopped = True

    def now(self) -> int:
        return 0

    def sleep(self, ms: int) -> None:
        raise KeyboardInterrupt


def test_a_watcher_that_is_stopped_ends_its_screen() -> None:
    """Else it would go on speaking without anybody who starts it again."""
    watched = Watched()
    assert keep_running(watched.start, watched, pytest.fail) == 0
    assert watched.stopped


def test_a_watcher_that_is_stopped_between_two_lives_just_ends() -> None:
    """There is nothing to end."""
    watched = Watched(asleep=True)
    assert keep_running(watched.start, watched, lambda _: None) == 0
    assert not watched.stopped


def test_a_screen_that_cannot_be_started_is_tried_again() -> None:
    """A machine out of memory has some later."""
    watched, said = Watched(), list[str]()
    tries = iter((OSError("out of memory"),))

    def start() -> Watched:
        for fault in tries:
            raise fault
        return watched

    class Patient(Watched):
        def sleep(self, ms: int) -> None:
            pass

    assert keep_running(start, Patient(), said.append) == 0
    assert "out of memory" in said[0]
    assert watched.stopped
