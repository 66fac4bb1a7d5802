"""What a set-up may say of cover: a daily A, sharing of load, figures of absence."""

from typing import Literal

from server.rules.part import Part


class CoverFigures(Part):
    """Figures of presence and cover; units in the names."""

    on_the_way_min: int = 10  # AB-14
    answer_min: int = (
        5  # AB-18, AB-14: one asked to stand in, or called from outside, has to answer within it
    )
    away_budget_min: int = 10  # "back in a moment", in a rolling stretch of
    away_budget_over_min: int = 60
    late_min: int = 15  # D-1
    off_post_min: int = 30
    half_day_min: int = 60
    official_most_min: int = 180  # D-5: a short official absence; a longer one is a leave


class Rota(Part):
    """Whose turn it is to be A (D-6): the n-th on weekday n (an empty one: `a_role`), or one a day in turn.

    `since` is the first one's day; days on which the hall does not open are not counted.
    """

    turn: Literal["weekday", "day"] = "weekday"
    clerks: tuple[str, ...] = ()
    since: str = ""


class Sharing(Part):
    """When A is overloaded (AB-9): so many wait, or somebody so long. 0: not looked at."""

    waiting: int = 0
    longest_min: int = 0
