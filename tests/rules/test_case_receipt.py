"""The code of a receipt: eight digits of the private salt, another after each loss, none once the salt is gone."""

from hypothesis import given
from hypothesis import strategies as st

from server.rules.cases.receipt import secret_of
from server.rules.order import seal

SALT = seal("张三", b"seed", "case-1").salt


@given(st.text("0123456789abcdef", min_size=32, max_size=32), st.integers(0, 5))
def test_it_is_always_eight_digits(salt: str, n: int) -> None:
    """Leading zeros stay."""
    secret = secret_of(salt, n)
    assert len(secret) == 8
    assert secret.isdigit()


def test_each_receipt_has_its_own() -> None:
    """Whoever found the one before opens nothing."""  # S-5
    assert len({secret_of(SALT, n) for n in range(20)}) == 20


def test_it_does_not_follow_from_what_the_ledger_holds() -> None:
    """The commitment stands in the first fact, for whoever has a copy."""  # P-2
    sealed = seal("张三", b"seed", "case-1")
    assert secret_of(sealed.sealed.commitment) != secret_of(sealed.salt)


def test_once_the_person_is_erased_there_is_none() -> None:
    """The salt goes with the name."""  # S-5
    assert secret_of("", 0) == ""
