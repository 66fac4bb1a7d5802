"""Where a hall's database is, and that a password in its URL is never said."""

import io
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL, insert
from sqlalchemy.exc import DBAPIError

from server.hidden_password import VARIABLE, without_password
from server.import_hall import main_import_hall
from server.move_hall import main_move
from server.reset_password import main_password
from server.serve import main_serve
from server.storage.attendance import Attendance
from server.storage.command_line import main_backup, main_check, main_restore
from server.storage.ledger import Ledger
from server.storage.place import NoDatabaseUrl, Place, database_url, place_of
from server.storage.store import Store
from server.storage.tables import meta
from tests.databases import NewPlace, Where, on_postgresql
from tests.storage.ground import answer, first_day

SECRET = "s3cr3t"
URL_WITH_SECRET = f"postgresql://hall:{SECRET}@127.0.0.1:1/hall"
TO_ITSELF = ("--lang", "en")


def written(url: URL) -> str:
    return url.render_as_string(hide_password=False).replace("+psycopg", "")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_url_is_taken_as_people_write_it(scheme: str) -> None:
    """Whatever it is called, there is one driver."""
    url = database_url(f"{scheme}://hall:{SECRET}@db/hall")
    assert (url.drivername, url.password) == ("postgresql+psycopg", SECRET)
    assert Place(url).shown == "postgresql://hall@db/hall"


@pytest.mark.parametrize(
    "text",
    ["", "hall", "mysql://hall@db/hall", "postgresql://db", "sqlite:///x", "postgresql://h:x:y@db:p/n"],
)
def test_what_is_no_url_of_postgresql_is_refused_without_being_repeated(text: str) -> None:
    """It may hold a password."""
    with pytest.raises(NoDatabaseUrl) as refused:
        database_url(text)
    assert str(refused.value) == ""


def test_a_folder_or_a_database_is_chosen_and_the_environment_is_asked_last() -> None:
    """What is said on the command line goes before; both together is a mistake."""
    environ = {VARIABLE: "postgresql://a@db/env"}
    chosen = [place_of(Path("d"), None, environ), place_of(None, "postgresql://a@db/x", environ)]
    chosen.append(place_of(None, None, environ))
    assert [place.shown for place in chosen if place] == ["d", "postgresql://a@db/x", "postgresql://a@db/env"]
    assert place_of(Path("d"), "postgresql://a@db/x", environ) is None
    assert place_of(None, None, {}) is None


@pytest.mark.parametrize(
    "given",
    [
        ["serve", "--database", URL_WITH_SECRET, "--port", "1"],
        ["serve", f"--database={URL_WITH_SECRET}", "--port", "1"],
        ["serve", "--datab", URL_WITH_SECRET, "--port", "1"],
    ],
)
def test_a_password_on_the_command_line_goes_into_the_environment(given: Sequence[str]) -> None:
    """Whoever lists the processes reads command lines."""
    hidden = without_password(given, {"HOME": "h"})
    assert hidden == (["serve", "--port", "1"], {"HOME": "h", VARIABLE: URL_WITH_SECRET})


@pytest.mark.parametrize(
    "given", [["check", "--data", "a:b@c"], ["serve", "--database", "postgresql://h@d/n"]]
)
def test_without_a_password_a_command_line_stays_as_it_is(given: Sequence[str]) -> None:
    """Nothing is begun again for nothing."""
    assert without_password(given, {}) is None


