"""Whatever is touched, answered, printed or waited for, in whatever order: no ghost number. (field 21)"""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from common.messages import Done, Refused
from kiosk.happening import (
    Answered,
    Change,
    Changed,
    CheckIn,
    Found,
    Intent,
    Issue,
    LookUp,
    Print,
    PrintEnded,
    Scanned,
    Void,
)
from kiosk.mishap import abandoned
from kiosk.my_ticket import MyTicket
from kiosk.scene import SLOW, Note, Printing
from tests.screens.kiosk_hall import issued
from tests.screens.kiosk_session import REFUSED, WELFARE, Session

TOUCHES = [
    "back", "large", "language", "line:welfare", "line:leader", "line:gone", f"matter:{WELFARE}", "matter:gone",
    "page:0", "page:6", "priority:elder", "priority:", "declare", "take", "take", "take", "again:yes", "again:no",
    "noted", "done", "continue", "end", "no such button", "add", "checkin", "mine", "letter:H", "digit:4", "digit:2", "rub",
    "enter", "help", "order", "why", "sure:step_back", "sure:withdraw", "do:withdraw", "do:re_enter", "keep", "retry",
]  # fmt: skip
MINE = MyTicket(ticket=99, number="H036", state="waiting", carried=False, ahead=4)
MISSED = MyTicket(ticket=99, number="H036", state="missed")


class NoGhost(RuleBasedStateMachine):
    """`fate` of every number ever given: printing, paper, shown or voided; or left, by a fault of the program, while its paper may come."""

    def __init__(self) -> None:
        super().__init__()
        self.session = Session()
        self.asked: list[int] = []
        self.looked: list[int] = []
        self.wanted: list[int] = []
        self.printing: list[int] = []
        self.slow: set[int] = set()
        self.left: set[int] = set()
        self.fate: dict[int, str] = {}

    def follow(self, intents: list[Intent]) -> None:
        for intent in intents:
            match intent:
                case Issue(ask=ask) | CheckIn(ask=ask):
                    self.asked.append(ask)
                case LookUp(ask=ask):
                    self.looked.append(ask)
                case Change(ask=ask):
                    self.wanted.append(ask)
                case Print(ticket=ticket):
                    self.printing.append(ticket.ticket)
                    self.fate[ticket.ticket] = "printing"
                case Void(ticket=number):
                    assert self.fate[number] != "paper", "a paper in a hand is always valid"
                    self.fate[number] = "voided"

    @rule(touch=st.sampled_from(TOUCHES))
    def touch(self, touch: str) -> None:
        self.follow(self.session.touch(touch))

    @rule(code=st.sampled_from(["421907", "H036423", "something else"]))
    def scan(self, code: str) -> None:
        self.follow(self.session.happen(Scanned(code)))

    @rule()
    def a_fault_of_the_program(self) -> None:
        scene = self.session.state.scene
        followed = abandoned(self.session.state, self.session.now)
        if isinstance(scene, Printing) or (isinstance(scene, Note) and scene.fault == SLOW):
            self.left.add(scene.ticket.ticket)
            self.fate[scene.ticket.ticket] = "left"
        self.session.state = followed.state
        self.follow(list(followed.intents))

    @precondition(lambda self: self.looked)
    @rule(outcome=st.sampled_from([MINE, MISSED, REFUSED, None]))
    def find(self, outcome: MyTicket | Refused | None) -> None:
        self.follow(self.session.happen(Found(self.looked.pop(0), outcome)))

    @precondition(lambda self: self.wanted)
    @rule(outcome=st.sampled_from([Done(version=1), REFUSED, None]))
    def change(self, outcome: Done | Refused | None) -> None:
        self.follow(self.session.happen(Changed(self.wanted.pop(0), outcome)))

    @rule(ms=st.sampled_from([100, 1_000, 12_000, 61_000, 90_000]))
    def wait(self, ms: int) -> None:
        self.follow(self.session.wait(ms))

    @precondition(lambda self: bool(self.asked))
    @rule()
    def answer(self) -> None:
        number = len(self.fate) + 1
        self.fate[number] = "given"
        self.follow(self.session.happen(Answered(self.asked.pop(0), issued(number, matter=WELFARE))))

    @precondition(lambda self: bool(self.asked))
    @rule(refuse=st.booleans())
    def answer_without_a_number(self, refuse: bool) -> None:
        outcome = REFUSED if refuse else None
        self.follow(self.session.happen(Answered(self.asked.pop(0), outcome)))

    @precondition(lambda self: set(self.printing) - self.slow)
    @rule()
    def wait_for_a_slow_print(self) -> None:
        number = next(number for number in self.printing if number not in self.slow)
        self.slow.add(number)
        self.fate[number] = "left" if number in self.left else "shown"
        self.follow(self.session.happen(PrintEnded(number, SLOW)))

    @precondition(lambda self: bool(self.printing))
    @rule(fault=st.sampled_from([None, "paper_out", "printer_stuck", "no_printer"]))
    def end_of_print(self, fault: str | None) -> None:
        number = self.printing.pop(0)
        assert self.fate[number] != "voided", "its paper might have come"
        self.fate[number] = "paper" if fault is None else "shown"
        self.follow(self.session.happen(PrintEnded(number, fault)))
        if number in self.left:
            assert fault is None or self.fate[number] == "voided"
        else:
            assert fault is None or number in self.slow or isinstance(self.session.state.scene, Note)

    @invariant()
    def every_number_is_in_somebodys_hand_or_void(self) -> None:
        open_fates = {number for number, what in self.fate.items() if what in ("given", "printing")}
        scene = self.session.state.scene
        if isinstance(scene, Printing):
            open_fates.discard(scene.ticket.ticket)
        assert not open_fates
        assert {number for number, what in self.fate.items() if what == "left"} <= set(self.printing)


TestNoGhost = NoGhost.TestCase
TestNoGhost.settings = settings(max_examples=60, stateful_step_count=40)
