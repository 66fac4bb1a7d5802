"""A folder of pictures and texts, as the frames see it: asked now and then, and never waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue

from common.screen.placements import Pixels
from common.words import Instant
from display.media import Medium
from display.media_files import PROGRAMME, MediaFiles, Wanted

LOOK_EVERY_MS = 30_000
HANGS_MS = 60_000

Job = Callable[[], None]


def in_thread(job: Job) -> None:
    """Beside the frames: a network share may hang in it for as long as it likes."""
    threading.Thread(target=job, daemon=True).start()


class MediaFolder:
    """`media` is what can be shown now. One thing at a time is read, by `run`: a listing, or the picture to come.

    `report` hears of each file that is not shown, `tell` whether there is any.
    """

    def __init__(
        self,
        folder: Path,
        report: Callable[[str], None],
        run: Callable[[Job], None] = in_thread,
        wanted: Wanted = PROGRAMME,
    ) -> None:
        self._folder, self._files, self._report, self._run = folder, MediaFiles(folder, wanted), report, run
        self._done: SimpleQueue[Job] = SimpleQueue()
        self._busy_since: Instant | None = None
        self._look_at: Instant = 0
        self._faults: dict[str, str] = {}
        self._ready: tuple[Medium, Pixels] | None = None
        self.media: tuple[Medium, ...] = ()
        self.is_faulty = False
        self.tell: Callable[[bool], None] = lambda _: None

    @property
    def is_reading(self) -> bool:
        """Is anything under way?"""
        return self._busy_since is not None

    def look(self, now: Instant) -> None:
        """Take in what was read; have the folder listed again now and then."""
        self._take()
        if self._busy_since is None and (now >= self._look_at or now < self._look_at - LOOK_EVERY_MS):
            self._look_at = now + LOOK_EVERY_MS
            self._begin(self._list, now)
        elif self._busy_since is not None and now - self._busy_since >= HANGS_MS:
            self._busy_since = now
            self._know((), {str(self._folder): "it hangs"})

    def is_ready(self, medium: Medium, now: Instant) -> bool:
        """Can it be drawn at once? If not, it will be."""
        if not self._has(medium) and self._busy_since is None:
            self._begin(lambda: self._draw(medium), now)
        return self._has(medium)

    def drawn(self, medium: Medium) -> Medium:
        """With what is to be drawn."""
        pixels = self._ready[1] if self._ready is not None and self._ready[0] == medium else None
        return medium._replace(pixels=pixels)

    def _has(self, medium: Medium) -> bool:
        return bool(medium.text) or (self._ready is not None and self._ready[0] == medium)

    def _begin(self, job: Job, now: Instant) -> None:
        self._busy_since = now
        self._run(job)
        self._take()

    def _take(self) -> None:
        while True:
            try:
                done = self._done.get_nowait()
            except Empty:
                return
            self._busy_since = None
            done()

    def _list(self) -> None:
        try:
            self._files.look()
            media, faults = self._files.media, self._files.faults
        except OSError as fault:
            media, faults = (), {str(self._folder): str(fault)}
        self._done.put(lambda: self._know(media, faults))

    def _draw(self, medium: Medium) -> None:
        pixels = self._files.pixels(medium)
        media, faults = self._files.media, self._files.faults

        def know() -> None:
            self._ready = (medium, pixels) if pixels is not None else None
            self._know(media, faults)

        self._done.put(know)

    def _know(self, media: tuple[Medium, ...], faults: dict[str, str]) -> None:
        for name, why in faults.items():
            if name not in self._faults:
                self._report(f"{name} is not shown: {why}")
        self._faults, self.media, self.is_faulty = faults, media, bool(faults)
        self.tell(self.is_faulty)
