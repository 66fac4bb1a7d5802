"""Priority shortens the wait and starves nobody (Q-10)."""

import random

from common import commands as c
from server.rules import facts as f
from server.rules.setup import PriorityClass
from tests.rules.street import MINUTE, clerk, morning, words


def test_a_priority_resident_goes_before_those_of_the_last_half_hour() -> None:
    """Not before those who have waited longer."""
    street = morning()
    patient = street.issue()
    street.later(minutes=31)
    recent = street.issue()
    street.later(minutes=5)
    elder = street.issue(priority="elder")
    assert [street.serve("A1") for _ in range(3)] == [patient, elder, recent]


def test_each_class_has_its_own_head_start() -> None:
    """Ten minutes for one, an hour for the other."""
    classes = (
        PriorityClass(id="short", name=words("短"), head_start_min=10),
        PriorityClass(id="long", name=words("长"), head_start_min=60),
    )
    street = morning(priorities=classes)
    street.later(minutes=30)
    plain = street.issue()
    street.later(minutes=15)
    short, long = street.issue(priority="short"), street.issue(priority="long")
    assert [street.serve("A1") for _ in range(3)] == [long, plain, short]


def test_within_a_class_it_is_first_in_first_out() -> None:
    """field.md 12."""
    street = morning()
    elders = []
    for _ in range(4):
        elders.append(street.issue(priority="elder"))
        street.later(seconds=7)
    assert [street.serve("A1") for _ in elders] == elders


def test_under_a_steady_stream_no_ordinary_resident_waits_for_ever() -> None:
    """field.md 11: two elders a minute, one window, and the ordinary one is called all the same."""
    street = morning()
    ordinary = street.issue()
    before = []
    while True:
        street.issue(priority="elder")
        street.issue(priority="elder")
        called = street.serve("A1")
        if called is ordinary:
            break
        before.append(called.issued_at - ordinary.issued_at)
        street.later(minutes=1)
    assert max(before) < 30 * MINUTE
    assert len(before) == 2 * 30  # those of the first half hour, and nobody else


def test_a_random_morning_passes_nobody_by_more_than_the_head_start() -> None:
    """Also over two lines that one clerk covers."""
    chance = random.Random(7)
    street = morning()
    street.give(clerk("A1"), c.StandUp())
    called: list[tuple[int, int, str]] = []  # (issued at, called at, line)
    for _ in range(150):
        street.later(seconds=chance.randrange(5, 60))
        street.issue(chance.choice(["mr", "ms"]), chance.choice([None, None, "elder"]))
        if chance.random() < 0.7:
            ticket = street.serve("A2")
            called.append((ticket.issued_at, street.at, ticket.line))
    for place, (issued, _, line) in enumerate(called):
        passed_by = [other for other, _, its in called[:place] if its == line]
        assert all(other <= issued + 30 * MINUTE for other in passed_by)


def test_what_was_not_declared_cannot_be_confirmed() -> None:
    """Q-10: a page may send a stale verdict; it is not kept of somebody who asked for nothing."""
    street = morning()
    for priority, said, kept in (("elder", False, False), (None, False, None), (None, True, None)):
        ticket = street.issue(priority=priority)
        assert street.call("A1") is ticket
        street.give(clerk("A1"), c.StartService(ticket=ticket.id, priority_confirmed=said))
        assert street.made(f.ServiceStarted)[-1:] == [
            f.ServiceStarted(ticket=ticket.id, priority_confirmed=kept)
        ]
        street.finish("A1", ticket)
