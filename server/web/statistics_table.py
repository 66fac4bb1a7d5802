"""Statistics as a table: the same columns on the page, in the workbook and in the text file."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from common.i18n import say
from common.words import Instant, Language, Words
from server.rules.setup import Setup
from server.statistics.covering import PostFigures, ToCover
from server.statistics.figures import COUNTED, Grouping, Key, Sums, spread
from server.statistics.reading import Statistics

Json = dict[str, Any]
Kind = Literal["count", "duration"]
SPREADS = {"wait": "waits", "walk": "walks", "service": "services", "hold": "holds"}


class Column(NamedTuple):
    """`part` heads several columns; `everywhere`: also on the page, which has less room."""

    part: str
    code: str
    kind: Kind
    everywhere: bool = True

    def value(self, figures: Json) -> int | None:
        """What stands in it; durations in ms, none where nothing happened."""
        found: int | None = figures[self.part][self.code] if self.part in SPREADS else figures[self.code]
        return found


def _spread(part: str, *shown: str) -> list[Column]:
    durations = ("mean_ms", "median_ms", "p90_ms", "most_ms", "sum_ms")
    counted = Column(part, "count", "count", "count" in shown)
    return [counted, *(Column(part, code, "duration", code in shown) for code in durations)]


def _counts(part: str, *codes: str) -> list[Column]:
    return [Column(part, code, "count") for code in codes]


COLUMNS = (
    *_counts("flow", "issued", "finished"),
    *_spread("wait", "count", "mean_ms", "median_ms", "p90_ms", "most_ms"),
    *_spread("walk", "mean_ms"),
    *_spread("service", "count", "mean_ms", "median_ms", "p90_ms"),
    *_spread("hold", "count", "mean_ms"),
    *_counts("no_show", "no_shows", "came_back"),
    *_counts("cover", "taken_over"),
    *_counts("apart", "withdrawn", "voided", "lapsed", "carried", "checked_in", "by_hand"),
)
DEFINED = (
    "day", "hour", "wait", "walk", "service", "hold", "no_shows", "taken_over", "apart", "by_hand", "groups", "spread", "posts",
)  # fmt: skip
"""What docs/statistics.md defines, in the order in which a reader wants it."""
POST_TIMES = ("a_role", "awaited", "b_role", "stand_in", "on_the_way", "unattended")


class Table(NamedTuple):
    """A span's figures of one grouping, with names in the reader's language."""

    about: Json
    total: Json
    groups: list[Json]
    posts: list[Json]

    def as_json(self) -> Json:
        """What `statistics.json` answers."""
        return {**self.about, "total": self.total, "groups": self.groups, "posts": self.posts}


class Wording:
    """Names of groups, by the set-up in force; what is no longer in it keeps its id."""

    def __init__(self, setup: Setup, language: Language) -> None:
        self.language, self.setup = language, setup
        self._names: dict[str, dict[str, Words]] = {
            "matter": {item.id: item.name for item in setup.matters},
            "line": {item.id: item.name for item in setup.lines},
            "post": {item.id: item.name for item in setup.posts},
        }

    def say(self, code: str, **values: str | int) -> str:
        """A text of the statistics' own."""
        return say(self.language, f"statistics.{code}", values)

    def moment(self, at: Instant) -> str:
        """Day and time on the hall's clock."""
        return datetime.fromtimestamp(at / 1000, ZoneInfo(self.setup.hall.timezone)).strftime(
            "%Y-%m-%d %H:%M"
        )

    def span(self, first: str, last: str) -> str:
        """One day, or the first and the last."""
        return first if first == last else self.say("span", first=first, last=last)

    def ordered(self, grouping: Grouping, groups: Iterable[Key]) -> list[Key]:
        """In the set-up's order where it has one; what is no longer in it, then what has none, last."""
        known = {key: place for place, key in enumerate(self._names.get(grouping, ()))}
        return sorted(groups, key=lambda key: (key is None, known.get(str(key), len(known))))

    def of(self, grouping: Grouping, key: Key) -> str:
        """A group's name."""
        if key is None:
            return self.say("nobody")
        match grouping:
            case "window":
                return self.say("window", number=key)
            case "hour":
                return f"{int(key):02d}:00-{int(key) + 1:02d}:00"
            case _:
                found = self._names.get(grouping, {}).get(str(key))
                return found.text(self.language) if found is not None else str(key)


def table(found: Statistics, grouping: Grouping, wording: Wording, made_at: Instant) -> Table:
    """One grouping of what was found."""
    hall = wording.setup.hall
    about = {
        "hall": hall.id,
        "hall_name": hall.name.text(wording.language),
        "sample": hall.sample,
        "timezone": hall.timezone,
        "from": found.span.first,
        "to": found.span.last,
        "by": grouping,
        "made_at": made_at,
    }
    sums = found.figures.by(grouping)
    groups = [
        {"key": key, "name": wording.of(grouping, key), **figures_of(sums[key])}
        for key in wording.ordered(grouping, sums)
    ]
    posts = [
        _post(str(post), wording.of("post", post), found.posts[str(post)])
        for post in wording.ordered("post", found.posts)
    ]
    return Table(about, figures_of(found.figures.total()), groups, posts)


def figures_of(sums: Sums) -> Json:
    """Counts, and for each kind of duration how they lie."""
    counts: Json = {name: getattr(sums, name) for name in COUNTED}
    return counts | {part: asdict(spread(getattr(sums, name))) for part, name in SPREADS.items()}


def _post(post: str, name: str, figures: PostFigures) -> Json:
    times = {kind: asdict(getattr(figures, kind)) for kind in (*POST_TIMES, "covers")}
    reasons = {reason: asdict(of) for reason, of in sorted(figures.reasons.items())}
    months = {month: _to_cover(of) for month, of in sorted(figures.months.items())}
    found = {"post": post, "name": name, **times, "reasons": reasons, "absences": figures.absences}
    return {**found, "to_cover": _to_cover(figures.to_cover), "months": months}


def _to_cover(of: ToCover) -> Json:
    times = {"effective": of.effective_ms, "seen": of.seen_ms, "in_vain": of.in_vain_ms}
    return {name: asdict(spread(ms)) for name, ms in times.items()}


def clock(duration_ms: int | None) -> str:
    """m:ss, or h:mm:ss from an hour on; a dash where there was none. Begun seconds do not count, as on the live pages (clock.js)."""
    if duration_ms is None:
        return "—"
    minutes, seconds = divmod(duration_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
