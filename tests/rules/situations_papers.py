"""Halls in which something about a paper for a resident must be refused."""

from collections.abc import Callable

import msgspec

from common import commands_paper as q
from common.commands_case import ReceiveMaterials, TakeBackCase, TellSupplement
from server.rules.cases.papers import WAITS_MS
from server.rules.order import Actor
from tests.rules.setup_cases import CaseStreet, case_morning
from tests.rules.situations import Asked
from tests.rules.situations_cases import NOTIFY
from tests.rules.street import KIOSK, clerk

A1, A2 = clerk("A1"), clerk("A2")
KIOSK_2 = Actor("kiosk:k2", KIOSK.roles)


def receipt(actor: Actor = A1, **more: object) -> Asked:
    """Of a case of A1's."""
    street = case_morning()
    command = q.AskPaper(**{"paper": "receipt", "case": street.register().id, **more})  # type: ignore[arg-type]
    return street, actor, command


def waiting() -> tuple[CaseStreet, int]:
    """A receipt that a kiosk may take, and which."""
    street = case_morning()
    street.give(A1, q.AskPaper(paper="receipt", case=street.register().id))
    return street, max(street.hall.cases.papers)


def printed() -> tuple[CaseStreet, int]:
    """It came out, and of which case."""
    street, paper = waiting()
    street.give(KIOSK, q.TakePaper(paper=paper))
    street.give(KIOSK, q.EndPaper(paper=paper))
    return street, max(street.hall.cases.open)


def again(
    actor: Actor, *before: tuple[Actor, Callable[[int], object]], ends: Callable[[int], object]
) -> Asked:
    """After `before` was done to a paper that waits."""
    street, paper = waiting()
    for who, command in before:
        street.give(who, command(paper))  # type: ignore[arg-type]
    return street, actor, ends(paper)  # type: ignore[return-value]


def take(paper: int) -> q.TakePaper:
    return q.TakePaper(paper=paper)


def end(paper: int) -> q.EndPaper:
    return q.EndPaper(paper=paper)


def too_late() -> Asked:
    """A minute on, nobody stands there any more."""
    street, paper = waiting()
    street.at += WAITS_MS
    return street, KIOSK, take(paper)


def of_another_kiosk() -> Asked:
    """Window 1 has its papers printed by the first kiosk."""
    setup = case_morning().hall.rules
    windows = tuple(msgspec.structs.replace(window, papers=KIOSK.id) for window in setup.windows)
    street = case_morning(windows=windows)
    street.give(A1, q.AskPaper(paper="receipt", case=street.register().id))
    return street, KIOSK_2, take(max(street.hall.cases.papers))


def on_case_of(
    printed_or_waiting: Callable[[], tuple[CaseStreet, int]], command: Callable[[int], object]
) -> Asked:
    """Something more is asked of the same case."""
    street, _ = printed_or_waiting()
    return street, A1, command(max(street.hall.cases.open))  # type: ignore[return-value]


def of_part(command: Callable[[int], object]) -> Asked:
    """Of the part of department e."""
    street = case_morning()
    street.give(A1, NOTIFY(street.register("joint").id))  # type: ignore[arg-type]
    return street, A2, command(max(street.hall.cases.open))  # type: ignore[return-value]


def of_a_mistake(command: Callable[[int], object]) -> Asked:
    """Of what was registered, and is no case."""
    street = case_morning()
    case = street.register("permit").id
    street.give(A1, TakeBackCase(case=case, reason="twice"))
    return street, A1, command(case)  # type: ignore[return-value]


def answered() -> Asked:
    """The one paper that was told has come; the other, which may follow, was never told."""
    street = case_morning()
    case = street.register("soon").id
    street.give(A1, TellSupplement(case=case, missing=(0,)))
    street.give(A1, ReceiveMaterials(case=case, materials=(0,)))
    return street, A1, q.AskPaper(paper="supplement", case=case)


def a_receipt(case: int) -> q.AskPaper:
    return q.AskPaper(paper="receipt", case=case)


def another(case: int) -> q.RenewReceipt:
    return q.RenewReceipt(case=case, why="lost")


PAPER_SITUATIONS: dict[str, list[tuple[str, Callable[[], Asked]]]] = {
    "AskPaper": [
        ("paper_of_case", lambda: receipt(case=None)),
        ("paper_of_case", lambda: receipt(matter="mr")),
        ("paper_of_case", lambda: receipt(missing=(0,))),
        ("paper_of_matter", lambda: receipt(paper="one_time")),
        ("paper_of_matter", lambda: receipt(paper="one_time", case=None)),
        ("unknown_matter", lambda: receipt(paper="one_time", case=None, matter="x")),
        ("unknown_material", lambda: receipt(paper="one_time", case=None, matter="mr", missing=(2,))),
        ("unknown_case", lambda: receipt(case=99)),
        ("not_your_case", lambda: receipt(A2)),
        ("nothing_told", lambda: receipt(paper="supplement")),
        ("nothing_outstanding", answered),
        ("receipt_by_secret", lambda: receipt(way="page")),
        ("receipt_printed", lambda: on_case_of(waiting, a_receipt)),
        ("receipt_printed", lambda: on_case_of(printed, a_receipt)),
        ("receipt_of_whole", lambda: of_part(a_receipt)),
    ],
    "TakePaper": [
        ("paper_gone", lambda: (case_morning(), KIOSK, take(99))),
        ("paper_gone", too_late),
        ("paper_gone", lambda: again(KIOSK_2, (KIOSK, take), ends=take)),
        ("paper_of_other", of_another_kiosk),
    ],
    "EndPaper": [
        ("paper_gone", lambda: (case_morning(), KIOSK, end(99))),
        ("paper_of_other", lambda: again(KIOSK, ends=end)),
        ("paper_of_other", lambda: again(KIOSK_2, (KIOSK, take), ends=end)),
        ("paper_gone", lambda: again(KIOSK, (KIOSK, take), (KIOSK, end), ends=end)),
    ],
    "RenewReceipt": [
        ("unknown_case", lambda: (case_morning(), A1, another(99))),
        ("not_your_case", lambda: (*receipt(A2)[:2], another(max(receipt()[0].hall.cases.open)))),
        ("receipt_printing", lambda: on_case_of(waiting, another)),
        ("receipt_of_whole", lambda: of_part(another)),
        ("case_state", lambda: of_a_mistake(another)),
    ],
}
