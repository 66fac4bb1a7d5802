import re

import pytest

from tests.architecture.checkout import ROOT, files, shown

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
TARGET = re.compile(r"^([a-z]+):(?!=)", re.MULTILINE)


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_a_readme_names_the_two_commands(readme: str) -> None:
    """The first thing a newcomer types stands in both languages."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_every_target_of_the_makefile_is_told_by_make_help() -> None:
    """A command that nobody is told of is not used."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = set(re.findall(r'"make (\w+)', makefile)) | {"help"}
    assert set(TARGET.findall(makefile)) == told


def test_every_link_between_documents_leads_somewhere() -> None:
    """A document that was moved is found again."""
    links = [
        (path, target) for path in files(".md") for target in LINK.findall(path.read_text(encoding="utf-8"))
    ]
    assert [f"{shown(path)}: {target}" for path, target in links if not (path.parent / target).exists()] == []


def test_every_decision_has_a_number_of_its_own() -> None:
    """Decisions are cited by number."""
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert sorted(numbers) == sorted(set(numbers))
    assert all(number.isdigit() for number in numbers)
