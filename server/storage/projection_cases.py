"""The rows of cases. `due` of a joint case is empty once all departments were told before it was late: its parts have theirs (C-10)."""

from collections.abc import Callable
from typing import Any

from server.rules.cases import facts as f
from server.rules.facts import DayClosed, Entry, Fact
from server.storage.sheets import Sheets

Handler = Callable[[Sheets, Any, Entry], None]


def _registered(sheets: Sheets, fact: f.CaseRegistered, entry: Entry) -> None:
    about = {name: getattr(fact, name) for name in ("number", "matter", "department", "clerk", "way")}
    clock = {"due": fact.due, "days": fact.limit or None}
    row = _new(sheets, entry, fact.case, **about, **clock, post=fact.post, ticket=fact.ticket, mark=fact.mark)
    sheets.cases.add(fact.case, row)


def _notified(sheets: Sheets, fact: f.DepartmentNotified, entry: Entry) -> None:
    """A part begins accepted, its clock running."""
    whole = sheets.cases[fact.case]
    row = _new(
        sheets,
        entry,
        fact.part,
        number=fact.number,
        matter=whole["matter"],
        department=fact.department,
        clerk=fact.clerk,
        way=whole["way"],
        mark=whole["mark"],
        post=fact.post,
        part_of=fact.case,
        state="accepted",
        accepted_at=entry.due,
        days=fact.limit,
        due=fact.due,
    )
    sheets.cases.add(fact.part, row)
    dated_by_parts = fact.last and not fact.late
    sheets.cases.change(fact.case, version=entry.version, **({"due": None} if dated_by_parts else {}))


def _new(sheets: Sheets, entry: Entry, case: int, **about: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "hall": sheets.hall,
        "id": case,
        "version": entry.version,
        "post": None,
        "ticket": None,
        "part_of": None,
        "mark": None,
        "state": "registered",
        "received": entry.due,
        "since": entry.due,
        "accepted_at": None,
        "decided_at": None,
        "delivered_at": None,
        "days": None,
        "extended": 0,
        "due": None,
        "overdue": None,
        "countered": False,
        "breaches": 0,
        "late_steps": 0,
        "left_open": False,
        "handed_late": False,
        "delivery_late": False,
        "receipts": 0,
    }
    return row | about


def _told(row: dict[str, Any], fact: f.SupplementTold, entry: Entry) -> dict[str, Any]:
    values: dict[str, Any] = {"breaches": row["breaches"] + fact.breach}
    if row["state"] == "registered":
        values |= {"state": "supplement", "since": entry.due}
    return values


def _accepted(row: dict[str, Any], fact: f.CaseAccepted, entry: Entry) -> dict[str, Any]:
    """By silence it is since its receipt (C-20, decision 0183)."""
    since = row["received"] if fact.silent else entry.due
    return {
        "state": "accepted",
        "since": since,
        "accepted_at": since,
        "days": fact.limit,
        "due": fact.due,
    }


def _decided(row: dict[str, Any], fact: f.CaseDecided, entry: Entry) -> dict[str, Any]:
    due = row["due"] if fact.due is None else fact.due
    return {"state": fact.end, "since": entry.due, "decided_at": entry.due, "due": due}


Change = Callable[[dict[str, Any], Any, Entry], dict[str, Any]]
CHANGES: dict[type[Fact], Change] = {
    f.SupplementTold: _told,
    f.MaterialsReceived: lambda row, fact, entry: {},
    f.CaseAccepted: _accepted,
    f.CaseRefused: lambda row, fact, entry: {
        "state": "refused",
        "since": entry.due,
        "decided_at": entry.due,
        "days": None,
        "due": None,
    },
    f.CaseTakenBack: lambda row, fact, entry: {
        "state": "taken_back",
        "since": entry.due,
        "days": None,
        "due": None,
    },
    f.ClockStopped: lambda row, fact, entry: {"due": fact.due},
    f.ClockStarted: lambda row, fact, entry: {"due": fact.due},
    f.StopOverrun: lambda row, fact, entry: {},
    f.CaseExtended: lambda row, fact, entry: {"extended": row["extended"] + fact.days, "due": fact.due},
    f.CaseStepEntered: lambda row, fact, entry: {},
    f.StepOverdue: lambda row, fact, entry: {"late_steps": row["late_steps"] + 1},
    f.CaseSentUp: lambda row, fact, entry: {},
    f.CaseDecided: _decided,
    f.CaseDelivered: lambda row, fact, entry: {
        "state": "delivered",
        "since": entry.due,
        "delivered_at": entry.due,
    },
    f.CaseMarked: lambda row, fact, entry: {"mark": fact.mark},
    f.CaseHandedOn: lambda row, fact, entry: {"clerk": fact.clerk, "post": fact.post},
    f.AgentNamed: lambda row, fact, entry: {},
    f.LegRecorded: lambda row, fact, entry: {},
    f.CaseHurried: lambda row, fact, entry: {},
    f.NotClosedOnTheSpot: lambda row, fact, entry: {"left_open": True},
    f.HandingOnLate: lambda row, fact, entry: {"handed_late": True},
    f.DeliveryLate: lambda row, fact, entry: {"delivery_late": True},
    f.CaseOverdue: lambda row, fact, entry: {"overdue": fact.was_due, "countered": False},
    f.OverdueCountered: lambda row, fact, entry: {"countered": True},
    f.ReceiptRenewed: lambda row, fact, entry: {"receipts": fact.n},
}
"""What each fact about one case sets in its row."""


def _changed(sheets: Sheets, fact: Any, entry: Entry) -> None:
    row = sheets.cases[fact.case]
    sheets.cases.change(fact.case, version=entry.version, **CHANGES[type(fact)](row, fact, entry))


def _noted(sheets: Sheets, fact: Any, entry: Entry) -> None:
    """That the fact is one of the case's; of a notice, one of the whole's."""
    _note(sheets, fact.case, entry)


def _note(sheets: Sheets, case: int, entry: Entry) -> None:
    sheets.case_facts.add(
        (entry.version, case), {"hall": sheets.hall, "version": entry.version, "case": case}
    )


def _noted_of_case(sheets: Sheets, fact: Any, entry: Entry) -> None:
    """A paper of a matter is no case's."""
    if fact.case is not None:
        _noted(sheets, fact, entry)


def _dues_moved(sheets: Sheets, fact: f.DuesMoved, entry: Entry) -> None:
    for case, due in fact.dues.items():
        sheets.cases.change(case, version=entry.version, due=due)
        _note(sheets, case, entry)


def left_open(sheets: Sheets, fact: DayClosed, entry: Entry) -> None:
    """Those to be closed on the spot that were not (C-2)."""
    for case in fact.left_open:
        sheets.cases.change(case, version=entry.version, left_open=True)
        _note(sheets, case, entry)


HANDLERS: dict[type[Fact], tuple[Handler, ...]] = {
    f.CaseRegistered: (_registered, _noted),
    f.DepartmentNotified: (_notified, _noted),
    **dict.fromkeys(CHANGES, (_changed, _noted)),
    f.PersonSeen: (_noted,),
    f.PersonErased: (_noted,),
    f.DuesMoved: (_dues_moved,),
    f.PaperAsked: (_noted_of_case,),
    f.PaperTaken: (),
    f.PaperEnded: (_noted_of_case,),
}
