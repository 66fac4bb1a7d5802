import ast
import re
from pathlib import Path

from tests.architecture.checkout import files, shown

LONGEST = 300
TEXT = (".py", ".js", ".css", ".html", ".md", ".toml", ".json", ".lock", ".mako", ".ini", ".yml", ".yaml", "")
# Written in parts, so that this file does not name what it looks for.
MACHINE = re.compile("/(?:" + "|".join(["wor" + "k", "far" + "m", "roo" + "t"]) + r")/|/home/\w")
REGISTRIES = "|".join(
    ["py" + "pi", "python" + "hosted", "npm" + "js", "deb" + r"\.debian", "mir" + "ror", "regis" + "try"]
)
REGISTRY_HOST = re.compile(
    rf"https?://[\w.-]*(?:{REGISTRIES})[\w.-]*|\b(?:py" + r"pi\.org|npm" + r"js\.(?:org|com))\b"
)
# house.md, rule 7: a patch means a missing seam; and a test that does not run proves nothing.
BANNED_IN_TESTS = re.compile(
    "|".join(
        [
            "mock" + r"\.patch",
            "Magic" + "Mock",
            "monkey" + "patch",
            r"pytest\." + "skip",
            r"mark\." + "skip",
            "xf" + r"ail\b",
        ]
    )
)


def hits(pattern: re.Pattern[str], path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{shown(path)}:{n}: {line.strip()[:100]}" for n, line in enumerate(lines, 1) if pattern.search(line)
    ]


def test_no_file_of_ours_is_longer_than_300_lines() -> None:
    """A longer file is more than one thing."""
    long = [shown(path) for path in files(".py", ".js") if len(path.read_bytes().splitlines()) > LONGEST]
    assert long == []


def test_no_file_names_a_path_of_one_machine() -> None:
    """What is committed runs in any folder of any machine."""
    assert [hit for path in files(*TEXT) for hit in hits(MACHINE, path)] == []


def test_no_file_names_the_host_of_a_registry() -> None:
    """Packages come by name, from whatever registry or mirror the machine is set to."""
    assert [hit for path in files(*TEXT) for hit in hits(REGISTRY_HOST, path)] == []


def test_no_test_patches_or_skips() -> None:
    """Tests replace seams, and every one of them runs."""
    tests = [path for path in files(".py") if shown(path).startswith("tests/")]
    assert [hit for path in tests for hit in hits(BANNED_IN_TESTS, path)] == []


def silent_tests(path: Path) -> list[str]:
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    tests = [node for node in tree if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return [f"{shown(path)}::{test.name}" for test in tests if not ast.get_docstring(test)]


def test_every_test_says_what_it_proves() -> None:
    """The name is a sentence, the docstring says why it matters or which rule of the hall it holds."""
    tests = [path for path in files(".py") if path.name.startswith("test_")]
    assert [silent for path in tests for silent in silent_tests(path)] == []
