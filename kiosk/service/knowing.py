"""What the service menu tells of this kiosk, gathered when somebody looks."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from common.commands_printed import CountPaper
from common.i18n import say
from common.screen.geometry import Screen
from common.words import Instant, Language
from kiosk.service.layout import Facts
from kiosk.wording import Wording


class Known(NamedTuple):
    """How it is now. `fault` of the printer: none if it has none, `unknown` before it was asked; `start`: what sessions start in.

    `unhanded`: numbers given without the server; `mishaps`: sessions that a fault of the program ended.
    """

    device: str
    online: bool
    fault: str | None
    unhanded: int
    mishaps: int
    start: Language
    speaks: bool = False


class Setting(NamedTuple):
    """What does not change while it runs. `ended`: faults that ended it before; `kept`: somebody starts it again."""

    server: str
    printer: str
    ended: int = 0
    kept: bool = False


def facts_of(
    known: Known, setting: Setting, paper: CountPaper | None, screen: Screen, since: Instant, wording: Wording
) -> Facts:
    """All of it, worded. `since`: from when on the server is there, or is not."""
    fault, language = known.fault, wording.language
    return Facts(
        device=known.device,
        server=setting.server,
        online=known.online,
        since=wording.stamp(since),
        where=setting.printer,
        printer=None if fault == "unknown" else say(language, f"page.fault.{fault}") if fault else "",
        paper=_paper(paper, wording),
        waiting=known.unhanded,
        version=own_version(),
        screen=wording.say(
            "service.screen_is", width=screen.width, height=screen.height, inches=f"{screen.diagonal_in:g}"
        ),
        ended=setting.ended,
        mishaps=known.mishaps,
        kept=setting.kept,
        speaks=known.speaks,
        start=known.start,
    )


def own_version() -> str:
    """Of this program, as it was installed."""
    try:
        return version("jiaohao")
    except PackageNotFoundError:
        return "-"


def _paper(count: CountPaper | None, wording: Wording) -> str:
    if count is None:
        return ""
    told = wording.say(
        "service.paper_today",
        tickets=count.tickets,
        reprints=count.reprints,
        slips=count.slips,
        failed=count.failed,
        used=f"{count.used_mm / 1000:.1f}",
    )
    if count.left_mm is None:
        return told
    return told + "\n" + wording.say("service.paper_left", left=f"{count.left_mm / 1000:.0f}")
