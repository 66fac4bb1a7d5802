"""Colours as roles: layouts name what a colour means, a theme says which it is.

Figures from the screens' specification; `contrast` is WCAG 2.2's, so a test can hold them to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

Colour = tuple[int, int, int]


class Role(StrEnum):
    """What a colour means; each is a field of `Theme`."""

    BACKGROUND = "background"
    PANEL = "panel"
    TEXT = "text"
    SECONDARY = "secondary"
    DONE = "done"
    NUMBER = "number"
    CALLED_INK = "called_ink"
    CALLED_GROUND = "called_ground"
    WAITING = "waiting"
    ON_TIME = "on_time"
    STALE_INK = "stale_ink"
    STALE_GROUND = "stale_ground"
    EMERGENCY_INK = "emergency_ink"
    EMERGENCY_GROUND = "emergency_ground"
    ACTION_INK = "action_ink"
    ACTION_GROUND = "action_ground"
    LINE = "line"
    CODE_INK = "code_ink"
    CODE_GROUND = "code_ground"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One colour for each role."""

    background: Colour
    panel: Colour
    text: Colour
    secondary: Colour
    done: Colour
    number: Colour
    called_ink: Colour
    called_ground: Colour
    waiting: Colour
    on_time: Colour
    stale_ink: Colour
    stale_ground: Colour
    emergency_ink: Colour
    emergency_ground: Colour
    action_ink: Colour
    action_ground: Colour
    line: Colour
    code_ink: Colour = (0, 0, 0)
    code_ground: Colour = (255, 255, 255)
    """Of a QR code: dark on light in every theme, or many phones do not read it."""

    def __getitem__(self, role: Role) -> Colour:
        colour: Colour = getattr(self, role.value)
        return colour


def colour(web: str) -> Colour:
    """A colour from its web notation, `#RRGGBB`."""
    red, green, blue = bytes.fromhex(web.removeprefix("#"))
    return red, green, blue


def luminance(of: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(channel / 255) for channel in of)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


_STALE_INK, _STALE_GROUND = colour("#1A1A1A"), colour("#FFB547")
_EMERGENCY_INK, _EMERGENCY_GROUND = colour("#FFFFFF"), colour("#B3261E")

WALL = Theme(
    background=colour("#0B1B33"),
    panel=colour("#12294A"),
    text=colour("#FFFFFF"),
    secondary=colour("#B8C7DC"),
    done=colour("#B8C7DC"),
    number=colour("#FFD54A"),
    called_ink=colour("#0B1B33"),
    called_ground=colour("#FFD54A"),
    waiting=colour("#7FD6FF"),
    on_time=colour("#7EE2A8"),
    stale_ink=_STALE_INK,
    stale_ground=_STALE_GROUND,
    emergency_ink=_EMERGENCY_INK,
    emergency_ground=_EMERGENCY_GROUND,
    action_ink=colour("#0B1B33"),
    action_ground=colour("#FFD54A"),
    line=colour("#2C4A78"),
)

# A bar of lamps: what is not lit is black.
LED = replace(WALL, background=colour("#000000"), panel=colour("#000000"), number=colour("#FFB547"))

KIOSK = Theme(
    background=colour("#FFFFFF"),
    panel=colour("#EEF3FA"),
    text=colour("#14213D"),
    secondary=colour("#44546A"),
    done=colour("#44546A"),
    number=colour("#0B4EA2"),
    called_ink=colour("#FFFFFF"),
    called_ground=colour("#0B4EA2"),
    waiting=colour("#0B4EA2"),
    on_time=colour("#1D6B3F"),
    stale_ink=_STALE_INK,
    stale_ground=_STALE_GROUND,
    emergency_ink=_EMERGENCY_INK,
    emergency_ground=_EMERGENCY_GROUND,
    action_ink=colour("#FFFFFF"),
    action_ground=colour("#0B4EA2"),
    line=colour("#9DB2CE"),
)

_YELLOW, _BLACK = colour("#FFE600"), colour("#000000")

# Two colours only: what stands out is inverted, so that no state hangs on a third colour.
KIOSK_HIGH_CONTRAST = Theme(
    background=_BLACK,
    panel=_BLACK,
    text=_YELLOW,
    secondary=_YELLOW,
    done=_YELLOW,
    number=_YELLOW,
    called_ink=_BLACK,
    called_ground=_YELLOW,
    waiting=_YELLOW,
    on_time=_YELLOW,
    stale_ink=_BLACK,
    stale_ground=_YELLOW,
    emergency_ink=_BLACK,
    emergency_ground=_YELLOW,
    action_ink=_BLACK,
    action_ground=_YELLOW,
    line=_YELLOW,
)
