"""Whose the letters before numbers are: lines', kiosks', the emergency sheets'. No two of them may have the same. Pure."""

from server.rules.emergency.letter import letter_of_sheets
from server.rules.hall import Hall
from server.rules.letters import confusable
from server.rules.offline.book import LETTERS
from server.rules.refusal import Refusal
from server.rules.setup import Setup


def candidates() -> list[str]:
    """Letters that may be lent, best first."""
    return [*LETTERS, *(first + second for first in LETTERS for second in LETTERS)]


def of_lines(hall: Hall) -> set[str]:
    """Of the set-up in force."""
    return {line.prefix for line in hall.rules.lines}


def of_sheets(hall: Hall) -> set[str]:
    """Of those that are printed, and of the next ones."""
    return (printed(hall) | {letter_of_sheets(hall) or ""}) - {""}


def printed(hall: Hall) -> set[str]:
    """Of every sheet that may lie in a drawer, also of those that only a stub tells of."""
    book = hall.emergency
    return ({run.letter for run in book.runs} | {stub.unlisted for stub in book.stubs.values()}) - {""}


def in_use(hall: Hall) -> set[str]:
    """All letters before numbers that may be in hands."""
    return of_lines(hall) | {*hall.offline.series} | of_sheets(hall)


def keeps_letters(hall: Hall, setup: Setup) -> None:
    """A line may not take letters with which somebody else gives numbers that this hall does not count. Raises `Refusal`.

    Another line's it may: the day's counter goes on. What a line in force has it keeps, so that any other change can be made.
    """
    before, on_paper = of_lines(hall), printed(hall)
    for line in setup.lines:
        if line.prefix in before:
            continue
        kiosk = hall.offline.series.get(line.prefix)
        if kiosk is not None:
            raise Refusal(
                "letter_of_kiosk",
                line=line.id,
                letter=line.prefix,
                kiosk=kiosk.holder,
                free=_free(hall, setup),
            )
        if line.prefix in on_paper:
            raise Refusal("letter_of_sheets", line=line.id, letter=line.prefix, free=_free(hall, setup))


def _free(hall: Hall, setup: Setup) -> str:
    """Letters that the line could have instead; a clear one if there is any."""
    used = in_use(hall) | {other.prefix for other in setup.lines}
    free = [letters for letters in candidates() if letters not in used]
    clear = (letters for letters in free if not any(confusable(letters, other) for other in used))
    return next(clear, next(iter(free), ""))
