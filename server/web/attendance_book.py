"""D-1 as a workbook (.xlsx): what the words mean, the sums, and every case with its times."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from common.words import Instant
from server.statistics.attendance import KINDS, ClerkMonth
from server.web.statistics_book import Head, explain, fill, printed, text_in
from server.web.statistics_table import Wording

MINUTE_MS = 60_000
CASES = ("clerk", "day", "kind", "since", "until", "minutes")


def workbook(found: list[ClerkMonth], month: str, wording: Wording, made_at: Instant) -> Workbook:
    """The whole file."""
    book = Workbook()
    about = book.active
    assert isinstance(about, Worksheet)
    hall, cover = wording.setup.hall, wording.setup.cover
    named = hall.name.text(wording.language)
    figures = {"late": cover.late_min, "off_post": cover.off_post_min, "half_day": cover.half_day_min}
    defined = [wording.say(f"attendance.define.{kind}", **figures) for kind in KINDS]
    lines = [
        wording.say("attendance.title"),
        f"{named}（{wording.say('sample')}）" if hall.sample else named,
        month,
        wording.say("made", time=wording.moment(made_at)),
        "",
        *defined,
        wording.say("attendance.define.excused"),
    ]
    explain(about, wording.say("about"), lines)
    _sums(book.create_sheet(wording.say("attendance.sums")), found, wording)
    _cases(book.create_sheet(wording.say("attendance.cases")), found, wording)
    return book


def _sums(sheet: Worksheet, found: list[ClerkMonth], wording: Wording) -> None:
    heads = [Head("", wording.say(f"attendance.{name}"), "count") for name in ("days", *KINDS)]
    rows = [(one.clerk, [one.days, *(one.counts[kind] for kind in KINDS)]) for one in found]
    fill(sheet, wording.say("attendance.clerk"), heads, rows)


def _cases(sheet: Worksheet, found: list[ClerkMonth], wording: Wording) -> None:
    for column, name in enumerate(CASES, 1):
        text_in(sheet, 1, column, wording.say(f"attendance.{name}"))
        sheet.cell(1, column).font = Font(bold=True)
        sheet.cell(1, column).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions["ABCDEF"[column - 1]].width = 16
    cases = [item for one in found for item in one.breaches]
    for row, item in enumerate(cases, 2):
        breach = item.breach
        times = [wording.moment(at)[11:] for at in (breach.since, breach.until)]
        texts = (breach.clerk, item.day, wording.say(f"attendance.{breach.kind}"), *times)
        for column, text in enumerate(texts, 1):
            text_in(sheet, row, column, text)
        sheet.cell(row, 6).value = (breach.until - breach.since) // MINUTE_MS
    sheet.freeze_panes = "A2"
    printed(sheet)
