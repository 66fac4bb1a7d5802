"""Short prints of cases on the ticket printer: asked for at a window, taken and ended by the kiosk that prints (C-1, C-8)."""

from typing import Literal

from common.bounded import FactNumber, FaultCode, Id
from common.command import Command
from common.commands_case import Materials
from common.words import Language

PaperKind = Literal["receipt", "supplement", "one_time"]
"""受理通知书, 补正告知书, 一次性告知书."""
PaperWay = Literal["slip", "page"]
"""At the ticket printer, or on a page that the clerk's browser prints on A4."""
ReceiptLoss = Literal["lost", "damaged", "misprinted"]


class AskPaper(Command, tag="ask_paper"):
    """A paper for a resident. `case` of a receipt and a supplement notice; `matter` of a one-time notice, `missing` what lacks (none: all is listed alike).

    A `slip` waits a minute for a kiosk; of a receipt one comes out, then its secret has to be renewed.
    """

    paper: PaperKind
    case: FactNumber | None = None
    matter: Id | None = None
    missing: Materials = ()
    way: PaperWay = "slip"
    language: Language = "zh"


class TakePaper(Command, tag="take_paper"):
    """A kiosk will print it now; whoever says so first."""

    paper: FactNumber


class EndPaper(Command, tag="end_paper"):
    """It came out, or (`fault`) it did not."""

    paper: FactNumber
    fault: FaultCode | None = None


class RenewReceipt(Command, tag="renew_receipt"):
    """Another secret for a case whose receipt is gone; the one before opens it no longer."""

    case: FactNumber
    why: ReceiptLoss


PaperCommand = AskPaper | TakePaper | EndPaper | RenewReceipt
