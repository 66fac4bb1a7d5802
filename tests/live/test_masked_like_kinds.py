"""A person whose name ends like an organisation's is masked as a person (P-2)."""

import pytest

from common.masking import COMPOUND, COMPOUND_OR_NOT, masked

HUNDRED = """
万俟 司马 上官 欧阳 夏侯 诸葛 闻人 东方 赫连 皇甫 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 轩辕 令狐 钟离 宇文 长孙 慕容 鲜于 闾丘 司徒 司空 丌官
司寇 仉督 子车 颛孙 端木 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 百里 东郭 南门 呼延 羊舌 微生 梁丘 左丘 东门 西门 伯赏 南宫 第五
"""
"""The compounds with which the Hundred Family Surnames end."""


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("欧阳建会", "欧阳＊"),
        ("司马国校", "司马＊"),
        ("上官文院", "上官＊"),
        ("欧阳中心", "欧阳＊"),
        ("诸葛明月会", "诸葛＊"),
        ("阿布都会", "阿＊"),
        ("王建国会", "王＊"),
        ("买买提都会", "买＊"),
        ("扎西卓玛店", "扎＊"),
        ("阿依古丽校", "阿＊"),
        ("王会", "王＊"),
        ("买买提·热西会", "买＊"),
        ("阿依古丽•买买提校", "阿＊"),
    ],
)
def test_the_last_character_of_a_given_name_is_not_shown(name: str, shown: str) -> None:
    """One character is no sure sign of an organisation."""
    assert masked(name) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("石亭江畔小吃店", "石＊店"),
        ("师古镇小学校", "师＊学校"),
        ("老张饭店", "老＊饭店"),
        ("石亭小吃店", "石＊店"),
        ("云岫竹编有限公司", "云＊公司"),
        ("欧阳氏有限公司", "欧＊公司"),
        ("示例村老人会", "示＊会"),
    ],
)
def test_an_organisation_still_shows_its_kind(name: str, shown: str) -> None:
    """From six characters on, from five where the one before it leaves no doubt, or where two say it."""
    assert masked(name) == shown


@pytest.mark.parametrize("surname", [*HUNDRED.split(), "亓官", "纳兰", "完颜", "單于", "東門", "完顏"])
def test_a_compound_surname_of_the_hundred_is_shown_with_both_characters(surname: str) -> None:
    """淳于意 is no 淳; alone it may be a whole name, and is none on a board."""
    assert masked(f"{surname}明") == masked(f"{surname}小明") == f"{surname}＊"
    assert masked(surname) == f"{surname[0]}＊"


@pytest.mark.parametrize(
    ("name", "shown"), [("归海燕", "归＊"), ("公玉兰", "公＊"), ("归海云燕", "归海＊"), ("公玉", "公＊")]
)
def test_what_may_begin_a_given_name_is_shown_only_of_a_longer_one(name: str, shown: str) -> None:
    """Where either may be, the less is shown."""
    assert masked(name) == shown


@pytest.mark.parametrize(
    "name", ["扎西多吉", "索朗旺堆", "阿依古丽", "吾买尔江", "吉克阿甲", "沙马拉且", "阿尔木呷", "古丽巴哈尔"]
)
def test_a_name_of_another_people_without_its_dot_shows_one_character(name: str) -> None:
    """Whether it has a surname at all cannot be read."""
    assert masked(name) == f"{name[0]}＊"


def test_no_compound_is_in_both_lists_nor_longer() -> None:
    """Two characters each."""
    assert not COMPOUND & COMPOUND_OR_NOT
    assert {len(surname) for surname in COMPOUND | COMPOUND_OR_NOT} == {2}
