"""What the server did not do, why, and what to do instead; and that it was not reached. Pure."""

from __future__ import annotations

from common.i18n import TextMissing
from common.messages import Refused
from common.screen.placements import Placement
from kiosk.look import Look
from kiosk.notices import Reply, notice
from kiosk.pieces import ACTION, Zones
from kiosk.scene import Guide, Home, Origin, Told, Unreached
from kiosk.scene_case import CasePad
from kiosk.scene_ticket import CodePad, Mine
from kiosk.wording import Wording

SCANNED = ("phone_code", "unreadable")
"""What came from the scanner: nothing was typed yet."""


def told(zones: Zones, scene: Told, look: Look, wording: Wording) -> list[Placement]:
    """In this screen's own words where it has some: they say what to do next."""
    text = _text(scene.refused, wording)
    phones = scene.refused.code == "phone_code"  # nothing was looked for yet
    title = wording.say("other_code") if phones else _title(scene.origin, wording)
    return notice(zones, title, text, look, _replies(scene, wording))


def unreached(zones: Zones, scene: Unreached, look: Look, wording: Wording) -> list[Placement]:
    """No answer came."""
    done = Reply("done", wording.say("home"))
    return notice(zones, _title(scene.origin, wording, "unreached"), wording.say("lost"), look, [done])


def _text(refused: Refused, wording: Wording) -> str:
    try:
        return wording.say(f"told.{refused.code}", **refused.values)
    except TextMissing:
        return wording.of(refused.text)


def _title(origin: Origin | Home, wording: Wording, number: str = "refused") -> str:
    match origin:
        case Home():
            return wording.say("choose_anew")
        case Guide():
            return wording.say(number)
        case CodePad():
            return wording.say("refused_check_in")
        case CasePad():
            return wording.say("refused_case")
        case Mine():
            return wording.say("refused_change")
    return wording.say("refused_look_up")


def _replies(scene: Told, wording: Wording) -> list[Reply]:
    done = Reply("done", wording.say("home"))
    if isinstance(scene.origin, Guide | Home) or scene.refused.code == "unknown_paper":
        return [done]
    if isinstance(scene.origin, Mine):
        return [Reply("retry", wording.say("ok"), ACTION), done]
    typing = "type_number" if scene.refused.code in SCANNED else "type_again"
    return [Reply("retry", wording.say(typing), ACTION), done]
