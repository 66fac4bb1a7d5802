"""What an administrator types: check, backup, restore."""

import io
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from server.move_hall import main_move
from server.storage.command_line import main_backup, main_check, main_restore
from server.storage.guard import hold
from server.storage.ledger import Ledger
from server.storage.store import Store
from tests.databases import only_sqlite  # noqa: F401 - the fixture `kind` of this file
from tests.storage.ground import eventful_day


def said(main: Callable[..., int], *arguments: str | Path) -> tuple[int, str]:
    """Exit code and what was printed, in English."""
    out = io.StringIO()
    return main([*map(str, arguments), "--lang", "en"], out), out.getvalue()


@pytest.fixture
def data(store: Store, tmp_path: Path) -> Path:
    Ledger(store).append(eventful_day(1, steps=60, days=("2026-11-23",)).log, [], [])
    return tmp_path / "data"


def test_a_sound_folder_is_said_to_be_sound(data: Path) -> None:
    """Exit code 0, also while a server holds the folder."""
    with hold(data):
        assert said(main_check, "--data", data) == (
            0,
            "Ledger, rows, unique keys and private texts all agree.\n",
        )


def test_the_first_broken_fact_comes_first(data: Path, store: Store) -> None:
    """Version and kind, then each finding, then how many; exit code 1."""
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE ledger SET by = 'A9' WHERE version IN (4, 9)")
    code, text = said(main_check, "--data", data)
    lines = text.splitlines()
    assert code == 1
    assert lines[0].startswith("First broken fact: 4 (")
    assert lines[1].startswith("Fact 4 (")
    assert lines[-1] == "2 findings in all."


def test_chinese_is_spoken_first(data: Path) -> None:
    """The hall's staff read Chinese."""
    out = io.StringIO()
    main_check(["--data", str(data)], out)
    assert out.getvalue() == "账本、数据行、唯一键和私密文字全部相符。\n"


def test_a_folder_without_a_database_is_no_sound_one(tmp_path: Path) -> None:
    """And nothing is made there by looking."""
    assert said(main_check, "--data", tmp_path / "no")[0] == 1
    assert said(main_backup, "--data", tmp_path / "no", "--to", tmp_path)[0] == 1
    assert not (tmp_path / "no").exists()


def test_a_backup_goes_to_a_second_folder_and_comes_back(data: Path, store: Store, tmp_path: Path) -> None:
    """The way an administrator would try it."""
    code, text = said(main_backup, "--data", data, "--to", tmp_path / "copies")
    (copy,) = (tmp_path / "copies").iterdir()
    assert (code, text) == (0, f"Backed up to {copy}\n")
    store.close()
    code, text = said(main_restore, "--data", data, "--from", copy)
    assert code == 0
    assert "Restored." in text
    assert "put aside" in text
    assert said(main_check, "--data", data)[0] == 0


def test_a_restore_is_refused_while_a_server_runs(data: Path, tmp_path: Path) -> None:
    """However sound the copy is."""
    copy = copy_of(data, tmp_path)
    with hold(data):
        code, text = said(main_restore, "--data", data, "--from", copy)
    assert (code, "in use by a server" in text) == (1, True)


def copy_of(data: Path, tmp_path: Path) -> Path:
    said(main_backup, "--data", data, "--to", tmp_path / "copies")
    return next((tmp_path / "copies").iterdir())


def garbage(file: Path) -> None:
    file.write_bytes(Random(7).randbytes(20_000))


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def halved(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def only_a_header(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:100])


