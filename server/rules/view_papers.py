"""Table `papers`: what a kiosk has to print, and how it ended for the window that asked. No number, no secret, no person."""

from collections.abc import Mapping

from common.rows_cases import PaperRow
from server.rules.cases.papers import CasePaper
from server.rules.hall import Hall

Rows = Mapping[str, PaperRow]


def papers(hall: Hall, key: str) -> Rows:
    """Of clerk `key` the own ones; without one those that no kiosk has taken."""
    found = hall.cases.papers.values()
    if key:
        return {
            str(paper.id): _row(paper, case=paper.case, matter=paper.matter)
            for paper in found
            if paper.by == key
        }
    return {str(paper.id): _row(paper) for paper in found if paper.taken_by is None}


def _row(paper: CasePaper, case: int | None = None, matter: str | None = None) -> PaperRow:
    return PaperRow(
        id=paper.id,
        paper=paper.kind,
        at=paper.at,
        until=paper.until,
        kiosk=paper.kiosk,
        case=case,
        matter=matter,
        taken=paper.taken_by is not None,
        ended=paper.ended,
        fault=paper.fault,
    )
