"""/board and /case: for everybody, without signing in. The board shows what the wall does (P-1, P-3); a case opens by its receipt."""

from typing import get_args

import msgspec
from flask import Blueprint, Response, render_template, request

from common.i18n import say
from common.messages import SECRET_DIGITS
from common.rows import HallRow
from common.words import Language
from server.live.public_board import Board
from server.web import shapes_cases as s
from server.web.notice_pages import one_time, supplement
from server.web.receipt_page import receipt
from server.web.visitor import house, language


def board_pages() -> Blueprint:
    """Open to everyone (docs/decisions/0180)."""
    pages = Blueprint("board", __name__)
    pages.add_url_rule("/board", "board", _board)
    pages.add_url_rule("/case", "case", _case)
    pages.add_url_rule("/case/receipt", "receipt", receipt, methods=["POST"])
    pages.add_url_rule("/case/supplement", "supplement", supplement, methods=["POST"])
    pages.add_url_rule("/case/one-time", "one_time", one_time, methods=["POST"])
    return pages


def _board() -> str:
    """An evacuation is told in both languages, the page's first (as on the wall)."""
    spoken = sorted(get_args(Language), key=lambda one: one != language())
    told = [(one, *(say(one, f"wall.evacuation.{part}") for part in ("title", "detail"))) for one in spoken]
    return render_template("board.html", here="board", evacuation=told)


def _case() -> str:
    return render_template("case.html", here="case", digits=SECRET_DIGITS)


def board() -> Response:
    """`after`: the version that the asker has; while nothing changed no more than the version is answered."""
    found = house()
    shown = found.board.shown(found.desk)
    answer = _answer(shown, changed=request.args.get("after") != shown.version)
    return Response(msgspec.json.encode(answer), content_type="application/json")


def _answer(shown: Board, *, changed: bool) -> s.BoardTold:
    now = house().desk.lane.now()
    if not changed:
        return s.BoardTold(ok=True, version=shown.version, now=now)
    return s.BoardTold(
        ok=True,
        version=shown.version,
        now=now,
        hall=None if shown.hall is None else _public(shown.hall),
        board=shown.rows,
        departments=shown.departments,
    )


def _public(hall: HallRow) -> s.PublicHall:
    """What is published of the hall."""
    names = s.PublicHall.__struct_fields__
    return s.PublicHall(**{name: getattr(hall, name) for name in names})
