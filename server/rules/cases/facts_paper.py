"""Facts of papers for residents: which was asked for, whether it came out. None holds a secret or a person."""

from common.commands_paper import PaperKind, PaperWay, ReceiptLoss
from common.words import Language
from server.rules.fact import Fact

__all__ = ["PaperAsked", "PaperEnded", "PaperTaken", "ReceiptRenewed"]


class PaperAsked(Fact, tag="paper_asked"):
    """Of a case, or of a matter before there is one (C-8). `kiosk`: which has to print it; empty: any that can."""

    paper: int
    kind: PaperKind
    way: PaperWay
    language: Language = "zh"
    case: int | None = None
    matter: str | None = None
    missing: tuple[int, ...] = ()
    kiosk: str = ""


class PaperTaken(Fact, tag="paper_taken"):
    """The kiosk that the entry is by prints it."""

    paper: int


class PaperEnded(Fact, tag="paper_ended"):
    """It is out, or why not. `case`: the receipt of this one is in a hand."""

    paper: int
    case: int | None = None
    fault: str | None = None


class ReceiptRenewed(Fact, tag="receipt_renewed"):
    """The `n`-th secret after the first; the ones before are void (S-5: who asked is who the entry is by)."""

    case: int
    n: int
    why: ReceiptLoss


AnyPaperFact = PaperAsked | PaperTaken | PaperEnded | ReceiptRenewed
