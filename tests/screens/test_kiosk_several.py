"""Several matters on one number, the general window, what is elsewhere, help: from the first screen on."""

from __future__ import annotations

import msgspec
import pytest

from common.bounded import MATTERS_MOST
from common.messages import Issued, Refused
from common.screen.fonts import Fonts
from common.screen.placements import texts
from common.words import Language
from kiosk.happening import Answered, CheckIn, Issue, Print, Scanned
from kiosk.idle import ASK_PATIENCE_MS
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.scene import (
    Asking,
    Choose,
    Directions,
    Guide,
    Help,
    Home,
    NotHere,
    Order,
    Printing,
    Scene,
    Told,
    Unreached,
)
from kiosk.scene_ticket import CodePad
from tests.screens.kiosk_glass import FULL, HALL, PORTRAIT, moment_of, state_of, touches_of
from tests.screens.kiosk_hall import issued
from tests.screens.kiosk_session import WELFARE, Session

LEADER = "leader-reception"


def shown(scene: Scene, fonts: Fonts, language: Language = "zh") -> list[str]:
    """What is written there in a hall that has everything."""
    return texts(layout(state_of(scene, language), moment_of(FULL), Look(PORTRAIT, fonts)))


# -- several matters ------------------------------------------------------------------------------


def test_a_further_matter_is_chosen_like_the_first_and_asked_for_with_it() -> None:
    """One number goes through them in turn. (field 24)"""
    session = Session()
    session.touch("line:welfare", f"matter:{WELFARE}", "add")
    assert session.scene() == Home(adding=Guide(WELFARE))
    session.touch("line:leader")
    assert session.scene() == Guide(WELFARE, then=(LEADER,))
    assert session.touch("take") == [Issue(1, WELFARE, None, "zh", (LEADER,))]


def test_what_is_chosen_already_is_not_offered_again() -> None:
    """Neither a matter nor a line whose only matter it is."""
    session = Session()
    session.touch("line:leader", "add")
    offered = [line.id for line in HALL.groups((LEADER,))]
    assert "leader" not in offered
    session.touch("line:leader")
    assert session.scene() == Home(adding=Guide(LEADER))
    session.touch("line:welfare")
    assert session.scene() == Choose("welfare", adding=Guide(LEADER))
    assert WELFARE in {row.id for row in HALL.still_to_choose("welfare", (LEADER,))}
    assert WELFARE not in {row.id for row in HALL.still_to_choose("welfare", (WELFARE,))}


def test_the_way_back_takes_the_last_matter_away_again() -> None:
    """From the guide; from the choice of a further one it leads to the guide as it was."""
    session = Session()
    session.touch("line:leader", "add", "line:welfare", "back")
    assert session.scene() == Home(adding=Guide(LEADER))
    session.touch("back")
    assert session.scene() == Guide(LEADER)
    session.touch("add", "line:welfare", f"matter:{WELFARE}", "back")
    assert session.scene() == Guide(LEADER)


def test_a_number_takes_as_many_matters_as_the_hall_allows() -> None:
    """The server would refuse more."""
    full = Guide(WELFARE, then=tuple(list(HALL.matters)[: MATTERS_MOST - 1]))
    session = Session()
    session.show(full)
    session.touch("add")
    assert session.scene() == full


def test_the_guide_shows_the_matters_in_order_with_what_to_bring_for_each(fonts: Fonts) -> None:
    """And where each of them is."""
    told = "".join(shown(Guide(WELFARE, then=("mediation",)), fonts))
    order = [HALL.matters[matter].name.zh for matter in (WELFARE, "mediation")]
    assert told.index(order[0]) < told.index(order[1])
    assert all(paper.zh in told for paper in HALL.matters["mediation"].materials)
    assert "在4号窗口" in told
    assert "在2号窗口" in told


def test_one_matter_is_three_touches_whatever_else_is_offered(fonts: Fonts) -> None:
    """取号 is on the guide's first page, beside the way to more."""
    session = Session()
    session.hall = FULL
    assert session.touch("line:welfare", f"matter:{WELFARE}", "take") == [Issue(1, WELFARE, None, "zh")]


# -- who does not know, and what is not here ------------------------------------------------------


def test_who_does_not_know_what_to_choose_is_led_to_the_general_window(fonts: Fonts) -> None:
    """不知道办什么: two touches to a number, and it is no choice among the others. (Q-11)"""
    session = Session()
    session.hall = FULL
    assert session.touch("unsure:unsure", "take") == [Issue(1, "unsure", None, "zh")]
    assert "不知道办什么" in "".join(shown(Home(), fonts))
    assert all(row.id != "unsure" for line in FULL.lines for row in FULL.matters_of(line))


