"""The desk where every client of a hall is served, however it is connected.

Socket.IO handlers and the wire of the one-process day both end here: what they decode is joined and
asked in the same way. The desk knows no greenlet, thread or socket. It is called from one thread;
`elsewhere` may do the waiting for the disk in another, and meanwhile more may be asked: that is how
commands gather in one COMMIT.
"""

import logging
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from common.messages import Change, Heartbeat, Join, Joined, Refused
from common.words import Instant
from server.lane import Ask, Elsewhere, Lane, Reply, Unknown, here
from server.lane.faults import log_fault
from server.live.audiences import clerk_of, may_join, own_audience
from server.live.client import Client, Speaker
from server.live.feed import Feed
from server.live.figures import Figures
from server.live.own_alarms import OwnAlarms
from server.live.terminals import Terminals, Word
from server.rules.facts import Entry
from server.rules.order import SYSTEM, AnyCommand, NoticeFault, Tick

BATCH_MOST = 64
IDLE_MOST_S = 1.0
TICK_AGAIN_MS = 100
NOTICE_AGAIN_S = 10.0
"""A fault of the server's own that could not be stored is put to the lane again after so long, by no hall's clock."""
HOUSEKEEPING_TURNS = 64
"""Chores are looked at when a turn finds nobody waiting, and under load still so often."""

OnReply = Callable[[Reply], None]
log = logging.getLogger(__name__)


def _answer(answer: OnReply, reply: Reply) -> None:
    """An asker that cannot be answered keeps nobody else from an answer."""
    try:
        answer(reply)
    except Exception as error:
        log_fault(log, "an answer could not be given", error)


def _between(ms: float, pace: float) -> float:
    if ms <= 0:
        return 0.0
    return min(IDLE_MOST_S, ms / 1000 / pace) if pace > 0 else IDLE_MOST_S


