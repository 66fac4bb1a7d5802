import re
from io import StringIO
from pathlib import Path

import pytest

from server.check_hall import check_hall
from server.hall_file import read_hall
from server.rules.setup import Setup
from server.rules.setup_check import findings
from tests.rules.published import all_words
from tests.rules.street import moment

SAMPLE = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"

# Word for word from the source that rules.md's last section names; nothing here is read from the file.
WINDOWS = {
    1: "领导接待窗口",
    2: "信访与司法窗口",
    3: "人口与计划生育窗口",
    4: "民政、劳动保障窗口",
    5: "农业综合服务窗口",
    6: "国土、村镇建设与工业服务窗口",
    7: "房管所收费窗口",
    8: "文化广播服务窗口",
}
MATTERS = {
    1: ["领导信访接待"],
    2: ["信访接待咨询", "司法调解受理"],
    3: [
        "办理计划生育服务证",
        "办理再生育《生育证》",
        "办理流动人口婚育证明",
        "办理独生子女父母光荣证",
        "办理计划生育免费技术服务介绍信",
    ],
    4: [
        "办理老年优待证",
        "办理残疾人证",
        "办理义务兵优待金",
        "办理城乡特困家庭医疗救助",
        "办理民政临时救济",
        "办理农村居民最低生活保证金",
        "办理城镇居民最低生活保障金",
        "办理失业证",
        "办理再就业优惠证",
        "农村养老保险金发放",
    ],
    5: ["农产品信息发布", "农业新技术咨询", "农业病虫害防治技术"],
    6: [
        "村民申请宅基地用地的初审",
        "国土、能源、环保",
        "工业企业咨询服务",
        "招商引资咨询服务",
        "企业用工信息的发布",
    ],
    7: ["天然气费收取", "水费收取", "房租费收取"],
}
STAFFED_BY = {
    2: "司法所",
    3: "社会事务办",
    4: "社会事务办",
    5: "农业服务中心",
    6: "经济发展办公室",
    7: "镇房管所",
    8: "镇社会事业中心",
}


@pytest.fixture(scope="module")
def hall() -> Setup:
    return read_hall(SAMPLE)


def matters_at(hall: Setup, window: int) -> list[str]:
    lines = {line for post in hall.posts if post.window == window for line in post.lines}
    return [matter.name.zh for matter in hall.matters if matter.line in lines]


def test_the_sample_hall_has_no_error_and_no_warning(hall: Setup) -> None:
    """What we show first is in order, and the command says so."""
    out = StringIO()
    assert check_hall(SAMPLE, "zh", out) == 0
    assert out.getvalue() == "检查完毕：0 个错误，0 个警告。\n"
    assert findings(hall) == ()


def test_the_command_tells_which_rotas_will_soon_be_missing() -> None:
    """By the day on which it is asked."""  # D-3
    out = StringIO()
    assert check_hall(SAMPLE, "zh", out, moment("09:00", "2027-10-01")) == 0
    assert "2028Q1 没有值班表" in out.getvalue()


def test_its_eight_windows_are_named_as_printed(hall: Setup) -> None:
    """rules.md: a real hall to run on."""
    assert hall.hall.name.zh == "师古镇便民服务中心"
    assert {window.number: window.name.zh for window in hall.windows} == WINDOWS


@pytest.mark.parametrize("window", MATTERS)
def test_its_matters_are_named_as_printed_and_in_that_order(hall: Setup, window: int) -> None:
    """26 numbered ones at windows 3 to 7, the main content of windows 1 and 2."""
    assert matters_at(hall, window) == MATTERS[window]


def test_window_eight_has_two_general_enquiries_of_ours(hall: Setup) -> None:
    """The source lists no matter there; it is the general window, for whoever does not know where to go (Q-11)."""
    assert matters_at(hall, 8) == ["文化广播服务咨询", "办事咨询引导"]
    assert len(hall.matters) == 26 + 1 + 2 + 2
    assert [line.id for line in hall.lines if line.general] == ["culture"]


def test_its_clerks_come_from_the_units_that_the_source_names(hall: Setup) -> None:
    """Seven clerks; window 1 has a leader of the town who changes daily."""
    names = {department.id: department.name.zh for department in hall.departments}
    unit = {clerk.id: names[clerk.department] for clerk in hall.clerks}
    assert {post.window: unit[post.a_role] for post in hall.posts if post.window > 1} == STAFFED_BY


