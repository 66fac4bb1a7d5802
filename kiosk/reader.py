"""朗读 put together: follows the session, reads each new screen while it is on, and says a number that was just given."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Sequence

from common.rows_public import VoiceManner
from common.screen.placements import Placement
from kiosk.aloud import aloud, screen_of
from kiosk.guide import Moment
from kiosk.look import Look
from kiosk.scene import Collect, State
from kiosk.spoken import sentences
from kiosk.voice import Voice
from kiosk.wording import Wording

log = logging.getLogger("kiosk")


class Reader:
    """The voice of one kiosk's screens; without a voice it says nothing."""

    def __init__(self, voice: Voice | None) -> None:
        self._voice = voice
        self._heard: Hashable = None

    @property
    def speaks(self) -> bool:
        """Is there a voice now?"""
        return self._voice is not None and self._voice.is_there

    def follow(
        self, state: State, moment: Moment, placed: Sequence[Placement], look: Look, wording: Wording
    ) -> None:
        """Whatever is shown now: another screen breaks off what is being said of the last."""
        if self._voice is None:
            return
        self._voice.tick()
        wanted = screen_of(state, moment) if _is_read(state) else None
        if wanted == self._heard:
            return
        self._heard = wanted
        self._voice.hush()
        if wanted is None:
            return
        manner = moment.hall.about.voice if moment.hall.about else VoiceManner()
        try:
            said = sentences(aloud(state, moment, placed, look, wording), state.language, manner.one)
        except Exception as failure:  # a screen that cannot be worded for the ear is still there for the eye
            log.warning("a screen is not read aloud: %s", type(failure).__name__)
            return
        self._voice.say(said, state.language, manner.syllables_per_min / 60)

    def close(self) -> None:
        """Be silent for good."""
        if self._voice is not None:
            self._voice.close()


def _is_read(state: State) -> bool:
    """Every screen while it is wanted; a number that was just given always (screens.md, Voice)."""
    return state.aloud or isinstance(state.scene, Collect)
