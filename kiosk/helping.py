"""帮助: whom to ask, a button that calls somebody, and the order of the line in words (Q-13). Pure."""

from __future__ import annotations

from common.rows_help import HelpRow
from common.screen.placements import Placement
from kiosk.guide import Moment
from kiosk.guide_text import Entry
from kiosk.hall import Hall
from kiosk.look import Look
from kiosk.notices import Reply, notice
from kiosk.pieces import ACTION, PLAIN, Tone, Zones
from kiosk.reading import reading
from kiosk.scene import Help, Order
from kiosk.wording import Wording

RULES = ("first", "window", "priority", "special", "appointment", "missed", "not_yet", "several", "night")


def helping(zones: Zones, scene: Help, moment: Moment, look: Look, wording: Wording) -> list[Placement]:
    """Where a person is to be found, who comes, and what the kiosk itself can tell."""
    replies = [Reply(touch, label, tone) for touch, label, tone in help_replies(scene, moment, wording)]
    return notice(zones, wording.say("help_title"), help_text(scene, moment, wording), look, replies)


def help_text(scene: Help, moment: Moment, wording: Wording) -> str:
    """Whom to ask, or that somebody has been told, and comes."""
    if moment.help is not None:
        return help_words(moment.help, wording)
    if scene.call == "asked":
        return wording.say("call_staff.asking")
    about = moment.hall.about
    phone = about.phone if about else ""
    code = "call_staff.failed" if scene.call else "help_text"
    return wording.say(f"{code}_phone", phone=phone) if phone else wording.say(code)


def help_replies(scene: Help, moment: Moment, wording: Wording) -> list[tuple[str, str, Tone]]:
    """A person first, while that can be asked for; then the order of the line, and what is not handled here."""
    replies = []
    if moment.online and moment.help is None and scene.call != "asked":
        replies.append(("callstaff", wording.say("call_staff"), ACTION))
    replies.append(("order", wording.say("order"), PLAIN))
    if moment.hall.elsewhere:
        replies.append(("nothere", wording.say("not_here"), PLAIN))
    return replies


def help_words(row: HelpRow, wording: Wording) -> str:
    """How a call for help stands, on the screens on which somebody waits for it."""
    return wording.say("call_staff.coming" if row.coming else "call_staff.called")


def order(zones: Zones, scene: Order, hall: Hall, look: Look, wording: Wording) -> list[Placement]:
    """Every rule of the order that this hall goes by."""
    told = [code for code in RULES if _applies(code, hall)]
    classes = wording.say("paper.comma").join(wording.of(row.name) for row in hall.priorities.values())
    entries = [Entry(wording.say(f"order.{code}", classes=classes), bullet=True) for code in told]
    return reading(zones, wording.say("order"), entries, scene.page, look, wording)


def _applies(code: str, hall: Hall) -> bool:
    if code == "priority":
        return bool(hall.priorities)
    return code != "appointment" or hall.takes_appointments
