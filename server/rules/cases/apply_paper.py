"""Fold the facts of papers for residents."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from server.rules.cases import facts_paper as f
from server.rules.cases.papers import KEPT_MS, CasePaper
from server.rules.fact import Fact
from server.rules.facts import Entry
from server.rules.hall import Hall


def _asked(hall: Hall, fact: f.PaperAsked, entry: Entry) -> None:
    """What was printed on a page is on record, and nothing waits."""
    if fact.way == "page":
        return
    papers = hall.cases.papers
    hall.cases.papers = {known: paper for known, paper in papers.items() if entry.due < paper.at + KEPT_MS}
    case = None if fact.case is None else hall.cases.open.get(fact.case)
    hall.cases.papers[fact.paper] = CasePaper(
        id=fact.paper,
        kind=fact.kind,
        by=entry.by,
        at=entry.due,
        language=fact.language,
        kiosk=fact.kiosk,
        case=fact.case,
        n=0 if case is None else case.receipts,
        matter=fact.matter,
        missing=fact.missing,
    )


def _taken(hall: Hall, fact: f.PaperTaken, entry: Entry) -> None:
    papers = hall.cases.papers
    papers[fact.paper] = structs.replace(papers[fact.paper], taken_by=entry.by)


def _ended(hall: Hall, fact: f.PaperEnded, entry: Entry) -> None:
    papers = hall.cases.papers
    papers[fact.paper] = structs.replace(papers[fact.paper], ended=entry.due, fault=fact.fault)
    if fact.case is not None and hall.cases.open[fact.case].receipts == papers[fact.paper].n:
        hall.cases.open[
            fact.case
        ].receipt_out = True  # a kiosk may tell late of a receipt that is void by now


def _renewed(hall: Hall, fact: f.ReceiptRenewed, entry: Entry) -> None:
    case = hall.cases.open[fact.case]
    case.receipts, case.receipt_out = fact.n, False


HANDLERS: dict[type[Fact], Callable[[Hall, Any, Entry], None]] = {
    f.PaperAsked: _asked,
    f.PaperTaken: _taken,
    f.PaperEnded: _ended,
    f.ReceiptRenewed: _renewed,
}
