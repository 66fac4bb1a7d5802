"""What only the receipt shows: with the number of the case it opens the resident's own page."""

import hashlib
import hmac

from common.messages import SECRET_DIGITS


def secret_of(salt: str, n: int = 0) -> str:
    """Digits that nobody can work out from boards, ledger or answers: `salt` is that of the applicant's private text.

    `n`: how many receipts were lost before this one. Empty where the salt is gone: once the person is erased nothing opens the case.
    """
    if not salt:
        return ""
    digest = hmac.digest(salt.encode(), f"receipt:{n}".encode(), hashlib.sha256)
    return f"{int.from_bytes(digest[:16]) % 10**SECRET_DIGITS:0{SECRET_DIGITS}d}"
