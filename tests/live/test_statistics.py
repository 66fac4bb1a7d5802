"""Statistics as a page, as JSON, as a workbook and as text: the same figures, for those who supervise."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import msgspec
import pytest
from openpyxl import load_workbook

from common.commands import CallNext, FinishService, IssueTicket, SitDown, StartService
from common.i18n import catalogue
from server.rules.order import Actor
from server.statistics.figures import GROUPINGS
from server.statistics.span import DAYS_MOST
from server.web.shapes_statistics import StatisticsTold
from server.web.statistics_page import Turns
from server.web.statistics_table import COLUMNS, DEFINED
from tests.live.web_house import Browser, WebHouse, text
from tests.rules.street import KIOSK, clerk, moment

DAY = "2026-11-23"
AT = f"/supervisor/statistics.json?from={DAY}&to={DAY}"


@pytest.fixture
def house(house: WebHouse) -> WebHouse:
    """A hall in which one was served by A1 (waited 2 min, walked 30 s, served 5 min) and one waits."""
    do(house, clerk("A1"), SitDown(window=1))
    ticket = do(house, KIOSK, IssueTicket(matter="mr"))
    do(house, KIOSK, IssueTicket(matter="mr"))
    house.clock.at = moment("09:02")
    do(house, clerk("A1"), CallNext())
    house.clock.at = moment("09:02:30")
    do(house, clerk("A1"), StartService(ticket=ticket.ticket))
    house.clock.at = moment("09:07:30")
    do(house, clerk("A1"), FinishService(ticket=ticket.ticket))
    return house


def do(house: WebHouse, actor: Actor, command: Any) -> Any:
    return house.give(actor, command)


@pytest.fixture
def boss(house: WebHouse) -> Browser:
    return house.signed_in("S7", "supervisor")


@pytest.mark.parametrize("what", ["", ".json", ".xlsx", ".csv"])
@pytest.mark.parametrize(
    ("role", "status"), [("supervisor", 200), ("administrator", 200), ("clerk", 403), ("", 302)]
)
def test_only_those_who_supervise_see_statistics(house: WebHouse, what: str, role: str, status: int) -> None:
    """S-5: staff see what their job needs."""
    browser = house.signed_in("P7", role) if role else house.browser()
    assert browser.get(f"/supervisor/statistics{what}").status_code == status


def test_json_says_the_figures_in_milliseconds(boss: Browser) -> None:
    """Counts, sums, weighted means, medians and ninth deciles, by group and in total."""  # S-1
    found = boss.get(f"{AT}&by=window").json
    assert (found["from"], found["to"], found["by"], found["hall"]) == (DAY, DAY, "window", "test")
    served, waiting = found["groups"]
    assert (served["key"], served["name"], waiting["key"]) == (1, "1号窗口", None)
    assert served["wait"] == {
        "count": 1, "sum_ms": 120_000, "mean_ms": 120_000, "median_ms": 120_000, "p90_ms": 120_000,
        "most_ms": 120_000,
    }  # fmt: skip
    assert (served["walk"]["sum_ms"], served["service"]["sum_ms"], served["finished"]) == (30_000, 300_000, 1)
    assert (found["total"]["issued"], found["total"]["hold"]["mean_ms"]) == (2, None)
    (post,) = [post for post in found["posts"] if post["post"] == "pr"]
    assert post["a_role"]["ms"] == 450_000  # since nine
    assert post["unattended"] == {"count": 0, "ms": 0}


@pytest.mark.parametrize("by", GROUPINGS)
def test_the_workbook_says_what_json_says(boss: Browser, by: str) -> None:
    """Real numbers and durations, a sheet for each grouping, opened again."""
    found = boss.get(f"{AT}&by={by}").json
    sheet = workbook(boss)[say("zh", f"by.{by}")]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    for shown, row in zip([*found["groups"], {"name": "合计", **found["total"]}], rows, strict=True):
        assert row[0] == shown["name"]
        assert [in_ms(value) for value in row[1:]] == [column.value(shown) for column in COLUMNS]


def workbook(browser: Browser, language: str = "zh") -> Any:
    answer = browser.get(f"/supervisor/statistics.xlsx?from={DAY}&to={DAY}&language={language}")
    assert f'filename="test-statistics-{DAY}-{DAY}.xlsx"' in answer.headers["Content-Disposition"]
    return load_workbook(BytesIO(answer.get_data()))


def in_ms(value: Any) -> Any:
    return round(value / timedelta(milliseconds=1)) if isinstance(value, timedelta) else value


def say(language: str, code: str) -> str:
    return catalogue("en" if language == "en" else "zh")[f"statistics.{code}"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_explains_itself_in_the_readers_language(boss: Browser, language: str) -> None:
    """Title, hall, days, and what each figure means; it can be passed on as it is."""  # S-2
    book = workbook(boss, language)
    told = [cell.value for cell in book[say(language, "about")]["A"]]
    assert told[:3] == [say(language, "title"), f"测试大厅（{say(language, 'sample')}）", DAY]
    assert [say(language, f"define.{code}") for code in DEFINED] == told[-len(DEFINED) :]
    assert book.sheetnames == [
        say(language, name) for name in ("about", *(f"by.{by}" for by in GROUPINGS), "posts", "post.to_cover")
    ]
    durations = {cell.number_format for row in book[say(language, "by.line")]["E3:G4"] for cell in row}
    assert durations == {"[h]:mm:ss"}


def test_the_workbook_says_what_json_says_of_posts(boss: Browser) -> None:
    """How long each was served, and by whom."""  # AB-11
    posts = boss.get(AT).json["posts"]
    rows = list(workbook(boss)[say("zh", "posts")].iter_rows(min_row=3, values_only=True))
    assert [row[0] for row in rows] == [post["name"] for post in posts]
    assert [in_ms(row[2]) for row in rows] == [post["a_role"]["ms"] for post in posts]


def test_the_text_file_has_a_line_for_each_group_and_the_total(boss: Browser) -> None:
    """Durations in seconds; with a byte order mark, without which Excel garbles Chinese."""
    answer = boss.get(f"/supervisor/statistics.csv?from={DAY}&to={DAY}&by=line")
    assert answer.get_data().startswith("\ufeff".encode())
    head, line, total = text(answer).strip().split("\r\n")
    assert head.startswith("\ufeff队列,号票 取号,号票 办结,等候 次数,等候 平均")
    assert line.startswith("r,2,1,1,120.0,120.0,")
    assert total.startswith("合计,2,1,1,120.0,120.0,")


@pytest.mark.parametrize(("language", "words"), [("zh", "平均等候"), ("en", "Mean wait")])
def test_the_page_shows_durations_as_minutes_and_seconds(boss: Browser, language: str, words: str) -> None:
    """In both languages."""
    shown = text(boss.get(f"/supervisor/statistics?from={DAY}&to={DAY}&language={language}"))
    assert words in shown
    assert "<strong>2:00</strong>" in shown
    assert "<strong>5:00</strong>" in shown
    assert f"?language={'en' if language == 'zh' else 'zh'}&amp;from={DAY}" in shown


def test_a_span_is_today_unless_it_is_said(boss: Browser) -> None:
    """By the hall's own date."""
    found = boss.get("/supervisor/statistics.json").json
    assert (found["from"], found["to"]) == (DAY, DAY)
    later = boss.get("/supervisor/statistics.json?from=2026-11-24").json
    assert (later["from"], later["to"], later["groups"]) == ("2026-11-24", "2026-11-24", [])


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("from=yesterday", "bad_day"),
        ("from=2026-02-30", "bad_day"),
        ("from=20261123", "bad_day"),
        ("to=%00", "bad_day"),
        ("from=2026-11-24&to=2026-11-23", "span_backwards"),
        ("from=2026-01-01&to=2026-11-23", "span_too_long"),
        ("by=name", "bad_grouping"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(boss: Browser, query: str, code: str) -> None:
    """As JSON with its code, on the page beside the form."""
    answer = boss.get(f"/supervisor/statistics.json?{query}")
    assert (answer.status_code, answer.json["refused"]["code"]) == (400, code)
    page = boss.get(f"/supervisor/statistics?{query}")
    assert page.status_code == 400
    assert answer.json["refused"]["text"]["zh"] in text(page)
    assert 'type="date"' in text(page)


def test_a_quarter_is_the_longest_span(boss: Browser) -> None:
    """P-4: results are published each quarter."""
    assert DAYS_MOST == 92
    assert boss.get("/supervisor/statistics.json?from=2026-07-01&to=2026-09-30").status_code == 200
    assert boss.get("/supervisor/statistics.json?from=2026-07-01&to=2026-10-01").status_code == 400


def test_few_are_counted_at_one_time(house: WebHouse) -> None:
    """The threads that read are needed for the hall; whoever comes then is told to come again."""
    turns = Turns(1)
    with turns.taken(), pytest.raises(Exception, match="statistics_busy"), turns.taken():
        pass
    with turns.taken():
        pass


def test_the_supervisors_page_leads_to_statistics(boss: Browser) -> None:
    """One press away."""
    assert 'href="/supervisor/statistics"' in text(boss.get("/supervisor"))


def test_the_answer_is_exactly_what_the_document_declares(house: WebHouse) -> None:
    """No field more, none less: read by its declared shape and written again it is the same."""
    found = house.signed_in("S01", "supervisor").get(f"{AT}&by=window").json
    assert msgspec.to_builtins(msgspec.convert(found, StatisticsTold)) == found
