"""帮助: whom to ask, and the order of the line in words (Q-13). Pure."""

from __future__ import annotations

from common.screen.placements import Placement
from kiosk.guide_text import Entry
from kiosk.hall import Hall
from kiosk.look import Look
from kiosk.notices import Reply, notice
from kiosk.pieces import ACTION, Zones
from kiosk.reading import reading
from kiosk.scene import Order
from kiosk.wording import Wording

RULES = ("first", "window", "priority", "special", "appointment", "missed", "not_yet", "several", "night")


def helping(zones: Zones, hall: Hall, look: Look, wording: Wording) -> list[Placement]:
    """Where a person is to be found, and what the kiosk itself can tell."""
    phone = hall.about.phone if hall.about else ""
    text = wording.say("help_text_phone", phone=phone) if phone else wording.say("help_text")
    replies = [Reply("order", wording.say("order"), ACTION)]
    if hall.elsewhere:
        replies.append(Reply("nothere", wording.say("not_here")))
    return notice(zones, wording.say("help_title"), text, look, replies)


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
