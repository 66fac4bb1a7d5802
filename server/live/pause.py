"""How long nothing needs to be done."""

IDLE_MOST_S = 1.0


def between(ms: float, pace: float) -> float:
    """Seconds until `ms` of a hall's own time have passed at `pace`, at most `IDLE_MOST_S`."""
    if ms <= 0:
        return 0.0
    return min(IDLE_MOST_S, ms / 1000 / pace) if pace > 0 else IDLE_MOST_S
