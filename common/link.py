"""A client's one connection to the hall: join, fold what comes, ask, and be sure of the answer.

A link that is unsure joins again; there is no second way to recover. Nothing here runs by itself:
the caller's thread drives everything by `poll()`, so no lock is needed and no other thread ever
touches the caller's state.
"""

import time
from collections.abc import Callable
from random import Random
from typing import Any, Literal

import msgspec

from common.commands import Asking, ClientCommand
from common.fold import View, merge
from common.link_wire import Answered, Denied, Down, Report, Said, Transport, Up
from common.messages import Announcement, AnyAnswer, Change, Heartbeat, Join, Joined, Refused
from common.words import Instant, Language

RECONNECT_FIRST_S = 0.5
RECONNECT_MOST_S = 8.0
RECONNECT_JITTER = 0.5  # of the pause: three hundred clients do not come back in the same instant
DENIED_AGAIN_S = 15.0  # a device may be paired, a clerk may sign in meanwhile
SILENT_AFTER_S = 15.0  # three heartbeats missed: the connection is dead though nobody said so
JOIN_AGAIN_S = 5.0
ASK_AGAIN_S = 3.0
UNKNOWN_AGAIN_S = 1.0
EXPIRES_S = 60.0

Status = Literal["connecting", "joined", "lost", "refused"]


class Unanswered(msgspec.Struct, frozen=True):
    """No answer came in time: it may have happened or not."""


Outcome = AnyAnswer | Refused | Unanswered
OnAnswer = Callable[[Outcome], None]


class RequestIds:
    """Ids that sort by time, so that the server's key grows at its end; unique by 48 random bits."""

    def __init__(self, random: Random, now_ms: Callable[[], int]) -> None:
        self._random, self._now_ms = random, now_ms

    def fresh(self) -> str:
        """24 hexadecimal characters."""
        return f"{self._now_ms():012x}{self._random.getrandbits(48):012x}"


class _Pending(msgspec.Struct):
    command: ClientCommand
    on_answer: OnAnswer
    expires_at: float
    ask_at: float = 0.0


