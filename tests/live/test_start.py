"""A start that fails says why in one true sentence; one that succeeds says what will be missed later."""

import io
import json
import re
import resource
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from server.__main__ import main
from server.addresses import lan_addresses, names_in_lan, url_of
from server.import_hall import main_import_hall
from server.reset_password import main_password
from server.serve import main_serve
from server.serve_options import options_of
from tests.live.test_process import SAMPLE, URL, WITHIN_S, process


def said(*arguments: object) -> tuple[int, str]:
    """Exit code and the last line, in English."""
    out = io.StringIO()
    code = main_serve([*map(str, arguments), "--lang", "en"], out)
    return code, out.getvalue().splitlines()[-1]


def test_a_data_folder_that_is_a_file_is_not_another_server(tmp_path: Path) -> None:
    """Nobody looks for a second server because of a slip of the pen."""
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "data"):
        code, line = said("--data", folder, "--port", 0)
        assert (code, "cannot be used: there is a file in its place" in line) == (1, True)


def test_a_lock_that_is_a_folder_is_no_lock_of_a_server(tmp_path: Path) -> None:
    """What stands in the way is said."""
    (tmp_path / "server.lock").mkdir()
    code, line = said("--data", tmp_path, "--port", 0)
    assert (code, "a folder in its place" in line) == (1, True)


def test_a_disk_without_room_at_the_start_is_called_that(tmp_path: Path) -> None:
    """The system lets no file grow: the nearest to a full disk that needs no disk."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        code, line = said("--data", tmp_path / "data", "--port", 0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert code == 1
    assert line.startswith(f"The data folder {tmp_path / 'data'} cannot be used: ")


def test_a_database_that_is_none_is_told_by_every_command(tmp_path: Path) -> None:
    """Not only by the one that serves."""
    (tmp_path / "hall.db").write_bytes(b"this is a photograph" * 500)
    assert said("--data", tmp_path, "--port", 0)[0] == 1
    for command, more in ((main_import_hall, [str(SAMPLE)]), (main_password, [])):
        out = io.StringIO()
        assert command(["--data", str(tmp_path), "--lang", "en", *more], out) == 1
        assert re.search("cannot be read; restore a backup|is no database", out.getvalue())


def test_a_port_that_is_taken_is_not_forbidden(tmp_path: Path) -> None:
    """Each cause has its sentence."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, line = said("--data", tmp_path, "--host", "127.0.0.1", "--port", port)
    assert (code, "another program uses the port" in line) == (1, True)


def test_an_address_of_another_machine_is_called_that(tmp_path: Path) -> None:
    """TEST-NET-3 is nobody's."""
    code, line = said("--data", tmp_path, "--host", "203.0.113.9", "--port", 0)
    assert (code, "no address of this machine" in line) == (1, True)


WRONG = [
    (["--port", "99999"], "--port 99999: must be a whole number", "端口应是"),
    (["--port", "-1"], "--port -1: must be a whole number", "端口应是"),
    (["--port", "web"], "--port web: must be a whole number", "端口应是"),
    (["--pace", "5"], "--pace is for a simulated day only", "只用于模拟日"),
    (["--go", "x"], "--go is for a simulated day only", "只用于模拟日"),
    (["--simulate-from", "noon"], "--simulate-from noon: must be a moment", "带时区的时刻"),
    (["--simulate-from", "2026-11-23T08:00+08:00", "--pace", "0"], "--pace 0: must be a number", "大于 0"),
    (["--public-url", "foo"], "--public-url foo: must be an address", "应是以 http:// 或"),
    (["--public-url", "ftp://foo"], "--public-url ftp://foo: must be an address", "应是以 http:// 或"),
    (["--public-url", "https://"], "--public-url https://: must be an address", "应是以 http:// 或"),
    (["--public-url", "https://h:x"], "--public-url https://h:x: must be an address", "应是以 http:// 或"),
    (
        ["--public-url", "https://h/hall"],
        "--public-url https://h/hall: must be an address",
        "应是以 http:// 或",
    ),
]


