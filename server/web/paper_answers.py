"""/api/papers/ID: what a kiosk has to print, told once to the one that takes it. The secret of a receipt leaves the server here,
in the body of an answer to a paired device: it stands in no fact, no view, no address and no log (docs/decisions/0182).
"""

import msgspec
from flask import Response

from common.commands_paper import TakePaper
from common.papers import PaperTold
from server.rules.cases.papers import CasePaper
from server.rules.refusal import Refusal
from server.web import shapes_cases as s
from server.web.answering import accepted
from server.web.paper_told import told_of_case, told_of_matter
from server.web.receipt_page import public_base
from server.web.visitor import admitted, house


def paper(paper: str) -> Response:
    """Nothing is told before it is stored that this kiosk prints it, so that no paper comes out twice."""
    if "kiosk" not in admitted().actor.roles:
        raise Refusal("not_allowed")
    paper_id = _id_of(paper)
    accepted(house().give(admitted().actor, TakePaper(paper=paper_id)))
    asked = house().desk.consult(lambda hall: hall.cases.papers.get(paper_id))
    if asked is None:
        raise Refusal("paper_gone")
    return Response(
        msgspec.json.encode(s.PaperGiven(ok=True, paper=_told(asked))), content_type="application/json"
    )


def _told(asked: CasePaper) -> PaperTold:
    if asked.case is not None:
        return told_of_case(asked.kind, asked.case, asked.language, public_base())
    return told_of_matter(asked.matter or "", asked.missing, asked.language)


def _id_of(paper: str) -> int:
    if not paper.isascii() or not paper.isdigit() or not 0 < int(paper[:16]) < 2**53:
        raise Refusal("paper_gone")
    return int(paper)
