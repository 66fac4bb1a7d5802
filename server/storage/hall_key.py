"""The key of a hall: which rows of a database are its own, and where it stands in an address (`/h/KEY`)."""

import re
import zlib

THE_HALL = "hall"
"""The key of the one hall of a data folder; a database at a server may hold more."""

KEY = r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?"
"""Good in an address, as a folder's name on every system, and typed on any keyboard."""


def is_key(text: str) -> bool:
    """Whether a hall can be called so."""
    return re.fullmatch(KEY, text, re.ASCII) is not None


def number_of(text: str) -> int:
    """What PostgreSQL's advisory locks take for it, 32 bits with a sign; two texts may share one."""
    unsigned = zlib.crc32(text.encode())
    return unsigned - (1 << 32) if unsigned >= 1 << 31 else unsigned
