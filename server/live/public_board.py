"""The board for whoever opens it (P-1): the audience `board`, worked out once for each version of the hall, and day, and kept."""

from typing import Any

import msgspec

from common.messages import Join
from common.rows import HallRow
from common.rows_cases import CaseBoardRow, DepartmentRow
from server.live.desk import Desk
from server.rules.order import Actor
from server.rules.touched import turned

EVERYBODY = Actor("board", frozenset({"display"}))
"""What hangs on the wall, and no more."""


class Board(msgspec.Struct, frozen=True):
    """The board at `version`, which names the ledger too; no hall: none was imported yet."""

    version: str
    hall: HallRow | None
    rows: list[CaseBoardRow]
    departments: list[DepartmentRow]


class PublicBoard:
    """Keeps the last one: a thousand readers cost as much as one. One whose names a disk would not give is no one's to keep."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[int, str], Board] | None = None

    def shown(self, desk: Desk) -> Board:
        """As the hall is now."""
        version = desk.consult(lambda hall: (hall.version, turned(hall)[0]))
        if self._kept is not None and self._kept[0] == version:
            return self._kept[1]
        seen = desk.look(EVERYBODY, Join(audience="board"))
        named = desk.has_names("board")
        name = f"{seen.ledger_id}-{seen.upto}-{version[1]}" + ("" if named else "-unnamed")
        board = _board(name, seen.view)
        self._kept = (version, board) if named else None
        return board


def _board(version: str, view: dict[str, dict[str, Any]]) -> Board:
    rows = sorted(view["board"].values(), key=lambda row: row.place)
    hall = next(iter(view["hall"].values()), None)
    return Board(version, hall, rows, list(view["departments"].values()))
