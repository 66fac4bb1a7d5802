"""Who may: the whole grid, written by hand. A new command has to be added here."""

import pytest

from common import commands as c
from common import commands_case as k
from common import commands_help as h
from common import commands_own as w
from common import commands_paper as q
from common import commands_place as p
from common import commands_printed as pr
from common import commands_sheet as e
from server.rules import order as o
from server.rules.may import ALLOWED, may
from server.rules.order import Actor
from tests.rules.street import KIOSK, Street, clerk, morning, small_setup

ROLES = ("clerk", "supervisor", "administrator", "kiosk", "display", "system")

GRID = """
                     clerk  supervisor  administrator  kiosk  display  system
ImportHall           -      -           yes            -      -        -
ConfirmClock         -      -           yes            -      -        -
ReadNote             yes    yes         yes            -      -        -
Tick                 -      -           -              -      -        yes
TerminalSilent       -      -           -              -      -        yes
TerminalBack         -      -           -              -      -        yes
NoticeFault          -      -           -              -      -        yes
OpenHall             -      yes         yes            -      -        -
PauseHall            -      yes         yes            -      -        -
ResumeHall           -      yes         yes            -      -        -
StopNumbers          -      yes         yes            -      -        -
CloseDay             -      yes         yes            -      -        -
IssueTicket          yes    yes         yes            yes    -        -
VoidTicket           -      yes         yes            yes    -        -
WithdrawTicket       yes    yes         yes            yes    -        -
CallNext             yes    -           -              -      -        -
CallThis             yes    -           -              -      -        -
Recall               yes    -           -              -      -        -
StartService         yes    -           -              -      -        -
FinishService        yes    -           -              -      -        -
HoldTicket           yes    -           -              -      -        -
ResumeTicket         yes    -           -              -      -        -
TransferTicket       yes    -           -              -      -        -
MarkNoShow           yes    -           -              -      -        -
ReEnter              yes    yes         yes            yes    -        -
Undo                 yes    -           -              -      -        -
SitDown              yes    -           -              -      -        -
StandUp              yes    -           -              -      -        -
StepAway             yes    -           -              -      -        -
ComeBack             yes    -           -              -      -        -
HandOver             yes    -           -              -      -        -
AcknowledgeHandover  yes    -           -              -      -        -
NameStandIn          -      yes         yes            -      -        -
EndStandIn           -      yes         yes            -      -        -
TakeBackStandIn      -      yes         yes            -      -        -
AnswerStandIn        yes    -           -              -      -        -
AnswerCall           yes    yes         yes            -      -        -
AskOfficial          yes    -           -              -      -        -
AnswerOfficial       -      yes         yes            -      -        -
CancelOfficial       yes    -           -              -      -        -
RecordUnfinished     yes    -           -              -      -        -
MarkContacted        yes    yes         yes            -      -        -
CheckSpot            -      yes         yes            -      -        -
RecordLeave          -      yes         yes            -      -        -
EndLeave             -      yes         yes            -      -        -
ReportDevice         -      -           -              yes    yes      -
StepBack             yes    yes         yes            yes    -        -
GrantSpecial         yes    yes         yes            -      -        -
AddMatter            yes    -           -              -      -        -
BookAppointment      yes    yes         yes            -      -        -
CancelAppointment    yes    yes         yes            -      -        -
CheckIn              yes    yes         yes            yes    -        -
CloseMatter          -      yes         yes            -      -        -
ReopenMatter         -      yes         yes            -      -        -
CloseLine            -      yes         yes            -      -        -
ReopenLine           -      yes         yes            -      -        -
SetQuota             -      yes         yes            -      -        -
RegisterCase         yes    -           -              -      -        -
TellSupplement       yes    -           -              -      -        -
ReceiveMaterials     yes    -           -              -      -        -
AcceptCase           yes    -           -              -      -        -
RefuseCase           yes    -           -              -      -        -
TakeBackCase         yes    yes         yes            -      -        -
StopClock            yes    -           -              -      -        -
StartClock           yes    -           -              -      -        -
SendUp               yes    -           -              -      -        -
ComeDown             yes    -           -              -      -        -
ExtendCase           yes    -           -              -      -        -
EnterStep            yes    -           -              -      -        -
DecideCase           yes    -           -              -      -        -
DeliverResult        yes    -           -              -      -        -
MarkCase             yes    yes         yes            -      -        -
HandOnCase           yes    yes         yes            -      -        -
NotifyDepartment     yes    -           -              -      -        -
NameAgent            yes    -           -              -      -        -
RecordLeg            yes    -           -              -      -        -
HurryCase            yes    yes         yes            -      -        -
CounterOverdue       -      yes         yes            -      -        -
SeePerson            yes    yes         yes            -      -        -
AskPaper             yes    -           -              -      -        -
ReportNumbers        -      -           -              yes    -        -
HandIn               -      -           -              yes    -        -
TakePaper            -      -           -              yes    -        -
EndPaper             -      -           -              yes    -        -
RenewReceipt         yes    -           -              -      -        -
PrintSheets          -      yes         yes            -      -        -
EnterStub            -      yes         yes            -      -        -
TakeBackStub         -      yes         yes            -      -        -
ReprintTicket        -      -           -              yes    -        -
CountPaper           -      -           -              yes    -        -
CallStaff            -      -           -              yes    -        -
GoToKiosk            yes    yes         yes            -      -        -
EndHelp              yes    yes         yes            -      -        -
"""

