"""What a hall knows of a kiosk at which somebody asked for help."""

import msgspec

from common.words import Instant


class HelpCall(msgspec.Struct, frozen=True):
    """Asked at `since`; open until `until`. `clerk`: who is on the way, since `went`."""

    since: Instant
    until: Instant
    clerk: str | None = None
    went: Instant | None = None
