"""One hall's copy does not take the place of another hall unseen (S-4)."""

from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from common.words import Words
from server.rules.facts import HallImported
from server.rules.setup import Setup
from server.storage.command_line import main_restore
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.databases import only_sqlite  # noqa: F401 - the fixture `kind` of this file
from tests.rules.street import small_setup
from tests.storage.ground import entry, eventful_day
from tests.storage.test_command_line import contents, copy_of, said


@pytest.fixture
def data(store: Store, tmp_path: Path) -> Path:
    """The folder of the hall of the tests."""
    Ledger(store).append(eventful_day(1, steps=10, days=("2026-11-23",)).log, [], [])
    return tmp_path / "data"


def test_another_halls_copy_is_refused_and_both_halls_are_named(
    data: Path, store: Store, tmp_path: Path
) -> None:
    """A slip of the hand in a server of several halls; not a byte of the folder's own hall changes."""
    store.close()
    folder = another_hall(tmp_path / "another")
    copy, before = copy_of(folder, tmp_path), contents(data)
    code, text = said(main_restore, "--data", data, "--from", copy)
    assert code == 1
    assert f"{copy} is a copy of Another (another), and {data} holds 测试大厅 (test)" in text
    assert contents(data) == before
    assert list(data.glob("replaced-*")) == []
    code, text = said(main_restore, "--data", data, "--from", copy, "--another-hall")
    assert (code, "put aside" in text) == (0, True)


def test_a_hall_that_was_begun_anew_or_renamed_is_no_other_hall(
    data: Path, store: Store, tmp_path: Path
) -> None:
    """A new PC was given the hall's file before the copy; the file's name changed since the copy."""
    copy = copy_of(data, tmp_path)
    anew = tmp_path / "anew"
    with closing(Store.open(anew)) as begun:
        Ledger(begun).append(eventful_day(2, steps=1).log, [], [])
    assert said(main_restore, "--data", anew, "--from", copy)[0] == 0
    ledger = Ledger(store)
    version = ledger.fold().version + 1
    ledger.append([entry(version, HallImported(setup=renamed()))], [], [])
    store.close()
    assert said(main_restore, "--data", data, "--from", copy)[0] == 0


def test_a_record_without_a_hall_does_not_replace_one(data: Path, store: Store, tmp_path: Path) -> None:
    """The copy of an empty folder is sound, too."""
    store.close()
    Store.open(tmp_path / "empty").close()
    copy = copy_of(tmp_path / "empty", tmp_path)
    code, text = said(main_restore, "--data", data, "--from", copy)
    assert (code, "a copy of no hall yet" in text) == (1, True)
    assert said(main_restore, "--data", tmp_path / "empty", "--from", copy)[0] == 0


def renamed() -> Setup:
    """The hall of the tests under another id and name."""
    setup = small_setup()
    return replace(setup, hall=replace(setup.hall, id="another", name=Words("另一", "Another")))


def another_hall(folder: Path) -> Path:
    """A data folder with `renamed` in it."""
    with closing(Store.open(folder)) as store:
        Ledger(store).append([entry(1, HallImported(setup=renamed()))], [], [])
    return folder
