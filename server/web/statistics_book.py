"""Statistics as a workbook (.xlsx): one sheet that explains, one for each grouping, one for posts.

Durations are Excel's own (parts of a day), so that they can be added, sorted and charted.
"""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.words import Instant
from server.statistics.figures import GROUPINGS
from server.statistics.reading import Statistics
from server.web.statistics_table import COLUMNS, DEFINED, POST_TIMES, Json, Kind, Table, Wording, table

FORMATS: dict[Kind, str] = {"count": "0", "duration": "[h]:mm:ss"}
HEAD = PatternFill("solid", fgColor="DDE6F2")
FIRST_ROW = 3
"""Two rows of headings stand above the figures."""
A4 = 9
NAME_WIDTH, FIGURE_WIDTH, TEXT_WIDTH = 30, 10, 110


class Head(NamedTuple):
    """A column's two headings and what stands below."""

    part: str
    text: str
    kind: Kind


def workbook(found: Statistics, wording: Wording, made_at: Instant) -> bytes:
    """The whole file."""
    book = Workbook()
    explained = book.active
    assert isinstance(explained, Worksheet)
    tables = [table(found, grouping, wording, made_at) for grouping in GROUPINGS]
    _explain(explained, tables[0], wording)
    for grouping, one in zip(GROUPINGS, tables, strict=True):
        _groups(book.create_sheet(wording.say(f"by.{grouping}")), one, wording)
    _posts(book.create_sheet(wording.say("posts")), tables[0].posts, wording)
    _months(book.create_sheet(wording.say("post.to_cover")), tables[0].posts, wording)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _explain(sheet: Worksheet, shown: Table, wording: Wording) -> None:
    about = shown.about
    lines = [
        wording.say("title"),
        f"{about['hall_name']}（{wording.say('sample')}）" if about["sample"] else about["hall_name"],
        wording.span(about["from"], about["to"]),
        wording.say("made", time=wording.moment(about["made_at"])),
        "",
        *(wording.say(f"define.{code}") for code in DEFINED),
    ]
    explain(sheet, wording.say("about"), lines)


def explain(sheet: Worksheet, title: str, lines: Sequence[str]) -> None:
    """The sheet that says what the others hold; the first line is its heading."""
    sheet.title = title
    for row, text in enumerate(lines, 1):
        text_in(sheet, row, 1, text)
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.cell(1, 1).font = Font(bold=True, size=16)
    sheet.column_dimensions["A"].width = TEXT_WIDTH
    printed(sheet)


def _groups(sheet: Worksheet, shown: Table, wording: Wording) -> None:
    heads = [
        Head(wording.say(f"part.{column.part}"), wording.say(f"column.{column.code}"), column.kind)
        for column in COLUMNS
    ]
    rows = [(group["name"], [column.value(group) for column in COLUMNS]) for group in shown.groups]
    total = (wording.say("total"), [column.value(shown.total) for column in COLUMNS])
    fill(sheet, wording.say(f"by.{shown.about['by']}"), heads, [*rows, total])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)


def _posts(sheet: Worksheet, posts: Sequence[Json], wording: Wording) -> None:
    reasons = sorted({reason for post in posts for reason in post["reasons"]})
    heads: list[Head] = []
    for kind in POST_TIMES:
        heads += _twice(wording.say(f"post.{kind}"), wording)
    for reason in reasons:
        heads += _twice(wording.say("post.because", reason=wording.say(f"reason.{reason}")), wording)
    heads.append(Head("", wording.say("post.absences"), "count"))
    rows = []
    for post in posts:
        times = [post[kind] for kind in POST_TIMES] + [post["reasons"].get(reason) for reason in reasons]
        figures = [value for one in times for value in ((one["count"], one["ms"]) if one else (0, 0))]
        rows.append((post["name"], [*figures, post["absences"]]))
    fill(sheet, wording.say("by.post"), heads, rows)


def _months(sheet: Worksheet, posts: Sequence[Json], wording: Wording) -> None:
    """Time to cover, a row for each post and month."""
    codes = ("mean_ms", "median_ms", "p90_ms", "most_ms")
    heads = [Head("", wording.say("column.count"), "count")]
    for kind in ("effective", "seen"):
        part = wording.say(f"post.since_{kind}")
        heads += [Head(part, wording.say(f"column.{code}"), "duration") for code in codes]
    heads.append(Head(wording.say("post.in_vain"), wording.say("column.count"), "count"))
    heads.append(Head(wording.say("post.in_vain"), wording.say("column.most_ms"), "duration"))
    rows = [
        (
            f"{post['name']} {month}",
            [
                took["effective"]["count"],
                *(took[kind][code] for kind in ("effective", "seen") for code in codes),
                *(took["in_vain"][code] for code in ("count", "most_ms")),
            ],
        )
        for post in posts
        for month, took in post["months"].items()
    ]
    fill(sheet, wording.say("by.post"), heads, rows)


def _twice(part: str, wording: Wording) -> list[Head]:
    return [
        Head(part, wording.say("column.times"), "count"),
        Head(part, wording.say("column.sum_ms"), "duration"),
    ]


def fill(
    sheet: Worksheet, first: str, heads: list[Head], rows: Sequence[tuple[str, Sequence[int | None]]]
) -> None:
    """A table with two rows of headings, `first` above the names."""
    text_in(sheet, 2, 1, first)
    for place, head in enumerate(heads, 2):
        text_in(sheet, 1, place, head.part if place == 2 or heads[place - 3].part != head.part else "")
        text_in(sheet, 2, place, head.text)
        sheet.column_dimensions[get_column_letter(place)].width = FIGURE_WIDTH
    for head_row in (1, 2):
        for cell in sheet[head_row]:
            cell.font, cell.fill = Font(bold=True), HEAD
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row, (name, figures) in enumerate(rows, FIRST_ROW):
        text_in(sheet, row, 1, name)
        for place, (head, value) in enumerate(zip(heads, figures, strict=True), 2):
            _figure(sheet, (row, place), value, head.kind)
    sheet.column_dimensions["A"].width = NAME_WIDTH
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.print_title_rows = "1:2"
    printed(sheet)


def _figure(sheet: Worksheet, place: tuple[int, int], value: int | None, kind: Kind) -> None:
    cell = sheet.cell(*place)
    cell.number_format = FORMATS[kind]
    if value is not None:
        cell.value = value if kind == "count" else timedelta(milliseconds=value)
        cell.number_format = FORMATS[kind]


def text_in(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Never a formula, whatever a name begins with."""
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"


def printed(sheet: Worksheet) -> None:
    """On A4 across."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
