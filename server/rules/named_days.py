"""Days and months as somebody names them: "2026-11-23", "2026-11"."""

import re
from datetime import date

YEARS = range(2000, 2200)
"""What a hall can mean; also what every page can show, and far from where a calendar ends."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def day_named(text: str) -> date | None:
    """The day; none where the text means none."""
    if not _DAY.fullmatch(text) or int(text[:4]) not in YEARS:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_month(text: str) -> bool:
    """Whether it is a month."""
    return day_named(f"{text}-01") is not None
