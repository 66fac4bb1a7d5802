import msgspec
import pytest

from server.rules.setup_check import findings
from server.rules.setup_finding import Finding, KeyPath, error, has_error, warning
from tests.rules.setup_small import SMALL, found, with_part


def test_a_small_hall_in_order_has_no_finding() -> None:
    """The hall that the tests below break in one place each."""
    assert findings(SMALL) == ()


# -- A- and B-roles -------------------------------------------------------------------------------


def test_a_post_without_a_b_role_is_an_error_that_names_the_post() -> None:
    """AB-1: every post has at least one B-role."""
    assert findings(with_part("posts", 1, b_roles=())) == (
        error("post_without_b", "posts", 1, "b_roles", post="p2"),
    )


def test_a_post_without_an_a_role_is_an_error() -> None:
    """AB-1: every post has an A-role."""
    assert found(with_part("posts", 0, a_role="")) == [("error", "post_without_a", ("posts", 0, "a_role"))]


def test_nobody_covers_for_himself() -> None:
    """AB-1: an A who is also its own B would leave the post unattended when away."""
    assert findings(with_part("posts", 1, b_roles=("A01", "A02"))) == (
        error("a_is_own_b", "posts", 1, "b_roles", 1, post="p2", clerk="A02"),
    )


def test_a_b_role_named_twice_is_an_error() -> None:
    """The order of B-roles is the order of cover; twice says nothing."""
    assert found(with_part("posts", 0, b_roles=("A02", "A03", "A02"))) == [
        ("error", "b_twice", ("posts", 0, "b_roles", 2))
    ]


@pytest.mark.parametrize(
    ("changes", "path"),
    [({"a_role": "A09"}, ("a_role",)), ({"b_roles": ("A02", "A09")}, ("b_roles", 1))],
)
def test_a_post_names_only_clerks_of_the_hall(changes: dict[str, object], path: KeyPath) -> None:
    """A role that nobody holds is no role."""
    assert found(with_part("posts", 0, **changes)) == [("error", "post_clerk_unknown", ("posts", 0, *path))]


def test_an_a_role_at_two_windows_on_one_day_is_a_warning() -> None:
    """Nobody sits at two windows (field.md 17); a rota may still intend it."""
    assert findings(with_part("posts", 1, a_role="A01", b_roles=("A03",))) == (
        warning("a_at_two_windows", "posts", 1, "a_role", clerk="A01", post="p1", other="p2"),
    )


def test_an_a_role_at_two_windows_on_different_days_is_fine() -> None:
    """Q-4: a window may be open on a weekday rota."""
    both = with_part("posts", 0, weekdays=(1, 2)).posts[0], with_part("posts", 1, a_role="A01").posts[1]
    split = (both[0], msgspec.structs.replace(both[1], weekdays=(3,), b_roles=("A03",)))
    assert found(msgspec.structs.replace(SMALL, posts=split)) == []


# -- what belongs to what -------------------------------------------------------------------------


def test_a_matter_without_a_line_is_an_error() -> None:
    """Q-1: one number leads to one line."""
    assert findings(with_part("matters", 1, line="")) == (
        warning("line_without_matter", "lines", 1, "id", line="tea"),
        error("matter_without_line", "matters", 1, "line", matter="m2"),
    )


def test_a_matter_in_a_line_that_does_not_exist_is_an_error() -> None:
    """Its tickets would wait nowhere."""
    assert ("error", "matter_line_unknown", ("matters", 1, "line")) in found(
        with_part("matters", 1, line="tee")
    )


def test_a_line_without_a_post_is_an_error() -> None:
    """Its tickets would never be called."""
    assert findings(with_part("posts", 1, lines=("red",))) == (
        error("line_without_post", "lines", 1, "id", line="tea"),
    )


def test_a_post_that_serves_no_line_is_a_warning() -> None:
    """It may be set up first and given its lines later."""
    assert ("warning", "post_without_line", ("posts", 1, "lines")) in found(with_part("posts", 1, lines=()))


def test_a_post_serves_lines_that_exist_each_once() -> None:
    """A slip in a line's id is told where it stands."""
    assert found(with_part("posts", 1, lines=("tea", "tee", "tea"))) == [
        ("error", "post_line_unknown", ("posts", 1, "lines", 1)),
        ("error", "post_line_twice", ("posts", 1, "lines", 2)),
    ]


def test_a_post_at_a_window_that_does_not_exist_is_an_error() -> None:
    """And the window it left is told as unused."""
    assert findings(with_part("posts", 1, window=7)) == (
        warning("window_without_post", "windows", 1, "number", number=2),
        error("post_window_unknown", "posts", 1, "window", post="p2", number=7),
    )


def test_a_window_number_used_twice_is_an_error() -> None:
    """A resident sent to window 1 must find one window 1."""
    assert ("error", "window_number_twice", ("windows", 1, "number")) in found(
        with_part("windows", 1, number=1)
    )


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_a_window_number_has_one_to_three_digits(number: int) -> None:
    """What fits on a sign."""
    assert ("error", "figure_out_of_range", ("windows", 1, "number")) in found(
        with_part("windows", 1, number=number)
    )


@pytest.mark.parametrize("kind", ["matters", "windows", "clerks"])
def test_a_department_that_does_not_exist_is_an_error(kind: str) -> None:
    """Matters, windows and clerks belong to departments of the hall."""
    assert findings(with_part(kind, 0, department="e")) == (
        error("department_unknown", kind, 0, "department", department="e"),
    )


# -- the whole ------------------------------------------------------------------------------------


def test_only_an_error_keeps_a_setup_out() -> None:
    """Warnings are told and pass."""
    assert has_error((warning("x"), error("y")))
    assert not has_error((warning("x"),))
    assert not has_error(())


def test_every_fault_is_told_not_only_the_first() -> None:
    """Whoever repairs a file wants the whole list."""
    broken = with_part("posts", 0, b_roles=(), a_role="A09", window=9)
    assert len([finding for finding in findings(broken) if finding.level == "error"]) == 3


def test_a_finding_travels_as_json() -> None:
    """The set-up page shows the same findings."""
    sent = error("post_without_b", "posts", 1, "b_roles", post="p2")
    assert msgspec.json.decode(msgspec.json.encode(sent), type=Finding) == sent


@pytest.mark.parametrize("name", ["system", "System", "kiosk", "display", "server"])
def test_a_clerk_is_not_called_like_the_server_or_a_device(name: str) -> None:
    """The ledger says who did what: `system` is nobody's name but the server's own."""
    assert ("error", "clerk_reserved", ("clerks", 0, "id")) in found(with_part("clerks", 0, id=name))
