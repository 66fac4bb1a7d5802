"""The sample hall as a load needs it: open at whatever moment it is asked.

The time zone is the one in which it is about noon now, so that no measurement and no test ever runs
over a hall's midnight.
"""

from datetime import UTC, datetime
from pathlib import Path

from msgspec import structs

from common.words import Instant
from server.hall_file import read_hall
from server.rules.setup import Hours, Matter, Post, Setup

SAMPLE = Path(__file__).parents[2] / "assets" / "halls" / "shigu.toml"
ALL_DAY = Hours(weekdays=(1, 2, 3, 4, 5, 6, 7), sessions=(("00:00", "23:59"),))


def open_hall(now: Instant, file: Path = SAMPLE, **settings: int | bool) -> Setup:
    """The sample hall, or another file's, open now; `settings` change single figures of its rules.

    A load asks for more numbers than people would: no kiosk is capped. At noon nobody is at lunch: else who serves whose line would follow the minute at which it is asked.
    """
    setup = read_hall(file)
    return structs.replace(
        setup,
        clerks=tuple(structs.replace(clerk, lunch=None) for clerk in setup.clerks),
        hall=structs.replace(setup.hall, timezone=noon_zone(now)),
        hours=ALL_DAY,
        settings=structs.replace(setup.settings, **settings),
        kiosks=structs.replace(setup.kiosks, numbers_per_min=0),
    )


def noon_zone(now: Instant) -> str:
    """Where it is between 12:00 and 13:00. (The sign in these names is the other way round.)"""
    return f"Etc/GMT{datetime.fromtimestamp(now / 1000, UTC).hour - 12:+d}"


def desks(setup: Setup) -> list[tuple[Post, Matter]]:
    """Each post with a matter that its A-role is asked for."""
    return [
        (post, next(matter for matter in setup.matters if matter.line in post.lines)) for post in setup.posts
    ]
