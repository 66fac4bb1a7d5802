"""Which tables a fact can change, and what is announced once because of it."""

from common.messages import Announcement
from server.rules import facts as f
from server.rules.facts import Entry, Fact
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
    }
    | MOVES
    | PEOPLE
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
    f.DeviceReported: frozenset({"alarms"}),
    f.TicketIssued: frozenset({"lines", "waiting", "tallies", "alarms"}),
    f.TicketVoided: MOVES | {"matters", "appointments"},
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
    f.CoverChanged: PEOPLE | {"alarms", "calls"},
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
    f.SharingBegan: SHARING,
    f.SharingEnded: SHARING,
    f.ReturnOverdue: frozenset({"alarms", "me", "clerks"}),
    f.SpotChecked: frozenset({"spot_checks"}),
    f.LeaveRecorded: frozenset({"me", "clerks"}),
    f.LeaveEnded: frozenset({"me", "clerks", "alarms"}),
}
"""Every other fact moves a ticket."""


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
