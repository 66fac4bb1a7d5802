"""Paired devices and those that ask to be: plain reads and writes over their tables.

A device asks and gets a code to show and a secret to keep; an administrator approves the code; the
device fetches its token with the secret, once.
"""

import msgspec
from sqlalchemy import RowMapping, delete, func, insert, select, update

from common.words import Instant
from server.storage.hall_key import THE_HALL
from server.storage.people_tables import devices, pairings
from server.storage.store import Store


class DeviceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A kiosk or a display that may connect until it is revoked."""

    id: str
    kind: str
    name: str
    created: Instant
    approved_by: str
    last_seen: Instant | None
    revoked: Instant | None


class PairingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A device that asks; `device` is its name in the hall once approved."""

    code: str
    kind: str
    name: str
    created: Instant
    expires: Instant
    device: str | None


class Devices:
    """The devices of one hall."""

    def __init__(self, store: Store, hall: str = THE_HALL) -> None:
        self._store, self._hall = store, hall

    # -- pairing ----------------------------------------------------------------------------------

    def ask(self, secret_hash: str, row: PairingRow) -> None:
        """A device asks to be paired; the code must be free."""
        values = {**msgspec.structs.asdict(row), "secret_hash": secret_hash, "hall": self._hall}
        with self._store.writing() as connection:
            connection.execute(insert(pairings).values(values))

    def asking(self, at: Instant) -> list[PairingRow]:
        """Those that wait for approval, oldest first."""
        query = (
            select(pairings)
            .where(pairings.c.hall == self._hall, pairings.c.expires > at, pairings.c.device.is_(None))
            .order_by(pairings.c.created)
        )
        with self._store.reading() as connection:
            return [_pairing(row) for row in connection.execute(query).mappings()]

    def pairing(self, secret_hash: str, at: Instant) -> PairingRow | None:
        """What became of the device that keeps this secret; none when it asked too long ago."""
        mine = (pairings.c.hall == self._hall) & (pairings.c.secret_hash == secret_hash)
        query = select(pairings).where(mine, pairings.c.expires > at)
        with self._store.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return _pairing(row) if row is not None else None

    def approve(self, code: str, by: str, at: Instant, name: str = "") -> DeviceRow | None:
        """Let the device that shows `code` in, under the next free id of its kind; none: no such code.

        `name` is the administrator's for it, else its own stays.
        """
        waits = (pairings.c.code == code) & (pairings.c.hall == self._hall)
        query = select(pairings).where(waits, pairings.c.expires > at, pairings.c.device.is_(None))
        with self._store.writing() as connection:
            asked = connection.execute(query).mappings().one_or_none()
            if asked is None:
                return None
            theirs = (devices.c.hall == self._hall) & (devices.c.kind == asked["kind"])
            nth = connection.execute(select(func.count()).select_from(devices).where(theirs)).scalar()
            device = f"{asked['kind']}:{asked['kind'][0]}{(nth or 0) + 1}"
            named = {"id": device, "kind": asked["kind"], "name": name or asked["name"]}
            row = {**named, "created": at, "approved_by": by}
            connection.execute(insert(devices).values(hall=self._hall, **row))
            connection.execute(update(pairings).where(waits).values(device=device))
        return DeviceRow(**row, last_seen=None, revoked=None)

    def take_token(self, secret_hash: str, token_hash: str, at: Instant) -> str | None:
        """The approved device's id; its token is `token_hash` from now on, and the secret is used up."""
        mine = (pairings.c.hall == self._hall) & (pairings.c.secret_hash == secret_hash)
        waits = mine & (pairings.c.expires > at)
        query = select(pairings.c.device).where(waits, pairings.c.device.is_not(None))
        with self._store.writing() as connection:
            device = connection.execute(query).scalar_one_or_none()
            if device is None:
                return None
            it = (devices.c.hall == self._hall) & (devices.c.id == device)
            connection.execute(update(devices).where(it).values(token_hash=token_hash))
            connection.execute(delete(pairings).where(waits))
        return str(device)

    def forget_expired(self, at: Instant) -> None:
        """Remove those that asked and were not approved in time."""
        over = (pairings.c.hall == self._hall) & (pairings.c.expires <= at)
        with self._store.writing() as connection:
            connection.execute(delete(pairings).where(over))

    # -- devices ----------------------------------------------------------------------------------

    def everything(self) -> list[DeviceRow]:
        """All devices that were ever paired."""
        query = select(devices).where(devices.c.hall == self._hall).order_by(devices.c.created, devices.c.id)
        with self._store.reading() as connection:
            return [_device(row) for row in connection.execute(query).mappings()]

    def names(self) -> dict[str, str]:
        """Devices by id, as they were named when they were paired; none that was given no name."""
        return {row.id: row.name for row in self.everything() if row.name}

    def holder(self, token_hash: str) -> DeviceRow | None:
        """The device whose token this is, unless it was revoked."""
        query = select(devices).where(
            devices.c.token_hash == token_hash, devices.c.hall == self._hall, devices.c.revoked.is_(None)
        )
        with self._store.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return _device(row) if row is not None else None

    def find(self, device: str) -> DeviceRow | None:
        """The device of this id, unless it was revoked."""
        mine = (devices.c.hall == self._hall) & (devices.c.id == device) & devices.c.revoked.is_(None)
        with self._store.reading() as connection:
            row = connection.execute(select(devices).where(mine)).mappings().one_or_none()
        return _device(row) if row is not None else None

    def seen(self, device: str, at: Instant) -> None:
        """It is connected."""
        mine = (devices.c.hall == self._hall) & (devices.c.id == device)
        with self._store.writing() as connection:
            connection.execute(update(devices).where(mine).values(last_seen=at))

    def revoke(self, device: str, at: Instant) -> bool:
        """The device may no longer connect; false when there is no such one."""
        mine = (devices.c.hall == self._hall) & (devices.c.id == device) & devices.c.revoked.is_(None)
        with self._store.writing() as connection:
            return connection.execute(update(devices).where(mine).values(revoked=at)).rowcount == 1


def _device(row: RowMapping) -> DeviceRow:
    return DeviceRow(**{field: row[field] for field in DeviceRow.__struct_fields__})


def _pairing(row: RowMapping) -> PairingRow:
    return PairingRow(**{field: row[field] for field in PairingRow.__struct_fields__})
