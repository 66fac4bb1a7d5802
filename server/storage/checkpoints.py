"""A checkpoint: the whole hall at one version, so that a start need not fold a year.

A cache and no more: one of another schema, or one that does not lie on the chain, is passed over.
"""

import hashlib
from functools import cache

import msgspec
from sqlalchemy import Connection, delete, insert, select

from server.rules.hall import Hall
from server.storage.tables import checkpoints, ledger

KEPT = 3
FOLD = 1
"""Raise it when `apply` comes to mean something else while the hall's fields stay as they are."""


@cache
def schema() -> str:
    """Names the fold and the hall's fields, so that no changed field is forgotten here."""
    fields = msgspec.json.encode(msgspec.json.schema(Hall), order="sorted")
    return f"{FOLD}-{hashlib.sha256(fields).hexdigest()[:16]}"


def save_checkpoint(connection: Connection, hall_id: str, hall: Hall, digest: bytes) -> None:
    """Store `hall`, whose last fact has the hash `digest`; drop all but the newest ones."""
    state = msgspec.json.encode(hall)
    mine = checkpoints.c.hall == hall_id
    connection.execute(delete(checkpoints).where(mine, checkpoints.c.version >= hall.version))
    row = {"hall": hall_id, "version": hall.version, "schema": schema(), "hash": digest, "state": state}
    connection.execute(insert(checkpoints).values(row))
    newest = select(checkpoints.c.version).where(mine).order_by(checkpoints.c.version.desc())
    old = connection.execute(newest).scalars().all()[KEPT:]
    if old:
        connection.execute(delete(checkpoints).where(mine, checkpoints.c.version <= old[0]))


def newest_checkpoint(connection: Connection, hall_id: str) -> tuple[Hall, bytes] | None:
    """The newest one that can be read and lies on the chain, with its hash; none: fold from the start."""
    on_chain = select(checkpoints.c.state, checkpoints.c.hash).join(
        ledger,
        (ledger.c.hall == checkpoints.c.hall)
        & (ledger.c.version == checkpoints.c.version)
        & (ledger.c.hash == checkpoints.c.hash),
    )
    usable = on_chain.where(checkpoints.c.hall == hall_id, checkpoints.c.schema == schema())
    for state, digest in connection.execute(usable.order_by(checkpoints.c.version.desc())):
        try:
            return msgspec.json.decode(state, type=Hall), digest
        except msgspec.MsgspecError:
            continue
    return None
