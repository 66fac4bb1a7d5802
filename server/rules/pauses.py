"""How long the hall ran: while it is paused nobody can come, and nothing that a resident has to keep runs on (Q-9)."""

from common.commands import PauseHall, ResumeHall
from common.words import Instant
from server.rules.hall import Hall
from server.rules.order import AnyCommand

EVACUATION = "evacuation"


def is_evacuation(command: AnyCommand) -> bool:
    """Whether it begins or ends one: nothing else is so urgent that it waits for nobody."""
    return isinstance(command, PauseHall | ResumeHall) and command.reason == EVACUATION


def begin_pause(hall: Hall, reason: str, until: Instant | None, at: Instant) -> None:
    """Or go on in one for another reason: it lasts since its beginning."""
    if hall.paused is None:
        hall.paused_since = at
    hall.paused, hall.paused_until = reason, until


def end_pause(hall: Hall, at: Instant) -> None:
    """If there is one; how long it lasted is remembered while that can matter to somebody."""
    if hall.paused is not None:
        hall.pauses.append((hall.paused_since, at))
    hall.paused = hall.paused_until = None


def running_ms(hall: Hall, since: Instant, at: Instant) -> int:
    """From `since` until `at`, the pauses between them not counted; never below 0."""
    pauses = hall.pauses if hall.paused is None else [*hall.pauses, (hall.paused_since, at)]
    paused = sum(max(0, min(until, at) - max(begun, since)) for begun, until in pauses)
    return max(0, at - since - paused)
