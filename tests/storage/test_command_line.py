"""What an administrator types: check, backup, restore."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from server.storage.command_line import main_backup, main_check, main_restore
from server.storage.guard import hold
from server.storage.ledger import Ledger
from server.storage.store import Store
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


def test_a_restore_says_why_it_is_refused(data: Path, tmp_path: Path) -> None:
    """A server runs; or the file is no copy."""
    with hold(data):
        code, text = said(main_restore, "--data", data, "--from", tmp_path / "x.db")
    assert (code, "in use by a server" in text) == (1, True)
    code, text = said(main_restore, "--data", data, "--from", tmp_path / "x.db")
    assert (code, "cannot be restored" in text) == (1, True)
