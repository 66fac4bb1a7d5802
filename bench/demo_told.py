"""What a kiosk of the demo tells: a line of JSON each."""

import msgspec

from bench.day.floor import Paper


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """Ready once, then for each wish the paper or the code of the refusal."""

    ready: bool = False
    paper: Paper | None = None
    refused: str | None = None
