import ast
import subprocess
import sys

import grimp

from tests.architecture.checkout import PACKAGES, ROOT, files, shown

RULES_MAY_TAKE = (
    "common.command",
    "common.bounded",
    "common.messages",
    "common.own_numbers",
    "common.rows",
    "common.words",
)
CLOCKS = {"now", "utcnow", "today"}


def test_every_import_contract_of_pyproject_is_kept() -> None:
    """Programs stay apart, the server's layers point one way, rules stay pure."""
    # In a process of its own: import-linter's set-up of logging silences every logger that is there already.
    lint = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_rules_take_nothing_of_common_but_its_language() -> None:
    """What the rules share with the other programs is what is said, not how."""
    graph = grimp.build_graph("server", "common", cache_dir=None)
    rules = {"server.rules", *graph.find_descendants("server.rules")}
    taken = {name for module in rules for name in graph.find_modules_directly_imported_by(module)}
    assert [
        name for name in taken if name.startswith("common.") and not name.startswith(RULES_MAY_TAKE)
    ] == []


def asks_the_clock(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in CLOCKS and "date" in ast.unparse(node.value)


def test_the_rules_ask_no_clock() -> None:
    """Time comes in as `now`; the import contract bars `time`, this bars the clock inside datetime."""
    rules = [path for path in files(".py") if shown(path).startswith("server/rules/")]
    asked = [
        f"{shown(path)}:{node.lineno}"
        for path in rules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if asks_the_clock(node) and isinstance(node, ast.Attribute)
    ]
    assert asked == []


def test_nothing_is_opened_or_connected_by_importing_a_module() -> None:
    """Every module of every program is imported under watch, in a fresh interpreter (house.md, rule 4)."""
    watch = [sys.executable, "-m", "tests.architecture.import_watch", *PACKAGES]
    seen = subprocess.run(watch, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (seen.stdout, seen.returncode) == ("", 0), seen.stderr
