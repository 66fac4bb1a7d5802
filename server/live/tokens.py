"""Secrets that are handed out and never stored: sessions' cookies, devices' tokens, one-time passwords."""

import hashlib
import secrets

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that look alike: a one-time password is read from paper and typed."""


def new_token() -> str:
    """256 bits, safe in a cookie and in a header."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a token. It is random, so a fast hash is enough. Takes any text that a client may send."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_code() -> str:
    """Six digits, read from a screen and typed by an administrator."""
    return f"{secrets.randbelow(1_000_000):06d}"


def new_password() -> str:
    """A one-time password: 59 bits in three groups."""
    letters = "".join(secrets.choice(READABLE) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
