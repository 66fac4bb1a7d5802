"""The second real hall's file: what its source says, word for word, and all else marked as a sample."""

import re
from io import StringIO
from pathlib import Path

import pytest

from server.check_hall import check_hall
from server.hall_file import read_hall
from server.rules.setup import Setup
from server.rules.setup_check import findings
from tests.rules.published import all_words

SECOND = Path(__file__).parents[2] / "assets" / "halls" / "leiping.toml"

# Word for word from the source (000, lines 337, 341, 407, 453, 455); nothing here is read from the file.
AGENCY_MATTERS = {
    "社保窗口": [
        "代办零就业家庭人员联系工作岗位",
        "帮助4050人员和零就业家庭申请社保补贴",
        "帮助4050人员和零就业家庭申请公益性岗位",
    ],
    "计生窗口": ["代办《二孩生育证》", "农村部分计划生育家庭奖励扶助对象确定"],
    "司法窗口": ["经镇一级调处后仍有异议需转上级进一步审理的案件"],
    "国土窗口": ["土地征收三费补偿、拆迁安置补偿"],
    "民政窗口": ["代办《残疾证》", "农村低保、城镇低保", "五保户供养", "《复退军人优待证》"],
}
STEPS = [
    "相关服务窗口审核材料齐全",
    "服务窗口负责人指定代办工作人员,在规定时间内向上级有关部门呈报办理",
    "按照上级部门的办结时限内办理",
]
FEE = "除规费外,整个服务过程不向服务对象收取一分钱代办费"


@pytest.fixture(scope="module")
def hall() -> Setup:
    return read_hall(SECOND)


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "检查完毕：0 个错误，0 个警告。\n"), ("en", "Checked: 0 error(s), 0 warning(s).\n")],
)
def test_the_second_hall_has_no_error_and_no_warning(lang: str, told: str, hall: Setup) -> None:
    """The command says so in both languages."""
    out = StringIO()
    assert check_hall(SECOND, lang, out) == 0  # type: ignore[arg-type]  # zh or en
    assert out.getvalue() == told
    assert findings(hall) == ()


def test_its_windows_and_agency_matters_are_named_as_printed(hall: Setup) -> None:
    """Five windows with agency matters (C-11), in the source's order, and the complaints window."""
    assert hall.hall.name.zh == "雷平镇政务服务中心"
    lines = {
        window.name.zh: post.lines
        for window in hall.windows
        for post in hall.posts
        if post.window == window.number
    }
    named = {
        window: [matter.name.zh for matter in hall.matters if matter.line in of]
        for window, of in lines.items()
    }
    assert named == {**AGENCY_MATTERS, "投诉窗口": ["受理投诉、检举和控告"]}


def test_agency_goes_to_the_higher_level_and_costs_nothing(hall: Setup) -> None:
    """C-11, M-8: steps and fee as printed; the hall sets no limit of its own, for the source names the higher level's."""
    agency = [matter for matter in hall.matters if matter.line != "complaints"]
    assert len(agency) == 11
    for matter in agency:
        assert matter.kind == "submitted"
        assert [step.zh for step in matter.steps] == STEPS
        assert matter.fee.zh == FEE
        assert (matter.statutory_limit, matter.promised_limit) == (None, None)


def test_it_says_that_it_is_a_sample_and_where_it_comes_from(hall: Setup) -> None:
    """示例大厅: units, hours, materials and A/B pairs are ours, not the town's."""
    assert hall.hall.sample
    assert "镇政务服务中心各项制度" in hall.hall.source
    assert "455" in hall.hall.source
    assert "示例" in hall.hall.phone


def test_every_text_that_is_ours_says_so(hall: Setup) -> None:
    """What does not stand in the source carries the word, units too."""
    texts = ("basis", "who_may_apply", "materials", "steps", "fee", "fee_basis", "result")
    guides = [words for matter in hall.matters for key in texts for words in all_words(getattr(matter, key))]
    ours = [words for words in guides if words.zh not in {*STEPS, FEE}]
    ours += [department.name for department in hall.departments]
    assert [words.zh for words in ours if "示例" not in words.zh] == []
    assert [words.en for words in ours if "sample" not in words.en.lower()] == []


def test_every_text_stands_in_both_languages(hall: Setup) -> None:
    """English is complete, and no Chinese is left in it."""
    texts = [words for words in all_words(hall) if words.zh]
    assert [words.zh for words in texts if not words.en.strip()] == []
    assert [words.en for words in texts if re.search("[\u3000-\u9fff]", words.en)] == []


def test_people_are_staff_numbers_and_every_post_has_a_b(hall: Setup) -> None:
    """AB-1: never invented names; some posts have one B, some several."""
    assert [clerk.id for clerk in hall.clerks] == [f"A0{n}" for n in range(1, 7)]
    assert [post.a_role for post in hall.posts] == [clerk.id for clerk in hall.clerks]
    assert {len(post.b_roles) for post in hall.posts} == {1, 2, 3}
