"""How often is too often: token buckets, one for each address, session or device. Pure: told the time."""

from collections.abc import Callable

import msgspec

KEYS_MOST = 10_000


class Rate(msgspec.Struct, frozen=True):
    """`burst` at once, and then `per_s` each second."""

    per_s: float
    burst: float


# A whole hall may stand behind one address, and all of it reconnects at once when the server starts.
CONNECTIONS = Rate(per_s=50, burst=1_000)
REQUESTS = Rate(per_s=100, burst=1_000)
SIGN_INS = Rate(per_s=0.5, burst=30)
PAIRINGS = Rate(per_s=0.2, burst=20)
CASE_LOOKS = Rate(per_s=0.5, burst=60)
CASE_RETRIES = Rate(per_s=1 / 120, burst=5)
"""Of one address at one case's number, wrong tries: a typing error or two, and not the whole share of everybody behind that address."""
CASE_MISSES = Rate(per_s=1 / 60, burst=50)
"""Of one address, wrong tries at cases, whichever they are."""
CASE_GUESSES = Rate(per_s=1 / 30, burst=60)
"""Of one case's number, wrong tries from everywhere: more than `CASE_MISSES` leaves to one address, so that none can hold a number alone."""
PHONE_ASKS = Rate(per_s=2, burst=20)
"""Of one ticket's page: several of a family may hold it. Not by address: a whole hall stands behind one."""
MESSAGES = Rate(per_s=200, burst=400)
"""Of one client: no hand is so fast, and a broken program is stopped."""


class Buckets:
    """Counts by key; a key that was not used for long is forgotten."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        self._rate, self._clock = rate, clock
        self._levels: dict[str, tuple[float, float]] = {}

    def take(self, key: str) -> bool:
        """Whether `key` may do it once more now."""
        now = self._clock()
        level, at = self._levels.get(key, (self._rate.burst, now))
        level = min(self._rate.burst, level + (now - at) * self._rate.per_s)
        allowed = level >= 1
        self._levels[key] = (level - 1 if allowed else level, now)
        if len(self._levels) > KEYS_MOST:
            self._forget(now)
        return allowed

    def put_back(self, key: str) -> None:
        """What was taken does not count after all."""
        level, at = self._levels.get(key, (self._rate.burst, self._clock()))
        self._levels[key] = (min(self._rate.burst, level + 1), at)

    def _forget(self, now: float) -> None:
        """Full buckets say nothing; if all are in use, the emptiest half stays."""
        fills_in_s = self._rate.burst / self._rate.per_s
        self._levels = {key: kept for key, kept in self._levels.items() if now - kept[1] < fills_in_s}
        if len(self._levels) > KEYS_MOST:
            emptiest = sorted(self._levels, key=lambda key: self._levels[key][0])
            self._levels = {key: self._levels[key] for key in emptiest[: KEYS_MOST // 2]}
