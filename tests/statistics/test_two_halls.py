"""A hall's figures are its own, whatever another hall in the same database has lived."""

from contextlib import closing

from server.statistics.reading import read_statistics
from server.statistics.span import Span
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.databases import NewPlace
from tests.rules.street import moment
from tests.statistics.counted import MONDAY, TUESDAY
from tests.statistics.two_days import lived
from tests.storage.ground import eventful_day


def test_another_hall_on_the_same_days_changes_no_figure(store: Store, new_place: NewPlace) -> None:
    """The same ticket ids, posts, clerks and dates on both sides; a third hall has none."""
    now = moment("20:00", TUESDAY)
    Ledger(store, "one").append(lived().log, [], [])
    Ledger(store, "two").append(eventful_day(3, days=(MONDAY, TUESDAY)).log, [], [])
    for span in (Span(MONDAY, MONDAY), Span(MONDAY, TUESDAY)):
        with closing(Store.open(new_place())) as alone:
            Ledger(alone, "one").append(lived().log, [], [])
            expected = read_statistics(alone, "one", span, "Asia/Shanghai", now)
        one, two, three = (
            read_statistics(store, hall, span, "Asia/Shanghai", now) for hall in ("one", "two", "three")
        )
        assert (one.figures.cells, one.posts) == (expected.figures.cells, expected.posts)
        assert two.figures.cells != expected.figures.cells
        assert (three.figures.cells, three.posts) == ({}, {})
