"""What can be asked about the place in line beyond a ticket's plain way, and about appointments (docs/place.md)."""

from typing import Literal

from common.bounded import CheckInCode, FactNumber, Id, Quota
from common.command import Command
from common.words import Language, Moment

SpecialReason = Literal[
    "disabled", "pregnant", "frail", "soldier", "emergency", "far_away", "second_visit", "other"
]
"""Why a ticket goes first (Q-8): from a list, so that nothing private is typed; acquaintance is none (Q-13)."""

ClosedReason = Literal["system_down", "staff", "materials", "policy", "full", "other"]
"""Why a matter or a line is closed for today."""


class StepBack(Command, tag="step_back"):
    """Not yet: the resident lets the next few go first. `if_waiting`: was shown that it waits; refused if it was called meanwhile."""

    ticket: FactNumber
    if_waiting: bool = False


class GrantSpecial(Command, tag="grant_special"):
    """特别通道: the ticket goes first in its line (Q-8). `beyond_pace`: even if another just did; a supervisor's word."""

    ticket: FactNumber
    reason: SpecialReason
    beyond_pace: bool = False


class AddMatter(Command, tag="add_matter"):
    """The resident at my window has another matter, to be served after what was chosen before."""

    ticket: FactNumber
    matter: Id


class BookAppointment(Command, tag="book_appointment"):
    """Keep a slot that begins at `slot` for somebody whom the hall does not know by name (Q-7)."""

    matter: Id
    slot: Moment


class CancelAppointment(Command, tag="cancel_appointment"):
    """The slot is free again."""

    appointment: FactNumber


class CheckIn(Command, tag="check_in"):
    """Somebody with an appointment has come: a number, by the code of the booking (Q-7)."""

    code: CheckInCode
    priority: Id | None = None
    language: Language = "zh"


class CloseMatter(Command, tag="close_matter"):
    """No more numbers for this matter today; who has one is served."""

    matter: Id
    reason: ClosedReason = "other"


class ReopenMatter(Command, tag="reopen_matter"):
    """Numbers again."""

    matter: Id


class CloseLine(Command, tag="close_line"):
    """No more numbers for any matter of this line today; who has one is served."""

    line: Id
    reason: ClosedReason = "other"


class ReopenLine(Command, tag="reopen_line"):
    """Numbers again."""

    line: Id


class SetQuota(Command, tag="set_quota"):
    """So many numbers of a matter today instead of what the set-up says; null: as many as come."""

    matter: Id
    quota: Quota | None = None


PlaceCommand = (
    StepBack | GrantSpecial | AddMatter | BookAppointment | CancelAppointment | CheckIn
    | CloseMatter | ReopenMatter | CloseLine | ReopenLine | SetQuota
)  # fmt: skip
