"""The lane: the only code that changes anything. Commands in, one COMMIT, answers and facts out.

A hall is a serial machine: one thread at a time calls a lane. `prepare`, `write` and `finish` are
separate so that a server can do the waiting for the disk in a thread of its own.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from typing import cast

from sqlalchemy.exc import SQLAlchemyError

from common.messages import AnyAnswer, Done, Refused
from common.words import Instant
from server.clock import Clock
from server.lane.asking import Ask, Reply, Unknown, keep, repeat, well_formed
from server.lane.batch import Batch, TimeFailed, Turn
from server.lane.chores import Chores
from server.lane.elsewhere import Elsewhere, here
from server.lane.faults import log_fault
from server.lane.hall_time import HallTime
from server.lane.memory import fold, fold_again, follow
from server.lane.receipts import add_secrets
from server.lane.telling import Listener, tell
from server.rules.execute import execute as execute_rules
from server.rules.facts import ClockConfirmed, Entry
from server.rules.hall import Hall
from server.rules.order import SYSTEM, ConfirmClock, Order, Outcome, Tick
from server.rules.pauses import is_evacuation
from server.rules.refusal import Refusal
from server.storage.failures import (
    BrokenLedger,
    HallLost,
    OutcomeUnknown,
    Overtaken,
    Spoiled,
    StorageFailure,
)
from server.storage.ledger import Kept, Ledger

Execute = Callable[[Hall, Order], Outcome]

ATTEMPTS = 20  # so often a batch is decided again where another process was faster
NOT_FOLDED = (SQLAlchemyError, BrokenLedger)  # what a ledger that cannot be read raises

log = logging.getLogger(__name__)


class Lane:
    """One hall's lane. Read `hall` between batches only, and anew each time: a failure replaces it.

    Only what takes an `elsewhere` waits for the disk. Raises `BrokenLedger` where the stored facts are not what they were.
    """

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        execute: Execute = execute_rules,
        seed: Callable[[], bytes] = lambda: secrets.token_bytes(16),
        chores: Chores | None = None,
    ) -> None:
        self._ledger, self._execute, self._seed = ledger, execute, seed
        self._chores = chores or Chores(ledger)
        self._listeners: list[Listener] = []
        self._hall: Hall | None = fold(ledger)
        self._told, self._restored = ledger.head.version, ledger.store.restored
        self._time = HallTime(clock, self._hall.last_at, ledger.store.shared)
        self._passed_due: Instant | None = None  # a due moment of which nothing comes any more
        self.ledger_id, self.texts = ledger.store.ledger_id, ledger.texts

    @property
    def hall(self) -> Hall:
        """The fold of the ledger; never read from the disk here. Raises `HallLost` until `catch_up` has."""
        if self._hall is None:
            raise HallLost
        return self._hall

    @property
    def lost(self) -> bool:
        """Between batches: whether memory was given up after a failure and could not be folded again since."""
        return self._hall is None

    @property
    def told(self) -> int:
        """The version of the last fact that is known to be stored."""
        return self._told

    @property
    def clock_unconfirmed(self) -> bool:
        """Whether all but `ConfirmClock` and an evacuation is refused."""
        return not self._time.confirmed

    def now(self) -> Instant:
        """The hall's time: never before the last fact that is known."""
        return self._time.now()

    def subscribe(self, listener: Listener) -> None:
        """Call `listener` with the facts of each batch once they are stored, never before."""
        self._listeners.append(listener)

    def run(self, asks: Sequence[Ask]) -> list[Reply]:
        """All steps at once; one reply for each of `asks`."""
        replies = self._through(self.prepare(asks), here)
        self.housekeep()
        return replies

    # -- the steps --------------------------------------------------------------------------------

    def prepare(self, asks: Sequence[Ask], attempt: int = 0, elsewhere: Elsewhere = here) -> Batch:
        """Decide `asks` one after the other and apply them in memory.

        On a shared database it is waited `elsewhere` for the turn; `write` ends it, also with nothing to store.
        """
        batch = Batch(self.now(), [Turn(ask) for ask in asks], attempt)
        try:
            kept = self._begin(
                [ask.request_id for ask in asks if ask.request_id and well_formed(ask.request_id)], elsewhere
            )
            batch.at = max(batch.at, self.hall.last_at)
            for turn in batch.turns:
                self._take(turn, batch, kept)
        except StorageFailure as failure:
            batch.failure = failure
        except NOT_FOLDED as error:
            log_fault(log, "the ledger cannot be read", error)
            batch.failure = OutcomeUnknown()  # whether it was answered before, nobody can tell now
        except Exception:
            self.doubt()  # what was applied will never be stored
            raise
        return batch

    def write(self, batch: Batch) -> None:
        """Store the batch in one COMMIT; the only step that waits for the disk. Never raises."""
        try:
            if not batch.stores_nothing:
                self._ledger.append(batch.entries, batch.answers, batch.private)
        except StorageFailure as failure:
            log_fault(log, f"a batch was not stored: {type(failure).__name__}", failure.__cause__ or failure)
            batch.failure = failure
        finally:
            self._ledger.end_turn()

    def doubt(self) -> None:
        """A batch was prepared and nobody knows what became of it: memory is folded afresh before it is used."""
        self._hall = None
        self._ledger.end_turn()

    def catch_up(self, elsewhere: Elsewhere = here) -> None:
        """Between batches, if memory was given up: fold it afresh, and tell what was never told. Raises what reading raises."""
        if self._hall is not None:
            return
        found: list[tuple[Hall, list[Entry]]] = []
        elsewhere(lambda: found.append(fold_again(self._ledger, self._told)))
        self._hall, missed = found[0]
        self._tell(missed)

    def follow(self, elsewhere: Elsewhere = here) -> None:
        """Between batches: hear what other servers have stored. Raises what reading raises."""
        self.catch_up(elsewhere)
        found: list[Entry] = []
        elsewhere(lambda: found.extend(self._ledger.news()))
        self._hear(found)

    def finish(self, batch: Batch, elsewhere: Elsewhere = here) -> list[Reply]:
        """Tell the listeners and give the replies; after a failure, do what it asks for first.

        That may be to write again, which is done `elsewhere`, as the first time.
        """
        if batch.failure is None:
            self._tell(batch.entries)
        else:
            self._recover(batch, batch.failure, elsewhere)
        add_secrets(batch.turns, self._hall, self._ledger, elsewhere)
        return batch.replies

    def housekeep(self) -> None:
        """What the stored facts made due; after the replies, between batches; cheap if nothing is."""
        if self._hall is not None:
            self._chores.do(self._hall, self.now())

    # -- deciding ---------------------------------------------------------------------------------

    def _begin(self, request_ids: list[str], elsewhere: Elsewhere) -> Kept:
        """The answers given before; where others decide too, it is our turn from here on and we know all."""
        self.catch_up(elsewhere)  # before anybody waits for us
        kept: Kept = {}
        if not self._ledger.store.shared:
            if request_ids:
                elsewhere(lambda: kept.update(self._ledger.kept(request_ids)))
            return kept
        found: list[tuple[list[Entry], Kept]] = []
        elsewhere(lambda: found.append(self._ledger.take_turn(request_ids)))
        self._hear(found[0][0])
        return found[0][1]

    def _hear(self, entries: list[Entry]) -> None:
        """What others have stored is applied and told as if it were ours."""
        if not entries:
            return
        try:
            follow(self.hall, self._ledger, entries)
        except Exception:
            self.doubt()
            raise
        self._tell(entries)

    def _take(self, turn: Turn, batch: Batch, kept: Kept) -> None:
        ask = turn.ask
        if not well_formed(ask.request_id):
            turn.settle(Refused(code="bad_request", values={"field": "id"}))
        elif ask.key in kept:
            turn.reply = repeat(kept[ask.key], ask)
            turn.rests = kept[ask.key] in batch.answers
        elif self.clock_unconfirmed and is_evacuation(ask.command):
            self._decide(turn, batch, kept, self.hall.last_at)  # whatever the clock says
        elif self.clock_unconfirmed and not isinstance(ask.command, ConfirmClock):
            turn.settle(Refused(code="clock_unconfirmed"))
        else:
            self._pass_time(batch)
            self._decide(turn, batch, kept, batch.at)

    def _decide(self, turn: Turn, batch: Batch, kept: Kept, at: Instant) -> None:
        try:
            outcome = self._order(turn.ask, batch, at)
        except Refusal as refusal:
            turn.reply = Refused(code=refusal.code, values=refusal.values)
            return
        turn.reply = cast("AnyAnswer", outcome.answer or Done(version=self.hall.version))
        if turn.ask.request_id is not None:
            kept[turn.ask.key] = keep(turn.ask, batch.at, turn.reply)
            batch.answers.append(kept[turn.ask.key])

    def _order(self, ask: Ask, batch: Batch, at: Instant) -> Outcome:
        """An exception spoils memory and with it the batch: then each command is decided alone."""
        try:
            seed, restored = self._seed(), self._restored
            outcome = self._execute(self.hall, Order(ask.command, ask.actor, at, seed, restored))
        except Refusal:
            raise
        except Exception as error:
            log_fault(log, f"{type(ask.command).__name__} failed", error)
            raise Spoiled from error
        batch.take(outcome)
        return outcome

    def _pass_time(self, batch: Batch) -> None:
        """Before a command, what has come due by itself; once, if nothing comes of it."""
        due = self.hall.due
        if batch.at < due or due == self._passed_due:
            return
        try:
            self._order(Ask(SYSTEM, Tick()), batch, batch.at)
        except Refusal:
            self._passed_due = due
        except Spoiled as error:
            self._passed_due = due
            raise TimeFailed from error
        else:
            self._passed_due = self.hall.due if self.hall.due <= batch.at else None

    # -- after the COMMIT -------------------------------------------------------------------------

    def _through(self, batch: Batch, elsewhere: Elsewhere) -> list[Reply]:
        elsewhere(lambda: self.write(batch))
        return self.finish(batch, elsewhere)

    def _recover(self, batch: Batch, failure: StorageFailure, elsewhere: Elsewhere) -> None:
        self.doubt()
        try:
            self.catch_up(elsewhere)
        except NOT_FOLDED as error:
            log_fault(log, "the ledger cannot be read", error)
        match failure:
            case OutcomeUnknown():
                batch.reply_resting(Unknown())
            case Overtaken() if batch.attempt < ATTEMPTS:
                self._again(batch.resting, batch.attempt + 1, elsewhere)
            case Spoiled() if len(batch.resting) > 1:
                for turn in batch.resting:
                    self._again([turn], batch.attempt, elsewhere)
            case _:
                batch.reply_resting(Refused(code=failure.code))

    def _again(self, turns: list[Turn], attempt: int, elsewhere: Elsewhere) -> None:
        replies = self._through(self.prepare([turn.ask for turn in turns], attempt, elsewhere), elsewhere)
        for turn, reply in zip(turns, replies, strict=True):
            turn.reply = reply

    def _tell(self, entries: list[Entry]) -> None:
        if not entries:
            return
        self._told = entries[-1].version
        self._time.reach(entries[-1].at)
        if any(isinstance(entry.fact, ClockConfirmed) for entry in entries):
            self._time.confirm()
        self._chores.note(entries)
        for listener in self._listeners:
            tell(listener, entries)
