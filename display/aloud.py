"""What the voice still owes, so that pictures keep step with it (screens.md, Voice). Pure."""

from typing import NamedTuple


class Aloud(NamedTuple):
    """By ticket. The default is a screen that does not speak.

    `awaiting`: to be called out, and the chime has not begun: the hero waits for it. `owed`: those and the one being
    spoken: their rows stay inverted. `began`: whose chime began since the last frame.
    """

    awaiting: frozenset[int] = frozenset()
    owed: frozenset[int] = frozenset()
    began: int | None = None


SILENT = Aloud()
