"""A thousand phones with their tickets' pages open, all looked at, while the hall gives twenty numbers a second.

Each asks when the server has told it to: within 2 s near the front, 4.5 s farther back. Beside it the same questions at
the same pace to gevent's bare HTTP server. Every answer is looked at: a page that is told of another ticket, or that is
not what a fresh question is answered at the end, and there is no figure.
"""

import heapq
import itertools
import selectors
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from bench.load.client import Client, reply_of
from bench.load.crowd import ClosedLoop
from bench.load.opened import Opened
from bench.load.phone import BarePhone, Phone, Told, WrongPage
from bench.load.process import STARTS_WITHIN_S, ServerProcess
from bench.load.sample import desks
from bench.measures.figure import Figure, Goal, share
from bench.measures.run import Run
from common.commands import IssueTicket
from common.messages import Issued

PHONES, KIOSKS, CLERKS = 1_000, 16, 4
FOR_S, BARE_S = 30.0, 10.0
TICKETS_PER_S, PRESSES_PER_S = 20, 1
FIRST_WITHIN_S = 4.5
ANSWER_WITHIN_S = 30.0
TRIES = 3
"""Minutes of a range may pass between two questions."""
SERVED = ("server", "serve", "--public-url", "http://hall.example")


class Asked(NamedTuple):
    """How long answers took, ms, and how many of them said that nothing has changed."""

    waits_ms: list[float]
    unchanged: int


def measure(run: Run) -> Iterator[Figure]:
    """`phones.p99_ms`, `phones.unchanged_percent` and `phones.ticket_p99_ms`."""
    opened = Opened(run.fresh("phones"), run.setup, *SERVED, kiosks=KIOSKS, clerks=CLERKS)
    with opened:
        issued = _numbers(opened, run.times(PHONES))
        phones = [Phone(opened.server.port, one) for one in issued]
        hall = Hall(opened)
        asked = PhoneCrowd(phones, hall.work, [*opened.kiosks, *opened.clerks], hall.hear).run(
            run.seconds(FOR_S)
        )
        _same_as_fresh(phones)
    bare = _bare(run, issued)
    said = f"median {median(asked.waits_ms):.1f}; a bare HTTP server {share(bare.waits_ms, 0.99):.1f} ms"
    beside = f"{said}; {len(phones):,} phones, {len(asked.waits_ms) / run.seconds(FOR_S):.0f} questions/s"
    yield Figure("phones.p99_ms", share(asked.waits_ms, 0.99), "ms", Goal("≤", 100), beside)
    percent = 100 * asked.unchanged / len(asked.waits_ms)
    yield Figure(
        "phones.unchanged_percent", percent, "%", None, f"of {len(asked.waits_ms):,} answers, without a body"
    )
    yield Figure(
        "phones.ticket_p99_ms",
        share(hall.waits_ms, 0.99),
        "ms",
        None,
        f"{len(hall.waits_ms)} numbers meanwhile",
    )


def _numbers(opened: Opened, count: int) -> list[Issued]:
    """As many numbers, in all lines."""
    matters = itertools.cycle([matter.id for _, matter in desks(opened.folder.setup)])
    commands = (IssueTicket(matter=matter) for matter in matters)
    found: list[Issued] = []
    while len(found) < count:
        loop = ClosedLoop(
            opened.crowd,
            opened.kiosks,
            lambda kiosk: kiosk.send(opened.ids.fresh(), next(commands)),
            opened.hear,
        )
        replies = map(reply_of, loop.run(0.2).bodies)
        found += [reply for reply in replies if isinstance(reply, Issued)]
    return found[:count]


