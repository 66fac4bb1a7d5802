"""One ticket's life, counted: what docs/statistics.md defines, period by period."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from common.words import Instant
from server.statistics.figures import Cell, Figures, Sums
from server.statistics.rows import FiledRow, PeriodRow
from server.statistics.span import Calendar

FATES = ("withdrawn", "voided", "lapsed")


class Book:
    """Cells by what they are of. What lies outside the span's versions goes to a page that nobody reads."""

    def __init__(self, calendar: Calendar, begins: int, ends: int | None) -> None:
        self.calendar = calendar
        self._begins, self._ends = begins, ends
        self._cells: dict[Cell, Sums] = {}
        self._aside = Sums()

    def of(self, period: PeriodRow, version: int, at: Instant) -> Sums:
        """Where something is counted that befell `period` by the fact `version`, under the hour of `at`."""
        if version < self._begins or (self._ends is not None and version >= self._ends):
            return self._aside
        calendar = self.calendar
        cell = Cell(
            period.matter, period.line, period.window, period.post, period.clerk,
            calendar.hour(at), calendar.day(version),
        )  # fmt: skip
        return self.on(cell)

    def on(self, cell: Cell) -> Sums:
        """Where something is counted of which the day is known."""
        found = self._cells.get(cell)
        if found is None:
            found = self._cells[cell] = Sums()
        return found

    def figures(self) -> Figures:
        """All that was counted."""
        return Figures(self._cells)


@dataclass(slots=True)
class Life:
    """Goes through one ticket's periods in order. `call` is the call that the resident came to, or should."""

    book: Book
    began: Instant | None = None  # when the wait in line began
    waited_ms: int = 0
    call: PeriodRow | None = None
    walked: bool = False
    services: list[tuple[PeriodRow, int]] = field(default_factory=list)

    def count(self, periods: Sequence[PeriodRow]) -> None:
        """The whole life."""
        last = periods[-1]
        periods = list(_without_slips(periods))
        first = periods[0]
        if first.opened == first.ticket:
            self.book.of(first, first.opened, first.since).issued += 1
        before: PeriodRow | None = None
        for period, after in zip(periods, (*periods[1:], None), strict=True):
            self._period(before, period, after)
            before = period
        if last.ended_at is not None and last.newest == last.opened:
            self._end(last, last.ended_at)

    def _period(self, before: PeriodRow | None, period: PeriodRow, after: PeriodRow | None) -> None:
        match period.state:
            case "waiting" if self.book.calendar.closes(period.opened):
                self._carried(before, period, after)
            case "waiting":
                self._waiting(before, period)
            case "called":
                self._called(period, after)
            case "missed":
                self._missed(period, after)
            case "serving":
                self._serving(period)
            case "held" if period.until is not None:
                self.book.of(period, period.opened, period.since).holds.append(period.until - period.since)
        if after is not None and after.state == "waiting":
            self._leave_window(finished=after.came == "finished")

    def _carried(self, before: PeriodRow | None, period: PeriodRow, after: PeriodRow | None) -> None:
        """A night, or a close that was a mistake: then the wait goes on where it stopped."""
        if after is None or not self.book.calendar.opens(after.opened):
            self.book.of(period, period.opened, period.since).carried += 1
        if before is None or before.state != "waiting" or self.book.calendar.closes(before.opened):
            self.began, self.waited_ms = None, 0

    def _waiting(self, before: PeriodRow | None, period: PeriodRow) -> None:
        if before is None or not self._goes_on(before, period):
            self.began, self.waited_ms = None, 0
            if before is not None and before.state == "waiting" and period.came is None:
                self.book.of(period, period.opened, period.since).checked_in += 1
        if self.began is None:
            self.began = period.since
        if period.until is not None:
            self.waited_ms += period.until - period.since

    def _goes_on(self, before: PeriodRow, period: PeriodRow) -> bool:
        """A call was taken back, whoever waits lets others go first, or the day goes on that had been closed."""
        stepped_back = before.state == "waiting" and period.came == "stepped_back"
        return _taken_back(before, period) or stepped_back or self.book.calendar.opens(period.opened)

    def _called(self, period: PeriodRow, after: PeriodRow | None) -> None:
        """One that was taken back is none; the wait goes on."""
        if period.came == "by_hand":
            self._by_hand(period)
            return
        if after is not None and _taken_back(period, after) and not self.book.calendar.closes(after.opened):
            return
        began = period.since if self.began is None else self.began
        self.book.of(period, period.opened, began).waits.append(self.waited_ms)
        self.call, self.walked = period, False

    def _by_hand(self, period: PeriodRow) -> None:
        """On paper, while there was no power: called and done; for how long nobody wrote down."""
        sums = self.book.of(period, period.opened, period.since)
        sums.waits.append(self.waited_ms)
        sums.finished += 1
        sums.by_hand += 1

    def _missed(self, period: PeriodRow, after: PeriodRow | None) -> None:
        sums = self._at_call(period)
        sums.no_shows += 1
        sums.came_back += after is not None and after.state == "waiting"

    def _serving(self, period: PeriodRow) -> None:
        if not self.walked and self.call is not None:
            self._at_call(self.call).walks.append(period.since - self.call.since)
        self.walked = True
        if period.until is not None:
            self._serve(period, period.until - period.since)

    def _serve(self, period: PeriodRow, served_ms: int) -> None:
        """One clerk's periods at one window are one service."""
        for place, (other, so_far_ms) in enumerate(self.services):
            if (other.window, other.clerk) == (period.window, period.clerk):
                self.services[place] = period, so_far_ms + served_ms
                return
        self.services.append((period, served_ms))

    def _leave_window(self, *, finished: bool) -> None:
        """The services end: finished, passed on, given up, or the day closed over them."""
        for period, served_ms in self.services:
            done = finished and period is self.services[-1][0]
            if served_ms == 0 and not done:
                continue
            sums = self._at_call(period)
            sums.services.append(served_ms)
            sums.finished += done
            sums.taken_over += period.role != "a_role"
        self.services = []

    def _at_call(self, period: PeriodRow) -> Sums:
        """Under the window and clerk of `period`, at the hour and on the day of the call."""
        call = self.call or period
        return self.book.of(period, call.opened, call.since)

    def _end(self, last: PeriodRow, at: Instant) -> None:
        self._leave_window(finished=last.fate == "finished")
        if last.fate in FATES:
            sums = self.book.of(last, last.fate_version, at)
            setattr(sums, last.fate, getattr(sums, last.fate) + 1)


