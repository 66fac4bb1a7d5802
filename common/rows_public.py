"""Rows of figures that the public sees rolling (P-3). `common.rows` holds the rest."""

from common.row import Row


class TodayRow(Row):
    """Table `today`, by window: what the public sees of today's figures (P-3). `wait_ms` is the sum over `called` tickets."""

    window: int
    called: int
    finished: int
    wait_ms: int
