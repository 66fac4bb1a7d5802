"""What a touch does: the form of every act. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from common.words import Instant
from kiosk.hall import Hall
from kiosk.happening import Step
from kiosk.scene import State


class Now(NamedTuple):
    """The moment of a touch: the session's clock, what is known of the hall, whether the server can be asked, and else whether numbers are given `alone`."""

    at: Instant
    hall: Hall
    online: bool
    alone: bool = False


Acts = Mapping[str, Callable[[State, str, Now], State | Step]]
"""By the verb of a touch; an act gets what follows its colon."""
