"""A random walk over presence, leave, hours and lines: what must hold of cover, holds. See `acts_cover`."""

from hypothesis import settings

from tests.rules.acts_cover import CoverMachine
from tests.rules.setup_cover_hall import everything
from tests.rules.street import moment


class MorningHall(CoverMachine):
    """From half past eight on a Monday, when A4 has the post of the daily A."""

    setups = [everything()]  # noqa: RUF012  # typed in the base


class StrictHall(CoverMachine):
    """A short grace, before a post's own hours end."""

    setups = [everything(grace_min=2)]  # noqa: RUF012
    start = moment("09:05")


TestMorningHall = MorningHall.TestCase
TestMorningHall.settings = settings(max_examples=60, stateful_step_count=40)
TestStrictHall = StrictHall.TestCase
TestStrictHall.settings = settings(max_examples=40, stateful_step_count=40)
