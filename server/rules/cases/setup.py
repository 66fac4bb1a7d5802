"""What a set-up says of cases: numbers, limits where none is set, the time of day at which a case is due."""

from typing import Literal

from server.rules.part import Part

Starts = Literal["next_day", "same_day", "registration"]
"""next_day: the day after acceptance · same_day: that day, if it is a working day · registration: the day after that (letters)."""


class CaseFigures(Part):
    """Figures of cases; units in the names, days are working days."""

    number: str = "{year}-{n:04}"  # a counter begins anew each year
    due_time: str = "18:00"  # a case is due on its last day at this time
    starts: Starts = "next_day"  # C-3; a matter may say otherwise
    instant: Literal["on_the_spot", "same_day"] = "on_the_spot"  # C-2: until when what has no limit is closed
    limit_days: int = 15  # C-4: where neither law nor promise says anything
    field_limit_days: int = 10  # C-4: the same, where somebody has to look at the place
    letter_limit_days: int = 15  # C-4: the same, of a reply (答复件), from its registration
    permit_limit_days: int = 20  # C-19
    permit_extension_days: int = 10  # C-19
    joint_limit_days: int = 45  # C-19
    joint_extension_days: int = 15  # C-19
    hand_on_within_days: int = 1  # C-10: a joint case to the other departments, after acceptance
    tell_within_days: int = 5  # C-20
    supplement_within_days: int = 0  # what is missing is to be brought in by then; 0: no date is told
    deliver_within_days: int = 10  # C-19
    yellow_days: int = 1  # C-7
    warn_year_days: int = 60  # a year's holidays are asked for so many days before it begins
    keep_persons_days: int = 365  # after a case is over, calendar days until its person is erased
    board_rows: int = 40  # of open cases on a wall's board at most
