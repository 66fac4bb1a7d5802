"""What is wrong with a set-up's voice."""

from collections.abc import Iterator

from server.rules.setup import Setup
from server.rules.setup_finding import Finding, error, repeated
from server.rules.setup_times import is_time

SLOWEST, FASTEST = 120, 360
RESERVED = frozenset(("hall", "none"))
"""What a screen's `--zone` says besides the name of a zone."""


def voice_findings(setup: Setup) -> Iterator[Finding]:
    """Times, figures, names of zones."""
    voice = setup.voice
    if not SLOWEST <= voice.syllables_per_min <= FASTEST:
        yield _out_of_range(voice.syllables_per_min, SLOWEST, FASTEST, "syllables_per_min")
    for n, (since, percent) in enumerate(voice.volume):
        if not is_time(since):
            yield error("time_shape", "voice", "volume", n, time=since)
        if not 0 <= percent <= 100:
            yield _out_of_range(percent, 0, 100, "volume", n)
    for n, since in repeated(since for since, _ in voice.volume):
        yield error("time_twice", "voice", "volume", n, time=since)
    for n, window in enumerate(setup.windows):
        if window.zone in RESERVED:
            yield error("zone_reserved", "windows", n, "zone", zone=window.zone)


def _out_of_range(value: int, least: int, most: int, key: str, *more: int) -> Finding:
    return error("figure_out_of_range", "voice", key, *more, key=key, value=value, least=least, most=most)
