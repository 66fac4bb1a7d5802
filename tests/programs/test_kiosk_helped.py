"""A resident at a real kiosk's glass asks for a person, and the kiosk says that somebody comes."""

from __future__ import annotations

from common import commands_help as h
from common.link_wire import Down
from common.screen.placements import Touch, texts
from kiosk.scene import Help, Home
from server.rules.facts import StaffCalled
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import KIOSK_1, KIOSK_2, Stand
from tests.rules.street import clerk


def shown(stand: Stand) -> str:
    return "".join(texts(stand.kiosk.placements))


def offered(stand: Stand) -> set[str]:
    return {spot.id for spot in stand.kiosk.placements if isinstance(spot, Touch)}


def staff(hall: OneProcess, name: str, command: h.HelpCommand) -> None:
    """Somebody of the staff acts at another screen."""
    hall.answer(hall.link(clerk(name), f"clerk:{name}"), command)


def test_staff_are_told_at_once_and_the_kiosk_says_who_comes(hall: OneProcess, stand: Stand) -> None:
    """Called, on the way, ended: each is on the glass with the next frame."""
    stand.touch("help", "callstaff")
    stand.frame()
    assert hall.lane.hall.help.keys() == {KIOSK_1.id}
    assert "已经通知工作人员" in shown(stand)
    assert "callstaff" not in offered(stand)
    staff(hall, "A1", h.GoToKiosk(kiosk=KIOSK_1.id))
    stand.frame()
    assert "工作人员马上就来" in shown(stand)
    staff(hall, "A1", h.EndHelp(kiosk=KIOSK_1.id))
    stand.frame()
    assert "callstaff" in offered(stand)


def test_a_call_outlives_the_session_that_made_it(hall: OneProcess, stand: Stand) -> None:
    """Who waits need not touch the screen: the first one says it, too."""
    stand.touch("help", "callstaff")
    stand.frame()
    stand.touch("back")
    assert stand.scene() == Home()
    assert "已经通知工作人员" in shown(stand)


def test_another_kiosk_shows_nothing_of_it(hall: OneProcess, stand: Stand) -> None:
    """Nobody waits there."""
    other = Stand(hall, KIOSK_2)
    stand.touch("help", "callstaff")
    other.touch("help")
    other.frame()
    assert "callstaff" in offered(other)
    other.touch("callstaff")
    other.frame()
    assert hall.facts().count(StaffCalled.__name__) == 2


def test_without_the_server_the_help_screen_names_where_to_go(hall: OneProcess, stand: Stand) -> None:
    """And asks for nobody who cannot hear it."""
    stand.touch("help")
    hall.wire_of(stand.link).cut(Down())
    stand.kiosk.tick(hall.clock.at)  # the link is down, and has not tried again yet
    assert isinstance(stand.scene(), Help)
    assert "callstaff" not in offered(stand)
    assert "咨询台" in shown(stand)
