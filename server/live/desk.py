"""The desk where every client of a hall is served, however it is connected.

Socket.IO handlers and the wire of the one-process day both end here: what they decode is joined and
asked in the same way. The desk knows no greenlet, thread or socket. It is called from one thread;
`elsewhere` may do the waiting for the disk in another, and meanwhile more may be asked: that is how
commands gather in one COMMIT.
"""

import logging
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from common.commands import ComeBack, SitDown
from common.messages import Change, Done, Heartbeat, Join, Joined, Refused
from common.words import Instant
from server.lane import Ask, Elsewhere, Lane, Reply, Unknown, here
from server.lane.faults import log_fault
from server.live.applicants import Applicants
from server.live.audiences import clerk_of
from server.live.client import Client, Speaker
from server.live.feed import Feed
from server.live.figures import Figures
from server.live.listeners import Listeners
from server.live.looking import ALONE, Between
from server.live.noticing import Noticing, OnReply, give
from server.live.own_alarms import OwnAlarms
from server.live.pause import IDLE_MOST_S, between
from server.live.snapshot import snapshot
from server.live.terminals import Terminals, Word
from server.live.waits import Waits
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.order import SYSTEM, Actor, Tick

BATCH_MOST = 64
TICK_AGAIN_MS = 100
HOUSEKEEPING_TURNS = 64
"""Chores are looked at when a turn finds nobody waiting, and under load still so often."""

T = TypeVar("T")
log = logging.getLogger(__name__)


