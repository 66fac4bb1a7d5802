"""Line drawings as strokes in a square of 100 by 100, so that they are sharp at any size."""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float]

SIDE = 100
STROKE = 7


class Stroke(NamedTuple):
    """A line through points; closed and filled on demand."""

    points: tuple[Point, ...]
    closed: bool = False
    filled: bool = False


class Ring(NamedTuple):
    """A circle, or a disc when filled."""

    centre: Point
    radius: float
    filled: bool = False


Drawing = tuple[Stroke | Ring, ...]


def _path(*flat: float, closed: bool = False, filled: bool = False) -> Stroke:
    return Stroke(tuple(zip(flat[0::2], flat[1::2], strict=True)), closed, filled)


PICTURES: dict[str, Drawing] = {
    "back": (_path(62, 20, 32, 50, 62, 80),),
    "next": (_path(38, 20, 68, 50, 38, 80),),
    "down": (_path(50, 8, 50, 88), _path(20, 58, 50, 90, 80, 58)),
    "check": (_path(16, 54, 40, 78, 86, 26),),
    "rub": (
        _path(34, 20, 92, 20, 92, 80, 34, 80, 8, 50, closed=True),
        _path(50, 38, 74, 62),
        _path(74, 38, 50, 62),
    ),
    "appointment": (
        _path(10, 22, 90, 22, 90, 90, 10, 90, closed=True),
        _path(10, 42, 90, 42),
        _path(32, 10, 32, 30),
        _path(68, 10, 68, 30),
        _path(32, 64, 46, 78, 70, 54),
    ),
    "ticket": (
        _path(18, 8, 82, 8, 82, 92, 66, 82, 50, 92, 34, 82, 18, 92, closed=True),
        _path(34, 30, 66, 30),
        _path(34, 50, 66, 50),
    ),
    "question": (
        Ring((50, 50), 42),
        _path(36, 40, 40, 28, 50, 24, 61, 28, 65, 38, 61, 47, 50, 54, 50, 62),
        Ring((50, 75), 5, filled=True),
    ),
    "larger": (
        _path(4, 88, 30, 20, 56, 88),
        _path(14, 64, 46, 64),
        _path(82, 26, 82, 58),
        _path(66, 42, 98, 42),
    ),
    "smaller": (
        _path(4, 88, 30, 20, 56, 88),
        _path(14, 64, 46, 64),
        _path(66, 42, 98, 42),
    ),
    "contrast": (
        Ring((50, 50), 40),
        _path(
            50, 10, 65, 13, 78, 22, 87, 35, 90, 50, 87, 65, 78, 78, 65, 87, 50, 90, closed=True, filled=True
        ),
    ),
    "aloud": (
        _path(8, 36, 28, 36, 52, 14, 52, 86, 28, 64, 8, 64, closed=True, filled=True),
        _path(68, 36, 74, 50, 68, 64),
        _path(80, 22, 92, 50, 80, 78),
    ),
    "search": (Ring((42, 42), 30), _path(64, 64, 92, 92)),
    "board": (
        _path(8, 16, 92, 16, 92, 84, 8, 84, closed=True),
        _path(24, 36, 40, 36),
        _path(54, 36, 76, 36),
        _path(24, 62, 40, 62),
        _path(54, 62, 76, 62),
    ),
    "elsewhere": (
        _path(8, 50, 70, 50),
        _path(46, 24, 72, 50, 46, 76),
        _path(90, 14, 90, 86),
    ),
    # What a hall's file names as the icon of a line (docs/hall-file.md).
    "leader": (
        _path(10, 16, 90, 16, 90, 66, 48, 66, 28, 86, 28, 66, 10, 66, closed=True),
        _path(28, 34, 72, 34),
        _path(28, 49, 58, 49),
    ),
    "petition": (
        _path(50, 12, 50, 86),
        _path(28, 88, 72, 88),
        _path(16, 24, 84, 24),
        _path(16, 24, 4, 54, 28, 54, closed=True),
        _path(84, 24, 72, 54, 96, 54, closed=True),
    ),
    "family": (
        Ring((28, 26), 12),
        _path(8, 84, 12, 50, 44, 50, 48, 84),
        Ring((74, 46), 9),
        _path(58, 84, 62, 64, 86, 64, 90, 84),
    ),
    "welfare": (
        _path(50, 8, 86, 20, 86, 50, 74, 74, 50, 92, 26, 74, 14, 50, 14, 20, closed=True),
        _path(32, 48, 46, 62, 70, 36),
    ),
    "farm": (
        _path(50, 94, 50, 16),
        _path(50, 34, 34, 22, 30, 8),
        _path(50, 34, 66, 22, 70, 8),
        _path(50, 56, 30, 44, 24, 28),
        _path(50, 56, 70, 44, 76, 28),
        _path(50, 78, 28, 68, 18, 50),
        _path(50, 78, 72, 68, 82, 50),
    ),
    "land": (
        _path(8, 50, 50, 12, 92, 50),
        _path(20, 42, 20, 88, 80, 88, 80, 42),
        _path(42, 88, 42, 60, 58, 60, 58, 88),
    ),
    "fees": (
        Ring((50, 50), 40),
        _path(34, 26, 50, 48, 66, 26),
        _path(50, 48, 50, 76),
        _path(34, 50, 66, 50),
        _path(34, 63, 66, 63),
    ),
    "culture": (
        _path(10, 32, 90, 32, 90, 86, 10, 86, closed=True),
        _path(32, 10, 50, 32, 68, 10),
        _path(42, 48, 62, 59, 42, 70, closed=True, filled=True),
    ),
}
