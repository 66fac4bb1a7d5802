"""One hall's ledger: append a batch, fold it into a hall, remember answers."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from common.words import Instant
from server.rules.apply import apply as apply_rules
from server.rules.facts import DayOpened, Entry, PersonErased
from server.rules.hall import Hall
from server.rules.order import PrivateText
from server.storage import rows
from server.storage import tables as t
from server.storage.chain import FIRST, chained, unchained
from server.storage.checkpoints import newest_checkpoint, save_checkpoint
from server.storage.failures import BrokenLedger, Overtaken, Spoiled, StorageFailure
from server.storage.hall_key import THE_HALL
from server.storage.projection import project
from server.storage.sheets import needs
from server.storage.store import Store
from server.storage.turns import Turns

Apply = Callable[[Hall, Entry], None]


class Head(NamedTuple):
    """Where the ledger ends, and the civil day that is open or was last."""

    version: int
    hash: bytes
    day: str


class KeptAnswer(msgspec.Struct, frozen=True):
    """What a request was answered, with a digest of what it asked; no personal data in either."""

    request_id: str
    actor: str
    at: Instant
    digest: bytes
    answer: str


Kept = dict[tuple[str, str], KeptAnswer]
"""By (actor, request id)."""


class Ledger:
    """The ledger of `hall` in `store`. Call `fold` first: it finds the head.

    `turns`: without, a server on a shared database is overtaken and decides again (as with a lost turn).
    """

    def __init__(
        self, store: Store, hall: str = THE_HALL, apply: Apply = apply_rules, *, turns: bool = True
    ) -> None:
        self.store = store
        self._turns = Turns(store, hall) if store.shared and turns else None
        self.hall = hall
        self.head = Head(0, FIRST, "")
        self.folded = 0  # facts that the last fold had to read
        self._apply = apply

    def fold(self) -> Hall:
        """The hall that the stored facts lead to; raises `BrokenLedger` at the first wrong one."""
        with self.store.reading() as connection:
            hall, digest = newest_checkpoint(connection, self.hall) or (Hall(), FIRST)
            checkpoint = hall.version
            for row in connection.execute(_AFTER, {"of": self.hall, "after": hall.version}):
                self._apply(hall, unchained(row, hall.version, digest))
                digest = row.hash
            self.head = Head(hall.version, digest, rows.open_day(connection, self.hall))
        self.folded = hall.version - checkpoint
        return hall

    def entries(self, after: int) -> list[Entry]:
        """The facts that follow version `after`."""
        entries: list[Entry] = []
        with self.store.reading() as connection:
            before = connection.execute(
                select(t.ledger.c.hash).where(t.ledger.c.hall == self.hall, t.ledger.c.version == after)
            ).scalar()
            digest = before or FIRST
            for row in connection.execute(_AFTER, {"of": self.hall, "after": after}):
                entries.append(unchained(row, after + len(entries), digest))
                digest = row.hash
        return entries

    def kept(self, request_ids: Sequence[str]) -> Kept:
        """Answers given before to any of `request_ids`."""
        if not request_ids:
            return {}
        with self.store.reading() as connection:
            return self._kept(connection, request_ids)

    # -- in company -------------------------------------------------------------------------------

    def news(self) -> list[Entry]:
        """What other servers have stored since the head, which moves there: whoever asks applies it."""
        with self.store.reading() as connection:
            return self._news(connection)

    def take_turn(self, request_ids: Sequence[str]) -> tuple[list[Entry], Kept]:
        """Wait until no other server decides: the news until then, and the answers given before.

        `end_turn` must follow. Raises `BrokenLedger` where the ledger no longer holds the head.
        """
        if self._turns is not None:
            return self._turns.take(lambda connection: self._look(connection, request_ids))
        with self.store.reading() as connection:
            return self._look(connection, request_ids)

    def end_turn(self) -> None:
        """Others may decide; nothing where there was no turn."""
        if self._turns is not None:
            self._turns.end()

    def apply(self, hall: Hall, entries: Iterable[Entry]) -> None:
        """Let `hall` follow."""
        for entry in entries:
            self._apply(hall, entry)

    # ---------------------------------------------------------------------------------------------

    def append(
        self, entries: list[Entry], answers: Sequence[KeptAnswer], private: Sequence[PrivateText]
    ) -> None:
        """Store a batch in one COMMIT. Raises a `StorageFailure` that says what became of it.

        Entries that do not follow the head are never stored: whoever made them has to fold first.
        """
        if entries and entries[0].version != self.head.version + 1:
            raise Overtaken
        ledger_rows = chained(self.hall, self.head.hash, entries)
        try:
            with self.store.writing() as connection:
                if entries:
                    connection.execute(_LEDGER, ledger_rows)
                day = self._append_rows(connection, entries, answers, private)
        except StorageFailure:
            raise
        except IntegrityError as error:
            raise (Overtaken if self._is_behind(answers) else Spoiled) from error
        except Exception as error:
            raise Spoiled from error
        if entries:
            self.head = Head(entries[-1].version, ledger_rows[-1]["hash"], day)

    def salts(self, ids: Sequence[str]) -> dict[str, str]:
        """Of private texts by id, but for those that are erased. Raises SQLAlchemyError."""
        with self.store.reading() as connection:
            found = connection.execute(_SALTS, {"of": self.hall, "asked": ids})
            return {row.id: row.salt for row in found if row.salt}

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """Private texts by id, but for those that are erased or never were. Raises SQLAlchemyError."""
        found: dict[str, str] = {}
        with self.store.reading() as connection:
            for start in range(0, len(ids), rows.AT_ONCE):
                some = ids[start : start + rows.AT_ONCE]
                texts = connection.execute(_TEXTS, {"of": self.hall, "asked": some})
                found.update((row.id, row.text) for row in texts if row.text is not None)
        return found

    def checkpoint(self, hall: Hall) -> None:
        """Store `hall`, which must be at the head."""
        with self.store.writing() as connection:
            save_checkpoint(connection, self.hall, hall, self.head.hash)

    def forget_answers(self, before: Instant) -> None:
        """Drop what was answered before."""
        old = delete(t.answers).where(t.answers.c.hall == self.hall, t.answers.c.at < before)
        with self.store.writing() as connection:
            connection.execute(old)

    def _look(self, connection: Connection, request_ids: Sequence[str]) -> tuple[list[Entry], Kept]:
        kept = self._kept(connection, request_ids) if request_ids else {}
        return self._news(connection), kept

    def _kept(self, connection: Connection, request_ids: Sequence[str]) -> Kept:
        found = connection.execute(_KEPT, {"of": self.hall, "asked": request_ids})
        return {(row.actor, row.request_id): KeptAnswer(*row) for row in found}

    def _news(self, connection: Connection) -> list[Entry]:
        """Read from the head itself on: a database put back to an older state must not be written on."""
        version, digest, day = self.head
        entries: list[Entry] = []
        found = connection.execute(_AFTER, {"of": self.hall, "after": max(0, version - 1)})
        if version > 0 and ((head := found.fetchone()) is None or head.hash != digest):
            raise BrokenLedger(version, "", "version_missing")
        for row in found:
            entry = unchained(row, version + len(entries), digest)
            digest = row.hash
            day = entry.fact.day if isinstance(entry.fact, DayOpened) else day
            entries.append(entry)
        if entries:
            self.head = Head(entries[-1].version, digest, day)
        return entries

    def _append_rows(
        self,
        connection: Connection,
        entries: Iterable[Entry],
        answers: Sequence[KeptAnswer],
        private: Sequence[PrivateText],
    ) -> str:
        sheets = rows.load(connection, self.hall, self.head.day, needs(entries))
        project(sheets, entries)
        rows.save(connection, sheets)
        if answers:
            kept = [{"hall": self.hall, **msgspec.structs.asdict(answer)} for answer in answers]
            connection.execute(_ANSWERS, kept)
        if private:
            connection.execute(_PRIVATE, [self._private_row(text) for text in private])
        self._erase(connection, entries)
        return sheets.day

    def _erase(self, connection: Connection, entries: Iterable[Entry]) -> None:
        """With its salt: a name could be guessed by trying."""
        gone = [
            text for entry in entries if isinstance(entry.fact, PersonErased) for text in entry.fact.texts
        ]
        if gone:
            connection.execute(_ERASE, [{"of": self.hall, "gone": text} for text in gone])

    def _private_row(self, text: PrivateText) -> dict[str, str]:
        sealed = text.sealed
        row = {"id": sealed.id, "commitment": sealed.commitment, "salt": text.salt, "text": text.text}
        return {"hall": self.hall, **row}

    def _is_behind(self, answers: Sequence[KeptAnswer]) -> bool:
        """Whether another process has written meanwhile: facts, or an answer to one of these requests."""
        newest = select(func.max(t.ledger.c.version)).where(t.ledger.c.hall == self.hall)
        try:
            with self.store.reading() as connection:
                if (connection.execute(newest).scalar() or 0) > self.head.version:
                    return True
            return (
                not self.kept([answer.request_id for answer in answers])
                .keys()
                .isdisjoint((answer.actor, answer.request_id) for answer in answers)
            )
        except SQLAlchemyError:
            return False


_AFTER = (
    select(t.ledger)
    .where(t.ledger.c.hall == bindparam("of"), t.ledger.c.version > bindparam("after"))
    .order_by(t.ledger.c.version)
)
_KEPT = select(
    t.answers.c.request_id, t.answers.c.actor, t.answers.c.at, t.answers.c.digest, t.answers.c.answer
).where(t.answers.c.hall == bindparam("of"), t.answers.c.request_id.in_(bindparam("asked", expanding=True)))
_LEDGER = insert(t.ledger)
_ANSWERS = insert(t.answers)
_PRIVATE = insert(t.private_texts)
_TEXTS = select(t.private_texts.c.id, t.private_texts.c.text).where(
    t.private_texts.c.hall == bindparam("of"), t.private_texts.c.id.in_(bindparam("asked", expanding=True))
)
_SALTS = select(t.private_texts.c.id, t.private_texts.c.salt).where(
    t.private_texts.c.hall == bindparam("of"), t.private_texts.c.id.in_(bindparam("asked", expanding=True))
)
_ERASE = (
    update(t.private_texts)
    .where(t.private_texts.c.hall == bindparam("of"), t.private_texts.c.id == bindparam("gone"))
    .values(text=None, salt="")
)
