"""The voice of one screen, put together: maker, loudspeaker, and the file of what has begun."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from common.voice.loudspeaker import MixerLoudspeaker
from common.voice.workshop import Workshop
from display.voice.begun import Begun
from display.voice.settings import NOWHERE
from display.voice.voice import SpokenVoice


def open_voice(
    zone: str, clips: Path | None, device: Path, report: Callable[[str], None]
) -> SpokenVoice | None:
    """None where this screen is to be silent. What has begun to be spoken is kept beside the file of the `device`."""
    if zone == NOWHERE:
        return None
    maker = Workshop(clips, report, time.monotonic)
    loudspeaker = MixerLoudspeaker(time.monotonic, report)
    return SpokenVoice(maker, loudspeaker, Begun(device.with_suffix(".spoken.json"), report), zone)