COMMANDS: list[o.AnyCommand] = [
    o.ImportHall(setup=small_setup()),
    o.ConfirmClock(),
    o.ReadNote(note="note-1"),
    o.Tick(),
    o.TerminalSilent(clerk="A1", since=0),
    o.TerminalBack(clerk="A1"),
    o.NoticeFault(device="kiosk:k1"),
    c.OpenHall(),
    c.PauseHall(reason="other"),
    c.ResumeHall(reason="other"),
    c.StopNumbers(),
    c.CloseDay(),
    c.IssueTicket(matter="mr"),
    c.VoidTicket(ticket=1),
    c.WithdrawTicket(ticket=1),
    c.CallNext(),
    c.CallThis(ticket=1),
    c.Recall(ticket=1),
    c.StartService(ticket=1),
    c.FinishService(ticket=1),
    c.HoldTicket(ticket=1),
    c.ResumeTicket(ticket=1),
    c.TransferTicket(ticket=1, matter="ms"),
    c.MarkNoShow(ticket=1),
    c.ReEnter(ticket=1),
    c.Undo(ticket=1),
    c.SitDown(window=1),
    c.StandUp(),
    c.StepAway(reason="other"),
    c.ComeBack(),
    c.HandOver(reason="other"),
    c.AcknowledgeHandover(handover=1),
    c.NameStandIn(on_the_spot=True, post="pr", clerk="A1", reason="other"),
    c.EndStandIn(post="pr", clerk="A4"),
    c.TakeBackStandIn(post="pr", clerk="A4"),
    c.AnswerStandIn(post="pr", accept=True),
    c.AnswerCall(post="pr"),
    c.AskOfficial(reason="meeting", until=1),
    c.AnswerOfficial(asking=1, agree=True),
    c.CancelOfficial(asking=1),
    c.RecordUnfinished(ticket=1, reason="papers"),
    c.MarkContacted(item=1),
    c.CheckSpot(window=1),
    c.RecordLeave(clerk="A1", since=0, until=1),
    c.EndLeave(clerk="A1", until=1),
    c.ReportDevice(),
    p.StepBack(ticket=1),
    p.GrantSpecial(ticket=1, reason="other"),
    p.AddMatter(ticket=1, matter="ms"),
    p.BookAppointment(matter="mr", slot=1),
    p.CancelAppointment(appointment=1),
    p.CheckIn(code="000000"),
    p.CloseMatter(matter="mr"),
    p.ReopenMatter(matter="mr"),
    p.CloseLine(line="r"),
    p.ReopenLine(line="r"),
    p.SetQuota(matter="mr", quota=1),
    k.RegisterCase(matter="mr", name="张三"),
    k.TellSupplement(case=1, missing=(0,)),
    k.ReceiveMaterials(case=1, materials=(0,)),
    k.AcceptCase(case=1),
    k.RefuseCase(case=1, reason="other"),
    k.TakeBackCase(case=1, reason="twice"),
    k.StopClock(case=1, reason="hearing", days=1),
    k.StartClock(case=1),
    k.SendUp(case=1),
    k.ComeDown(case=1),
    k.ExtendCase(case=1, days=1, reason="other"),
    k.EnterStep(case=1, step=0),
    k.DecideCase(case=1, end="closed"),
    k.DeliverResult(case=1),
    k.MarkCase(case=1),
    k.HandOnCase(case=1, clerk="A1"),
    k.NotifyDepartment(case=1, department="d", days=1),
    k.NameAgent(case=1, agent="A1"),
    k.RecordLeg(case=1, leg="set_out"),
    k.HurryCase(case=1),
    k.CounterOverdue(case=1, reason="other"),
    k.SeePerson(case=1, why="contact"),
    q.AskPaper(paper="receipt", case=1),
    w.ReportNumbers(day="2026-11-23"),
    w.HandIn(series="Y", day="2026-11-23", numbers=(w.OwnNumber(n=1, given=1, matters=("mr",)),)),
    q.TakePaper(paper=1),
    q.EndPaper(paper=1),
    q.RenewReceipt(case=1, why="lost"),
    e.PrintSheets(),
    e.EnterStub(number="X001", check="000", matter="mr", given=0),
    e.TakeBackStub(ticket=1),
    h.CallStaff(),
    pr.ReprintTicket(ticket=1),
    pr.CountPaper(day="2026-11-23"),
    h.GoToKiosk(kiosk="kiosk:k1"),
    h.EndHelp(kiosk="kiosk:k1"),
]