def test_a_hall_without_such_a_matter_offers_none(fonts: Fonts) -> None:
    """Nor a check-in where nothing can be booked."""
    home = layout(state_of(Home()), moment_of(HALL), Look(PORTRAIT, fonts))
    others = {touch for touch in touches_of(home) if touch in ("checkin", "mine") or "unsure" in touch}
    assert others == {"mine"}


def test_what_is_handled_elsewhere_is_told_with_where(fonts: Fonts) -> None:
    """Address and phone. (M-5)"""
    session = Session()
    session.hall = FULL
    session.touch("help", "nothere")
    assert session.scene() == NotHere()
    session.touch("elsewhere:passport")
    assert session.scene() == Directions("passport")
    told = "".join(shown(Directions("passport"), fonts))
    assert "人民路 12 号" in told
    assert "示例 0000-0000001" in told
    session.touch("done")
    assert session.scene() == Home()


# -- help -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", [Home(), Guide(WELFARE, 1), Choose("welfare"), CodePad("42")])
def test_help_leads_back_to_where_one_was(scene: Scene) -> None:
    """Nothing typed or chosen is lost."""
    session = Session()
    session.show(scene)
    session.touch("help")
    assert isinstance(session.scene(), Help)
    session.touch("order", "back", "back")
    assert session.scene() == scene


def test_the_order_is_published_with_the_halls_own_classes(fonts: Fonts) -> None:
    """Who comes first, and that acquaintance is none. (Q-13)"""
    told = "".join(shown(Order(Help(Home())), fonts))
    assert "老年人、残疾人、孕妇、军人" in told
    assert "熟人不优先" in told
    assert "预约" in told


# -- check-in -------------------------------------------------------------------------------------


def test_six_digits_are_a_check_in() -> None:
    """预约签到; the number is printed like any other. (Q-7)"""
    session = Session()
    session.hall = FULL
    session.touch("checkin", *(f"digit:{n}" for n in "421907"))
    assert session.touch("enter") == [CheckIn(1, "421907", "zh")]
    assert session.scene() == Asking(1, CodePad("421907"))
    ticket = issued()
    assert session.happen(Answered(1, ticket)) == [Print(ticket, None, "zh")]
    assert session.scene() == Printing(ticket)


def test_five_digits_are_none() -> None:
    """There is nothing to press yet, and a seventh is not taken."""
    session = Session()
    session.touch("checkin", *(f"digit:{n}" for n in "42190"))
    assert session.touch("enter") == []
    session.touch("digit:7", "digit:8")
    assert session.scene() == CodePad("421907")


def test_a_scanned_code_checks_in_from_wherever_one_is() -> None:
    """Six digits and an Enter."""
    session = Session()
    assert session.happen(Scanned("421907")) == [CheckIn(1, "421907", "zh")]


@pytest.mark.parametrize(
    ("refused", "zh"),
    [
        (Refused(code="unknown_appointment"), "再输一次"),
        (Refused(code="appointment_other_day"), "请到预约的那天再来"),
        (Refused(code="already_checked_in", values={"number": "H036"}), "号码是 H036"),
    ],
)
def test_a_code_that_does_not_count_is_told_with_what_to_do(refused: Refused, zh: str, fonts: Fonts) -> None:
    """Wrong, early by a day, used: the digits can be typed anew, or one goes home."""
    session = Session()
    session.happen(Scanned("421907"))
    session.happen(Answered(1, refused))
    assert session.scene() == Told(refused, CodePad("421907"))
    assert zh in "".join(shown(Told(refused, CodePad("421907")), fonts))
    session.touch("retry")
    assert session.scene() == CodePad()


def test_a_check_in_without_answer_is_told_and_a_late_number_still_given() -> None:
    """As with any number: it is theirs while they stand there."""
    session = Session()
    session.happen(Scanned("421907"))
    session.wait(ASK_PATIENCE_MS)
    assert session.scene() == Unreached(1, CodePad("421907"))
    session.happen(Answered(1, issued()))
    assert isinstance(session.scene(), Printing)


@pytest.mark.parametrize(
    ("late", "zh"), [(False, "预约 9:51，按预约时间叫号"), (True, "预约 9:51 已过，从现在起排队")]
)
def test_an_appointment_says_whether_it_still_counts(late: bool, zh: str, fonts: Fonts) -> None:
    """Too late, and why the others go first; or that it is called near its slot. (Q-7)"""
    ticket: Issued = msgspec.structs.replace(issued(), slot=issued().issued_at + 30 * 60_000, late=late)
    assert zh in "".join(shown(Printing(ticket), fonts))
