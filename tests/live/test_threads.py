"""Work in threads, beside the loop."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import gevent
import pytest

from server.live.patience import TookTooLong, patience
from server.live.threads import NativeThreads
from server.storage.failures import StorageFull

WITHIN_S = 20.0


@pytest.fixture
def threads() -> Iterator[NativeThreads]:
    made = NativeThreads()
    yield made
    made.close()


@pytest.mark.parametrize("kind", ["write", "read", "hash"])
def test_what_is_raised_in_a_thread_is_raised_to_whoever_waits_and_printed_nowhere(
    threads: NativeThreads, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A full disk is answered in words and logged in one line; gevent printed a traceback besides."""

    def full() -> None:
        raise StorageFull

    with pytest.raises(StorageFull):
        getattr(threads, kind)(full)
    assert capfd.readouterr() == ("", "")


def test_the_answer_of_work_in_a_thread_is_given(threads: NativeThreads) -> None:
    """Also one that is none."""
    assert threads.write(lambda: 7) == 7
    assert threads.read(lambda: None) is None


def test_a_thread_that_hangs_keeps_no_server_from_ending(threads: NativeThreads) -> None:
    """The disk does not answer: whoever closes is told so, and nobody waits any more."""
    disk, asked = Event(), Event()

    def hang() -> None:
        asked.set()
        disk.wait()

    writing = gevent.spawn(threads.write, hang)
    gevent.sleep(0)
    assert asked.wait(WITHIN_S)
    with pytest.raises(TookTooLong), patience(0.01):
        threads.write(lambda: None)
    assert threads.close(within_s=0.01) is False
    disk.set()
    writing.join(WITHIN_S)
    assert threads.close()