class Desk:
    """One hall's desk.

    `between` keeps a batch on its way and whoever reads the hall apart. `pace` is how fast the hall's time
    passes (a simulated day's is over 1, and 0 while its clock stands).
    """

    def __init__(
        self,
        lane: Lane,
        speaker: Speaker,
        *,
        elsewhere: Elsewhere = here,
        between: Between = ALONE,
        waiting: Callable[[], None] = lambda: None,
        pace: float = 1.0,
    ) -> None:
        self.lane = lane
        self.pace = pace
        self.figures = Figures()
        self._speaker, self._elsewhere, self._told_waiting = speaker, elsewhere, waiting
        self._turning, self._looking = between
        self._waits = Waits(lane)
        self._own = OwnAlarms(Applicants(lane.texts), self._waits.table)
        self._feed = Feed(self._own)
        self._terminals = Terminals()
        self._listeners = Listeners(speaker)
        self._waiting: deque[tuple[Ask, OnReply]] = deque()
        self._fresh: list[Entry] = []
        self._turns = 0
        self._tick_not_before: Instant = 0
        self._noticing = Noticing(self.ask, self.show)
        lane.subscribe(self._fresh.extend)
        for clerk in lane.hall.seats.values():
            self._terminals.assume_silent(clerk, lane.now())

    # -- clients ----------------------------------------------------------------------------------

    def join(self, client: Client, request: Join) -> Joined:
        """Subscription and snapshot together. Raises `Refusal` where the client may not look."""
        with self._turning:
            joined = self._shown(client.actor, request)  # may fail, and then nobody listens to it
            self._listen(client, joined.audience)
            return joined

    def look(self, actor: Actor, request: Join) -> Joined:
        """The same snapshot for one who will hear of no change. Raises `Refusal` as `join` does, and as `consult`."""
        with self._looking:
            joined = self._shown(actor, request)
            if joined.audience not in self._listeners:
                self._feed.leave(joined.audience)
            return joined

    def has_names(self, table: str) -> bool:
        """Whether no row of `table` was shown without a name that could not be read."""
        return self._own.has_names(table)

    def leave(self, client: Client) -> None:
        """The connection ended, or joins another audience: what it is told could not be told apart."""
        audience = self._listeners.remove(client)
        if audience and audience not in self._listeners:
            self._feed.leave(audience)
        if clerk := clerk_of(audience):
            self._terminals.left(clerk, self.lane.now())

    def ask(self, ask: Ask, answer: OnReply) -> None:
        """Let `ask` wait for the next turn; `answer` is called when its outcome is stored, or refused."""
        self._waiting.append((ask, answer))
        self._told_waiting()

    def consult(self, question: Callable[[Hall], T]) -> T:
        """Ask the hall something between two batches; nothing of it may be kept or changed.

        Raises a `StorageFailure` where a disk that fails or hangs keeps the hall from being read.
        """
        with self._looking:
            return question(self.lane.hall)

    def notice(self, device: str, fault: str | None, real_s: float) -> None:
        """What the server sees of a device or of itself; ordered only where the hall knows it otherwise.

        `real_s`: seconds that pass evenly. What cannot be stored now (the clock is not confirmed, the disk is full) is shown all the same; so is
        what cannot even be compared, because the hall cannot be read.
        """
        try:
            hall = self.consult(lambda hall: hall)
        except Exception as error:
            log_fault(log, "the hall cannot be read", error)
            self.show(device, fault)
        else:
            self._noticing.notice(hall, device, fault, real_s)

    def show(self, part: str, fault: str | None) -> None:
        """A fault that is no fact, for as long as it lasts: an alarm that needs no disk."""
        self._own.set(part, fault, self.lane.now())
        if self._own.fresh:
            self._told_waiting()

    @property
    def queue(self) -> int:
        """How many commands wait for the next turn."""
        return len(self._waiting)

    def listening(self) -> dict[str, int]:
        """How many listen to each audience."""
        return self._listeners.counts()

    # -- turns ------------------------------------------------------------------------------------

    def idle_s(self) -> float:
        """How long nothing needs to be done, at most `IDLE_MOST_S`."""
        if self._waiting or self._own.fresh:
            return 0.0
        known = (self._due(), self._terminals.next_word(), self._waits.due_at(self._feed))
        moments = [moment for moment in known if moment is not None]
        return between(min(moments) - self.lane.now(), self.pace) if moments else IDLE_MOST_S

    def turn(self) -> None:
        """Take the commands that wait through the lane together, answer them, and tell who listens."""
        with self._turning:
            self._try_what_time_brings()
            taken = [self._waiting.popleft() for _ in range(min(BATCH_MOST, len(self._waiting)))]
            replies = self._through([ask for ask, _ in taken]) if taken else []
            for (_, answer), reply in zip(taken, replies, strict=True):
                give(answer, reply)
            self._publish_own()
            if taken or self._fresh:
                self._publish()
            self._publish_waits()
            self._turns += 1
            if not taken or self._turns % HOUSEKEEPING_TURNS == 0:
                self._elsewhere(self.lane.housekeep)

    def follow(self) -> None:
        """Hear what other servers on the same database have stored, and tell who listens."""
        with self._turning:
            self.lane.follow(self._elsewhere)
            if self._fresh:
                self._publish()
                self._told_waiting()  # something else may be due now

    def attending(self) -> tuple[set[str], set[str]]:
        """Whose terminals are connected here, and who sits at a window, wherever the terminal is connected."""
        return self._terminals.connected, self.consult(lambda hall: set(hall.seats.values()))

    def attend(self, elsewhere: set[str]) -> None:
        """These terminals are connected to other servers; what is on record and not so is put right."""
        with self._turning:
            hall = self.lane.hall
            silent = {clerk: hall.presence[clerk].silent_since is not None for clerk in hall.seats.values()}
            self._terminals.compare(silent, elsewhere, self.lane.now())

    def beat(self) -> None:
        """Tell every audience what it should have by now."""
        now, ledger_id = self.lane.now(), self.lane.ledger_id
        for audience, upto in list(self._feed.upto()):
            beat = Heartbeat(ledger_id=ledger_id, upto=upto, now=now, pace=self.pace)
            self._speaker.say(audience, "heartbeat", beat)
        self.figures.beat()
        if parts := self._own.parts():  # no heartbeat's `upto` tells of them: so they are said again
            self._say_changes(self._feed.rows_are("alarms", self._own.alarms(), parts, ledger_id))

    def go_at(self, pace: float) -> None:
        """The hall's time passes at `pace` from now on: tell everybody, and look what is due."""
        self.pace = pace
        self.beat()
        self._told_waiting()

    def _through(self, asks: list[Ask]) -> list[Reply]:
        try:
            batch = self.lane.prepare(asks, elsewhere=self._elsewhere)
            with self.figures.commit_s.time():
                self._elsewhere(lambda: self.lane.write(batch))
            replies = self.lane.finish(batch, self._elsewhere)
        except Exception as error:
            log_fault(log, "a batch failed", error)
            self.lane.doubt()
            self._try_what_time_brings()  # for which the hall is folded again, at once if it can be
            replies = [Unknown() for _ in asks]
        else:
            self.figures.last_batch_at = self.lane.now()
            self._mind_who_acted(asks, replies)
        self.figures.batch(zip(asks, replies, strict=True))
        return replies

    def _mind_who_acted(self, asks: list[Ask], replies: list[Reply]) -> None:
        """Whoever takes a window without a terminal that listens is missed by nobody else when they go (AB-4)."""
        for ask, reply in zip(asks, replies, strict=True):
            if isinstance(ask.command, SitDown | ComeBack) and isinstance(reply, Done):
                self._terminals.acted(ask.actor.id, self.lane.now())

    def _try_what_time_brings(self) -> None:
        """A hall that cannot be read orders nothing; whoever waits is to hear that all the same."""
        try:
            self._order_what_time_brings()
        except Exception as error:
            log_fault(log, "what time brings is not known", error)

    def _order_what_time_brings(self) -> None:
        self.lane.catch_up(self._elsewhere)  # if the last batch failed, and the hall could not be read then
        now, due = self.lane.now(), self._due()
        for word in self._terminals.words(now):
            self._say_of_terminal(word)
        if due is not None and due <= now and not self._waiting:
            self._waiting.append((Ask(SYSTEM, Tick()), lambda _reply: None))
            self._tick_not_before = now + TICK_AGAIN_MS

    def _due(self) -> Instant | None:
        """When time alone changes something; a tick that came to nothing is not given again at once."""
        if self.lane.lost:
            return None
        hall = self.lane.hall
        return None if hall.setup is None else max(hall.due, self._tick_not_before)

    def _say_of_terminal(self, word: Word) -> None:
        def heard(reply: Reply) -> None:
            if isinstance(reply, Refused | Unknown):
                self._terminals.not_taken(word, self.lane.now())

        self._waiting.append((Ask(SYSTEM, word), heard))

    def _publish(self) -> None:
        """Say what is stored; only that, and once the hall can be read."""
        if self.lane.lost:
            return
        with self.figures.feed_s.time():
            entries = self._fresh[:]
            self._fresh.clear()
            self._say_changes(self._feed.changes(self.lane.hall, self.lane.ledger_id, entries))

    def _publish_own(self) -> None:
        """The server's own alarms, for which no hall is read: they are about a disk that may give none."""
        if self._own.fresh:
            self._own.fresh = False
            self._say_changes(self._feed.table_is("alarms", self._own.alarms(), self.lane.ledger_id))

    def _publish_waits(self) -> None:
        if (rows := self._waits.anew(self._feed)) is not None:
            self._say_changes(self._feed.table_is("waits", rows, self.lane.ledger_id))

    def _say_changes(self, changes: dict[str, Change]) -> None:
        for audience, change in changes.items():
            self._speaker.say(audience, "change", change)

    def _shown(self, actor: Actor, request: Join) -> Joined:
        return snapshot(self.lane, self._feed, self.pace, actor, request)

    def _listen(self, client: Client, audience: str) -> None:
        if audience == client.audience:
            return
        self.leave(client)
        self._listeners.add(client, audience)
        if clerk := clerk_of(audience):
            self._terminals.joined(clerk, self.lane.now())
            self._told_waiting()
