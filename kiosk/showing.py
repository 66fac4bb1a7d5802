"""What of a kiosk's state is on the glass: laid out anew only where something that is shown has changed."""

from __future__ import annotations

from dataclasses import replace

from common.screen.arrival import Patience
from common.screen.geometry import Screen
from common.screen.placements import Placement
from common.screen.theme import KIOSK, KIOSK_HIGH_CONTRAST
from common.screen.window import Size
from common.wording import year_of
from common.words import Instant, Language
from kiosk.arrival import Arrival, arrival_layout
from kiosk.bar import Pressed
from kiosk.connection import Connection
from kiosk.guide import Moment
from kiosk.idle import seconds_left
from kiosk.layout import layout
from kiosk.look import Look
from kiosk.reader import Reader
from kiosk.scene import Collect, Note, State
from kiosk.voice import Voice
from kiosk.wording import Wording

COLOURS = {False: KIOSK, True: KIOSK_HIGH_CONTRAST}
"""By whether high contrast was asked for."""


class Showing:
    """The frames of one kiosk. `look` is for normal type; `scanner`: it has one; `voice`: with which it reads aloud."""

    def __init__(
        self, connection: Connection, look: Look, *, scanner: bool, voice: Voice | None = None
    ) -> None:
        self._connection, self._has_scanner = connection, scanner
        self._patience = Patience()
        self._looks = _looks(look)
        self._shown: object = None
        self.placements: list[Placement] = []
        self._reader = Reader(voice)

    def look(self, *, large: bool) -> Look:
        """The sizes on this screen."""
        return self._looks[large]

    def resized(self, size: Size) -> None:
        """Another screen was plugged in; how many inches it has nobody knows, so it is taken for one like the last."""
        usual = self._looks[False]
        self._looks = _looks(replace(usual, screen=Screen(*size, usual.screen.diagonal_in)))
        self._shown = None

    def forget(self) -> None:
        """Nothing of what was shown stays; the next frame is laid out anew."""
        self._shown, self.placements = None, []

    def lay_out(self, state: State, now: Instant) -> None:
        """What is to be seen now."""
        arrival = self._arrival(now)
        shown = self._all_that_is_shown(state, arrival, now)
        if shown != self._shown:
            self.placements = self._laid_out(state, arrival, now)
            self._shown = shown
        if arrival is None:
            look, wording = self._looks[state.large], self.wording(state.language)
            self._reader.follow(state, self._moment(now), self.placements, look, wording)

    def close(self) -> None:
        """Be silent."""
        self._reader.close()

    def wording(self, language: Language) -> Wording:
        """The hall's words, as far as it is known."""
        about = self._connection.hall.about
        return Wording(language, about.timezone, year_of(about)) if about else Wording(language)

    def _all_that_is_shown(self, state: State, arrival: Arrival | None, now: Instant) -> object:
        connection = self._connection
        counts = state.warned or isinstance(state.scene, Note | Collect)
        seconds = seconds_left(state, now) if counts else 0
        minute = connection.time(now) // 60_000
        return (
            state,
            arrival,
            connection.version,
            connection.online,
            connection.alone,
            minute,
            seconds,
            self._reader.speaks,
        )

    def _laid_out(self, state: State, arrival: Arrival | None, now: Instant) -> list[Placement]:
        look = self._looks[state.large]
        if arrival is not None:
            return arrival_layout(
                arrival,
                look,
                self.wording(state.language),
                Pressed(state.contrast, state.aloud, speaks=False),
            )
        return layout(state, self._moment(now), look)

    def _moment(self, now: Instant) -> Moment:
        connection = self._connection
        known = (self._has_scanner, connection.me, self._reader.speaks, connection.alone)
        return Moment(connection.hall, now, connection.time(now), connection.online, *known)

    def _arrival(self, now: Instant) -> Arrival | None:
        """How far the kiosk is on its way to a hall; none once it knows one and is let in."""
        connection = self._connection
        code, about = connection.code, connection.hall.about
        waits = not connection.refused and (not connection.online if code is None else not code)
        unreached = self._patience.is_over(waits and (about is None or code is not None), now)
        if code is None and about is not None:
            return None
        return Arrival(connection.server, code, connection.refused, connection.online, unreached)


def _looks(look: Look) -> dict[bool, Look]:
    return {False: replace(look, large=False), True: replace(look, large=True)}
