"""Work in threads, beside the loop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.live.threads import NativeThreads
from server.storage.failures import StorageFull


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
