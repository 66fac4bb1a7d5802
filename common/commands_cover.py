"""Commands about cover: being called, asked and checked. `common.commands` holds the rest and the union."""

from typing import Literal

from common.bounded import FactNumber, Id, Note, WindowNumber
from common.command import Command
from common.words import Moment

AwayReason = Literal["restroom", "meeting", "errand", "archive", "meal", "unwell", "other"]
"""去向留言: where an absent clerk is, from a list, so that nothing private is typed (AB-15)."""


UnfinishedReason = Literal["decision", "papers", "system", "call_back", "other"]
"""What is left: A has to decide, papers are missing, a system was down, the resident asks to be called back."""


class AnswerStandIn(Command, tag="answer_stand_in"):
    """I take the post that I was asked to stand in at, or not (AB-18)."""

    post: Id
    accept: bool


class TakeBackStandIn(Command, tag="take_back_stand_in"):
    """The supervisor asks `clerk` no longer to stand in at the post; refused where that was answered by now (AB-18)."""

    post: Id
    clerk: Id


class AnswerCall(Command, tag="answer_call"):
    """Whoever was called to the post from outside is on the way, or cannot come (AB-14). `clerk`: for whom the supervisor
    says it, refused where another is called by now; null: I was called.
    """

    post: Id
    coming: bool = True
    clerk: Id | None = None


class AskOfficial(Command, tag="ask_official"):
    """A short official absence, from `since` (null: now) until `until`: registered, and to be agreed (D-5)."""

    reason: AwayReason
    until: Moment
    since: Moment | None = None


class AnswerOfficial(Command, tag="answer_official"):
    """The supervisor agrees to it, or not; agreed it is a proper absence (D-5)."""

    asking: FactNumber
    agree: bool


class CancelOfficial(Command, tag="cancel_official"):
    """I take back what I asked for and was not answered yet (D-5)."""

    asking: FactNumber


class RecordUnfinished(Command, tag="record_unfinished"):
    """What I cannot finish for an A who is out: on A's list, who contacts the resident (AB-7). `note`: whom, and what is left.

    Of a `ticket`, or of a `case` whose handler's post I cover.
    """

    reason: UnfinishedReason
    ticket: FactNumber | None = None
    case: FactNumber | None = None
    note: Note = ""


class MarkContacted(Command, tag="mark_contacted"):
    """The resident of an `item` of that list was contacted (AB-7)."""

    item: FactNumber


class CheckSpot(Command, tag="check_spot"):
    """Who is really at the window now (null: nobody), recorded beside what the system says (S-6)."""

    window: WindowNumber
    found: Id | None = None


CoverCommand = (
    AnswerStandIn | TakeBackStandIn | AnswerCall | AskOfficial | AnswerOfficial | CancelOfficial | RecordUnfinished | MarkContacted
    | CheckSpot
)  # fmt: skip