def grid() -> dict[str, dict[str, bool]]:
    header, *rows = (line.split() for line in GRID.strip().splitlines())
    assert tuple(header) == ROLES
    return {name: dict(zip(ROLES, (cell == "yes" for cell in cells), strict=True)) for name, *cells in rows}


def test_every_command_stands_in_the_grid() -> None:
    """By hand: what the code says is compared with it, not read from it."""
    names = {type(command).__name__ for command in COMMANDS}
    assert names == set(grid()) == {kind.__name__ for kind in ALLOWED}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_what_the_grid_says_and_no_more(role: str) -> None:
    """Command by command."""
    actor = Actor("X", frozenset({role}))
    for command in COMMANDS:
        assert may(actor, command) == grid()[type(command).__name__][role], command


@pytest.mark.parametrize("roles", [frozenset[str](), frozenset({"somebody"})])
def test_nobody_may_nothing(roles: frozenset[str]) -> None:
    """An actor without a role of the hall."""
    assert not any(may(Actor("X", roles), command) for command in COMMANDS)


def test_who_has_two_roles_may_what_either_may() -> None:
    """A supervisor who also sits at a window."""
    actor = Actor("X", frozenset({"clerk", "supervisor"}))
    for command in COMMANDS:
        row = grid()[type(command).__name__]
        assert may(actor, command) == (row["clerk"] or row["supervisor"])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_a_command_from_the_wrong_hand_is_refused_and_changes_nothing(command: o.AnyCommand) -> None:
    """field.md 16: a display issues no ticket."""
    street = morning()
    wrong = [role for role in ROLES if not grid()[type(command).__name__][role]]
    for role in wrong:
        assert street.refused(Actor("X", frozenset({role})), command) == "not_allowed"


def test_a_hall_without_a_set_up_knows_nothing_yet() -> None:
    """Only an import is possible."""
    street = Street()
    street.hall.setup = None
    assert street.refused(KIOSK, c.IssueTicket(matter="mr")) == "no_hall"
    assert street.refused(clerk("A1"), c.SitDown(window=1)) == "no_hall"
