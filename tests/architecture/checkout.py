"""The files of this checkout, as the tests of the architecture look at them."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "assets" / "vendor"
TESTS_VENDOR = ROOT / "tests" / "vendor"
"""What only tests need: in no wheel, served by nobody."""
PROGRAMS = ("server", "counter", "kiosk", "display")
PACKAGES = (*PROGRAMS, "common", "bench")


def files(*suffixes: str) -> list[Path]:
    """List our own files (tracked, or new and not ignored), without the vendored ones."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    paths = [ROOT / name for name in names if name]
    return [path for path in paths if path.is_file() and not vendored(path) and fits(path, suffixes)]


def vendored(path: Path) -> bool:
    return any(path.is_relative_to(folder) and path.parent != folder for folder in (VENDOR, TESTS_VENDOR))


def fits(path: Path, suffixes: tuple[str, ...]) -> bool:
    return not suffixes or path.suffix in suffixes


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
