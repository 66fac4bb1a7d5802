"""A window screen's words: what is going on here, why not, until when, where to go instead (Q-3, AB-3, AB-15). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from common.rows import PostRow, WindowRow
from common.screen.theme import Role
from common.words import Instant
from display.phase import PAUSE_INKS, phase_words
from display.why import why
from display.window_state import WindowView
from display.wording import Wording

Inks = tuple[Role, Role]
CALLED: Inks = (Role.CALLED_INK, Role.CALLED_GROUND)
SERVING: Inks = (Role.NUMBER, Role.BACKGROUND)
WAITING: Inks = (Role.WAITING, Role.BACKGROUND)


class WindowWords(NamedTuple):
    """`state` with its mark; `short` without it; `go`: where to go instead; `why`: sentences."""

    mark: str
    short: str
    inks: Inks
    go: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    windows: tuple[int, ...] = ()

    @property
    def state(self) -> str:
        """The word beside its mark."""
        return f"{self.mark} {self.short}"


def window_words(known: WindowView, wording: Wording) -> WindowWords:
    """What this window's screen says now."""
    say = wording.say
    match known.mode:
        case "lost":
            last = say("own.last", time=wording.clock(known.last_heard))
            return WindowWords("‖", say("own.lost"), PAUSE_INKS, why=(last, say("connecting.detail")))
        case "calling":
            again = known.call is not None and known.call.times > 1
            return WindowWords("▶", say("own.again" if again else "own.please"), CALLED)
        case "serving":
            return WindowWords("●", say("own.serving"), SERVING)
        case "waiting":
            return WindowWords("○", say("own.wait"), WAITING, why=_also(known, wording))
        case "closed":
            return _phase(known, wording)
        case "paused":
            return _paused(known, wording)


def _also(known: WindowView, wording: Wording) -> tuple[str, ...]:
    """Whose matters are answered here too."""
    others = [post for post in known.served_here if post.home != known.window.number]
    return tuple(wording.say("own.also", window=home) for home in sorted({post.home for post in others}))


def _phase(known: WindowView, wording: Wording) -> WindowWords:
    phase = phase_words(known.hall, known.at, wording)
    return WindowWords(phase.mark, phase.word, PAUSE_INKS, why=tuple(filter(None, (phase.when, phase.more))))


def _paused(known: WindowView, wording: Wording) -> WindowWords:
    if known.hall.paused is not None:
        phase = phase_words(known.hall, known.at, wording)
        return WindowWords("‖", wording.say("own.paused"), PAUSE_INKS, why=(phase.when, phase.more))
    homes = known.at_home
    if homes and all(post.state == "closed" for post in homes) and known.window.clerk is None:
        return WindowWords("－", wording.say("post.closed"), PAUSE_INKS)
    if any(post.expected for post in homes) and known.window.clerk is None:
        return WindowWords("○", wording.say("own.expected"), PAUSE_INKS, why=(wording.say("own.soon"),))
    moved = known.moved
    why = _why(known, homes, wording)
    windows = tuple(sorted({post.window for post in moved if post.window is not None}))
    return WindowWords("‖", wording.say("own.paused"), PAUSE_INKS, _go(moved, wording), why, windows)


def _go(moved: tuple[PostRow, ...], wording: Wording) -> tuple[str, ...]:
    """One sentence; with several posts that went to different windows, one each with the post's name."""
    targets = {(post.window, post.state): post for post in moved}
    if len(targets) == 1:
        ((window, state),) = targets
        return (
            wording.say("own.go", window=window or 0, role=wording.say_or("going.{}", state, "going.b_role")),
        )
    return tuple(
        wording.say("own.go_for", name=wording.of(post.name), window=post.window or 0) for post in moved
    )


def _why(known: WindowView, homes: tuple[PostRow, ...], wording: Wording) -> tuple[str, ...]:
    """Why nobody serves here and until when; what becomes of the numbers where nobody covers."""
    window = known.window
    coming = next((post for post in homes if post.state == "on_the_way" and post.until is not None), None)
    if coming is not None and coming.until is not None:
        reason = why(coming, window).words(wording)
        return (wording.say("on_the_way", reason=reason, time=wording.moment(coming.until, known.at)),)
    told = tuple(dict.fromkeys(_reasons(window, homes, known.at, wording)))
    kept = any(post.state in ("unattended", "on_the_way") for post in homes)
    return (*told, wording.say("own.kept")) if kept else told


def _reasons(window: WindowRow, homes: tuple[PostRow, ...], now: Instant, wording: Wording) -> Iterator[str]:
    """The same as on the wall, of each post that A does not serve here; several posts with their names."""
    absent = [post for post in homes if post.reason is not None]
    for post in absent:
        told = why(post, window).told(now, wording)
        yield told if len(absent) == 1 else wording.say("named", name=wording.of(post.name), reason=told)
    if not absent:
        home = next(iter(homes), None)
        yield why(home, window).told(now, wording) if window.away else wording.say("own.nobody")
