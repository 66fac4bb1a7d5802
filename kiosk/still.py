"""What is still on a screen when the hall has changed under it: a line, a matter, a class may be gone any moment. Pure.

Every event begins and ends with this, so that nothing else has to ask whether what a scene names is still there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from common.messages import Refused
from kiosk import scene as s
from kiosk.hall import Hall
from kiosk.scene_case import CasePad, Enquire, Finding, OnBoard, OnDuty, Progress, Promises
from kiosk.scene_ticket import CodePad, Looking, Mine, Sure, TicketPad, Why

CHANGED = s.Told(Refused(code="changed"), s.Home())
"""What was chosen is offered no more: said once, and chosen anew."""


def still(scene: s.Scene, hall: Hall) -> s.Scene:
    """The scene without what the hall no longer has: itself, where nothing is missing."""
    match scene:
        case s.Help(origin=origin):
            kept = _still_helped(origin, hall)
            return scene if kept is origin else replace(scene, origin=kept)
        case s.Order(help=s.Help(origin=origin) as before):
            kept = _still_helped(origin, hall)
            return scene if kept is origin else replace(scene, help=replace(before, origin=kept))
        case s.Asking() | Looking() | Finding() | s.Printing() | s.Collect() | s.Note():
            return scene  # under way: its end says where it leads
        case _:
            return _still_helped(scene, hall)


def _still_helped(scene: s.Helped, hall: Hall) -> s.Helped:
    match scene:
        case s.Home() | s.Choose():
            return _still_choosing(scene, hall)
        case s.NotHere():
            return scene if hall.elsewhere else s.Home()
        case s.Directions(elsewhere=elsewhere):
            return scene if elsewhere in hall.elsewhere else _still_helped(s.NotHere(), hall)
        case s.Guide() | s.Declare() | s.Again():
            return _still_of_guide(scene, hall)
        case s.Told() | s.Unreached() | CodePad() | TicketPad() | Mine() | Why() | Sure():
            return scene  # they name nothing of the hall but a way back, asked about when it is taken
        case Enquire() | CasePad() | Progress() | OnBoard() | OnDuty() | Promises():
            return scene  # what they show of the hall is read anew each time
        case _:
            assert_never(scene)


def _still_choosing(scene: s.Home | s.Choose, hall: Hall) -> s.Helped:
    guide = scene.adding
    if guide is not None and (kept := _still_guide(guide, hall)) != guide:
        return kept if isinstance(kept, s.Told) else replace(scene, adding=kept)
    chosen = guide.matters if guide else ()
    if isinstance(scene, s.Choose) and (
        scene.line not in hall.lines or not hall.still_to_choose(scene.line, chosen)
    ):
        return _still_choosing(s.Home(adding=guide), hall)
    return guide if guide is not None and not hall.groups(chosen) else scene


def _still_of_guide(scene: s.Guide | s.Declare | s.Again, hall: Hall) -> s.Helped:
    guide = scene if isinstance(scene, s.Guide) else scene.guide
    kept = _still_guide(guide, hall)
    if kept == guide and (hall.priorities or not isinstance(scene, s.Declare)):
        return scene
    return replace(scene, guide=kept) if isinstance(scene, s.Again) and isinstance(kept, s.Guide) else kept


def _still_guide(guide: s.Guide, hall: Hall) -> s.Guide | s.Told:
    """All of its matters, without a class that is no longer there; or that it must be chosen anew."""
    if not hall.has(guide.matters):
        return CHANGED
    return replace(guide, priority=None) if guide.priority not in (None, *hall.priorities) else guide
