"""What is still on a screen when the hall has changed under it: a line, a matter, a class may be gone any moment. Pure.

Every event begins and ends with this, so that nothing else has to ask whether what a scene names is still there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from common.messages import Refused
from kiosk.hall import Hall
from kiosk.scene import (
    Again,
    Asking,
    Choose,
    Collect,
    Declare,
    Directions,
    Guide,
    Help,
    Helped,
    Home,
    Note,
    NotHere,
    Order,
    Printing,
    Scene,
    Told,
    Unreached,
)
from kiosk.scene_ticket import CodePad, Looking, Mine, Sure, TicketPad, Why

CHANGED = Told(Refused(code="changed"), Home())
"""What was chosen is offered no more: said once, and chosen anew."""


def still(scene: Scene, hall: Hall) -> Scene:
    """The scene without what the hall no longer has: itself, where nothing is missing."""
    match scene:
        case Help(origin=origin):
            kept = _still_helped(origin, hall)
            return scene if kept is origin else Help(kept)
        case Order(help=Help(origin=origin), page=page):
            kept = _still_helped(origin, hall)
            return scene if kept is origin else Order(Help(kept), page)
        case Asking() | Looking() | Printing() | Collect() | Note():
            return scene  # under way: its end says where it leads
        case _:
            return _still_helped(scene, hall)


def _still_helped(scene: Helped, hall: Hall) -> Helped:
    match scene:
        case Home() | Choose():
            return _still_choosing(scene, hall)
        case NotHere():
            return scene if hall.elsewhere else Home()
        case Directions(elsewhere=elsewhere):
            return scene if elsewhere in hall.elsewhere else _still_helped(NotHere(), hall)
        case Guide() | Declare() | Again():
            return _still_of_guide(scene, hall)
        case Told() | Unreached() | CodePad() | TicketPad() | Mine() | Why() | Sure():
            return (
                scene  # they name nothing of the hall but a way back, which is asked about when it is taken
            )
        case _:
            assert_never(scene)


def _still_choosing(scene: Home | Choose, hall: Hall) -> Helped:
    guide = scene.adding
    if guide is not None and (kept := _still_guide(guide, hall)) != guide:
        return kept if isinstance(kept, Told) else replace(scene, adding=kept)
    chosen = guide.matters if guide else ()
    if isinstance(scene, Choose) and (
        scene.line not in hall.lines or not hall.still_to_choose(scene.line, chosen)
    ):
        return _still_choosing(Home(adding=guide), hall)
    return guide if guide is not None and not hall.groups(chosen) else scene


def _still_of_guide(scene: Guide | Declare | Again, hall: Hall) -> Helped:
    guide = scene if isinstance(scene, Guide) else scene.guide
    kept = _still_guide(guide, hall)
    if kept == guide and (hall.priorities or not isinstance(scene, Declare)):
        return scene
    return replace(scene, guide=kept) if isinstance(scene, Again) and isinstance(kept, Guide) else kept


def _still_guide(guide: Guide, hall: Hall) -> Guide | Told:
    """All of its matters, without a class that is no longer there; or that it must be chosen anew."""
    if not hall.has(guide.matters):
        return CHANGED
    return replace(guide, priority=None) if guide.priority not in (None, *hall.priorities) else guide
