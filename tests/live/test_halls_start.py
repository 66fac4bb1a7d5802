"""`serve` with several halls: found again, closed one by one, told apart; and the commands on one of them."""

import io
import json
import os
import re
import signal
import socket
import sqlite3
import urllib.request
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError

import pytest

from bench.load.cluster import Cluster
from server.halls_app import settings_of_each
from server.halls_found import NotTogether, several
from server.import_hall import main_import_hall
from server.serve import main_serve
from server.serve_halls import Halls
from server.serve_options import options_of
from server.settings import Settings
from server.storage.guard import hold
from server.storage.place import Place, halls_in
from server.storage.store import Store, database_file
from server.told import Told
from tests.databases import TEMPLATE
from tests.live.test_process import SAMPLE, URL, WITHIN_S, process

LEIPING = SAMPLE.with_name("leiping.toml")
BOTH = ("--hall", f"shigu={SAMPLE}", "--hall", f"leiping={LEIPING}")


def health(url: str) -> tuple[int, dict[str, object]]:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=WITHIN_S) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def spoil(folder: Path) -> None:
    """One letter of one fact."""
    with closing(sqlite3.connect(database_file(folder))) as connection:
        connection.execute("UPDATE ledger SET body = replace(body, '窗口', '門口') WHERE version = 1")
        connection.commit()


def made(folder: Path, *keys: str) -> Path:
    """Data folders of halls without a hall, in one folder."""
    for key in keys:
        (folder / key).mkdir(parents=True)
        Store.open(folder / key).close()
    return folder


def said(*arguments: object) -> tuple[int, str]:
    """Exit code and all that was said, in English."""
    out = io.StringIO()
    return main_serve([*map(str, arguments), "--port", "0", "--lang", "en"], out), out.getvalue()


def test_two_real_halls_are_served_and_found_again_and_one_is_closed_alone(tmp_path: Path) -> None:
    """Issue 3: no change of code; the next start needs no option; a broken ledger closes its own hall only."""
    data = tmp_path / "data"
    with process("--data", str(data), *BOTH, "--backup", str(tmp_path / "copies"), "--lang", "en") as first:
        url = first.said(URL)
        first.said(re.compile(r"\[shigu\] .*one-time password"))
        first.said(re.compile(r"\[leiping\] .*one-time password"))
        assert any(f"[leiping] Jiaohao is serving at {url}/h/leiping" in line for line in first.lines)
        assert health(url)[0] == health(f"{url}/h/shigu")[0] == health(f"{url}/h/leiping")[0] == 200
        assert first.end(signal.SIGTERM) == 0
    assert halls_in(data) == {"shigu", "leiping"}
    assert not database_file(data).exists()
    assert {path.name for path in (tmp_path / "copies").iterdir()} <= {"shigu", "leiping"}

    spoil(data / "shigu")
    with process("--data", str(data), "--lang", "en") as second:
        url = second.said(URL)
        second.said(re.compile(r"\[shigu\] Warning: this hall is not open"))
        status, state = health(url)
        assert (status, state["faults"]) == (503, ["shigu"])
        assert health(f"{url}/h/leiping")[0] == 200
        assert health(f"{url}/h/shigu")[0] == 503
        assert "password" not in " ".join(second.lines)
        assert second.end(signal.SIGTERM) == 0


def test_two_halls_are_served_on_one_database(cluster: Cluster) -> None:
    """PostgreSQL keeps them apart by their keys, and the next start finds both."""
    url = cluster.create("two_halls", TEMPLATE)
    try:
        for more, made in ((BOTH, 2), ((), 0)):
            with process("--database", url, *more, "--lang", "en") as running:
                at = running.said(URL)
                status, state = health(at)
                assert (status, set(state["halls"])) == (200, {"shigu", "leiping"})  # type: ignore[call-overload]
                assert health(f"{at}/h/leiping")[0] == 200
                assert running.end(signal.SIGTERM) == 0
            assert sum("one-time password" in line for line in running.lines) == made
    finally:
        cluster.drop("two_halls")


def test_a_server_with_no_hall_that_can_be_opened_does_not_start(tmp_path: Path) -> None:
    """Each is told why."""
    data = made(tmp_path / "data", "a", "b")
    with hold(data / "a"), hold(data / "b"):
        code, lines = said("--data", data)
    assert code == 1
    assert lines.count("Another server uses the data folder") == 2
    assert "[a] " in lines


def open_files(folder: Path) -> list[str]:
    """What this process has open there."""
    return sorted(
        at for one in Path("/proc/self/fd").iterdir() if (at := os.path.realpath(one)).startswith(str(folder))
    )


@pytest.mark.parametrize("fault", ["broken", "taken", "faulty"])
def test_a_server_that_cannot_start_lets_go_of_every_hall(tmp_path: Path, fault: str) -> None:
    """Of the hall that failed, and of those that were opened before: no file, no lock."""
    data = tmp_path / "data"
    for key in ("a", "b"):
        assert main_import_hall([str(SAMPLE), "--data", str(data / key)], io.StringIO()) == 0
    if fault == "broken":
        spoil(data / "a")
        spoil(data / "b")
        assert said("--data", data)[0] == 1
    elif fault == "taken":
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            out = io.StringIO()
            options = ["--data", str(data), "--host", "127.0.0.1", "--port", port, "--lang", "en"]
            assert main_serve(options, out) == 1
            assert "another program uses the port" in out.getvalue()
    else:
        with Halls(Place(data), Settings(data=data), None, Told(io.StringIO(), "en")) as halls:
            with pytest.raises((AttributeError, TypeError)):  # a fault of ours, that nobody counts with
                halls.open({"a": None, "c": 1})  # type: ignore[dict-item]
            assert open_files(data)
    assert open_files(data) == []
    with hold(data / "a"), hold(data / "b"):
        pass


