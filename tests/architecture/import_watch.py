"""Import every module of the packages named and print what our own module bodies open, connect or start.

Run in an interpreter of its own: `python -m tests.architecture.import_watch server kiosk`.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from types import FrameType

from tests.architecture.checkout import PACKAGES, ROOT

WATCHED = (
    "open",
    "os.listdir",
    "os.scandir",
    "socket.connect",
    "socket.bind",
    "sqlite3.connect",
    "subprocess.Popen",
)
OURS = tuple(str(ROOT / package) for package in PACKAGES)
# Alembic runs these files itself, inside a connection that the caller gives.
MIGRATIONS = "migrations"


def culprit(frame: FrameType | None) -> FrameType | None:
    """Find the frame of ours that did it, unless the import system or a library did it while being imported."""
    while frame is not None and "importlib" not in frame.f_code.co_filename:
        if frame.f_code.co_filename.startswith(OURS):
            return frame
        frame = frame.f_back
    return None


def watch(event: str, args: tuple[object, ...]) -> None:
    found = culprit(sys._getframe(1)) if event in WATCHED else None
    if found is not None:
        print(f"{found.f_code.co_filename}:{found.f_lineno}: {event} {args[0]}")


def modules(package: str) -> Iterator[str]:
    yield package
    folder = ROOT / package
    for found in pkgutil.walk_packages([str(folder)], prefix=f"{package}."):
        if MIGRATIONS not in found.name:
            yield found.name


def main(packages: list[str]) -> None:
    sys.addaudithook(watch)
    for package in packages:
        for name in modules(package):
            importlib.import_module(name)


if __name__ == "__main__":
    main(sys.argv[1:])
