"""Entries and days for tests of storage: made by the rules, or by hand."""

import json
from collections.abc import Callable, Sequence
from random import Random

from common.commands import (
    AcknowledgeHandover,
    CallNext,
    CloseDay,
    ComeBack,
    FinishService,
    HandOver,
    HoldTicket,
    IssueTicket,
    MarkNoShow,
    Recall,
    ReEnter,
    ResumeTicket,
    SitDown,
    StandUp,
    StartService,
    StepAway,
    TransferTicket,
    Undo,
    VoidTicket,
    WithdrawTicket,
)
from common.commands_place import (
    AddMatter,
    BookAppointment,
    CancelAppointment,
    CheckIn,
    GrantSpecial,
    StepBack,
)
from server.rules.facts import DayOpened, Entry, Fact, TicketIssued
from server.rules.order import Actor, AnyCommand
from server.rules.refusal import Refusal
from server.rules.setup import SlotPlan
from server.storage.ledger import KeptAnswer
from tests.rules.street import BOSS, KIOSK, Street, clerk, moment, small_setup, words

AT = moment("08:30")
CLERKS = ("A1", "A2", "A3")


def entry(version: int, fact: Fact, at: int = AT) -> Entry:
    """A fact in its place."""
    return Entry(version, at, at, "system", fact)  # type: ignore[arg-type]  # a union of all facts


def issued(version: int, number: str, line: str = "r") -> Entry:
    """A number given."""
    fact = TicketIssued(
        ticket=version, number=number, n=version, matter=f"m{line}", line=line, claim=AT, placed=version
    )
    return entry(version, fact)


def first_day(*numbers: str) -> list[Entry]:
    """A day opened and these numbers given."""
    opened = entry(1, DayOpened(day="2026-11-23"))
    return [opened, *(issued(version, number) for version, number in enumerate(numbers, 2))]


def answer(request_id: str, actor: str = "kiosk:k1", at: int = AT) -> KeptAnswer:
    """An answer worth keeping."""
    return KeptAnswer(
        request_id, actor, at, b"digest".ljust(16), json.dumps({"answer": "done", "version": 1})
    )


def eventful_day(seed: int, steps: int = 120, days: Sequence[str] = ("2026-11-23", "2026-11-24")) -> Street:
    """A street where anything that may happen has happened, in an order drawn from `seed`."""
    random = Random(seed)
    plan = SlotPlan(id="plan", name=words("预约"), lines=("r",), capacity=3)
    street = Street(small_setup(appointments=(plan,)), at=moment("07:50", days[0]))
    for day in days:
        street.until("08:30", day)
        for name in CLERKS:
            attempt(street, clerk(name), SitDown(window=int(name[1:])))
        for _ in range(steps):
            street.later(seconds=random.choice([0, 0, 1, 20, 90, 400]))
            act(street, random)
        attempt(street, BOSS, CloseDay())
    return street


def act(street: Street, random: Random) -> None:
    """One thing that somebody tries; the rules may refuse it."""
    name = random.choice(CLERKS)
    tickets = list(street.hall.tickets) or [0]
    ticket = street.hall.hands.get(int(name[1:]), random.choice(tickets))
    some = random.choice(tickets)
    held = random.choice([t.id for t in street.hall.tickets.values() if t.state == "held"] or [some])
    last = street.hall.last_acts.get(int(name[1:]))
    undone = some if last is None else last.ticket
    tries: list[tuple[int, Actor, Callable[[], AnyCommand]]] = [
        (30, KIOSK, lambda: IssueTicket(matter=random.choice(["mr", "ms", "mt"]))),
        (25, clerk(name), lambda: CallNext(in_hand=street.hall.hands.get(int(name[1:])))),
        (15, clerk(name), lambda: StartService(ticket=ticket)),
        (12, clerk(name), lambda: FinishService(ticket=ticket)),
        (6, clerk(name), lambda: Recall(ticket=ticket)),
        (6, clerk(name), lambda: MarkNoShow(ticket=ticket)),
        (6, clerk(name), lambda: HoldTicket(ticket=ticket)),
        (6, clerk(name), lambda: ResumeTicket(ticket=held)),
        (6, clerk(name), lambda: TransferTicket(ticket=ticket, matter=random.choice(["mr", "ms"]))),
        (10, clerk(name), lambda: Undo(ticket=undone)),
        (8, clerk(name), lambda: ReEnter(ticket=some)),
        (3, KIOSK, lambda: VoidTicket(ticket=some)),
        (3, clerk(name), lambda: WithdrawTicket(ticket=some)),
        (3, clerk(name), lambda: StepAway(reason="restroom")),
        (6, clerk(name), ComeBack),
        (2, clerk(name), lambda: StandUp(reason="meeting")),
        (5, clerk(name), lambda: SitDown(window=int(name[1:]))),
        (2, clerk(name), lambda: HandOver(reason="errand")),
        (3, KIOSK, lambda: StepBack(ticket=some)),
        (4, BOSS, lambda: GrantSpecial(ticket=some, reason="frail")),
        (4, clerk(name), lambda: AddMatter(ticket=ticket, matter=random.choice(["mr", "ms", "mt"]))),
        (4, clerk(name), lambda: TransferTicket(ticket=ticket, matter="mt", back=True)),
        (6, BOSS, lambda: BookAppointment(matter="mr", slot=_slot(street, random))),
        (4, KIOSK, lambda: CheckIn(code=_code(street, random))),
        (1, BOSS, lambda: CancelAppointment(appointment=max(street.hall.appointments, default=0))),
        (3, clerk(name), lambda: AcknowledgeHandover(handover=max(street.hall.handovers, default=0))),
    ]
    _, actor, command = random.choices(tries, [weight for weight, *_ in tries])[0]
    attempt(street, actor, command())


def _slot(street: Street, random: Random) -> int:
    """A half hour of this day or the next."""
    half = 30 * 60_000
    return (street.at // half + random.choice([1, 2, 3, 4, 50])) * half


def _code(street: Street, random: Random) -> str:
    codes = [item.code for item in street.hall.appointments.values()]
    return random.choice(codes) if codes else "000000"


def attempt(street: Street, actor: Actor, command: AnyCommand) -> None:
    """Give a command that may be refused."""
    try:
        street.give(actor, command)
    except Refusal:
        return
