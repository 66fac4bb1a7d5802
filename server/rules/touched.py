"""Which tables a fact can change, and what is announced once because of it."""

from typing import get_args

from common.messages import Announcement
from server.rules import facts as f
from server.rules.cases.facts import AnyCaseFact
from server.rules.cases.facts_paper import AnyPaperFact
from server.rules.civil import day_now
from server.rules.facts import Entry, Fact
from server.rules.facts_help import AnyHelpFact
from server.rules.hall import Hall

MOVES = frozenset(
    {
        "windows", "lines", "calls", "hand", "held", "waiting", "missed", "tallies", "me", "clerks",
        "handovers", "alarms", "covering", "today",
    }
)  # fmt: skip
"""A ticket changes place: lines, hands and figures."""
PEOPLE = frozenset(
    {"windows", "posts", "lines", "me", "clerks", "hand", "held", "waiting", "covering", "alarms"}
)
"""A person changes place."""
SHARING = frozenset({"covering", "posts", "me", "clerks", "held", "waiting"})
CASES = frozenset({"board", "departments", "cases", "case_watch"})
PAPERS = frozenset({"papers"})
HELP = frozenset({"help", "alarms"})
CALLING = frozenset({"covering", "asked", "posts", "alarms"})
EVERYTHING = frozenset(
    {
        "hall",
        "posts",
        "matters",
        "priorities",
        "elsewhere",
        "appointments",
        "asked",
        "contacts",
        "spot_checks",
        "waits",
        "devices",
    }
    | MOVES
    | PEOPLE
    | CASES
    | PAPERS
    | HELP
)

TOUCHED: dict[type[Fact], frozenset[str]] = {
    f.HallImported: EVERYTHING,
    f.DayOpened: EVERYTHING,
    f.DayClosed: EVERYTHING,
    f.PhaseChanged: frozenset({"hall", "posts", "me", "clerks", "alarms", "covering"}),
    f.HallPaused: frozenset({"hall", "alarms", "covering"}),
    f.HallResumed: frozenset({"hall", "alarms", "covering"}),
    f.NumbersStopped: frozenset({"hall"}),
    f.ClockConfirmed: frozenset(),
    f.OutageEnded: frozenset({"covering"}),
    f.DeviceReported: frozenset({"alarms", "devices"}),
    f.PaperCounted: frozenset({"devices"}),
    f.TicketReprinted: frozenset(),
    f.TicketIssued: frozenset({"lines", "waiting", "tallies", "alarms"}),
    f.TicketHandedIn: frozenset({"hall", "lines", "waiting", "missed", "tallies", "alarms"}),
    f.SeriesAssigned: frozenset(),
    f.CountersRaised: frozenset({"lines"}),
    f.TicketVoided: MOVES | {"matters", "appointments"},
    f.TicketTakenBack: MOVES | {"matters"},
    f.MatterAdded: frozenset({"hand", "matters"}),
    f.SpecialGranted: frozenset({"waiting", "me", "clerks"}),
    f.AppointmentBooked: frozenset({"appointments"}),
    f.AppointmentCancelled: frozenset({"appointments"}),
    f.IntakeClosed: frozenset({"lines", "matters"}),
    f.IntakeReopened: frozenset({"lines", "matters"}),
    f.QuotaSet: frozenset({"matters"}),
    f.ClerkSatDown: PEOPLE | {"alarms"},
    f.ClerkStoodUp: PEOPLE,
    f.ClerkSteppedAway: PEOPLE,
    f.ClerkCameBack: PEOPLE | {"alarms"},
    f.TerminalWentSilent: PEOPLE,
    f.TerminalHeard: PEOPLE,
    f.CoverChanged: PEOPLE | {"alarms", "calls", "cases"},
    f.HandoverOpened: frozenset({"handovers"}),
    f.HandoverAcknowledged: frozenset({"handovers"}),
    f.AbsenceBegan: frozenset({"me", "clerks", "alarms"}),
    f.AbsenceEnded: frozenset({"me", "clerks", "alarms"}),
    f.AbsenceRecorded: frozenset({"alarms"}),
    f.StandInNamed: frozenset({"posts", "covering", "asked", "alarms"}),
    f.StandInEnded: frozenset({"posts", "covering", "asked", "alarms"}),
    f.StandInAsked: frozenset({"covering", "asked"}),
    f.StandInAnswered: frozenset({"covering", "asked", "alarms"}),
    f.CoverCalled: CALLING,
    f.CoverMeasured: frozenset({"covering"}),
    f.CoverOnTheWay: CALLING,
    f.CoverDeclined: CALLING,
    f.CoverCallEnded: CALLING,
    f.OfficialAsked: frozenset({"asked"}),
    f.OfficialAnswered: frozenset({"asked"}),
    f.OfficialTakenBack: frozenset({"asked"}),
    f.OfficialLapsed: frozenset({"asked"}),
    f.StandInLapsed: frozenset({"covering", "asked", "alarms"}),
    f.UnfinishedRecorded: frozenset({"contacts"}),
    f.ResidentContacted: frozenset({"contacts"}),
    f.NoteRead: frozenset(),
    f.SharingBegan: SHARING,
    f.SharingEnded: SHARING,
    f.ReturnOverdue: frozenset({"alarms", "me", "clerks"}),
    f.SpotChecked: frozenset({"spot_checks"}),
    f.LeaveRecorded: frozenset({"me", "clerks"}),
    f.SheetsPrinted: frozenset(),
    f.StubEntered: frozenset(),
    f.StubFiled: frozenset(),
    f.StubTakenBack: frozenset(),
    **dict.fromkeys(get_args(AnyHelpFact), HELP),
    f.LeaveEnded: frozenset({"me", "clerks", "alarms"}),
    **dict.fromkeys(get_args(AnyCaseFact), CASES | {"alarms"}),
    **dict.fromkeys(get_args(AnyPaperFact), PAPERS),
}
"""Every other fact moves a ticket."""


def turned(hall: Hall) -> tuple[str, frozenset[str]]:
    """The civil day, and the tables that another one changes by itself: days used of days promised, who leads on duty, and what is published of a year."""
    return day_now(hall) if hall.setup is not None else "", CASES | {"alarms", "hall"}


def touched(entry: Entry) -> frozenset[str]:
    """The tables whose rows `entry` may have changed, for some audience."""
    tables = TOUCHED.get(type(entry.fact), MOVES)
    if not isinstance(entry.fact, f.TicketIssued):
        return tables
    matters = {"matters"} if entry.fact.limited else set()
    appointments = {"appointments"} if entry.fact.appointment is not None else set()
    return tables | matters | appointments


def announcement(hall: Hall, entry: Entry) -> Announcement | None:
    """What everyone is told once; `hall` is the hall after the whole batch."""
    fact = entry.fact
    if isinstance(fact, f.CoverChanged):
        return Announcement(
            kind="cover",
            version=entry.version,
            at=entry.due,
            post=fact.post,
            state=fact.state,
            window=fact.window,
        )
    if not isinstance(fact, f.TicketCalled | f.TicketRecalled | f.TicketMissed):
        return None
    ticket = hall.tickets.get(fact.ticket)
    if ticket is None:
        return None
    return Announcement(
        kind="called"
        if isinstance(fact, f.TicketCalled)
        else "recalled"
        if isinstance(fact, f.TicketRecalled)
        else "missed",
        version=entry.version,
        at=entry.due,
        number=ticket.number,
        ticket=ticket.id,
        window=fact.window if isinstance(fact, f.TicketCalled) else ticket.window,
        times=fact.times if isinstance(fact, f.TicketRecalled) else 0,
    )
