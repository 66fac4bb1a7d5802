"""A set-up comes into force while the hall runs (M-7), and pulls nothing from under anybody."""

import msgspec
import pytest

from common import commands as c
from server.rules.order import ImportHall
from server.rules.setup import Clerk, Hours, Line, Matter, Post, Setup
from tests.rules.street import ADMIN, KIOSK, Street, clerk, morning, small_setup, words


def changed(setup: Setup, kind: str, n: int, **changes: object) -> Setup:
    """`setup` with one part of a list changed."""
    parts = list(getattr(setup, kind))
    parts[n] = msgspec.structs.replace(parts[n], **changes)
    return msgspec.structs.replace(setup, **{kind: tuple(parts)})


def import_into(street: Street, setup: Setup) -> None:
    street.give(ADMIN, ImportHall(setup=setup))


def prefixes_swapped() -> Setup:
    setup = changed(small_setup(), "lines", 0, prefix="S")
    return changed(setup, "lines", 1, prefix="R")


def test_a_number_is_not_given_again_when_a_prefix_moves_to_another_line() -> None:
    """The day's numbers stay unique whichever line bears the prefix now."""
    street = morning()
    given = [street.issue("mr").number, street.issue("ms").number]
    street.later(minutes=1)
    import_into_after_serving(street, prefixes_swapped())
    given += [street.issue("mr").number, street.issue("ms").number]
    assert given == ["R001", "S001", "S002", "R002"]


def import_into_after_serving(street: Street, setup: Setup) -> None:
    street.serve("A1")
    street.serve("A2")
    import_into(street, setup)


def test_a_set_up_with_a_fault_never_comes_into_force() -> None:
    """The last good set-up stays."""  # AB-1
    street = morning()
    lonely = changed(small_setup(), "posts", 0, b_roles=())
    assert street.refused(ADMIN, ImportHall(setup=lonely)) == "setup_faulty"
    assert street.hall.rules == small_setup()


WITHOUT_R = {
    "lines": small_setup().lines[1:],
    "matters": small_setup().matters[1:],
    "posts": small_setup().posts[1:],
}


def test_a_line_in_which_somebody_waits_cannot_be_taken_away() -> None:
    """Nobody's place disappears by an import."""
    street = morning()
    street.issue("mr")
    assert street.refused(ADMIN, ImportHall(setup=small_setup(**WITHOUT_R))) == "setup_in_use"


def test_a_matter_cannot_change_its_line_while_somebody_waits_for_it() -> None:
    """Or the line they stand in and the matter they wait for would part."""
    street = morning()
    street.issue("mr")
    moved = changed(small_setup(), "matters", 0, line="s")
    assert street.refused(ADMIN, ImportHall(setup=moved)) == "setup_in_use"
    street.serve("A1")
    import_into(street, moved)
    assert street.issue("mr").line == "s"


@pytest.mark.parametrize("held", [False, True])
def test_a_post_cannot_be_renamed_while_a_ticket_is_in_its_hands(held: bool) -> None:
    """A held ticket stays with its post: without the post nobody could take it up again."""
    street = morning()
    ticket = street.issue("mr")
    street.call("A1")
    if held:
        street.give(clerk("A1"), c.HoldTicket(ticket=ticket.id))
    renamed = changed(small_setup(), "posts", 0, id="other")
    assert street.refused(ADMIN, ImportHall(setup=renamed)) == "setup_in_use"


@pytest.mark.parametrize("gone", ["window", "clerk"])
def test_a_window_or_clerk_in_use_cannot_be_taken_away(gone: str) -> None:
    """Not from under a person who sits there."""
    street = morning()
    setup = small_setup(**WITHOUT_R)
    if gone == "window":
        setup = msgspec.structs.replace(setup, windows=setup.windows[1:])
    else:
        posts = tuple(msgspec.structs.replace(post, b_roles=("A4",)) for post in setup.posts)
        setup = msgspec.structs.replace(setup, clerks=setup.clerks[1:], posts=posts)
    assert street.refused(ADMIN, ImportHall(setup=setup)) == "setup_in_use"
    street.give(clerk("A1"), c.StandUp())
    import_into(street, setup)
    assert "pr" not in street.hall.covers


def test_who_waits_keeps_the_place_through_an_import() -> None:
    """An import in the middle of the day moves nobody."""
    street = morning()
    first, second = street.issue("mr"), street.issue("mr")
    more = changed(small_setup(), "matters", 1, promised_limit=3, statutory_limit=10)
    import_into(street, more)
    assert [street.call("A1").id] == [first.id]
    assert street.hall.lines["r"] == [second.key]


def test_a_finish_is_not_taken_back_across_an_import() -> None:
    """Its post may be another one now."""
    street = morning()
    street.issue("mr")
    ticket = street.serve("A1")
    import_into(street, small_setup(**WITHOUT_R))
    assert street.refused(clerk("A1"), c.Undo(ticket=ticket.id)) == "nothing_to_undo"


def test_a_new_a_role_serves_from_the_import_on_and_no_return_is_recorded() -> None:
    """Nobody came back: the set-up changed."""  # AB-2, AB-8
    street = morning()
    import_into(street, changed(small_setup(), "posts", 0, a_role="A2", b_roles=("A1",)))
    assert street.hall.covers["pr"].clerk == "A2"
    assert not street.hall.handovers


def test_a_stand_in_ends_with_the_post_or_the_clerk() -> None:
    """A name that is no longer in the set-up stands in for nobody."""  # AB-18
    street = morning()
    for post in ("pr", "ps"):
        street.give(ADMIN, c.NameStandIn(on_the_spot=True, post=post, clerk="A3", reason="overload"))
    import_into(street, changed(small_setup(), "posts", 1, a_role="A3", b_roles=("A2",)))
    assert street.hall.stand_ins == {"pr": "A3"}


def test_an_absence_on_record_stays_an_alarm_only_for_the_same_a_role() -> None:
    """Another A has nothing to do with it."""  # AB-6
    street = Street()
    street.until("08:20")
    street.sit("A2", "A3")
    street.until("08:40")
    assert set(street.hall.absences) == {"pr"}
    import_into(street, changed(small_setup(), "matters", 0, phone="1"))
    assert set(street.hall.absences) == {"pr"}
    import_into(street, changed(small_setup(), "posts", 0, a_role="A2", b_roles=("A1",)))
    assert not street.hall.absences


def test_new_hours_count_from_the_import_on() -> None:
    """The calendar is asked anew."""
    street = morning()
    import_into(street, small_setup(hours=Hours(sessions=(("08:00", "09:00"),))))
    street.until("09:00")
    assert street.hall.phase == "closing"


def test_a_new_line_gives_numbers_at_once() -> None:
    """Nobody has to open the hall again."""
    street = morning()
    setup = small_setup()
    setup = msgspec.structs.replace(
        setup,
        lines=(*setup.lines, Line(id="x", name=words("x"), prefix="X")),
        matters=(*setup.matters, Matter(id="mx", name=words("x"), department="d", line="x")),
        posts=(
            *setup.posts,
            Post(id="px", name=words("x"), window=1, a_role="A1", b_roles=("A2",), lines=("x",)),
        ),
        clerks=(*setup.clerks, Clerk(id="A5", title=words("x"), department="d")),
    )
    assert street.refused(KIOSK, c.IssueTicket(matter="mx")) == "unknown_matter"
    import_into(street, setup)
    assert street.issue("mx").number == "X001"
    assert street.call("A1").number == "X001"
