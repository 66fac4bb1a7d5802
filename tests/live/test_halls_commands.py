"""The commands on one of several halls: which one is meant is said, or asked; none begins or changes by a slip."""

import io
from pathlib import Path
from typing import Any

import pytest

from server.import_hall import main_import_hall
from server.move_hall import main_move
from server.reset_password import main_password
from server.storage.command_line import main_backup, main_check, main_restore
from server.storage.store import database_file
from tests.live.test_halls_start import LEIPING, made, spoil
from tests.live.test_process import SAMPLE


def test_another_halls_file_is_refused_and_both_halls_are_named(tmp_path: Path) -> None:
    """As another hall's copy is; a hall that is to become another says so."""
    data, out = str(tmp_path / "data"), io.StringIO()
    assert main_import_hall([str(SAMPLE), "--data", data, "--lang", "en"], out) == 0
    assert main_import_hall([str(LEIPING), "--data", data, "--lang", "en"], out) == 1
    assert "is of Leiping Town Service Centre (leiping), and the record is of Shigu" in out.getvalue()
    assert main_import_hall([str(SAMPLE), "--data", data, "--lang", "en"], out) == 0
    assert main_import_hall([str(LEIPING), "--data", data, "--another-hall", "--lang", "en"], out) == 0


def test_the_commands_work_on_the_hall_that_is_named(tmp_path: Path) -> None:
    """`--hall KEY`, or the hall's own folder."""
    data, out = tmp_path / "data", io.StringIO()
    english = ["--lang", "en"]
    of_leiping = ["--data", str(data), "--hall", "leiping", *english]
    for key, file in (("shigu", SAMPLE), ("leiping", LEIPING)):
        assert main_import_hall([str(file), "--data", str(data / key), *english], out) == 0
    spoil(data / "shigu")
    assert main_check([*of_leiping], out) == 0
    assert main_check(["--data", str(data / "shigu")], out) == 1
    assert main_backup([*of_leiping, "--to", str(tmp_path / "copies")], out) == 0
    (copy,) = (tmp_path / "copies").iterdir()
    assert main_restore([*of_leiping, "--from", str(copy)], out) == 0
    assert main_check([*of_leiping], out) == 0
    assert main_password([*of_leiping, "--staff", "nobody"], out) == 1


@pytest.mark.parametrize("command", [main_check, main_password])
def test_a_command_asks_which_hall_is_meant(
    command: object, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Else a hall of its own would begin beside the others."""
    data = made(tmp_path / "data", "a", "b")
    for more, words in (([], "say which one"), (["--hall", "A B"], "a key is made of")):
        with pytest.raises(SystemExit) as left:
            command(["--data", str(data), *more, "--lang", "en"])  # type: ignore[operator]
        assert left.value.code == 2
        assert words in "".join(capfd.readouterr())


def test_no_hall_begins_within_another_halls_folder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """`--hall KEY` at a data folder that is one hall's own is a slip."""
    data = made(tmp_path, "alone") / "alone"
    copy = ("--from", str(database_file(data)))
    commands: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (main_check, ()), (main_password, ()), (main_import_hall, (str(SAMPLE),)), (main_restore, copy),
        (main_backup, ("--to", str(tmp_path / "copies"))),
    )  # fmt: skip
    for command, more in commands:
        with pytest.raises(SystemExit) as left:
            command([*more, "--data", str(data), "--hall", "a", "--lang", "en"])
        assert (left.value.code, "leave out --hall" in "".join(capfd.readouterr())) == (2, True)
    assert not (data / "a").exists()


def test_one_of_several_halls_is_moved_by_its_own_folder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The refusal says how."""
    data = made(tmp_path / "data", "a", "b")
    with pytest.raises(SystemExit) as left:
        main_move(["--data", str(data), "--database", "postgresql://nowhere.invalid/x", "--lang", "en"])
    said_so = "".join(capfd.readouterr())
    assert (left.value.code, f"--data {data / 'a'}" in said_so, "(a, b)" in said_so) == (2, True, True)
