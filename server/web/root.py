"""Where the files of pages lie."""

from pathlib import Path

WEB = Path(__file__).parent
ASSETS = WEB.parents[1] / "assets"
