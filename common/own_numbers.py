"""Numbers of a series of its own: what is printed on them, the same on the device that gives them and in the hall that takes them in."""

import hashlib


def number_of(series: str, n: int) -> str:
    """As it is printed, called and shown: "X012"."""
    return f"{series}{n:03d}"


def check_digits(key: str, day: str, n: int) -> str:
    """Three digits that stand on the paper only: whoever has the series' `key` can say them, long before the hall knows the number."""
    digest = hashlib.sha256(f"{key}:{day}:{n}".encode()).digest()
    return f"{int.from_bytes(digest[:4]) % 1000:03d}"
