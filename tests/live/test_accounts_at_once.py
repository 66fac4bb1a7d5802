"""Accounts that several people work on at the same moment, and who may undo what."""

import io
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

import pytest

from server.live.limits import SIGN_INS
from server.live.threads import NoThreads, T
from server.live.tokens import hash_of
from server.reset_password import main_password
from server.rules.refusal import Refusal
from server.storage.guard import hold
from server.storage.people import People
from server.storage.store import database_file
from server.web.passwords import Passwords
from server.web.sign_in import Accounts
from tests.live.live_hall import LiveHall, copy_of
from tests.live.web_house import CHEAP, WebHouse


@pytest.fixture
def house(house: WebHouse) -> WebHouse:
    """The small hall's pages; `admin` and `boss` administrate."""
    house.person("boss", "administrator")
    return house


class Together(NoThreads):
    """Writes when the other one has read as much as it will."""

    def __init__(self, barrier: Barrier) -> None:
        self._barrier = barrier

    def write(self, work: Callable[[], T]) -> T:
        self._barrier.wait(20)
        return work()


def at_once(house: WebHouse, *acts: Callable[[Accounts], object]) -> list[str]:
    """The codes of the refusals, when all do what they do in threads of their own."""
    barrier, refused = Barrier(len(acts)), list[str]()

    def do(act: Callable[[Accounts], object]) -> None:
        accounts = Accounts(
            house.people, Together(barrier), house.clock, house.buckets(SIGN_INS), Passwords(CHEAP)
        )
        try:
            act(accounts)
        except Refusal as refusal:
            refused.append(refusal.code)

    threads = [Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return refused


@pytest.mark.parametrize("way", ["close", "roles"])
def test_two_administrators_cannot_take_each_other_away(house: WebHouse, way: str) -> None:
    """Each saw the other one there; one of them stays."""

    def take(staff: str) -> Callable[[Accounts], object]:
        if way == "close":
            return lambda accounts: accounts.close(staff, "somebody")
        return lambda accounts: accounts.set_roles(staff, ["clerk"])

    assert at_once(house, take("admin"), take("boss")) == ["last_administrator"]
    left = [row for row in house.accounts.everyone() if "administrator" in row.roles and row.closed is None]
    assert len(left) == 1


def test_what_cannot_be_stored_whole_ends_no_session(house: WebHouse) -> None:
    """Closing the account and ending its sessions is one thing."""
    token = house.accounts.session_for("A1").token
    with house.store.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER stays BEFORE DELETE ON sessions BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(Exception, match="no"):
        house.accounts.close("A1", "admin")
    assert house.accounts.account("A1").closed is None
    assert house.people.session(hash_of(token), house.clock.now()) is not None


def test_a_supervisor_opens_what_a_supervisor_closed_and_no_more(house: WebHouse) -> None:
    """An administrator who closes an account has a reason that no supervisor need know."""
    boss = house.signed_in("B5", "supervisor")
    house.accounts.close("A1", "B5")
    assert boss.send("/supervisor/open", page="/supervisor", staff="A1").status_code == 200
    house.clock.at += 1
    house.accounts.close("A1", "admin")
    refused = boss.send("/supervisor/open", page="/supervisor", staff="A1")
    assert (refused.status_code, "由管理员停用" in refused.get_data(as_text=True)) == (403, True)
    assert house.accounts.account("A1").closed is not None
    admin = house.signed_in("B6", "administrator")
    assert admin.send("/supervisor/open", page="/supervisor", staff="A1").status_code == 200
    assert house.accounts.account("A1").closed is None


def password(data: Path, *more: str) -> tuple[int, str]:
    out = io.StringIO()
    return main_password(["--data", str(data), "--lang", "en", *more], out), out.getvalue()


def test_a_new_password_on_the_command_line_opens_the_account_too(prepared: Path, tmp_path: Path) -> None:
    """Whoever has the machine gets in again, and is told what was changed."""
    data = copy_of(prepared, tmp_path / "data")
    house = WebHouse(data)
    house.person("boss", "administrator")
    house.accounts.close("admin", "boss")
    code, text = password(data)
    assert (code, text.splitlines()[0]) == (0, "The account admin was disabled; it is enabled again.")
    one_time = text.splitlines()[1].split(": ")[1].split(" ")[0]
    signed_in = Accounts(
        house.people, NoThreads(), house.clock, house.buckets(SIGN_INS), Passwords()
    ).sign_in("admin", one_time, "here")
    assert signed_in.staff.id == "admin"
    assert "disabled" not in password(data)[1]
    house.close()


def test_a_password_for_no_hall_makes_none(tmp_path: Path) -> None:
    """A slip of the pen in the folder's name, or a file that is no hall's."""
    code, text = password(tmp_path / "typo")
    assert (code, text) == (1, f"There is no data folder {tmp_path / 'typo'}.\n")
    assert not (tmp_path / "typo").exists()
    empty = tmp_path / "empty"
    empty.mkdir()
    assert password(empty)[0] == 1
    assert list(empty.iterdir()) == []
    database_file(empty).touch()
    assert password(empty)[0] == 1
    assert database_file(empty).stat().st_size == 0


def test_a_password_is_not_given_while_a_server_runs(data: Path) -> None:
    """Its pages do that, and show out whoever is signed in."""
    with hold(data):
        code, text = password(data)
    assert (code, "Another server uses the data folder" in text) == (1, True)


def test_the_page_that_closes_an_account_ends_its_socket(hall: LiveHall) -> None:
    """From the button to the connection, and it is not let in again."""
    link = hall.joined("clerk", staff="A1")
    assert hall.post("/admin/staff/close", hall.cookie("admin"), staff="A1") == 200
    hall.until(lambda: link.status == "refused")
    assert link.refused is not None
    assert link.refused.code == "not_signed_in"
    assert People(hall.store).find("A1").closed is not None  # type: ignore[union-attr]
