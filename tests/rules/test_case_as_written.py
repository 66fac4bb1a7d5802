"""A case's number and secret as people type them."""

import pytest

from server.rules.cases.as_written import number_as_written, secret_as_written


@pytest.mark.parametrize(
    "typed",
    [
        "2026-0001",
        "2026 0001",
        " 2026 - 0001 ",
        "２０２６－０００１",
        "２０２６　０００１",
        "20260001",
        "2026-1",
        "2026—0001",
        "2026——0001",
        "2026–0001",
        "2026−0001",
    ],
)
def test_a_number_is_found_however_its_digits_are_typed(typed: str) -> None:
    """Full width, or with spaces."""  # C-1, P-2
    assert number_as_written(typed, "{year}-{n:04}") == "2026-0001"


@pytest.mark.parametrize("typed", ["办2026第7号", "2026 7", "办 ２０２６ 第０００００７号", "2026第7"])
def test_words_around_the_digits_may_be_left_out(typed: str) -> None:
    """The pattern puts them back."""  # C-1
    assert number_as_written(typed, "办{year}第{n:06}号") == "办2026第000007号"


@pytest.mark.parametrize("typed", ["2025/0001", "师古〔2026〕1", "2026-0001x", "", "2026", "2 " * 200])
def test_what_does_not_fit_is_asked_for_as_it_is(typed: str) -> None:
    """It may be of a pattern of before."""
    assert number_as_written(typed, "{year}-{n:04}").strip() == typed.strip()


@pytest.mark.parametrize("typed", ["12345678", "1234 5678", " １２３４５６７８", "1234\u30005678\n"])
def test_a_secret_may_be_pasted_with_spaces(typed: str) -> None:
    """Of either width."""  # C-1
    assert secret_as_written(typed) == "12345678"