COMMANDS = {
    "serve": (main_serve, ("--port", "0")),
    "check": (main_check, ()),
    "password": (main_password, ()),
    "import": (main_import_hall, ("assets/halls/shigu.toml",)),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_database_that_is_not_reached_is_said_without_its_password(
    command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, and a sentence with what may be said of the place."""
    run, more = COMMANDS[command]
    out = io.StringIO()
    assert run([*more, "--database", URL_WITH_SECRET, *TO_ITSELF], out) == 1
    said = out.getvalue() + "".join(capfd.readouterr())
    assert "postgresql://hall@127.0.0.1:1/hall" in said
    assert "not reached" in said
    assert SECRET not in said


@pytest.mark.parametrize(
    "options",
    [[], ["--data", "d", "--database", URL_WITH_SECRET], ["--database", f"mysql://{SECRET}@x/y"],
     ["--database", URL_WITH_SECRET, "--backup", "b"]],
)  # fmt: skip
def test_options_that_do_not_go_together_are_refused(
    options: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and never the password."""
    with pytest.raises(SystemExit) as left:
        main_serve([*options, *TO_ITSELF])
    said = "".join(capfd.readouterr())
    assert left.value.code == 2
    assert said
    assert SECRET not in said


def test_copies_of_a_database_are_the_databases_own_business() -> None:
    """The command says which tool to use."""
    for run, more in ((main_backup, ["--to", "x"]), (main_restore, ["--from", "x"])):
        out = io.StringIO()
        assert run(["--database", URL_WITH_SECRET, *more, *TO_ITSELF], out) == 1
        assert "pg_" in out.getvalue()


@on_postgresql
def test_a_database_that_does_not_wait_for_the_disk_is_known(store: Store) -> None:
    """The tests' own one does not."""
    assert store.undurable() == ["fsync", "full_page_writes", "synchronous_commit"]


@on_postgresql
def test_whoever_reads_cannot_write(store: Store) -> None:
    """PostgreSQL itself refuses it."""
    with pytest.raises(DBAPIError, match="read-only"), store.reading() as connection:
        connection.execute(insert(meta).values(name="x", value=""))


@on_postgresql
def test_news_are_what_others_have_stored_since(place: Where) -> None:
    """Each once; and the head moves with them."""
    with closing(Store.open(place)) as one, closing(Store.open(place)) as other:
        mine, theirs = Ledger(one), Ledger(other)
        theirs.append(first_day("R001", "R002"), [answer("a")], [])
        assert mine.news() == first_day("R001", "R002")
        assert (mine.news(), mine.head) == ([], theirs.head)
        entries, kept = mine.take_turn(["a"])
        mine.end_turn()
        assert (entries, len(kept)) == ([], 1)


@on_postgresql
def test_who_is_connected_elsewhere_is_known_until_that_server_is_gone(place: Where) -> None:
    """However it ended: the lock goes with its connection."""
    with closing(Store.open(place)) as one, closing(Store.open(place)) as other:
        mine, theirs = Attendance(one), Attendance(other)
        everyone = {"A1", "A2", "A3"}
        assert theirs.share({"A1", "A2"}, everyone) == set()
        assert mine.share({"A3"}, everyone) == {"A1", "A2"}
        assert theirs.share({"A2"}, everyone) == {"A3"}
        assert mine.share(set(), everyone) == {"A2"}
        theirs.close()
        while mine.share(set(), everyone):  # the server notices a closed connection by itself, a little later
            time.sleep(0.01)


@on_postgresql
def test_a_hall_moves_from_its_folder_to_postgresql_whole(new_place: NewPlace, tmp_path: Path) -> None:
    """Facts, rows, answers, people and the ledger's name; a second time it is refused."""
    target = new_place()
    assert isinstance(target, URL)
    with closing(Store.open(tmp_path / "old")) as old:
        Ledger(old).append(first_day("R001", "R002"), [answer("a")], [])
        name = old.ledger_id
    move = ["--data", str(tmp_path / "old"), "--database", written(target), *TO_ITSELF]
    out = io.StringIO()
    assert main_move(move, out) == 0, out.getvalue()
    assert "Moved 3 facts" in out.getvalue()
    with closing(Store.open(target)) as store:
        assert store.ledger_id == name
        assert Ledger(store).entries(0) == first_day("R001", "R002")
        assert len(Ledger(store).kept(["a"])) == 1
    assert main_check(["--database", written(target), *TO_ITSELF], out) == 0
    assert main_move(move, out) == 1
    assert "holds data already" in out.getvalue()