class Link:
    """Subscribed to `audience` over `transport`. `clock` is monotonic, in seconds.

    `status` is "refused" while the server will not have us (`refused` says why), "lost" while it is
    not reached; the `view` stays what it was last. `announcements` grow until the caller takes them.
    """

    def __init__(
        self,
        transport: Transport,
        audience: str,
        language: Language = "zh",
        *,
        clock: Callable[[], float] = time.monotonic,
        random: Random | None = None,
        ids: RequestIds | None = None,
    ) -> None:
        self.audience = audience
        self.language = language
        self.status: Status = "connecting"
        self.view: View = {}
        self.me = ""
        self.ledger_id = ""
        self.upto = -1
        self.joins = 0
        self.pace = 1.0
        self.refused: Refused | None = None
        self.announcements: list[Announcement] = []
        self.last_heard: Instant | None = None
        self._transport, self._clock = transport, clock
        self._random = random or Random()  # noqa: S311 - spreads reconnections, guards nothing
        self._ids = ids or RequestIds(self._random, lambda: time.time_ns() // 1_000_000)
        self._pending: dict[str, _Pending] = {}
        self._up = False
        self._tries = 0
        self._heard_at = clock()
        self._connect_at: float | None = clock()
        self._join_at: float | None = None

    # -- what the caller does ---------------------------------------------------------------------

    def poll(self) -> None:
        """Take in what came, and do what is due. Call it every frame, or some times a second."""
        for report in self._transport.heard():
            self._take(report)
        now = self._clock()
        self._notice_silence(now)
        if self._connect_at is not None and now >= self._connect_at:
            self._connect()
        if self._join_at is not None and now >= self._join_at:
            self._join(now)
        self._expire(now)
        if self.status == "joined":
            self._ask(now)

    def send(
        self, command: ClientCommand, on_answer: OnAnswer, expires_s: float = EXPIRES_S, request_id: str = ""
    ) -> str:
        """Ask for `command`; the id, with which it is asked again until answered or `expires_s` have gone.

        With the `request_id` of an earlier run the answer of then is given, and nothing is done twice.
        """
        request_id = request_id or self._ids.fresh()
        self._pending[request_id] = _Pending(command, on_answer, self._clock() + expires_s)
        if self.status == "joined":
            self._ask(self._clock())
        return request_id

    def forget(self, request_id: str) -> None:
        """Want no answer any more; it may happen all the same."""
        self._pending.pop(request_id, None)

    def server_now(self) -> Instant | None:
        """The server's time: as last heard, and what has gone since at its pace; none before the first word."""
        if self.last_heard is None:
            return None
        return self.last_heard + round(self.silent_s() * 1000 * self.pace)

    def silent_s(self) -> float:
        """Seconds since the server was last heard (before the first word: since this link began)."""
        return self._clock() - self._heard_at

    def close(self) -> None:
        """Leave. Whoever waits for an answer is told that none comes; what is sent from now on is asked of nobody."""
        self._transport.close()
        self._connect_at = self._join_at = None
        self._up = False
        self.status = "lost"
        pending, self._pending = self._pending, {}
        for waiting in pending.values():
            waiting.on_answer(Unanswered())

    # -- what comes in ----------------------------------------------------------------------------

    def _take(self, report: Report) -> None:
        match report:
            case Up():
                self._up, self._tries = True, 0
                self._heard_at_least()
                self._join_at = self._clock()
            case Down():
                self._lose()
            case Denied(code=code):
                self._be_refused(Refused(code=code))
            case Answered(tag="join", payload=payload):
                self._take_joined(payload)
            case Answered(tag=tag, payload=payload):
                self._take_answer(tag, payload)
            case Said(event=event, payload=payload):
                self._take_said(event, payload)

    def _take_said(self, event: str, payload: Any) -> None:
        """Events of other names are passed by: a newer server may say more than we know."""
        if event == "change":
            self._take_change(msgspec.convert(payload, Change))
        elif event == "heartbeat":
            self._take_heartbeat(msgspec.convert(payload, Heartbeat))

    def _take_joined(self, payload: Any) -> None:
        if not payload.get("ok"):
            self._be_refused(msgspec.convert(payload["refused"], Refused))
            return
        joined = msgspec.convert(payload["joined"], Joined)
        self._hear(joined.now, joined.pace)
        self.ledger_id, self.upto, self.me, self.view = (
            joined.ledger_id,
            joined.upto,
            joined.me,
            joined.view,
        )
        self.status, self.refused = "joined", None
        self.joins += 1
        self._join_at = None

    def _take_change(self, change: Change) -> None:
        if self.status != "joined" or self._join_at is not None:
            return  # the snapshot that was asked for will hold it
        if change.ledger_id != self.ledger_id or change.after != self.upto:
            self._join_at = self._clock()
            return
        merge(self.view, change)
        self.upto = change.upto
        self.announcements.extend(change.announce)
        self._heard_at_least()

    def _take_heartbeat(self, beat: Heartbeat) -> None:
        self._hear(beat.now, beat.pace)
        mine = (self.ledger_id, self.upto)
        if self.status == "joined" and self._join_at is None and (beat.ledger_id, beat.upto) != mine:
            self._join_at = self._clock()

    def _take_answer(self, request_id: str, payload: Any) -> None:
        self._heard_at_least()
        pending = self._pending.get(request_id)
        if pending is None:
            return
        if payload.get("unknown"):
            pending.ask_at = self._clock() + UNKNOWN_AGAIN_S
            return
        del self._pending[request_id]
        pending.on_answer(_outcome(payload))

    # -- what is due ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._connect_at = None
        self._transport.connect()

    def _join(self, now: float) -> None:
        self._join_at = now + JOIN_AGAIN_S
        join = Join(audience=self.audience, language=self.language)
        self._transport.emit("join", msgspec.to_builtins(join), "join")

    def _ask(self, now: float) -> None:
        for request_id, pending in self._pending.items():
            if now >= pending.ask_at:
                pending.ask_at = now + ASK_AGAIN_S
                asking = Asking(id=request_id, command=pending.command)
                self._transport.emit("command", msgspec.to_builtins(asking), request_id)

    def _expire(self, now: float) -> None:
        for request_id in [key for key, pending in self._pending.items() if now >= pending.expires_at]:
            if pending := self._pending.pop(request_id, None):
                pending.on_answer(Unanswered())

    def _notice_silence(self, now: float) -> None:
        if self._up and now - self._heard_at >= SILENT_AFTER_S:
            self._lose()

    def _lose(self) -> None:
        self.status = "lost" if self.last_heard is not None else "connecting"
        self._let_go(min(RECONNECT_FIRST_S * 2.0**self._tries, RECONNECT_MOST_S))
        self._tries += 1

    def _be_refused(self, refused: Refused) -> None:
        self.status, self.refused = "refused", refused
        self._let_go(DENIED_AGAIN_S)

    def _let_go(self, pause_s: float) -> None:
        self._up, self._join_at = False, None
        for pending in self._pending.values():
            pending.ask_at = 0.0
        self._connect_at = self._clock() + pause_s * (1 + RECONNECT_JITTER * self._random.random())

    def _hear(self, now: Instant, pace: float) -> None:
        self.last_heard, self.pace, self._heard_at = now, pace, self._clock()

    def _heard_at_least(self) -> None:
        """Something came that carries no time: go on from what the server's clock must show now."""
        if self.last_heard is not None:
            self.last_heard = self.server_now()
        self._heard_at = self._clock()


def _outcome(payload: Any) -> Outcome:
    if payload.get("ok"):
        answer: AnyAnswer = msgspec.convert(payload["answer"], AnyAnswer)
        return answer
    return msgspec.convert(payload["refused"], Refused)
