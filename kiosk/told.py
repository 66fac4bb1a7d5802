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


def told(zones: Zones, scene: Told, look: Look, wording: Wording) -> list[Placement]:
    """In this screen's own words where it has some: they say what to do next."""
    text = _text(scene.refused, wording)
    return notice(zones, _title(scene.origin, wording), text, look, _replies(scene.origin, wording))


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


def _replies(origin: Origin | Home, wording: Wording) -> list[Reply]:
    done = Reply("done", wording.say("home"))
    if isinstance(origin, Guide | Home):
        return [done]
    if isinstance(origin, Mine):
        return [Reply("retry", wording.say("ok"), ACTION), done]
    return [Reply("retry", wording.say("type_again"), ACTION), done]