def somebody_elses(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


SPOILS = {
    garbage: "is no database",
    emptied: "is empty",
    halved: "is not whole: it should have",
    only_a_header: "is not whole: it should have",
    somebody_elses: "but none of Jiaohao",
    a_folder: "a folder in its place",
    Path.unlink: "There is no ",
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_what_cannot_be_restored_is_named_with_its_reason(
    data: Path, tmp_path: Path, store: Store, spoil: Callable[[Path], None]
) -> None:
    """S-4: nobody is told that all agrees; and not a byte of the data folder changes."""
    copy = copy_of(data, tmp_path)
    store.close()
    spoil(copy)
    before = contents(data)
    code, text = said(main_restore, "--data", data, "--from", copy)
    assert code == 1
    assert "agree" not in text
    assert f"{copy}" in text.splitlines()[0]
    assert SPOILS[spoil] in text.splitlines()[0]
    assert text.splitlines()[-1] == f"{copy} cannot be restored; the data folder is unchanged."
    assert contents(data) == before


def contents(folder: Path) -> dict[str, bytes]:
    """What is the hall's: not the lock, nor the index of the log, which is made anew for every reader."""
    return {path.name: path.read_bytes() for path in folder.glob("hall.db*") if path.suffix != ".db-shm"}


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_broken_database_is_named_by_check(data: Path, store: Store, spoil: Callable[[Path], None]) -> None:
    """S-3: in words, never a traceback."""
    store.bring_home()
    store.close()
    spoil(data / "hall.db")
    code, text = said(main_check, "--data", data)
    assert code == 1
    assert str(data / "hall.db") in text.splitlines()[0]
    assert SPOILS[spoil] in text.splitlines()[0]


def test_pages_overwritten_in_the_middle_are_damage(data: Path, store: Store) -> None:
    """The header is sound, what it points to is not."""
    store.bring_home()
    store.close()
    file = data / "hall.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + Random(3).randbytes(len(whole) - 4096))
    code, text = said(main_check, "--data", data)
    assert (code, "damaged" in text.splitlines()[0]) == (1, True)


def test_a_data_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A slip of the pen is no empty hall."""
    for main, more in ((main_check, ()), (main_backup, ("--to", tmp_path / "copies"))):
        code, text = said(main, "--data", tmp_path / "no", *more)
        assert (code, text.splitlines()[0]) == (1, f"There is no data folder {tmp_path / 'no'}.")
    assert not (tmp_path / "copies").exists()


def test_a_data_folder_that_cannot_be_looked_at_is_told_in_words(
    data: Path, store: Store, tmp_path: Path
) -> None:
    """No rights, a name that no disk has: never a traceback."""
    store.close()
    (data / "hall.db").unlink()
    (data / "hall.db").symlink_to("x" * 300)
    target = ["--database", "postgresql://nowhere.invalid/x"]
    for folder in (data, tmp_path / ("x" * 300)):
        for main, more in (
            (main_check, ()),
            (main_backup, ("--to", tmp_path / "copies")),
            (main_move, target),
        ):
            code, text = said(main, "--data", folder, *more)
            assert (code, "cannot be read" in text) == (1, True)


def test_a_copy_that_cannot_be_put_anywhere_is_told_in_words(data: Path, tmp_path: Path) -> None:
    """S-4: the stick is not in; a file stands where its folder should."""
    (tmp_path / "stick").write_text("no folder")
    before = contents(data)
    code, text = said(main_backup, "--data", data, "--to", tmp_path / "stick")
    assert code == 1
    assert text.startswith("No copy was taken;")
    assert "a file in its place, not a folder" in text
    assert contents(data) == before


def test_a_restore_into_a_place_that_is_no_folder_blames_the_place(data: Path, tmp_path: Path) -> None:
    """The copy is sound, and nobody is told otherwise."""
    copy = copy_of(data, tmp_path)
    (tmp_path / "new").write_text("no folder")
    code, text = said(main_restore, "--data", tmp_path / "new", "--from", copy)
    assert (code, "cannot be restored" in text) == (1, False)
    assert "a file in its place, not a folder" in text


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """A disk on which no file grows beyond `size`: as the system says it, to this process."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_copy_that_breaks_off_leaves_nothing_behind(data: Path, tmp_path: Path) -> None:
    """Half a copy with a copy's name would be worse than none."""
    with files_at_most(100_000):
        code, text = said(main_backup, "--data", data, "--to", tmp_path / "copies")
    assert (code, text.startswith("No copy was taken;")) == (1, True)
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_copy_that_breaks_off_on_its_way_back_is_not_blamed_on_the_copy(
    data: Path, store: Store, tmp_path: Path
) -> None:
    """The data folder's disk is full: another copy would not help."""
    copy = copy_of(data, tmp_path)
    store.close()
    before = contents(data)
    with files_at_most(100_000):
        code, text = said(main_restore, "--data", data, "--from", copy)
    assert (code, "Nothing was restored; the old database is unchanged" in text) == (1, True)
    assert contents(data) == before


def test_a_restore_for_which_there_is_no_room_leaves_no_half_file(
    data: Path, store: Store, tmp_path: Path
) -> None:
    """The old database is larger than the copy: what is half put aside would be taken for it."""
    copy = copy_of(data, tmp_path)
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('large', hex(randomblob(1000000)))")
    store.bring_home()
    store.close()
    before = contents(data)
    with files_at_most(1_500_000):
        code, text = said(main_restore, "--data", data, "--from", copy)
    assert (code, "Nothing was restored; the old database is unchanged" in text) == (1, True)
    assert contents(data) == before
    assert {path.name for path in data.iterdir()} == {"hall.db", "server.lock"}


def test_a_check_of_a_folder_that_nobody_serves_leaves_nothing_in_it(data: Path, store: Store) -> None:
    """No log and no index: it may be a stick that is read-only."""
    store.bring_home()
    store.close()
    there = {path.name for path in data.iterdir()}
    assert said(main_check, "--data", data)[0] == 0
    assert {path.name for path in data.iterdir()} == there
