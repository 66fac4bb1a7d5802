"""What may stand in a name: it is read on pages and papers, beside other things (P-2)."""

from typing import Any

import pytest

from common import commands_case as c
from tests.rules.setup_cases import case_morning
from tests.rules.street import clerk

A1 = clerk("A1")


@pytest.mark.parametrize(
    "sign", ["\n", "\r", "\t", "\0", "\u202e", "\u2066", "\u200f", "\u2028", "\x85", "\ufeff"]
)
@pytest.mark.parametrize("field", ["name", "contact"])
def test_signs_that_are_not_seen_are_refused(field: str, sign: str) -> None:
    """A break of the line, or one that turns what stands beside it."""
    street = case_morning()
    filed: dict[str, Any] = {"name": "张三", "contact": "13800000000"} | {field: f"张{sign}三"}
    assert street.refused(A1, c.RegisterCase(matter="permit", **filed)) == "unseen_signs"


@pytest.mark.parametrize(
    "name", ["𠀀三", "阿卜杜拉·买买提", "O’Neill", " 张 三 ", "ئابلىكىم", "\ue863某", "葛\U000e0100"]
)
def test_any_name_that_can_be_read_is_taken(name: str) -> None:
    """Rare characters, dots, other scripts, what an office's own font draws; spaces around it are dropped."""
    street = case_morning()
    street.give(A1, c.RegisterCase(matter="permit", name=name))
