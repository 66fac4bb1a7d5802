"""What must hold of a case once it was taken back as a mistake: read off the facts, with no rule of the hall's own."""

from collections import Counter

from common.words import Instant
from server.rules.cases import facts as f
from server.rules.facts import Entry
from server.rules.hall import Hall
from tests.rules.watch_cases import local_day

DAY_MS = 24 * 3_600_000
HARMLESS = (
    f.CaseRegistered, f.CaseAccepted, f.CaseMarked, f.CaseHandedOn, f.CaseHurried, f.AgentNamed, f.PersonSeen, f.PaperAsked,
    f.PaperEnded, f.ReceiptRenewed, f.NotClosedOnTheSpot, f.HandingOnLate,
)  # fmt: skip
"""What may have been done about a case that is taken back: nothing of it moved the case on."""
AFTER = (f.PersonErased, f.PersonSeen, f.PaperEnded)


class Mistakes:
    """Taken back while untouched, once; from then on a name that is kept for a while, and else nothing."""

    def __init__(self) -> None:
        self.done: dict[int, list[Entry]] = {}
        self.at: dict[int, Instant] = {}
        self.erased: set[int] = set()
        self.numbers: set[str] = set()
        self.accepted: Counter[tuple[str, str]] = Counter()  # by department and day

    def check(self, hall: Hall, entry: Entry) -> None:
        """`hall` is the one that `entry` found."""
        fact = entry.fact
        if isinstance(fact, f.CaseRegistered | f.DepartmentNotified):
            assert fact.number not in self.numbers  # that of a mistake is not given again
            self.numbers.add(fact.number)
        if isinstance(fact, f.DuesMoved):
            assert not self.at.keys() & {*fact.dues, *fact.others}
        self._tally(hall, entry)
        case_id: int | None = getattr(fact, "case", None)
        if case_id is None:
            return
        if case_id in self.at:
            self._over(hall, entry, case_id)
        elif isinstance(fact, f.CaseTakenBack):
            self._untouched(hall, case_id)
            self._by_whom(hall, entry, case_id)
            self.at[case_id] = entry.due
        self.done.setdefault(case_id, []).append(entry)

    def _untouched(self, hall: Hall, case_id: int) -> None:
        before = self.done[case_id]
        assert all(isinstance(entry.fact, HARMLESS) for entry in before)
        accepted = [entry for entry in before if isinstance(entry.fact, f.CaseAccepted)]
        assert all(entry.due == before[0].due for entry in accepted)  # with the registration, or never
        assert hall.cases.open[case_id].part_of is None

    def _by_whom(self, hall: Hall, entry: Entry, case_id: int) -> None:
        """What is on record, or of an earlier day, by nobody whose case it was (C-7)."""
        before = self.done[case_id]
        same_day = local_day(hall.rules, before[0].due) == local_day(hall.rules, entry.due)
        if same_day and not any(
            isinstance(earlier.fact, f.NotClosedOnTheSpot | f.HandingOnLate) for earlier in before
        ):
            return
        facts = [earlier.fact for earlier in before]
        clerks = {fact.clerk for fact in facts if isinstance(fact, f.CaseRegistered | f.CaseHandedOn)}
        assert entry.by not in clerks | {before[0].by}

    def _over(self, hall: Hall, entry: Entry, case_id: int) -> None:
        assert isinstance(entry.fact, AFTER)
        if isinstance(entry.fact, f.PersonErased):
            assert case_id not in self.erased
            assert entry.due - self.at[case_id] >= hall.rules.cases.keep_persons_days * DAY_MS
            assert f"case-{case_id}" in entry.fact.texts
            self.erased.add(case_id)

    def _tally(self, hall: Hall, entry: Entry) -> None:
        """As the departments' figures of that day should be (P-3)."""
        fact, cases = entry.fact, hall.cases.open
        match fact:
            case f.CaseAccepted():
                self.accepted[cases[fact.case].department, local_day(hall.rules, entry.due)] += 1
            case f.DepartmentNotified():
                self.accepted[fact.department, local_day(hall.rules, entry.due)] += 1
            case f.CaseTakenBack():
                for earlier in self.done[fact.case]:
                    if isinstance(earlier.fact, f.CaseAccepted):
                        day = local_day(hall.rules, earlier.due)
                        self.accepted[cases[fact.case].department, day] -= 1

    def hold(self, hall: Hall, at: Instant, shown: set[str]) -> None:
        """On no board and no list, in no figure, and no clock runs; `shown`: ids of all rows of cases that any table holds."""
        assert not shown & {str(case_id) for case_id in self.at}
        cases = hall.cases
        for department, tally in cases.today.items():
            assert tally.accepted == self.accepted[department, cases.tallied_on]
        assert not {case_id for _, case_id in cases.moments} & self.at.keys()
        for case_id, since in self.at.items():
            assert (case_id in cases.over) != (case_id in self.erased)
            assert case_id in self.erased or at < since + hall.rules.cases.keep_persons_days * DAY_MS
            if case_id in cases.open:
                assert cases.open[case_id].state == "taken_back"
