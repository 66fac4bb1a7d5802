"""Questions about cases, asked of the rows and the ledger on every database."""

from collections.abc import Iterator

import pytest

from server.rules.cases.facts import CaseRegistered, DepartmentNotified
from server.storage.case_record import Asked, case_on_record, cases_on_record, facts_of, texts_of
from server.storage.hall_key import THE_HALL
from server.storage.store import Store
from tests.databases import Where
from tests.rules.setup_cases import CaseStreet
from tests.storage.test_case_rows import eventful, written


@pytest.fixture
def street() -> CaseStreet:
    """Everything that a case can go through."""
    return eventful()


@pytest.fixture
def store(place: Where, street: CaseStreet) -> Iterator[Store]:
    """Its rows and its ledger."""
    made = written(place, street, 100)
    yield made
    made.close()


def test_a_case_is_found_by_its_number_and_told_with_its_facts(store: Store, street: CaseStreet) -> None:
    """A part begins with its notice, which is the whole's fact."""
    with store.reading() as connection:
        for case in street.hall.cases.open.values():
            known = case_on_record(connection, THE_HALL, case.number)
            assert known is not None
            assert (known.id, known.state, known.clerk) == (case.id, case.state, case.clerk)
            facts = facts_of(connection, THE_HALL, case.id)
            first = DepartmentNotified if case.part_of else CaseRegistered
            assert isinstance(facts[0].fact, first)
            assert [entry.version for entry in facts] == sorted(entry.version for entry in facts)
        assert case_on_record(connection, THE_HALL, "2026-9999") is None
        assert case_on_record(connection, "another", "2026-0001") is None
        assert texts_of(connection, THE_HALL, ["case-1"]) == {}


def test_pages_follow_one_another_and_say_whether_there_are_more(store: Store, street: CaseStreet) -> None:
    """Newest first, none twice, none left out; what stands in a number for any sign is only itself."""
    with store.reading() as connection:

        def page(**asked: object) -> tuple[list[str], bool]:
            found, more = cases_on_record(connection, THE_HALL, Asked(**asked))  # type: ignore[arg-type]
            return [one.number for one in found], more

        everyone, more = page()
        assert (everyone, more) == (sorted(everyone, reverse=True), False)
        assert {case.number for case in street.hall.cases.open.values()} < set(everyone)  # one is history
        first, more = page(size=3)
        second, _ = page(size=3, page=1)
        assert (first + second, more) == (everyone[:6], True)
        assert page(number="2026-000")[0] == everyone
        assert page(number="2026_") == page(number="%") == ([], False)
        assert set(page(department="e")[0]) < set(everyone)
        assert page(state="delivered")[0] == [
            case.number for case in street.hall.cases.open.values() if case.state == "delivered"
        ]
