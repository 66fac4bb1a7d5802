"""A small hall with appointments, and what the tests of a kiosk's tickets do in it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from common.commands import (
    IssueTicket,
    SitDown,
)
from common.commands_place import BookAppointment
from common.messages import Booked, Issued, Refused
from common.screen.placements import texts
from kiosk.scene_ticket import Mine
from server.lane import Ask
from server.rules.order import ImportHall
from server.rules.setup import Matter, SlotPlan
from tests.live.one_process import OneProcess
from tests.programs.kiosk_stand import Stand
from tests.rules.street import ADMIN, BOSS, KIOSK, clerk, moment, small_setup, words

PLAN = SlotPlan(id="plan", name=words("预约"), lines=("r",), capacity=2)
UNSURE = Matter(id="unsure", name=words("综合咨询"), department="d", line="t", unsure=True)


def enquiring_hall(folder: Path) -> OneProcess:
    """The small hall, with appointments and a general enquiry, on a Monday at nine; A1 sits at window 1."""
    process = OneProcess(folder)
    setup = small_setup(appointments=(PLAN,))
    setup = msgspec.structs.replace(setup, matters=(*setup.matters, UNSURE))
    process.lane.run([Ask(ADMIN, ImportHall(setup=setup))])
    process.lane.run([Ask(clerk("A1"), SitDown(window=1))])
    return process


def given(hall: OneProcess, actor: object, command: object) -> object:
    """What the hall answers."""
    (outcome,) = hall.lane.run([Ask(actor, command)])  # type: ignore[arg-type]
    answer = getattr(outcome, "answer", outcome)
    assert not isinstance(answer, Refused), answer
    return answer


def booked(hall: OneProcess, clock: str) -> str:
    """The code of a slot."""
    answer = given(hall, BOSS, BookAppointment(matter="mr", slot=moment(clock)))
    assert isinstance(answer, Booked)
    return answer.code


def issued(hall: OneProcess) -> Issued:
    """A number that another kiosk gave."""
    answer = given(hall, KIOSK, IssueTicket(matter="mr"))
    assert isinstance(answer, Issued)
    return answer


def brought(stand: Stand, ticket: Issued) -> Mine:
    """The paper before the scanner."""
    stand.scan(f"{ticket.number}{ticket.check}")
    stand.frame()
    scene = stand.scene()
    assert isinstance(scene, Mine)
    return scene


def written(stand: Stand) -> str:
    """All that is on the glass."""
    return "".join(texts(stand.kiosk.placements))