def test_people_are_staff_numbers_one_at_each_window(hall: Setup) -> None:
    """rules.md: never invented names. One more works elsewhere in the town hall and may be called (AB-14)."""
    assert [clerk.id for clerk in hall.clerks if not clerk.outside] == [f"A0{n}" for n in range(1, 9)]
    assert [clerk.id for clerk in hall.clerks if clerk.outside] == ["A09"]
    assert [post.a_role for post in hall.posts] == [f"A0{n}" for n in range(1, 9)]


def test_windows_three_and_four_cover_each_other(hall: Setup) -> None:
    """They share a department; everywhere B-roles are other windows' clerks (AB-1)."""
    assert (hall.posts[2].b_roles[0], hall.posts[3].b_roles[0]) == ("A04", "A03")


def test_it_says_that_it_is_a_sample_and_where_it_comes_from(hall: Setup) -> None:
    """示例大厅: hours, limits, materials and A/B pairs are ours, not the town's."""
    assert hall.hall.sample
    assert "政务中心设立方案11篇" in hall.hall.source
    assert "228-238" in hall.hall.source


def test_every_text_that_is_ours_says_so(hall: Setup) -> None:
    """A sample fee must not be taken for the town's."""
    texts = ("basis", "who_may_apply", "materials", "steps", "fee", "fee_basis", "result")
    ours = [words for matter in hall.matters for key in texts for words in all_words(getattr(matter, key))]
    assert [words.zh for words in ours if "示例" not in words.zh] == []
    assert [words.en for words in ours if "sample" not in words.en.lower()] == []
    assert "示例" in hall.hall.phone


def test_every_text_stands_in_both_languages(hall: Setup) -> None:
    """English is complete, and no Chinese is left in it."""
    texts = [words for words in all_words(hall) if words.zh]
    assert [words.zh for words in texts if not words.en.strip()] == []
    assert [words.en for words in texts if re.search("[\u3000-\u9fff]", words.en)] == []


def test_every_promise_is_at_most_half_the_law_and_its_steps_add_up(hall: Setup) -> None:
    """M-1, M-3: the steps' limits together are the promised limit."""
    promised = [matter for matter in hall.matters if matter.kind in ("promised", "submitted")]
    assert promised
    for matter in promised:
        assert matter.promised_limit is not None
        assert matter.statutory_limit is not None
        assert 2 * matter.promised_limit <= matter.statutory_limit
        days = [int(n) for step in matter.steps for n in re.findall(r"(\d+)个工作日", step.zh)]
        assert sum(days) == matter.promised_limit


def test_each_line_has_everyday_words_and_a_picture_for_the_kiosks_home(hall: Setup) -> None:
    """screens.md: 办社保, not a department's name."""
    assert all(line.everyday.zh and line.icon for line in hall.lines)
    assert len({line.icon for line in hall.lines}) == len(hall.lines)


def test_its_priority_classes_start_half_an_hour_ahead(hall: Setup) -> None:
    """Q-10: old, disabled, pregnant, in service."""
    assert [(each.name.zh, each.head_start_min) for each in hall.priorities] == [
        ("老年人", 30),
        ("残疾人", 30),
        ("孕妇", 30),
        ("军人", 30),
    ]


def test_somebody_may_call_out_of_turn(hall: Setup) -> None:
    """Else the sample could not show it."""
    assert 0 < sum(clerk.may_pick for clerk in hall.clerks) < len(hall.clerks)


def test_a_step_that_names_its_time_has_it_as_its_limit(hall: Setup) -> None:
    """Else no step of the sample hall is ever late while its case is not (M-1); together they take no longer than is promised."""
    timed = [matter for matter in hall.matters if any("个工作日" in step.zh for step in matter.steps)]
    assert len(timed) == 14
    for matter in timed:
        told = [re.search(r"(\d+)个工作日", step.zh) for step in matter.steps]
        assert matter.step_limits == tuple(int(days[1]) if days else 0 for days in told)
        assert sum(matter.step_limits) == matter.promised_limit
