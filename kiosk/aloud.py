"""朗读: what is said of the screen that is shown, sentence by sentence. Pure.

Most screens are read as they stand: what is written, then what can be touched, one after the other, as far as this page shows it.
What is a person's is not: codes that were typed, the contents of a case, others' cases (decision 0212).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from common.messages import Issued
from common.screen.geometry import Rect
from common.screen.placements import Placement, Text, Touch
from common.voice.pieces import counted
from kiosk import scene as s
from kiosk.case_words import ENDED, state_words
from kiosk.guide import Moment
from kiosk.heard import Unit, joined, units
from kiosk.look import Look
from kiosk.mine import mine_facts
from kiosk.pieces import zones
from kiosk.scene_case import CasePad, OnBoard, Progress
from kiosk.scene_ticket import CodePad, Mine, TicketPad
from kiosk.stops import line_note
from kiosk.ticket import is_placed, place_fact, place_of, ticket_facts
from kiosk.wording import Wording

NTH = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")
OFFERS = ("line:", "matter:", "unsure:", "elsewhere:", "nothere", "priority:", "checkin", "mine", "enquire", "case", "board", "duty", "promises")  # fmt: skip
"""What one chooses between; what else can be touched is done."""
PAGES = "page:"
KEYS = ("digit:", "letter:", "rub", "enter")


def screen_of(state: s.State, moment: Moment) -> Hashable:
    """What makes it another screen for the ear: not what was typed or ticked on it, nor how large it is written."""
    scene = state.scene
    match scene:
        case CodePad() | CasePad():
            scene = type(scene)()
        case TicketPad(letters=letters):
            scene = TicketPad("A" if letters else "")
        case s.Guide():
            scene = replace(scene, priority=None)
        case s.Asking(origin=s.Guide() as guide):
            scene = replace(guide, priority=None)  # it is the same screen: only the button says so
    return scene, state.language, state.warned, moment.hall.evacuated, moment.help


def aloud(
    state: s.State, moment: Moment, placed: Sequence[Placement], look: Look, wording: Wording
) -> list[str]:
    """The sentences of one screen, of which `placed` is the frame."""
    if moment.hall.evacuated:
        return [wording.say("evacuation_title"), wording.say("evacuation_text")]
    own = [] if state.warned else _in_words_of_its_own(state.scene, moment, wording)
    if own:
        return own
    quiet = _kept_quiet(state.scene, moment, wording)
    brief = _lines_as_ever(moment, wording)
    ends = _facts_of(state.scene, wording)
    return _as_it_stands(placed, look, wording, quiet=quiet, ends=ends, brief=brief)


def _in_words_of_its_own(scene: s.Scene, moment: Moment, wording: Wording) -> list[str]:
    """Where the ear wants another sentence than the eye, or must not hear what the eye sees."""
    match scene:
        case s.Collect(ticket=ticket):
            return _number(ticket, wording)
        case Progress():
            return _case(scene, wording)
        case OnBoard():
            return _board(moment, wording)
    return [wording.say(code) for code in _asked_for(scene)]


def _asked_for(scene: s.Scene) -> tuple[str, ...]:
    """What a pad wants; never what was typed."""
    match scene:
        case CodePad():
            return "code_ask", "code_hint"
        case TicketPad(letters=letters):
            return "ticket_ask" if letters else "letters_ask", "ticket_hint"
        case CasePad():
            return "case_ask", "case_hint"
    return ()


def _as_it_stands(
    placed: Sequence[Placement],
    look: Look,
    wording: Wording,
    *,
    quiet: Iterable[str] = (),
    ends: Iterable[str] = (),
    brief: Iterable[str] = (),
) -> list[str]:
    """What is written between header and bar, then what can be touched there."""
    parts = zones(look)
    middle = Rect(0, parts.header.bottom, look.screen.width, parts.bar.y - parts.header.bottom)
    here = [one for one in placed if middle.holds(*one.rect.centre)]
    touches = [one for one in here if isinstance(one, Touch)]
    heard = [one for one in here if not (isinstance(one, Text) and one.text in quiet)]
    said = [_in_one(unit, wording) for unit in units(heard, touches, parts, frozenset(ends))]
    return [*(text for text in said if text not in quiet), *_touchable(touches, here, brief, wording)]


def _in_one(unit: Unit, wording: Wording) -> str:
    return joined(unit.texts, "，" if wording.language == "zh" else ", ")


def _touchable(
    touches: Sequence[Touch], placed: Sequence[Placement], brief: Iterable[str], wording: Wording
) -> list[str]:
    """Choices first, second, third (of those that are `brief` the name alone); then what can be done; then that there is another page."""
    labelled = [
        (touch, _label(touch, placed, brief, wording)) for touch in touches if not touch.id.startswith(KEYS)
    ]
    offered = [label for touch, label in labelled if label and touch.id.startswith(OFFERS)]
    done = [label for touch, label in labelled if label and not touch.id.startswith((*OFFERS, PAGES, "back"))]
    turned = [label for touch, label in labelled if label and touch.id.startswith(PAGES)]
    said = [wording.say("aloud.choose")] if offered else []
    said += [_nth(n, label, wording) for n, label in enumerate(offered)]
    if done:
        said.append(wording.say("aloud.touch", what=wording.say("aloud.or").join(done)))
    if turned:
        said.append(wording.say("aloud.pages", what=wording.say("aloud.or").join(turned)))
    return said


def _nth(n: int, label: str, wording: Wording) -> str:
    if wording.language == "zh":
        return f"第{counted(n + 1)}，{label}"
    return f"{NTH[n] if n < len(NTH) else 'Next'}: {label}"


def _label(touch: Touch, placed: Sequence[Placement], brief: Iterable[str], wording: Wording) -> str:
    """What is written on a button."""
    inside = [one for one in placed if isinstance(one, Text) and touch.rect.holds(*one.rect.centre)]
    unit = Unit(inside)
    return unit.texts[0] if touch.id in brief and inside else _in_one(unit, wording)


def _kept_quiet(scene: s.Scene, moment: Moment, wording: Wording) -> set[str]:
    """What stands on a screen and is not said: the name of a sensitive matter, check digits."""
    match scene:
        case s.Guide() | s.Asking(origin=s.Guide()) | s.Again():
            guide = (
                scene
                if isinstance(scene, s.Guide)
                else scene.guide
                if isinstance(scene, s.Again)
                else scene.origin
            )
            matters = guide.matters if isinstance(guide, s.Guide) else ()
            rows = [moment.hall.matters[matter] for matter in matters if matter in moment.hall.matters]
            named = [wording.of(row.name) for row in rows if row.sensitive]
            return {*named, *(f"{n + 1}  {name}" for n, name in enumerate(named))}
        case s.Note(ticket=ticket) if ticket.check:
            return {wording.say("check_is", check=ticket.check)}
    return set()


def _lines_as_ever(moment: Moment, wording: Wording) -> list[str]:
    """Choices of the first screen that can be had today: how many wait where is told once one is chosen."""
    hall, now = moment.hall, moment.time
    return [f"line:{line.id}" for line in hall.lines.values() if not line_note(hall, line, now, wording)]


def _facts_of(scene: s.Scene, wording: Wording) -> list[str]:
    """What stands one below the other and is no single sentence."""
    match scene:
        case s.Printing() | s.Note():
            return ticket_facts(scene, wording)
        case Mine(ticket=ticket):
            return mine_facts(ticket, wording)
    return []


def _number(ticket: Issued, wording: Wording) -> list[str]:
    """您的号码是 A036，前面还有 5 人，请取走号票。"""
    ahead = place_fact(ticket, wording)
    where = [place_of(ticket, wording)] if is_placed(ticket) else []
    return [wording.say("aloud.number", number=ticket.number), *where, ahead, wording.say("collect")]


def _case(scene: Progress, wording: Wording) -> list[str]:
    """How it stands and whether something is missing; the rest is for the eyes of whoever holds the receipt."""
    case = scene.case
    said = [wording.say("aloud.case", state=state_words(case, wording))]
    if case.missing:
        said.append(wording.say("aloud.case_missing", n=len(case.missing)))
    return [*said, wording.say("aloud.case_rest", done=wording.say("case_done"))]


def _board(moment: Moment, wording: Wording) -> list[str]:
    """How many; which ones is on the screen."""
    if not moment.online:
        return [wording.say("lost")]
    n = sum(row.state not in ENDED for row in moment.hall.board.values())
    return [wording.say("board"), wording.say("aloud.board", n=n) if n else wording.say("board_empty")]
