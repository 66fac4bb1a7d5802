"""One short paper of each kind, as the server tells them, and the hall that prints them."""

from typing import Any

import msgspec

from common.papers import PaperTold
from common.rows import HallRow
from common.words import Words
from kiosk.hall import Hall
from kiosk.paper import DOTS, PaperFonts, cut_lines
from kiosk.slip import Slip, slip_entries
from tests.rules.street import moment

AT = moment("09:41")
ID = Words("居民身份证原件及复印件", "Identity card, original and copy")
FORM = Words("申请表（一式两份，本人签字）", "Application form, two copies, signed by yourself")
PHOTO = Words("近期一寸免冠照片两张", "Two recent photographs, one inch, without a hat")
ABOUT: dict[str, Any] = {
    "language": "zh",
    "printed": AT,
    "matter": Words("城乡居民最低生活保障申请", "Minimum living allowance: application"),
    "department": Words("民政、劳动保障窗口", "Civil affairs and labour"),
    "phone": "0838-555-0100",
    "window": 4,
}
CASE: dict[str, Any] = {
    **ABOUT,
    "number": "2026-0042",
    "received": AT,
    "handler": Words("民政办事员", "Clerk for civil affairs"),
    "clerk": "A04",
}
RECEIPT = PaperTold(
    kind="receipt",
    accepted=True,
    secret="40731826",
    address="https://hall.example/case#2026-0042.40731826",
    clock="due",
    due=moment("18:00", "2026-12-14"),
    **CASE,
)
SUPPLEMENT = PaperTold(
    kind="supplement",
    clock="to_begin",
    missing=(FORM, PHOTO),
    note="照片请用白底；表格在填表台，有样表可看。",
    by=moment("18:00", "2026-12-04"),
    **CASE,
)
ONE_TIME = PaperTold(
    kind="one_time",
    limit=15,
    materials=(ID, FORM, PHOTO),
    missing=(FORM,),
    fee=Words("不收费", "Free"),
    result=Words("最低生活保障证", "Certificate of the allowance"),
    **ABOUT,
)
SLIPS = {"receipt": RECEIPT, "supplement": SUPPLEMENT, "one_time": ONE_TIME}
HALL = Hall(
    msgspec.convert(
        {
            "id": "hall", "name": {"zh": "示例镇便民服务中心", "en": "Sample town service centre"}, "sample": True, "phone": "",
            "timezone": "Asia/Shanghai", "day": "2026-11-23", "phase": "open", "until": None, "numbers": True, "paused": None, "paused_until": None,
            "grace_min": 5, "call_next_finishes": True, "away_budget_min": 10, "away_budget_over_min": 60,
        },
        HallRow,
    )
)  # fmt: skip


def lines_of(slip: Slip, fonts: PaperFonts, width_mm: int) -> list[str]:
    """Every line, as it is cut for that width."""
    entries = (entry for entry in slip_entries(slip, width_mm) if entry.text)
    return [line for entry in entries for line in cut_lines(entry, DOTS[width_mm], fonts)]
