"""Give the tests of pages and papers what they need from Debian; run by `make test` before anything is installed in .venv.

As root the missing packages are installed. Otherwise the exact command is said and the exit code is 1.
Standard library only: it runs on a machine that has nothing else yet.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

INSTALL = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
UPDATE = ["apt-get", "update", "-qq"]


def browser_found() -> bool:
    return shutil.which("chromium") is not None


def chinese_font_found() -> bool:
    """Say whether a browser here can draw Chinese: without a font the pictures show boxes."""
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return False
    listed = subprocess.run([fc_list, ":lang=zh-cn", "family"], capture_output=True, check=False)
    return bool(listed.stdout.strip())


def reader_found() -> bool:
    """Say whether there is a program that reads printed Chinese: papers are read back by one that did not make them."""
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        return False
    listed = subprocess.run([tesseract, "--list-langs"], capture_output=True, check=False)
    return b"chi_sim" in listed.stdout


def chinese_reader_found() -> bool:
    """Say whether tesseract is here and reads Chinese and English."""
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        return False
    listed = subprocess.run([tesseract, "--list-langs"], capture_output=True, text=True, check=False)
    return {"chi_sim", "eng"} <= set(listed.stdout.split())


NEEDS: list[tuple[Callable[[], bool], list[str]]] = [
    (browser_found, ["chromium"]),
    (chinese_font_found, ["fontconfig", "fonts-wqy-microhei"]),
    (chinese_reader_found, ["tesseract-ocr", "tesseract-ocr-chi-sim"]),
    (reader_found, ["tesseract-ocr", "tesseract-ocr-chi-sim"]),
]


def missing_packages() -> list[str]:
    return [package for found, packages in NEEDS if not found() for package in packages]


def apt(command: list[str]) -> bool:
    """Run apt quietly; what it said is shown only when it failed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        print(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}", file=sys.stderr)
    return done.returncode == 0


def install(packages: list[str]) -> bool:
    # The lists of a fresh machine are empty or old, and one update in a hundred fails on the network.
    return (apt(UPDATE) or apt(UPDATE)) and apt([*INSTALL, *packages])


def refusal(packages: list[str]) -> str:
    listed = " ".join(packages)
    return f"The tests need Debian packages that are missing here: {listed}\nAs root: apt-get install -y {listed}"


def main() -> int:
    packages = missing_packages()
    if not packages:
        return 0
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None
    if not may_install:
        print(refusal(packages), file=sys.stderr)
        return 1
    print(f"Installing Debian packages for the tests: {' '.join(packages)}")
    return 0 if install(packages) else 1


if __name__ == "__main__":
    sys.exit(main())
