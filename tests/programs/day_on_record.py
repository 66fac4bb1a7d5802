"""What the ledger says of a lived day, by the names under which its clients counted the same (`bench.day.record.MOVES`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from server.rules import facts as f
from server.rules.decide_presence import says_something
from server.rules.facts import Entry
from server.rules.setup import Setup

Count = Callable[["OnRecord"], int]


class OnRecord:
    """One day's facts: from the opening after the last closing, with what was kept over night."""

    def __init__(self, entries: list[Entry], setup: Setup) -> None:
        closings = [at for at, entry in enumerate(entries) if isinstance(entry.fact, f.DayClosed)]
        self.eve = entries[closings[-2]].fact if len(closings) > 1 else None
        self.facts: list[Any] = [entry.fact for entry in entries[closings[-2] + 1 if self.eve else 0 :]]
        self.kept = frozenset(self.eve.carried) if isinstance(self.eve, f.DayClosed) else frozenset()
        self.setup = setup

    def of(self, *kinds: type[f.Fact], so: Callable[[Any], bool] = lambda fact: True) -> int:
        """How many facts of `kinds` are `so`."""
        return sum(isinstance(fact, kinds) and so(fact) for fact in self.facts)

    def read_handovers(self) -> int:
        """By somebody; a return in which nothing was done is settled by itself."""
        empty = {
            fact.handover
            for fact in self.facts
            if isinstance(fact, f.HandoverOpened) and fact.kind == "return" and not says_something(fact)
        }
        return self.of(f.HandoverAcknowledged, so=lambda fact: fact.handover not in empty)

    def closing(self) -> f.DayClosed:
        """The day's own."""
        return next(fact for fact in reversed(self.facts) if isinstance(fact, f.DayClosed))

    def came_for_what_is_for_the_unsure(self) -> int:
        """Their first matter."""
        unsure = {matter.id for matter in self.setup.matters if matter.unsure}
        return self.of(f.TicketIssued, so=lambda fact: fact.matter in unsure)

    def sent_to_pay(self) -> int:
        """Transfers that a return follows."""
        return self.of(f.TicketTransferred, so=lambda fact: any(stop.back_to for stop in fact.then))

    def over_budget(self) -> int:
        """Moments that had less left than the grace (AB-4)."""
        grace_ms = self.setup.settings.grace_min * 60_000
        return self.of(
            f.ClerkSteppedAway,
            so=lambda fact: (
                fact.budget_ms is not None and fact.budget_ms < grace_ms and fact.reason == "unwell"
            ),
        )

    def lunch_turns(self) -> int:
        """Standing up to eat while the hall is open: at noon all do, when they close."""
        meals = Counter(
            fact.clerk
            for fact in self.facts
            if isinstance(fact, f.AbsenceBegan) and fact.reason == "at_lunch"
        )
        return len(meals)

    def slots_kept_by_b(self) -> int:
        """Services begun of a number with a slot, called by another than the post's A (AB-17)."""
        a_roles = {post.id: post.a_role for post in self.setup.posts}
        slots = {fact.ticket for fact in self.facts if isinstance(fact, f.TicketIssued) and fact.slot}
        called: dict[int, f.TicketCalled] = {}
        kept = 0
        for fact in self.facts:
            if isinstance(fact, f.TicketCalled):
                called[fact.ticket] = fact
            elif isinstance(fact, f.ServiceStarted) and fact.ticket in slots:
                call = called[fact.ticket]
                kept += a_roles[call.post] != call.clerk
        return kept


ON_RECORD: dict[str, Count] = {
    "booked": lambda day: day.of(f.AppointmentBooked),
    "checked_in": lambda day: day.of(f.TicketIssued, so=lambda fact: fact.appointment is not None),
    "matters_chosen": lambda day: day.of(f.TicketIssued, so=lambda fact: bool(fact.then)),
    "matters_added": lambda day: day.of(f.MatterAdded),
    "went_on": lambda day: day.of(f.TicketWentOn, so=lambda fact: not fact.back),
    "sent_to_pay": OnRecord.sent_to_pay,
    "came_back": lambda day: day.of(f.TicketWentOn, so=lambda fact: fact.back),
    "unsure": OnRecord.came_for_what_is_for_the_unsure,
    "stepped_back": lambda day: day.of(f.TicketSteppedBack),
    "special": lambda day: day.of(f.SpecialGranted),
    "matters_closed": lambda day: day.of(f.IntakeClosed),
    "matters_reopened": lambda day: day.of(f.IntakeReopened),
    "sharings_begun": lambda day: day.of(f.SharingBegan),
    "sharings_ended": lambda day: day.of(f.SharingEnded),
    "lunch_turns": OnRecord.lunch_turns,
    "over_budget": OnRecord.over_budget,
    "official_absences": lambda day: day.of(f.OfficialAnswered, so=lambda fact: fact.agreed),
    "stand_ins_declined": lambda day: day.of(f.StandInAnswered, so=lambda fact: not fact.accepted),
    "stand_ins_accepted": lambda day: day.of(f.StandInAnswered, so=lambda fact: fact.accepted),
    "called_from_outside": lambda day: day.of(f.CoverOnTheWay),
    "came_from_outside": lambda day: day.of(f.CoverCallEnded, so=lambda fact: fact.came),
    "handovers_acknowledged": OnRecord.read_handovers,
    "spot_checks": lambda day: day.of(f.SpotChecked),
    "pauses": lambda day: day.of(f.HallPaused, so=lambda fact: fact.reason != "evacuation"),
    "evacuations": lambda day: day.of(f.HallPaused, so=lambda fact: fact.reason == "evacuation"),
    "kept_over_night": lambda day: len(day.kept),
    "kept_checked_in": lambda day: day.of(f.TicketReEntered, so=lambda fact: fact.ticket in day.kept),
    "lapsed": lambda day: len(day.closing().lapsed),
    "slots_cancelled": lambda day: day.of(f.AppointmentCancelled),
    "slots_lapsed": lambda day: len(day.closing().unkept),
    "slots_kept_by_b": OnRecord.slots_kept_by_b,
    "unfinished": lambda day: day.of(f.UnfinishedRecorded),
    "contacted": lambda day: day.of(f.ResidentContacted),
    "supplements": lambda day: day.of(f.SupplementTold),
    "clocks_stopped": lambda day: day.of(f.ClockStopped),
    "clocks_started": lambda day: day.of(f.ClockStarted) - day.of(f.CaseSentUp, so=lambda fact: fact.back),
    "extensions": lambda day: day.of(f.CaseExtended),
    "copy_notices": lambda day: day.of(f.DepartmentNotified),
    "results_delivered": lambda day: day.of(f.CaseDelivered),
}
"""Whatever is a fact. What is none is read elsewhere: a number that was refused, and a question that was answered."""
NO_FACT = ("numbers_refused", "asked_why", "answered_why")
