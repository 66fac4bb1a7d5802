"""What staff see, try and set in the service menu."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from common.screen.geometry import Rect
from common.screen.keeping import AGAIN
from common.screen.placements import texts
from common.screen.window import Key
from kiosk.paper import DOTS_PER_MM
from kiosk.paper_side import counted_in
from kiosk.scene import Home
from kiosk.service.flow import (
    OPEN_MS,
)
from kiosk.service.knowing import own_version
from kiosk.service.layout import RULER_MM
from kiosk.service.scene import Fingers, Menu, Ruler, Service
from kiosk.service.secret import ServiceFile
from tests.programs.kiosk_stand import GLASS, Stand
from tests.programs.service_stand import CODE, GESTURE, Counter


@pytest.fixture
def file() -> ServiceFile:
    """With a code, kept nowhere."""
    kept = ServiceFile()
    kept.set_code(CODE)
    return kept


@pytest.fixture
def counter(stand: Stand, file: ServiceFile) -> Counter:
    """The menu is open."""
    desk = Counter(stand, file)
    desk.tap(*GESTURE)
    desk.type(CODE)
    assert desk.scene() == Menu()
    return desk


# -- what it shows and does -----------------------------------------------------------------------


def test_the_menu_tells_how_the_kiosk_is(counter: Counter) -> None:
    """Name, server, link and since when, printer, paper, numbers not handed in, version, screen."""
    facts = counter.desk._facts(counter.stand.hall.clock.at)
    assert (facts.device, facts.server, facts.online) == ("gate 1", "http://hall.example:8000", True)
    assert facts.since == "2026-11-23 09:00"
    assert (facts.where, facts.printer, facts.waiting) == ("tcp://192.0.2.7:9100", None, 2)
    assert facts.paper.startswith("今天出票 0 张")
    assert facts.version == own_version() != "-"
    assert facts.screen == "540×960 像素，21.5 英寸"
    assert "gate1" in counter.shown()


def test_it_leaves_by_itself(counter: Counter) -> None:
    """A minute after the last touch: nobody finds it open."""
    counter.wait(OPEN_MS - 1)
    assert counter.scene() == Menu()
    counter.wait(1)
    assert counter.scene() is None


def test_the_ruler_is_fifty_millimetres_long(counter: Counter) -> None:
    """By the diagonal that was told: whoever holds a ruler to it sees whether that is right."""
    counter.touch("ruler")
    assert counter.scene() == Ruler()
    lines = [placed.rect for placed in counter.desk.placements]
    longest = round(RULER_MM * GLASS.px_per_mm)
    assert any(_is_line(rect, longest) and rect.w == longest for rect in lines)
    assert any(_is_line(rect, longest) and rect.h == longest for rect in lines)


def test_every_field_of_the_glass_can_be_tried(counter: Counter) -> None:
    """From edge to edge."""
    counter.touch("fingers")
    counter.touch(*(f"cell:{nth}" for nth in range(12)))
    assert counter.scene() == Fingers(frozenset(range(12)))
    assert "每一格都摸到了" in counter.shown()
    counter.touch("back")
    assert counter.scene() == Menu()


@pytest.mark.parametrize(("fault", "said"), [(None, "试打成功"), ("paper_out", "没有打出来，请看打印机")])
def test_a_test_print_says_whether_it_came_out(counter: Counter, fault: str | None, said: str) -> None:
    """It is no ticket, and no number was given for it."""
    counter.touch("print")
    (paper,) = counter.stand.prints.papers
    assert (paper.number, paper.matter) == ("测试", "试打，不是号票")
    counter.stand.prints.end(fault)
    counter.frame()
    assert said in counter.shown()
    assert counter.stand.waiting() == 0


def test_a_test_print_that_takes_long_is_not_yet_one_that_failed(counter: Counter) -> None:
    """What came of it is said when it is known."""
    counter.touch("print")
    sent = counter.shown()
    counter.stand.prints.slow()
    counter.frame()
    assert counter.shown() == sent
    counter.stand.prints.end(None)
    counter.frame()
    assert "试打成功" in counter.shown()


@pytest.mark.parametrize(("fault", "mm"), [(None, 100), ("paper_out", 0)])
def test_a_test_print_is_in_no_column_of_the_count_but_of_the_roll(
    counter: Counter, fault: str | None, mm: int
) -> None:
    """No resident had it."""
    counter.book.new_roll()
    before = counter.book.today
    counter.touch("print")
    (paper,) = counter.stand.prints.papers
    counted_in(counter.book)(paper, fault, round(88 * DOTS_PER_MM))
    assert before is not None
    assert counter.book.today == structs.replace(before, used_mm=mm, left_mm=80_000 - mm)


def test_a_new_roll_begins_its_count(counter: Counter) -> None:
    """Staff have put it in."""
    counter.touch("roll")
    counter.frame()
    assert "本卷还剩约80米" in "".join(counter.desk._facts(0).paper.split())


def test_the_voice_can_be_tried(counter: Counter) -> None:
    """In the language of the menu."""
    counter.touch("voice")
    assert counter.said == [("这是取号机的试音。", "zh")]


def test_the_language_of_the_start_is_set_for_good(counter: Counter) -> None:
    """Also for the next start, and for every session after this one."""
    counter.touch("start:en")
    assert counter.file.language == "en"
    counter.touch("back")
    assert "What would you like to do?" in " ".join(texts(counter.stand.kiosk.placements))


@pytest.mark.parametrize(("act", "code"), [("leave", 0), ("restart", AGAIN)])
def test_the_program_ends_only_after_being_asked_twice(counter: Counter, act: str, code: int) -> None:
    """By its exit code the watcher knows whether to start it again."""
    counter.touch(act, "no")
    assert counter.scene() == Menu()
    counter.touch(act)
    with pytest.raises(SystemExit) as ended:
        counter.touch("yes")
    assert ended.value.code == code


def test_a_scanner_types_into_nothing_while_it_is_open(counter: Counter) -> None:
    """A resident's code before it opens no session behind it."""
    for key in "123456":
        counter.stand.window.put(Key(key))
    counter.stand.window.put(Key("return"))
    counter.frame()
    counter.touch("back")
    assert counter.stand.scene() == Home()


def test_nothing_of_the_menu_outlives_it_but_wrong_tries_until_the_right_one(
    stand: Stand, file: ServiceFile
) -> None:
    """The next look begins anew."""
    desk = Counter(stand, file)
    desk.desk.state = replace(desk.desk.state, wrong=2)
    desk.tap(*GESTURE)
    desk.type(CODE)
    desk.touch("back")
    assert desk.desk.state == replace(Service(), touched_at=desk.desk.state.touched_at)


def _is_line(rect: Rect, longest: int) -> bool:
    return sorted((rect.w, rect.h))[1] == longest and min(rect.w, rect.h) < longest // 10