class Desk:
    """One hall's desk.

    `turning` is held while a batch is on its way: the hall may be read only between. `pace` is how fast
    the hall's time passes (a simulated day's is over 1, and 0 while its clock stands).
    """

    def __init__(
        self,
        lane: Lane,
        speaker: Speaker,
        *,
        elsewhere: Elsewhere = here,
        turning: AbstractContextManager[object] | None = None,
        waiting: Callable[[], None] = lambda: None,
        pace: float = 1.0,
    ) -> None:
        self.lane = lane
        self.pace = pace
        self.figures = Figures()
        self._speaker, self._elsewhere, self._told_waiting = speaker, elsewhere, waiting
        self._turning = turning or nullcontext()
        self._own = OwnAlarms()
        self._feed = Feed(self._own)
        self._terminals = Terminals()
        self._listeners: dict[str, set[str]] = {}
        self._waiting: deque[tuple[Ask, OnReply]] = deque()
        self._fresh: list[Entry] = []
        self._turns = 0
        self._tick_not_before: Instant = 0
        self._not_noticed: dict[tuple[str, str | None], float] = {}
        lane.subscribe(self._fresh.extend)
        for clerk in lane.hall.seats.values():
            self._terminals.assume_silent(clerk, lane.now())

    # -- clients ----------------------------------------------------------------------------------

    def join(self, client: Client, request: Join) -> Joined:
        """Subscription and snapshot together. Raises `Refusal` where the client may not look."""
        with self._turning:
            hall = self.lane.hall
            audience = own_audience(client.actor, request.audience)
            may_join(client.actor, audience, hall)
            standing = self._feed.join(hall, audience)  # may fail, and then nobody listens to it
            self._listen(client, audience)
            return Joined(
                ledger_id=self.lane.ledger_id,
                upto=standing.upto,
                now=self.lane.now(),
                pace=self.pace,
                audience=audience,
                me=client.actor.id,
                view={name: dict(rows) for name, rows in standing.tables.items()},
            )

    def leave(self, client: Client) -> None:
        """The connection ended, or joins another audience: what it is told could not be told apart."""
        audience, client.audience = client.audience, ""
        if not audience:
            return
        self._speaker.unlisten(client, audience)
        listeners = self._listeners[audience]
        listeners.discard(client.id)
        if not listeners:
            del self._listeners[audience]
            self._feed.leave(audience)
        if clerk := clerk_of(audience):
            self._terminals.left(clerk, self.lane.now())

    def ask(self, ask: Ask, answer: OnReply) -> None:
        """Let `ask` wait for the next turn; `answer` is called when its outcome is stored, or refused."""
        self._waiting.append((ask, answer))
        self._told_waiting()

    def notice(self, device: str, fault: str | None, real_s: float) -> None:
        """What the server sees of a device or of itself; ordered only where the hall knows it otherwise.

        `real_s`: seconds that pass evenly. What cannot be stored now (the clock is not confirmed, the disk is full) is shown all the same; so is
        what cannot even be compared, because the hall cannot be read.
        """
        try:
            with self._turning:
                hall = self.lane.hall
                known, _ = hall.faults.get(device, (None, 0))
        except Exception as error:
            log_fault(log, "the hall cannot be read", error)
            self.show(device, fault)
            return
        if hall.setup is None or known == fault:
            self.show(device, None)
        elif real_s >= self._not_noticed.get((device, fault), 0.0):
            self._waiting.append(
                (Ask(SYSTEM, NoticeFault(device=device, fault=fault)), self._heard(device, fault, real_s))
            )
            self._told_waiting()

    def show(self, part: str, fault: str | None) -> None:
        """A fault that is no fact, for as long as it lasts: an alarm that needs no disk."""
        self._own.set(part, fault, self.lane.now())
        if self._own.fresh:
            self._told_waiting()

    def listening(self) -> dict[str, int]:
        """How many listen to each audience."""
        return {audience: len(clients) for audience, clients in self._listeners.items()}

    # -- turns ------------------------------------------------------------------------------------

    @property
    def asked(self) -> bool:
        """Whether somebody waits for an answer."""
        return bool(self._waiting)

    def idle_s(self) -> float:
        """How long nothing needs to be done, at most `IDLE_MOST_S`."""
        if self._waiting or self._own.fresh:
            return 0.0
        moments = [moment for moment in (self._due(), self._terminals.next_word()) if moment is not None]
        return _between(min(moments) - self.lane.now(), self.pace) if moments else IDLE_MOST_S

    def turn(self) -> None:
        """Take the commands that wait through the lane together, answer them, and tell who listens."""
        with self._turning:
            self._try_what_time_brings()
            taken = [self._waiting.popleft() for _ in range(min(BATCH_MOST, len(self._waiting)))]
            if taken:
                for (_, answer), reply in zip(taken, self._through([ask for ask, _ in taken]), strict=True):
                    _answer(answer, reply)
            self._publish_own()
            if taken or self._fresh:
                self._publish()
            self._turns += 1
            if not taken or self._turns % HOUSEKEEPING_TURNS == 0:
                self._elsewhere(self.lane.housekeep)

    def beat(self) -> None:
        """Tell every audience what it should have by now."""
        now, ledger_id = self.lane.now(), self.lane.ledger_id
        for audience, upto in list(self._feed.upto()):
            beat = Heartbeat(ledger_id=ledger_id, upto=upto, now=now, pace=self.pace)
            self._speaker.say(audience, "heartbeat", beat)
        if parts := self._own.parts():  # no heartbeat's `upto` tells of them: so they are said again
            self._say_changes(self._feed.rows_are("alarms", self._own.alarms(), parts, ledger_id))

    def go_at(self, pace: float) -> None:
        """The hall's time passes at `pace` from now on: tell everybody, and look what is due."""
        self.pace = pace
        self.beat()
        self._told_waiting()

    # ---------------------------------------------------------------------------------------------

    def _through(self, asks: list[Ask]) -> list[Reply]:
        try:
            batch = self.lane.prepare(asks)
            with self.figures.commit_s.time():
                self._elsewhere(lambda: self.lane.write(batch))
            replies = self.lane.finish(batch, self._elsewhere)
        except Exception as error:
            log_fault(log, "a batch failed", error)
            self.lane.doubt()
            return [Unknown() for _ in asks]
        self.figures.batch(self.lane.now(), replies)
        return replies

    def _try_what_time_brings(self) -> None:
        """A hall that cannot be read orders nothing; whoever waits is to hear that all the same."""
        try:
            self._order_what_time_brings()
        except Exception as error:
            log_fault(log, "what time brings is not known", error)

    def _order_what_time_brings(self) -> None:
        now, due = self.lane.now(), self._due()
        for word in self._terminals.words(now):
            self._say_of_terminal(word)
        if due is not None and due <= now and not self._waiting:
            self._order(Tick())
            self._tick_not_before = now + TICK_AGAIN_MS

    def _due(self) -> Instant | None:
        """When time alone changes something; a tick that came to nothing is not given again at once."""
        hall = self.lane.hall
        return None if hall.setup is None else max(hall.due, self._tick_not_before)

    def _say_of_terminal(self, word: Word) -> None:
        def heard(reply: Reply) -> None:
            if isinstance(reply, Refused | Unknown):
                self._terminals.not_taken(word, self.lane.now())

        self._waiting.append((Ask(SYSTEM, word), heard))

    def _heard(self, device: str, fault: str | None, real_s: float) -> OnReply:
        def heard(reply: Reply) -> None:
            if isinstance(reply, Refused | Unknown):
                self._not_noticed[device, fault] = real_s + NOTICE_AGAIN_S
                self._own.set(device, fault, self.lane.now())
            else:
                self._not_noticed.pop((device, fault), None)
                self._own.set(device, None, self.lane.now())

        return heard

    def _order(self, command: AnyCommand) -> None:
        self._waiting.append((Ask(SYSTEM, command), lambda _reply: None))

    def _publish(self) -> None:
        """Say what is stored; only that."""
        hall = self.lane.hall  # which may have to be folded first, and tells what nobody has heard yet
        entries = self._fresh[:]
        self._fresh.clear()
        self._say_changes(self._feed.changes(hall, self.lane.ledger_id, entries))

    def _publish_own(self) -> None:
        """The server's own alarms, for which no hall is read: they are about a disk that may give none."""
        if self._own.fresh:
            self._own.fresh = False
            self._say_changes(self._feed.table_is("alarms", self._own.alarms(), self.lane.ledger_id))

    def _say_changes(self, changes: dict[str, Change]) -> None:
        for audience, change in changes.items():
            self._speaker.say(audience, "change", change)

    def _listen(self, client: Client, audience: str) -> None:
        if audience == client.audience:
            return
        self.leave(client)
        client.audience = audience
        self._listeners.setdefault(audience, set()).add(client.id)
        self._speaker.listen(client, audience)
        if clerk := clerk_of(audience):
            self._terminals.joined(clerk, self.lane.now())
            self._told_waiting()
