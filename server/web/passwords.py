"""Passwords: argon2id, with parameters that leave memory for a hall (19 MiB a hash, one at a time)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST = 10
MOST = 200

STRONG = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


class Passwords:
    """Hashes and checks; a test gives a cheaper `hasher`."""

    def __init__(self, hasher: PasswordHasher = STRONG) -> None:
        self._hasher = hasher
        self._nobody = ""

    def hashed(self, password: str) -> str:
        """What is stored of a password."""
        return self._hasher.hash(password)

    def is_right(self, stored: str | None, password: str) -> bool:
        """Whether `password` is the one of which `stored` is kept; none: there is no account.

        That takes the same time, so that the answer does not tell.
        """
        try:
            self._hasher.verify(stored or self._somebody(), password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    def _somebody(self) -> str:
        self._nobody = self._nobody or self.hashed("nobody's password")
        return self._nobody
