"""Any command by anybody at any time: what must hold, holds. See `watch` for all of it."""

from hypothesis import settings

from server.rules.setup import Hours
from tests.rules.acts import HallMachine
from tests.rules.acts_place import PlaceMachine
from tests.rules.setup_place import place_setup
from tests.rules.setup_shared import shared_setup
from tests.rules.street import moment, small_setup
from tests.rules.test_import import changed, prefixes_swapped


class SmallHall(HallMachine):
    """Three posts that cover one another in a ring."""


class SharedHall(HallMachine):
    """A line with two posts, several Bs, rotas; on a Monday from half past eight."""

    setups = [shared_setup()]  # noqa: RUF012  # typed in the base


class TuesdayHall(HallMachine):
    """One clerk off by the rota and one post closed, just before lunch."""

    setups = [shared_setup(grace_min=2, recall_limit=0, numbers_before_open_min=0)]  # noqa: RUF012
    start = moment("11:50", "2026-11-24")


class ChangingHall(HallMachine):
    """Set-ups come and go while the hall runs, in the last minutes of a day."""

    setups = [  # noqa: RUF012
        small_setup(),
        prefixes_swapped(),
        changed(small_setup(), "posts", 0, a_role="A2", b_roles=("A1", "A4")),
        changed(small_setup(), "posts", 1, id="other", b_roles=("A4",)),
        changed(small_setup(), "matters", 1, line="r"),
        small_setup(hours=Hours(sessions=(("08:00", "17:30"),))),
    ]
    start = moment("17:20")


class PlaceHall(PlaceMachine):
    """Every move of the table of claims: returns, stops, slots, grants, not yet, quotas."""


class StrictHall(PlaceMachine):
    """The same where each ticket of one line is kept to its window."""

    setups = [place_setup(strict=True, special_one_in=2)]  # noqa: RUF012


def _in_ci(machine: type[HallMachine], examples: int) -> type:
    case = machine.TestCase
    case.settings = settings(max_examples=examples, stateful_step_count=40)
    return case


TestSmallHall = _in_ci(SmallHall, 60)
TestSharedHall = _in_ci(SharedHall, 60)
TestTuesdayHall = _in_ci(TuesdayHall, 40)
TestChangingHall = _in_ci(ChangingHall, 40)
TestPlaceHall = _in_ci(PlaceHall, 60)
TestStrictHall = _in_ci(StrictHall, 60)
