"""A resident's finger before the real kiosk program: looks at the screen, touches what leads to the wish."""

from collections.abc import Mapping
from typing import NamedTuple

from bench.day.crowd import Wish
from bench.day.floor import NoPaper, Paper
from common.messages import Issued
from common.screen.geometry import Rect
from common.screen.placements import Touch
from common.screen.window import Tap
from common.words import Instant
from kiosk.program import Kiosk
from kiosk.scene import Again, Choose, Collect, Declare, Guide, Home, Note, Scene, Told, Unreached
from kiosk.scene_ticket import CodePad

PATIENCE_MS = 120_000
Targets = Mapping[str, Rect]


class Finger:
    """Touches at most once in `every_ms` of the kiosk's own time."""

    def __init__(self, kiosk: Kiosk, every_ms: int) -> None:
        self._kiosk, self._every_ms = kiosk, every_ms
        self._wish: Wish | None = None
        self._begun = False
        self._next: Instant = 0
        self._until: Instant = 0
        self._outcome: Paper | NoPaper | None = None

    @property
    def free(self) -> bool:
        """Nobody stands here."""
        return self._wish is None

    def stand_before(self, wish: Wish, now: Instant) -> None:
        """Somebody steps up."""
        self._wish, self._begun, self._next = wish, False, now
        self._until = now + PATIENCE_MS

    def outcome(self) -> Paper | NoPaper | None:
        """What came of it, once; whoever was told steps away."""
        outcome, self._outcome = self._outcome, None
        return outcome

    def look(self, now: Instant) -> Tap | None:
        """After a frame: where to touch now, if anywhere."""
        if self._wish is None or now < self._next or not self._kiosk.is_ready:
            return None
        targets = {spot.id: spot.rect for spot in self._kiosk.placements if isinstance(spot, Touch)}
        touch = self._touch(self._wish, targets, now)
        if touch is None:
            return None
        self._next = now + self._every_ms
        return Tap(*targets[touch].centre)

    def _touch(self, wish: Wish, targets: Targets, now: Instant) -> str | None:
        scene = self._kiosk.scene
        if self._kiosk.state.warned:
            return _first_of(targets, "continue")
        if not self._begun:
            return self._begin(wish, targets)
        if (end := _end_of(wish, scene, targets, late=now > self._until)) is not None:
            self._outcome, self._wish = end.outcome, None
            return _first_of(targets, end.touch)
        return _choice(wish, scene, targets)

    def _begin(self, wish: Wish, targets: Targets) -> str | None:
        """From the first screen, in one's own language; whatever the last resident left open is put away."""
        if not isinstance(self._kiosk.scene, Home):
            return _first_of(targets, "done", "noted", "back", "again:no")
        if self._kiosk.state.language != wish.language:
            return _first_of(targets, "language")
        self._begun = True
        return None


class _End(NamedTuple):
    """What the visit came to, and the button that says so."""

    outcome: Paper | NoPaper
    touch: str


def _end_of(wish: Wish, scene: Scene, targets: Targets, *, late: bool) -> _End | None:
    match scene:
        case Guide(matter=wish.matter) if "take" not in targets:
            return _End(NoPaper("not_given"), "back")  # the screen says why
        case Collect(ticket=ticket):
            return _End(_paper(ticket, printed=True), "done")
        case Note(ticket=ticket):
            return _End(_paper(ticket, printed=False), "noted")
        case Told(refused=refused):
            return _End(NoPaper(refused.code), "done")
        case Unreached() if late:
            return _End(NoPaper("unreached"), "done")
    return None


def _choice(wish: Wish, scene: Scene, targets: Targets) -> str | None:
    """None: the number is being asked for, or the paper is on its way."""
    match scene:
        case Home() | Choose():
            return _chosen(wish, scene, targets) or _next_page(targets)
        case CodePad(typed=typed):
            return _first_of(targets, f"digit:{wish.code[len(typed) : len(typed) + 1]}", "enter")
        case Guide():
            return _at_guide(wish, scene, targets)
        case Declare():
            return _first_of(targets, f"priority:{wish.priority}") or _next_page(targets)
        case Again():
            return _first_of(targets, "again:yes")
    return None


def _chosen(wish: Wish, scene: Home | Choose, targets: Targets) -> str | None:
    """The line, then the matter; once more for the second one."""
    if scene.adding is not None:
        return _first_of(
            targets, f"matter:{wish.then}" if isinstance(scene, Choose) else f"line:{wish.then_line}"
        )
    return (
        _first_of(targets, f"matter:{wish.matter}") if isinstance(scene, Choose) else _at_home(wish, targets)
    )


def _at_home(wish: Wish, targets: Targets) -> str | None:
    """With a code to the check-in; whoever does not know what to choose finds that said on the first screen."""
    if wish.code:
        return _first_of(targets, "checkin")
    return _first_of(targets, f"unsure:{wish.matter}", f"line:{wish.line}")


def _at_guide(wish: Wish, guide: Guide, targets: Targets) -> str | None:
    if guide.matter != wish.matter:
        return _first_of(targets, "back")
    if wish.then and not guide.then and "add" in targets:
        return "add"
    if wish.priority is not None and guide.priority != wish.priority:
        return _first_of(targets, f"priority:{wish.priority}", "declare")
    return _first_of(targets, "take")


def _first_of(targets: Targets, *touches: str) -> str | None:
    return next((touch for touch in touches if touch in targets), None)


def _next_page(targets: Targets) -> str | None:
    """The furthest page that can be reached: on the last one that is the one before, so none is left out."""
    pages = [int(touch.partition(":")[2]) for touch in targets if touch.startswith("page:")]
    return f"page:{max(pages)}" if pages else None


def _paper(ticket: Issued, *, printed: bool) -> Paper:
    return Paper(ticket.ticket, ticket.number, ticket.ahead, ticket.window, printed)
