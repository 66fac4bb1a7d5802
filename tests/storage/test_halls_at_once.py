"""Several halls on one PostgreSQL, each with a store of its own: found by their keys, and none waits for another."""

import io
from collections.abc import Iterator
from contextlib import closing
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import URL, inspect, select

from bench.load.cluster import Cluster
from server.halls_found import NotTogether, several
from server.import_hall import main_import_hall
from server.reset_password import main_password
from server.storage.command_line import main_check
from server.storage.failures import StorageBusy
from server.storage.hall_key import THE_HALL, is_key, number_of
from server.storage.ledger import Ledger
from server.storage.people import People
from server.storage.place import Place, database_url
from server.storage.store import Store
from server.storage.tables import meta
from tests.databases import Where, on_postgresql
from tests.live.test_process import SAMPLE
from tests.storage.ground import answer, first_day

SOON_MS = 300
WITHIN_S = 20.0


@pytest.fixture
def stores(place: Where) -> Iterator[tuple[Store, Store]]:
    """Of two halls on one database."""
    a, b = (Store.open(place, hall=hall, busy_ms=SOON_MS) for hall in ("a", "b"))
    with closing(a), closing(b):
        yield a, b


def spoil(store: Store) -> None:
    """One letter of one fact."""
    with store.writing() as connection:
        connection.exec_driver_sql(f"UPDATE ledger SET by = 'Z' WHERE version = 1 AND hall = '{store.hall}'")


def append(store: Store) -> None:
    ledger = Ledger(store, store.hall)
    ledger.fold()
    ledger.append(first_day("R001"), [answer("r1")], [])


@on_postgresql
def test_a_hall_writes_while_another_does(stores: tuple[Store, Store]) -> None:
    """The lock of who writes has the hall's number as second key."""
    a, b = stores
    with a.writing():
        append(b)
        assert b.probe()
    append(a)
    assert [len(Ledger(store, store.hall).entries(0)) for store in stores] == [2, 2]


@on_postgresql
def test_one_hall_has_one_writer_all_the_same(place: Where, stores: tuple[Store, Store]) -> None:
    """Two servers of the same hall still write one after the other."""
    a, _ = stores
    again = Store.open(place, hall="a", busy_ms=SOON_MS)
    with closing(again), a.writing(), pytest.raises(StorageBusy), again.writing():
        pass


@on_postgresql
def test_a_hall_decides_while_another_does(stores: tuple[Store, Store]) -> None:
    """Whose turn it is goes by hall, too."""
    ledgers = [Ledger(store, store.hall) for store in stores]
    for ledger in ledgers:
        ledger.fold()
        ledger.take_turn([])
    for ledger in ledgers:
        ledger.end_turn()


@on_postgresql
def test_both_halls_try_the_disk_at_once(stores: tuple[Store, Store]) -> None:
    """Each leaves a mark of its own."""
    tried = [Thread(target=store.probe) for store in stores for _ in range(4)]
    for thread in tried:
        thread.start()
    for thread in tried:
        thread.join(WITHIN_S)
    assert [store.trouble for store in stores] == [None, None]
    with stores[0].reading() as connection:
        assert set(connection.execute(select(meta.c.name)).scalars()) == {
            "ledger_id",
            "last_try a",
            "last_try b",
        }


@on_postgresql
def test_halls_are_found_by_accounts_and_facts(place: URL, stores: tuple[Store, Store]) -> None:
    """The next start needs no option; a database of the one hall is served as ever."""
    where = Place(place)
    assert several(where, {}, None) == {}
    People(stores[0], "a").add("admin", ["administrator"], "hash", 0)
    append(stores[1])
    assert where.halls() == {"a", "b"}
    assert several(where, {"c": SAMPLE}, None) == {"c": SAMPLE, "a": None, "b": None}
    with pytest.raises(NotTogether, match="which_hall"):
        several(where, {}, SAMPLE)


@on_postgresql
def test_one_hall_on_a_database_has_the_servers_root(place: URL) -> None:
    """Under the key that it always had; with a second one it has an address like any other."""
    with closing(Store.open(place)) as store:
        append(store)
    assert several(Place(place), {}, SAMPLE) == {}
    assert several(Place(place), {"b": SAMPLE}, None) == {"b": SAMPLE, THE_HALL: None}


