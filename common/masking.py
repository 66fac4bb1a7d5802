"""One way to show whose case it is without saying who: 张＊ (P-2). Used for every board, page, paper and log."""

import unicodedata

STAR = "＊"
COMPOUND = frozenset(
    [
        "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶",
        "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷", "公良",
        "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "梁丘", "左丘", "西门", "第五", "公乘",
        "淳于", "单于", "丌官", "仉督", "东门", "伯赏", "贯丘", "公皙", "东里", "东宫", "子书", "子桑", "即墨", "达奚", "褚师", "纳兰", "完颜", "耶律",
        "歐陽", "東方", "獨孤", "南宮", "萬俟", "聞人", "諸葛", "尉遲", "赫連", "澹臺", "濮陽", "公孫", "仲孫", "鍾離", "鐘離", "長孫", "司馬", "鮮于", "閭丘", "子車",
        "巫馬", "顓孫", "壤駟", "樂正", "穀梁", "榖梁", "拓拔", "夾谷", "軒轅", "東郭", "南門", "梁邱", "左邱", "闾邱", "閭邱", "西門", "單于", "東門", "伯賞", "納蘭", "完顏",
    ]
)  # fmt: skip
"""Surnames of two characters: the Hundred Family Surnames' and some more, also as they are written with the older characters (docs/decisions/0225)."""
COMPOUND_OR_NOT = frozenset(
    ["公玉", "公坚", "公仪", "公仲", "公山", "公伯", "公祖", "公上", "公门", "公户", "仲长", "南荣", "归海", "有琴"]
)  # fmt: skip
"""Rarer than the surname that their first character is: 归海燕 may be a 归. A name of four characters leaves no doubt."""
ORGANISATIONS = (
    "合作社", "委员会", "居委会", "村委会", "办事处", "事务所", "经营部", "门市部", "服务部", "工作室", "幼儿园", "卫生院", "公司", "集团", "商行",
    "商店", "超市", "饭店", "餐馆", "诊所", "药店", "学校", "医院", "中心", "协会", "农场", "工厂", "厂", "店", "社", "部", "馆", "所", "会", "院", "校",
)  # fmt: skip
"""What the name of an organisation ends in, the longer ones first. It shows; what stands before it may be somebody's name."""
ORGANISATION_FROM = 4
"""A name of so many characters at least may be an organisation's."""
DOTS = frozenset("·•‧・")
"""Between the parts of a person's name: 买买提·阿布都会."""
SHORT_FROM = 6
"""Where its kind is one character, so many: 阿布都会 and 扎西卓玛店 are persons, and so is whoever has a compound surname, 欧阳建会."""
SURE_FROM = 5
SURE = (
    "卖店", "吃店", "饰店", "书店", "酒店", "花店", "旅店", "菜馆", "茶馆", "面馆", "饭馆", "宾馆", "旅社", "商社", "工会", "商会", "学会", "支部", "驾校", "技校",
)  # fmt: skip
"""Of five characters one shows if the one before it leaves no doubt: 张三小卖店."""


def masked(name: str) -> str:
    """The surname and a star; of a compound surname both characters, of an organisation the first character and its kind.

    Of a name of one character, or of none that is a letter, the star alone: there is nothing that could be left out.
    """
    letters = "".join(character for character in unicodedata.normalize("NFKC", name) if _is_letter(character))
    if len(letters) < 2:
        return STAR
    compound = _is_compound(letters)
    kind = _organisation(letters, person=compound or not DOTS.isdisjoint(name))
    if kind:
        return f"{letters[0]}{STAR}{kind}"
    surname = letters[:2] if compound else letters[0]
    return f"{surname}{STAR}"


def _is_compound(letters: str) -> bool:
    """Is more than the surname left behind its two characters?"""
    return len(letters) > 2 + (letters[:2] in COMPOUND_OR_NOT) and letters[:2] in COMPOUND | COMPOUND_OR_NOT


def _is_letter(character: str) -> bool:
    return unicodedata.category(character).startswith("L")


def _organisation(letters: str, *, person: bool) -> str:
    """The longest kind that it ends in; none of a name that may be a person's. `person`: it begins or is written like one."""
    if len(letters) < ORGANISATION_FROM + person:
        return ""
    from_here = SURE_FROM if letters.endswith(SURE) else SHORT_FROM
    may_be_short = not person and len(letters) >= from_here
    kinds = (kind for kind in ORGANISATIONS if len(kind) > 1 or may_be_short)
    return next((kind for kind in kinds if letters.endswith(kind)), "")
