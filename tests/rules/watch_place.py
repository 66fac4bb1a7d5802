"""What must hold of a whole record of places, read off its facts with no rule of its own."""

from collections.abc import Iterable

from server.rules import facts as f
from server.rules.facts import Entry


class Pace:
    """Between two calls of a queue that went first lie so many that did not, save the supervisor's word (Q-8)."""

    def __init__(self, one_in: int) -> None:
        self.one_in = one_in
        self.queues: dict[int, str] = {}
        self.beyond: dict[int, bool] = {}
        self.since: dict[str, int] = {}

    def take(self, entry: Entry) -> None:
        """Follow one fact."""
        match entry.fact:
            case f.SpecialGranted() as grant:
                self.beyond[grant.ticket] = grant.beyond_pace
            case f.TicketCalled() as call:
                self._called(call)
            case f.TicketPutBack() as back:  # what it had taken is given back: the next may go first
                self.since.pop(self.queues[back.ticket], None)
            case f.DayClosed():
                self.since.clear()
            case fact:
                self._placed(fact)

    def _called(self, call: f.TicketCalled) -> None:
        queue = self.queues[call.ticket]
        since = self.since.get(queue, self.one_in)
        assert not call.special or self.beyond[call.ticket] or since >= self.one_in - 1
        self.since[queue] = 0 if call.special else since + 1

    def _placed(self, fact: f.Fact) -> None:
        match fact:
            case f.TicketIssued() | f.TicketTransferred() | f.TicketWentOn() as at:
                self.queues[at.ticket] = _queue(at.line, at.kept_to)
            case f.TicketReEntered() as at:
                self.queues[at.ticket] = _queue(self.queues[at.ticket].partition("@")[0], at.kept_to)
            case f.FinishUndone(stand=stand) as at if stand is not None:
                self.queues[at.ticket] = _queue(stand.line, stand.kept_to)


def _queue(line: str, kept_to: str | None) -> str:
    return line if kept_to is None else f"{line}@{kept_to}"


def check_quotas(log: Iterable[Entry]) -> None:
    """Nobody was ever given a number of a matter that had none left today, voided ones given back (field.md 20)."""
    given: dict[str, int] = {}
    quotas: dict[str, int | None] = {}
    usual: dict[str, int | None] = {}
    day = ""
    for entry in log:
        match entry.fact:
            case f.HallImported(setup=setup):
                usual = {matter.id: matter.daily_quota for matter in setup.matters}
            case f.DayOpened() as opened if opened.day != day:
                day = opened.day
                given.clear()
                quotas.clear()
            case f.QuotaSet() as quota:
                quotas[quota.matter] = quota.quota
            case f.TicketIssued() as issued if issued.appointment is None:
                for matter in (issued.matter, *(stop.matter for stop in issued.then)):
                    most = quotas.get(matter, usual[matter])
                    given[matter] = given.get(matter, 0) + 1
                    assert most is None or given[matter] <= most
            case f.TicketVoided():
                return  # from here on numbers are given back: test_intake looks at that by hand
