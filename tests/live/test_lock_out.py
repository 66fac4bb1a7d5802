"""Guesses that come all at once: the lock holds, and holds no longer than was said."""

from collections.abc import Callable
from typing import Any

import pytest

from server.live.limits import Buckets, Rate
from server.live.threads import NoThreads
from server.rules.refusal import Refusal
from server.web.passwords import Passwords
from server.web.sign_in import FAILURES_MOST, LOCKED_MS, MINUTE_MS, Accounts
from tests.live.web_house import CHEAP, WebHouse


def fail_all(house: WebHouse) -> None:
    """So many wrong passwords for B1 that the account is locked."""
    for _ in range(FAILURES_MOST):
        house.browser().sign_in("B1", "wrong password")


class Meanwhile(NoThreads):
    """Lets a test do something once, between the hashing of a password and what comes of it."""

    def __init__(self, do: Callable[[], object]) -> None:
        self._do: Callable[[], object] | None = do

    def hash(self, work: Callable[[], Any]) -> Any:
        result, do, self._do = work(), self._do, None
        if do is not None:
            do()
        return result


def in_a_crowd(house: WebHouse, before: Callable[[], object]) -> Accounts:
    """Accounts where the first password that is hashed is overtaken by what `before` does."""
    attempts = Buckets(Rate(per_s=100, burst=100), lambda: 0.0)
    return Accounts(house.people, Meanwhile(before), house.clock, attempts, Passwords(CHEAP))


def test_tries_that_come_together_are_no_more_than_five(house: WebHouse) -> None:
    """The lock is looked at again once the password is hashed: the right one among thirty opens nothing."""
    password = house.person("B1", "clerk")
    accounts = in_a_crowd(house, lambda: fail_all(house))
    for tried in (password, "wrong password"):
        with pytest.raises(Refusal) as caught:
            accounts.sign_in("B1", tried, "10.0.0.1")
        assert caught.value.code == "locked_out"
    house.clock.at += LOCKED_MS
    assert house.browser().sign_in("B1", password).status_code == 302


def test_a_wrong_try_that_comes_after_the_lock_does_not_lengthen_it(house: WebHouse) -> None:
    """It was on its way already: a clerk is not locked out for longer than was said."""
    password = house.person("B1", "clerk")

    def lock() -> None:
        fail_all(house)
        house.clock.at += MINUTE_MS

    with pytest.raises(Refusal) as caught:
        in_a_crowd(house, lock).sign_in("B1", "wrong password", "10.0.0.1")
    assert caught.value.values == {"minutes": LOCKED_MS // MINUTE_MS - 1}
    house.clock.at += LOCKED_MS - MINUTE_MS
    assert house.browser().sign_in("B1", password).status_code == 302
