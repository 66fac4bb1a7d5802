"""How much memory another process holds, on every system, without a package for it."""

import csv
import re
import subprocess
import sys
from pathlib import Path

KIB = 1024


def resident_mb(pid: int) -> float:
    """Resident set size in MB (10^6 bytes)."""
    return _resident_kib(pid) * KIB / 1_000_000


def _resident_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="ascii"))
        return int(found[1]) if found else 0
    if sys.platform == "win32":
        row = next(csv.reader(_said("tasklist", "/FI", f"PID eq {pid}", "/FO", "CSV", "/NH").splitlines()))
        return int(re.sub(r"\D", "", row[4]))
    return int(_said("ps", "-o", "rss=", "-p", str(pid)))


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