def test_a_folder_of_several_halls_has_one_server(tmp_path: Path) -> None:
    """Two servers would each have some of them."""
    data = made(tmp_path / "data", "a", "b")
    with hold(data):
        code, line = said("--data", data)
    assert (code, "Another server" in line) == (1, True)


def test_a_halls_file_that_cannot_be_imported_closes_that_hall(tmp_path: Path) -> None:
    """And the faults are told, with their lines, as when it is alone."""
    bad = tmp_path / "bad.toml"
    bad.write_text("[hall]\n", encoding="utf-8")
    code, lines = said("--data", tmp_path / "data", "--hall", f"a={bad}")
    assert code == 1
    assert all(line.startswith(f"[a] {bad}:1: error: ") for line in lines.splitlines())
    assert "[hall.id]" in lines


@pytest.mark.parametrize("given", [
    [str(SAMPLE), str(LEIPING)], [f"a={SAMPLE}", str(LEIPING)], [f"A={SAMPLE}"], [f"a_b={SAMPLE}"],
    [f"-a={SAMPLE}"], [f"{'a' * 33}={SAMPLE}"], [f"a={SAMPLE}", f"a={LEIPING}"],
])  # fmt: skip
def test_halls_that_are_not_named_well_are_refused(
    given: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, in words."""
    with pytest.raises(SystemExit) as left:
        options_of(["--data", "d", "--lang", "en", *(part for one in given for part in ("--hall", one))])
    assert left.value.code == 2
    assert "--hall" in "".join(capfd.readouterr())


@pytest.mark.parametrize(("given", "file", "named"), [
    ([], None, {}),
    (["hall.toml"], "hall.toml", {}),
    (["./a=b.toml"], "./a=b.toml", {}),
    (["C:\\a=b.toml"], "C:\\a=b.toml", {}),
    (["a=b.toml"], None, {"a": "b.toml"}),
    (["a=x=y.toml", "b-1=./c"], None, {"a": "x=y.toml", "b-1": "./c"}),
])  # fmt: skip
def test_a_file_is_the_only_halls_unless_a_key_stands_before_it(
    given: list[str], file: str | None, named: dict[str, str]
) -> None:
    """As it was with one hall; a file whose name has the sign is written with its folder."""
    options = options_of(["--data", "d", *(part for one in given for part in ("--hall", one))])
    assert options.hall == (None if file is None else Path(file))
    assert options.halls == {key: Path(path) for key, path in named.items()}


def test_a_file_that_cannot_be_imported_leaves_no_hall_behind(tmp_path: Path) -> None:
    """A slip in a path: the next start has as many halls as before, and so has the command."""
    data, nowhere = made(tmp_path / "data", "a"), str(tmp_path / "nowhere.toml")
    lines = io.StringIO()
    with Halls(Place(data), Settings(data=data), None, Told(lines, "en")) as halls:
        assert halls.open({"a": None, "b": Path(nowhere)})
    assert f"[b] {nowhere}: error: There is no such file." in lines.getvalue()
    assert main_import_hall([nowhere, "--data", str(data), "--hall", "c", "--lang", "en"], lines) == 1
    assert halls_in(data) == {"a"}
    assert not (data / "b").exists()
    assert not (data / "c").exists()


def test_one_hall_and_several_are_not_mixed_up(tmp_path: Path) -> None:
    """A data folder is one hall's, or holds such folders; nothing is moved without being asked for."""
    alone, together = made(tmp_path, "alone") / "alone", made(tmp_path / "together", "a", "b")
    assert several(Place(alone), {}, SAMPLE) == several(Place(tmp_path / "new"), {}, SAMPLE) == {}
    assert several(Place(together), {"c": SAMPLE}, None) == {"c": SAMPLE, "a": None, "b": None}
    with pytest.raises(NotTogether, match="one_hall_there"):
        several(Place(alone), {"a": SAMPLE}, None)
    with pytest.raises(NotTogether, match="which_hall"):
        several(Place(together), {}, SAMPLE)
    assert said("--data", together, "--hall", SAMPLE)[0] == 2


def test_a_folder_that_is_no_halls_key_is_no_hall(tmp_path: Path) -> None:
    """Copies of a folder, an editor's leftovers."""
    made(tmp_path, "a", "Copy of a", "a.old", "_b")
    (tmp_path / "empty").mkdir()
    assert halls_in(tmp_path) == {"a"}
    assert halls_in(tmp_path / "nowhere") == halls_in(tmp_path / "a") == set()


def lock_away(folder: Path) -> None:
    """What nobody can look at, whoever runs the tests."""
    database_file(folder).unlink()
    database_file(folder).symlink_to("x" * 300)


def test_a_hall_that_cannot_be_looked_at_is_closed_alone(tmp_path: Path) -> None:
    """No rights on its folder, a disk that is gone: the others are found all the same, and the command says why."""
    data = made(tmp_path / "data", "a", "b")
    lock_away(data / "a")
    assert halls_in(data) == {"a", "b"}
    lines = io.StringIO()
    with Halls(Place(data), Settings(data=data), None, Told(lines, "en")) as halls:
        assert halls.open({"a": None, "b": None})
    assert "[a] The data folder" in lines.getvalue()
    assert "cannot be used" in lines.getvalue()


def test_every_hall_has_a_folder_for_copies_and_a_share_of_the_connections() -> None:
    """Copies are named after the hall's file, which two halls may have in common."""
    settings = Settings(data=Path("d"), backup=Path("copies"))
    mine = settings_of_each(settings, "a", halls=3)
    assert mine.backup == Path("copies") / "a"
    assert 3 * mine.limits.held < settings.limits.held
    assert settings_of_each(replace(settings, backup=None), "a", halls=3).backup is None
