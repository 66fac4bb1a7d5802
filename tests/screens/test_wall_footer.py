"""What the wall's footer tells, one text after the other."""

from __future__ import annotations

from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.words import Words
from display.layout import WallLayout
from display.wording import Wording
from tests.screens.wall_hall import hall

ZH = Wording("zh")


def test_the_footer_tells_who_is_on_duty_where_to_complain_and_what_is_promised(fonts: Fonts) -> None:
    """Today's leader with the hours, the complaint line, each promise and notice, one after the other."""  # P-3, D-3
    told = hall(
        duty_leader=Words("副镇长 08:30-12:00"),
        complaints="12345",
        commitments=(Words("一次性告知"), Words("即来即办")),
        notices=(Words("不收手续费"),),
    )
    for alone in (False, True):
        layout = WallLayout(Screen(1920, 1080, 55), 6000, ZH, fonts, board_alone=alone)
        notices = layout.notices(told, (), 1)
        wanted = [
            "今日值班领导：副镇长 08:30-12:00",
            "投诉电话 12345",
            "服务承诺：一次性告知",
            "服务承诺：即来即办",
            "不收手续费",
        ]
        assert [text for text in notices if text in wanted] == wanted