@on_postgresql
def test_the_commands_name_a_hall_of_a_database(place: URL) -> None:
    """`--hall KEY`; a hall that is not there is no sound one."""
    url = place.render_as_string(hide_password=False).replace("+psycopg", "")
    at, out = ["--database", url, "--lang", "en"], io.StringIO()
    assert main_import_hall([str(SAMPLE), *at, "--hall", "b"], out) == 0
    assert main_check([*at, "--hall", "b"], out) == 0
    assert main_check([*at, "--hall", "c"], out) == 1
    assert "no hall “c”" in out.getvalue()
    assert main_password([*at, "--hall", "b", "--staff", "nobody"], out) == 1
    assert Place(place).halls() == {"b"}


def typed(place: URL, capfd: pytest.CaptureFixture[str], main: Any, *arguments: str) -> tuple[int, str]:
    """Exit code and what an administrator reads."""
    url = place.render_as_string(hide_password=False).replace("+psycopg", "")
    try:
        code = main([*arguments, "--database", url, "--lang", "en"])
    except SystemExit as left:
        code = left.code
    return code, "".join(capfd.readouterr())


@on_postgresql
@pytest.mark.parametrize("keys", [("a", "b"), ("a",), ("a", THE_HALL)])
@pytest.mark.parametrize("command", [(main_check,), (main_password,), (main_import_hall, str(SAMPLE))])
def test_a_command_asks_which_hall_of_a_database_is_meant(
    place: URL, keys: tuple[str, ...], command: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    """As of a folder: nobody reads that all agrees over a broken hall, and no further hall begins."""
    for key in keys:
        with closing(Store.open(place, hall=key)) as store:
            append(store)
            spoil(store)
    code, words = typed(place, capfd, *command)
    assert (code, "say which one with --hall" in words) == (2, True)
    assert f"({', '.join(sorted(keys))})" in words
    assert Place(place).halls() == set(keys)
    assert "pass" not in words.lower()


@on_postgresql
def test_a_hall_that_is_named_is_the_one_that_is_checked(
    place: URL, stores: tuple[Store, Store], capfd: pytest.CaptureFixture[str]
) -> None:
    """Also under the key of a hall that is alone, which is not there."""
    for store in stores:
        append(store)
    spoil(stores[1])
    assert typed(place, capfd, main_check, "--hall", "a")[0] == 0
    assert typed(place, capfd, main_check, "--hall", "b")[0] == 1
    code, words = typed(place, capfd, main_check, "--hall", THE_HALL)
    assert (code, "no hall “hall”" in words) == (1, True)


@on_postgresql
def test_a_hall_whose_first_fact_is_gone_is_still_found(place: URL, stores: tuple[Store, Store]) -> None:
    """It has no accounts either; else nobody would be told that it is broken."""
    append(stores[0])
    with stores[0].writing() as connection:
        connection.exec_driver_sql("DELETE FROM ledger WHERE version = 1")
    assert Place(place).halls() == {"a"}


def test_looking_for_halls_makes_nothing(cluster: Cluster, capfd: pytest.CaptureFixture[str]) -> None:
    """A slip of the pen in a name leaves another database as it was."""
    name = "somebody_elses"
    where = Place(database_url(cluster.create(name)))
    try:
        assert where.halls() == set()
        with closing(Store.look(where.where)) as store, store.reading() as connection:
            assert inspect(connection).get_table_names() == []
        code, words = typed(database_url(cluster.url(name)), capfd, main_check)
        assert (code, "no hall" in words) == (1, True)
    finally:
        cluster.drop(name)


@on_postgresql
def test_a_password_for_a_hall_that_is_not_there_is_refused(
    place: URL, stores: tuple[Store, Store], capfd: pytest.CaptureFixture[str]
) -> None:
    """By the hall's key, not by the name of an account."""
    append(stores[0])
    code, words = typed(place, capfd, main_password, "--hall", "c")
    assert (code, "no hall “c”" in words) == (1, True)


@pytest.mark.parametrize(("key", "good"), [
    ("a", True), ("leiping", True), ("4-th", True), ("a" * 32, True), ("hall", True),
    ("", False), ("A", False), ("-a", False), ("a-", False), ("a_b", False), ("a.b", False), ("雷平", False),
    ("a" * 33, False), ("a\n", False), ("１", False),
])  # fmt: skip
def test_a_key_is_good_in_an_address_and_as_a_folder(key: str, *, good: bool) -> None:
    """And can be typed on any keyboard."""
    assert is_key(key) is good


@pytest.mark.parametrize("text", ["a", "b", "hall", "hall A01", "x" * 100])
def test_a_locks_number_has_32_bits_with_a_sign(text: str) -> None:
    """As PostgreSQL takes it."""
    assert -(1 << 31) <= number_of(text) < 1 << 31
