"""The measurement of what is shown and spoken works, and keeps its promises on a short day."""

from pathlib import Path

from bench.measures import shown
from bench.measures.run import Run


def test_every_call_is_shown_its_time_and_spoken_or_reported(tmp_path: Path) -> None:
    """Fifteen a minute, more than one loudspeaker can say twice (field first 8)."""
    made, *promises = shown.measure(Run(tmp_path, effort=0.01))
    assert made.value == 100
    assert [figure.name for figure in promises] == ["shown.row", "shown.hero", "shown.spoken_or_reported"]
    assert [figure.line for figure in promises if figure.missed] == []