class Hall:
    """What goes on meanwhile: a number every twentieth of a second, and clerks who press one key after the other."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.waits_ms: list[float] = []
        self._under_way: dict[tuple[Client, int], float] = {}
        self._kiosks, self._clerks = itertools.cycle(opened.kiosks), itertools.cycle(opened.clerks)
        matters = itertools.cycle([matter.id for _, matter in desks(opened.folder.setup)])
        self._commands = (IssueTicket(matter=matter) for matter in matters)
        now = time.perf_counter()
        self._next_ticket, self._next_press = now, now

    def work(self, now: float) -> float:
        """Do what is due; when to look again."""
        if now >= self._next_ticket:
            self._next_ticket += 1 / TICKETS_PER_S
            kiosk = next(self._kiosks)
            self._under_way[kiosk, kiosk.send(self._opened.ids.fresh(), next(self._commands))] = now
        if now >= self._next_press:
            self._next_press += 1 / PRESSES_PER_S
            self._press(next(self._clerks), now)
        return min(self._next_ticket, self._next_press)

    def hear(self, client: Client, now: float) -> None:
        """Take in what a kiosk or a clerk is told."""
        for said in client.heard():
            if said.number is None:
                continue
            asked = self._under_way.pop((client, said.number))
            reply = reply_of(said.body)
            if isinstance(reply, Issued):
                self.waits_ms.append(1000 * (now - asked))
            elif client in self._opened.clerks:
                self._opened.clerks[client].take(reply)

    def _press(self, client: Client, now: float) -> None:
        """Unless the last press is under way still."""
        if not any(who is client for who, _ in self._under_way):
            number = client.send(self._opened.ids.fresh(), self._opened.clerks[client].next_command)
            self._under_way[client, number] = now


class PhoneCrowd:
    """Phones that ask when they are told to, in one loop with `clients`; `work` is done between, and says when next."""

    def __init__(
        self,
        phones: Sequence[Phone],
        work: Callable[[float], float],
        clients: list[Client],
        hear: Callable[[Client, float], None],
    ) -> None:
        self._phones, self._work, self._hear = phones, work, hear
        self._selector = selectors.DefaultSelector()
        for phone in phones:
            self._selector.register(phone.connection, selectors.EVENT_READ, phone)
        for client in clients:
            self._selector.register(client.connection, selectors.EVENT_READ, client)
        self._places = {phone: nth for nth, phone in enumerate(phones)}
        self._due: list[tuple[float, int]] = []
        self._waits: list[float] = []
        self._open = self._unchanged = 0

    def run(self, for_s: float) -> Asked:
        """Ask for so long; wait for the last answers."""
        start = time.perf_counter()
        for nth in range(len(self._phones)):  # pages are opened one after the other, not at one stroke
            heapq.heappush(self._due, (start + FIRST_WITHIN_S * nth / len(self._phones), nth))
        end, latest = start + for_s, start + for_s + ANSWER_WITHIN_S
        while (now := time.perf_counter()) < end or self._open:
            if now > latest:
                raise TimeoutError("the server fell silent")
            self._listen(min(self._ask(now) if now < end else latest, self._work(now)))
        self._selector.close()
        return Asked(self._waits, self._unchanged)

    def _ask(self, now: float) -> float:
        """Whoever is due; when the next one is."""
        while self._due and self._due[0][0] <= now:
            _, nth = heapq.heappop(self._due)
            self._phones[nth].ask(time.perf_counter())
            self._open += 1
        return self._due[0][0] if self._due else now + FIRST_WITHIN_S

    def _listen(self, until: float) -> None:
        for key, _ in self._selector.select(max(0.0, until - time.perf_counter())):
            now = time.perf_counter()
            if isinstance(key.data, Phone):
                self._heard(key.data, key.data.hear(), now)
            else:
                self._hear(key.data, now)

    def _heard(self, phone: Phone, told: Told | None, now: float) -> None:
        if told is None:
            return
        self._open -= 1
        self._unchanged += told.status == 304
        self._waits.append(1000 * (now - phone.asked_at))
        heapq.heappush(self._due, (now + phone.again_s, self._places[phone]))


def _bare(run: Run, issued: list[Issued]) -> Asked:
    """The same phones before a server that does nothing else."""
    folder = run.fresh("bare pages")
    folder.mkdir()
    with ServerProcess(folder, "bench.load.bare_pages") as server:
        _reached(server.port)
        phones = [BarePhone(server.port, one) for one in issued]
        asked = PhoneCrowd(phones, lambda now: now + 1, [], lambda _client, _now: None).run(
            run.seconds(BARE_S)
        )
        for phone in phones:
            phone.close()
    return asked


def _reached(port: int) -> None:
    deadline = time.perf_counter() + STARTS_WITHIN_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.perf_counter() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _same_as_fresh(phones: list[Phone]) -> None:
    """What each page shows is what a new one would; the hall stands still but for its time. Raises `WrongPage`."""
    for phone in phones:
        if not any(_is_fresh(phone) for _ in range(TRIES)):
            raise WrongPage(f"the page of {phone.number} is not what it should be")
        phone.close()


def _is_fresh(phone: Phone) -> bool:
    phone.answer()
    kept = phone.row
    phone.answer(anew=True)
    return phone.row == kept
