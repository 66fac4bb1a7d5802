"""Decide on papers for residents: receipt, one-time and supplement notice, and a receipt that was lost (C-1, C-8)."""

from collections.abc import Callable
from typing import Any

from common import commands_paper as c
from common.messages import PaperWaits, Registered
from server.rules import facts as f
from server.rules.cases.asked import known_materials, my_case
from server.rules.cases.case import Case
from server.rules.cases.papers import CasePaper
from server.rules.decision import Decision, matter_of
from server.rules.hall import Hall
from server.rules.order import AnyCommand, Order
from server.rules.presence import presence_of
from server.rules.refusal import Refusal


def ask(hall: Hall, command: c.AskPaper, order: Order) -> Decision:
    """By whoever works on the case; a one-time notice needs none yet."""
    if command.paper == "one_time":
        _of_matter(hall, command)
    else:
        _of_case(hall, command, order)
    paper = hall.version + 1
    fact = f.PaperAsked(
        paper=paper,
        kind=command.paper,
        way=command.way,
        language=command.language,
        case=command.case,
        matter=command.matter,
        missing=command.missing,
        kiosk=_kiosk_of(hall, order.by.id) if command.way == "slip" else "",
    )
    return Decision([fact], PaperWaits(paper=paper))


def _of_matter(hall: Hall, command: c.AskPaper) -> None:
    """Raises `Refusal`."""
    if command.matter is None or command.case is not None:
        raise Refusal("paper_of_matter")
    known_materials(matter_of(hall, command.matter).materials, command.missing)


def _of_case(hall: Hall, command: c.AskPaper, order: Order) -> None:
    """Raises `Refusal`. The secret of a receipt is told once: to the page of the window, and to one short print."""
    if command.case is None or command.matter is not None or command.missing:
        raise Refusal("paper_of_case")
    case = my_case(hall, order, command.case)
    if command.paper == "supplement":
        if not case.notices:
            raise Refusal("nothing_told", number=case.number)
        if not case.is_asked_for:
            raise Refusal("nothing_outstanding", number=case.number)
        return
    _has_receipt(case)
    if command.way == "page":
        raise Refusal("receipt_by_secret")
    if case.receipt_out or _on_its_way(hall, case, order):
        raise Refusal("receipt_printed", number=case.number)


def _has_receipt(case: Case) -> None:
    if case.part_of is not None:
        raise Refusal("receipt_of_whole", number=case.number)
    if case.state == "taken_back":  # there is nothing that it could open
        raise Refusal("case_state", number=case.number, state=case.state)


def _on_its_way(hall: Hall, case: Case, order: Order) -> bool:
    """Whether a print of this receipt is in a printer, or may still get there."""
    return any(
        paper.case == case.id and paper.kind == "receipt" and paper.is_on_its_way(order.at)
        for paper in hall.cases.papers.values()
    )


def _kiosk_of(hall: Hall, clerk: str) -> str:
    """The one that the clerk's window is given; empty: any."""
    window = presence_of(hall, clerk).window
    return next((item.papers for item in hall.rules.windows if item.number == window), "")


def take(hall: Hall, command: c.TakePaper, order: Order) -> Decision:
    """The first kiosk that may; a paper that waited too long is nobody's."""
    paper = _paper_of(hall, command.paper)
    if paper.kiosk not in ("", order.by.id):
        raise Refusal("paper_of_other")
    if paper.taken_by is not None or order.at >= paper.until:
        raise Refusal("paper_gone")
    return Decision([f.PaperTaken(paper=paper.id)])


def end(hall: Hall, command: c.EndPaper, order: Order) -> Decision:
    """By the kiosk that took it, once."""
    paper = _paper_of(hall, command.paper)
    if paper.taken_by != order.by.id:
        raise Refusal("paper_of_other")
    if paper.ended is not None:
        raise Refusal("paper_gone")
    in_hand = command.fault is None and paper.kind == "receipt"
    known = paper.case if in_hand and paper.case in hall.cases.open else None
    return Decision([f.PaperEnded(paper=paper.id, case=known, fault=command.fault)])


def _paper_of(hall: Hall, paper: int) -> CasePaper:
    found = hall.cases.papers.get(paper)
    if found is None:
        raise Refusal("paper_gone")
    return found


def renew(hall: Hall, command: c.RenewReceipt, order: Order) -> Decision:
    """What was on the lost paper opens the case no longer: somebody may have found it."""
    case = my_case(hall, order, command.case)
    _has_receipt(case)
    if _on_its_way(hall, case, order):
        raise Refusal("receipt_printing", number=case.number)
    n = case.receipts + 1
    answer = Registered(case=case.id, number=case.number, due=case.due)
    return Decision([f.ReceiptRenewed(case=case.id, n=n, why=command.why)], answer)


DECIDERS: dict[type[AnyCommand], Callable[[Hall, Any, Order], Decision]] = {
    c.AskPaper: ask,
    c.TakePaper: take,
    c.EndPaper: end,
    c.RenewReceipt: renew,
}
