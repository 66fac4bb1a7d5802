"""How large each thing that a client may say is at most: a field of a command has one of these types
(a moment: `common.words.Moment`).

The bounds are checked where a message is decoded; a test walks over all commands and finds none without.
"""

from typing import Annotated

from msgspec import Meta

NUMBER_MOST = 2**53 - 1
"""JavaScript counts no further exactly."""

Id = Annotated[str, Meta(min_length=1, max_length=40)]
"""What the set-up calls a matter, a post, a clerk, a priority class."""
FactNumber = Annotated[int, Meta(ge=1, le=NUMBER_MOST)]
"""A ticket or a handover, by the ledger version that made it."""
WindowNumber = Annotated[int, Meta(ge=1, le=9_999)]
Note = Annotated[str, Meta(max_length=2_000)]
"""What a clerk types; the rules allow less and say how much."""
FaultCode = Annotated[str, Meta(min_length=1, max_length=64)]
RequestId = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z_-]+\Z", max_length=64)]
Audience = Annotated[str, Meta(max_length=64)]
CheckInCode = Annotated[str, Meta(pattern=r"\A[0-9]{6}\Z", max_length=6)]
"""What somebody with an appointment brings."""
Quota = Annotated[int, Meta(ge=0, le=9_999)]
MATTERS_MOST = 5
NextMatters = Annotated[tuple[Id, ...], Meta(max_length=MATTERS_MOST - 1)]
"""What one ticket is also for, in order."""
