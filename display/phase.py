"""The part of the day in words: what it is, when it changes, what a resident can do now. Pure."""

from __future__ import annotations

from typing import NamedTuple

from common.rows import HallRow
from common.screen.theme import Role
from common.words import Instant
from display.wording import Wording

OPEN_INKS = (Role.NUMBER, Role.PANEL)
PAUSE_INKS = (Role.STALE_INK, Role.STALE_GROUND)


class PhaseWords(NamedTuple):
    """`word` with its `mark`; `when` it changes, `more` and what `keeps` may be empty."""

    mark: str
    word: str
    when: str
    more: str
    inks: tuple[Role, Role]
    keeps: str = ""

    @property
    def is_open(self) -> bool:
        """Is everything as usual?"""
        return self.inks == OPEN_INKS

    @property
    def marked(self) -> str:
        """The word beside its mark."""
        return f"{self.mark} {self.word}"


def is_paused(hall: HallRow) -> bool:
    """Does nobody call and nobody serve, though it is not closed?"""
    return hall.paused is not None and hall.phase != "closed"


def phase_words(hall: HallRow, now: Instant, wording: Wording) -> PhaseWords:
    """What the wall says of this part of the day."""
    if is_paused(hall):
        reason = wording.say_or("pause.{}", hall.paused or "", "pause.other")
        return _words("‖", "paused", reason, _paused_more(hall, now, wording), wording)
    if hall.phase == "closed":
        return _closed(hall, now, wording)
    when = _when(hall, now, wording)
    mark = {"early": "○", "open": "●", "break": "‖", "closing": "‖"}[hall.phase]
    keeps = wording.say(f"{hall.phase}.keeps") if hall.phase in ("early", "break") else ""
    return _words(mark, hall.phase, when, _more(hall, wording), wording)._replace(keeps=keeps)


def _paused_more(hall: HallRow, now: Instant, wording: Wording) -> str:
    """Until when, as long as that lies ahead."""
    if hall.paused_until is None or hall.paused_until <= now:
        return wording.say("paused.more")
    return wording.say("paused.until", time=wording.moment(hall.paused_until, now))


def _closed(hall: HallRow, now: Instant, wording: Wording) -> PhaseWords:
    word = wording.closed_as(hall, now)
    when = "" if hall.until is None else wording.say("closed.until", time=wording.moment(hall.until, now))
    return _words("■", word, when, "", wording)._replace(keeps=wording.say("closed.keeps"))


def _when(hall: HallRow, now: Instant, wording: Wording) -> str:
    if hall.phase not in ("early", "break") or hall.until is None:
        return ""
    return wording.say(f"{hall.phase}.until", time=wording.moment(hall.until, now))


def _more(hall: HallRow, wording: Wording) -> str:
    if hall.phase == "closing":
        return wording.say("closing.more")
    numbers = "numbers" if hall.numbers else "no_numbers"
    return "" if hall.phase == "open" and hall.numbers else wording.say(f"{hall.phase}.{numbers}")


def _words(mark: str, word: str, when: str, more: str, wording: Wording) -> PhaseWords:
    inks = OPEN_INKS if word == "open" else PAUSE_INKS
    return PhaseWords(mark, wording.say(f"phase.{word}"), when, more, inks)
