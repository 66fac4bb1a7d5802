"""Whose case it is: masked everywhere, one function for all (P-2)."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from common.masking import masked
from common.row import Row
from common.rows_cases import CaseBoardRow, CaseRow
from server.live.applicants import Applicants
from server.rules.setup import Matter
from server.rules.view import table
from tests.rules.setup_cases import CaseStreet, case_morning, case_setup
from tests.rules.street import words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张＊"),
        ("张小三", "张＊"),
        ("欧阳修", "欧阳＊"),
        ("欧阳", "欧＊"),
        ("司马相如", "司马＊"),
        ("歐陽娜娜", "歐陽＊"),
        ("仉督", "仉＊"),
        ("𠮷田", "𠮷＊"),
        ("买买提·吐尔逊", "买＊"),
        ("阿卜杜勒•克里木", "阿＊"),
        ("迪丽热巴·迪力木拉提", "迪＊"),
        ("John Smith", "J＊"),
        ("ÉLISE", "É＊"),
        ("Ｊｏｈｎ", "J＊"),
        ("王会", "王＊"),
        ("什邡市德胜建材有限公司", "什＊公司"),
        ("张三小卖店", "张＊店"),
        ("张", "＊"),
        ("", "＊"),
        ("  张 三 ", "张＊"),
        ("张三510681199001011234", "张＊"),
        ("13800000000", "＊"),
        ("…", "＊"),
        ("\u200b张\u200b三", "张＊"),
        ("长" * 200, "长＊"),
    ],
)
def test_a_name_is_shown_by_its_surname(name: str, shown: str) -> None:
    """Rare and compound surnames, names with a dot, companies, Latin names, one character, two hundred."""
    assert masked(name) == shown


@given(st.text(max_size=200))
def test_a_masked_name_is_short_and_holds_no_digit(name: str) -> None:
    """Whatever was typed: at most a surname, the star and the kind of an organisation."""
    shown = masked(name)
    assert shown.count("＊") == 1
    assert len(shown) <= 7
    assert not any(character.isdigit() for character in shown)


@given(st.text(alphabet="张王李欧阳司马建国小红", min_size=2, max_size=8))
def test_of_a_persons_name_no_more_than_the_surname_is_left(name: str) -> None:
    """Never all of it."""
    assert masked(name) != name
    assert len(masked(name).removesuffix("＊")) in (1, 2)


class Texts:
    """Private texts by id; broken while `fails`."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names, self.asked, self.fails = names, list[str](), False

    def __call__(self, ids: Sequence[str]) -> Mapping[str, str]:
        if self.fails:
            raise OperationalError("", None, Exception())
        self.asked += ids
        return {id_: f'{{"name": "{self.names[id_]}"}}' for id_ in ids if id_ in self.names}


def board(street: CaseStreet) -> Mapping[str, Row]:
    return table(street.hall, "wall", "board")


def shown(applicants: Applicants, street: CaseStreet) -> list[str]:
    rows = applicants.with_names(street.hall, board(street)).named.values()
    return [row.applicant for row in rows if isinstance(row, CaseBoardRow)]


def test_a_row_gets_its_masked_name_and_a_name_is_read_once() -> None:
    """Staff and walls alike."""
    street = case_morning()
    case = street.register("permit")
    texts = Texts({case.person: "张三"})
    applicants = Applicants(texts)
    assert shown(applicants, street) == ["张＊"]
    assert shown(applicants, street) == ["张＊"]
    assert texts.asked == [case.person]
    (row,) = applicants.with_names(street.hall, table(street.hall, "clerk:A1", "cases")).named.values()
    assert isinstance(row, CaseRow)
    assert row.applicant == "张＊"


def test_a_sensitive_matters_row_has_no_name_at_all() -> None:
    """Not even a star."""  # P-6
    setup = case_setup()
    secret = Matter(id="low", name=words("低保"), department="d", line="r", kind="promised", sensitive=True)
    street = case_morning(matters=(*setup.matters, secret))
    case = street.register("low")
    assert shown(Applicants(Texts({case.person: "张三"})), street) == [""]


def test_an_erased_name_is_a_star_and_so_is_one_that_cannot_be_read_yet() -> None:
    """A failing disk hides names, not cases."""
    street = case_morning()
    case = street.register("permit")
    texts = Texts({})
    assert shown(Applicants(texts), street) == ["＊"]
    texts.fails = True
    applicants = Applicants(texts)
    assert shown(applicants, street) == ["＊"]
    texts.fails, texts.names = False, {case.person: "张三"}
    assert shown(applicants, street) == ["张＊"]