def _taken_back(called: PeriodRow, after: PeriodRow) -> bool:
    """Whether the call was none: the ticket is in its own place again."""
    return called.state == "called" and after.state == "waiting" and after.came is None


def _without_slips(periods: Sequence[PeriodRow]) -> Iterator[PeriodRow]:
    """A no-show or a finish that was taken back at once is none: the call or the service goes on."""
    kept: PeriodRow | None = None
    for period in periods:
        if period.came == "undone":
            continue
        if kept is not None and kept.state == "missed" and period.state == "called":
            kept = None
        elif kept is not None and kept.state == "called" and period.state == "missed":
            yield kept
            kept = period
        else:
            if kept is not None:
                yield kept
            kept = period
    if kept is not None:
        yield kept


def statistics(rows: Iterable[Sequence[PeriodRow]], book: Book, filed: Iterable[FiledRow] = ()) -> Figures:
    """Count whole tickets, each as its periods in order, and stubs of these days that were typed in later, into `book`."""
    for periods in rows:
        Life(book).count(periods)
    for stub in filed:
        count_filed(stub, book)
    return book.figures()


def count_filed(stub: FiledRow, book: Book) -> None:
    """As if it had been typed in on its day; when somebody went who had gone nobody knows, so that counts under the hour of the number."""

    def at(instant: Instant, window: int | None = None) -> Sums:
        hour = book.calendar.hour(instant)
        return book.on(Cell(stub.matter, stub.line, window, None, None, hour, stub.day))

    at(stub.given).issued += 1
    if stub.called is None:
        at(stub.given).withdrawn += 1
        return
    sums = at(stub.called, stub.window)
    sums.waits.append(stub.called - stub.given)
    sums.finished += 1
    sums.by_hand += 1