@pytest.mark.parametrize(("given", "english", "chinese"), WRONG)
def test_an_option_that_would_be_passed_over_is_refused_in_words(
    tmp_path: Path, given: list[str], english: str, chinese: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, before anything is made."""
    for language, words in (("en", english), ("zh", chinese)):
        with pytest.raises(SystemExit, match="2"):
            main(["serve", "--data", str(tmp_path / "data"), "--lang", language, *_joined(given)])
        assert words in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def _joined(given: list[str]) -> list[str]:
    """`--port=-1`: a value that looks like an option."""
    return [f"{name}={value}" for name, value in zip(given[::2], given[1::2], strict=True)]


def test_the_addresses_that_others_type_are_those_of_this_machine() -> None:
    """Whatever networks it is in; one that is in none has a name."""
    for address in lan_addresses():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
            own.bind((address, 0))
        assert not address.startswith("127.")
    assert names_in_lan()
    assert url_of("::1", 8000) == "http://[::1]:8000"


def test_a_server_in_the_hall_says_what_is_typed_elsewhere(tmp_path: Path) -> None:
    """And at the start, not at the day's end, that the folder for copies cannot be used (S-4)."""
    (tmp_path / "copies").write_text("not a folder")
    arguments = ["--data", str(tmp_path / "data"), "--lang", "en", "--host", "0.0.0.0"]
    with process(*arguments, "--backup", str(tmp_path / "copies")) as running:
        port = running.said(URL).rpartition(":")[2]
        running.said(_regex("folder for backups .* cannot be used: there is a file in its place"))
        name = names_in_lan()[0]
        running.said(_regex(f"python -m kiosk --server http://{name}:{port}; wall: python -m display"))
        assert _health(f"http://127.0.0.1:{port}") == (503, ["backup"])


def test_a_server_behind_https_sends_browsers_there_and_nowhere_else(tmp_path: Path) -> None:
    """On a page of the hall's network nobody could sign in: the cookie is for https."""
    arguments = ["--data", str(tmp_path / "data"), "--lang", "en", "--host", "0.0.0.0"]
    with process(*arguments, "--public-url", "HTTPS://Hall.example:443/") as running:
        port = running.said(URL).rpartition(":")[2]
        running.said(_regex(r"In a browser .*: https://hall\.example \("))
        running.said(_regex(f"for devices: http://.*:{port} "))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("HTTPS://Hall.Example", "https://hall.example"),
        ("https://hall.example:443/", "https://hall.example"),
        ("http://hall.example:8000", "http://hall.example:8000"),
        ("http://[::1]:80", "http://[::1]"),
        ("", ""),
    ],
)
def test_the_public_address_is_kept_as_browsers_write_it(given: str, kept: str) -> None:
    """Or an origin that is ours would be another's."""
    assert options_of(["--data", "data", "--public-url", given]).public_url == kept


def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _health(url: str) -> tuple[int, list[str]]:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=10) as answer:
            return answer.status, json.load(answer)["faults"]
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)["faults"]


def test_a_disk_that_fills_up_while_serving_is_known_and_over_when_there_is_room(tmp_path: Path) -> None:
    """A real process whose files may not grow any more, and then may again."""
    with process("--data", str(tmp_path / "data"), "--hall", str(SAMPLE), "--lang", "en") as running:
        url = running.said(URL)
        assert _health(url) == (200, [])
        limits = resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (8192, resource.RLIM_INFINITY))
        _ask_to_pair(url)
        code, refused = _ask_to_pair(url)
        assert (code, refused["code"]) == (503, "storage_failed")
        assert "nothing was changed" in refused["text"]["en"]
        code, faults = _health(url)
        assert (code, "storage" in faults) == (503, True)
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, limits)
        ends = time.monotonic() + WITHIN_S
        while _health(url) != (200, []):
            assert time.monotonic() < ends
            time.sleep(0.05)
        assert _ask_to_pair(url)[0] == 200


def _ask_to_pair(url: str) -> tuple[int, dict[str, Any]]:
    body = json.dumps({"kind": "kiosk", "name": "x"}).encode()
    asked = urllib.request.Request(f"{url}/pairing", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, json.load(answer)["refused"]
