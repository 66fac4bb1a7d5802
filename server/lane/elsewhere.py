"""Where the waiting for the disk is done."""

from collections.abc import Callable

Work = Callable[[], None]
Elsewhere = Callable[[Work], None]
"""Does some work, perhaps in another thread, and returns when it is done."""


def here(work: Work) -> None:
    """Do it in this thread, at once."""
    work()
