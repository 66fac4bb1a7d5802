"""/metrics says what happened, to whoever may know it, and names nobody."""

import errno
import re
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from common.commands import CallNext, IssueTicket, SitDown
from common.messages import Join
from server.lane import Ask
from server.live.client import Client
from server.live.figures import Figures
from server.web.metrics import Now, metrics_of_halls
from tests.live.callers import caller
from tests.live.live_hall import copy_of
from tests.live.test_api import Disk
from tests.live.web_house import WebHouse
from tests.rules.street import BOSS, KIOSK, clerk

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"
Samples = dict[tuple[str, ...], float]


def read(house: WebHouse) -> Samples:
    return samples(house.app.test_client().get("/metrics").get_data(as_text=True))


def samples(text: str) -> Samples:
    """Each sample by its name and the values of its labels, which come in the order of their names."""
    return {
        (sample.name.removeprefix("jiaohao_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_commands_are_counted_by_type_and_outcome_and_refusals_by_code(house: WebHouse) -> None:
    """Whichever way they came."""
    house.give(KIOSK, IssueTicket(matter="mr"))
    house.give(KIOSK, IssueTicket(matter="nothing"))
    caller(house, "kiosk").ask("post", "/api/commands", {"id": "r1", "command": {"type": "call_next"}})
    caller(house, "kiosk").ask("post", "/api/commands", {"id": "r1"})
    found = read(house)
    assert found["commands_total", "done", "issue_ticket"] == 1
    assert found["commands_total", "refused", "issue_ticket"] == 1
    assert found["commands_total", "refused", "call_next"] == 1
    assert found["refusals_total", "unknown_matter"] == 1
    assert found["refusals_total", "not_allowed"] == 1
    assert found["refusals_total", "bad_request"] == 1


def test_commits_batches_and_what_waits_are_measured(house: WebHouse) -> None:
    """Three commands that wait together are one batch and one COMMIT."""
    for _ in range(3):
        house.desk.ask(Ask(KIOSK, IssueTicket(matter="mr")), lambda reply: None)
    before = read(house)
    assert before["lane_queue",] == 3
    house.desk.turn()
    after = read(house)
    assert after["lane_queue",] == 0
    assert after["batch_commands_sum",] - before["batch_commands_sum",] == 3
    for measured in ("batch_commands_count", "commit_seconds_count", "feed_seconds_count"):
        assert after[measured,] - before[measured,] == 1


def test_whoever_listens_is_counted_by_kind(house: WebHouse) -> None:
    """Kinds that nobody listens to are there, too: a gap in a graph is no zero."""
    for number, audience in enumerate(("wall", "wall", "window:1", "supervisor", "board")):
        house.desk.join(Client(id=str(number), actor=BOSS), Join(audience=audience))
    found = read(house)
    kinds = {key[1]: count for key, count in found.items() if key[0] == "listeners"}
    assert kinds == {"wall": 2, "window": 1, "supervisor": 1, "clerk": 0, "kiosk": 0, "board": 1}


def test_lines_and_posts_are_as_they_are_now(house: WebHouse) -> None:
    """How many wait and since when, and who serves the posts."""
    house.give(KIOSK, IssueTicket(matter="mr"))
    house.clock.at += 90_000
    house.give(KIOSK, IssueTicket(matter="mr"))
    found = read(house)
    assert (found["waiting", "r"], found["waiting", "s"]) == (2, 0)
    assert (found["oldest_wait_seconds", "r"], found["oldest_wait_seconds", "s"]) == (90, 0)
    house.give(clerk("A1"), SitDown(window=1))
    house.give(clerk("A1"), CallNext())
    found = read(house)
    assert found["waiting", "r"] == 1
    rows = house.desk.consult(lambda hall: dict(hall.covers))
    posts = {key[1]: count for key, count in found.items() if key[0] == "posts"}
    assert sum(posts.values()) == 3
    assert posts["a_role"] == sum(cover.state == "a_role" for cover in rows.values()) >= 1


def test_a_disk_that_takes_nothing_is_a_fault_until_it_does(prepared: Path, tmp_path: Path) -> None:
    """A refusal by the rules says nothing of the disk."""
    disk = Disk()
    house = WebHouse(copy_of(prepared, tmp_path / "data"), commit=disk)
    assert read(house)["storage_fault",] == 0
    disk.fault = OSError(errno.ENOSPC, "no space left on device")
    house.give(KIOSK, IssueTicket(matter="mr"))
    assert read(house)["storage_fault",] == 1
    house.give(KIOSK, IssueTicket(matter="nothing"))
    assert read(house)["storage_fault",] == 1
    disk.fault = None
    house.give(KIOSK, IssueTicket(matter="mr"))
    found = read(house)
    assert found["storage_fault",] == 0
    assert found["refusals_total", "storage_full"] >= 1  # what the server itself wanted to store counts, too
    house.close()


def test_the_age_of_the_newest_copy_is_known(house: WebHouse) -> None:
    """None while there is none; S-4."""
    assert ("backup_age_seconds",) not in read(house)
    written = house.copies.take().stat().st_mtime
    registry = CollectorRegistry()
    registry.register(Now(house.app.extensions["house"], wall_clock=lambda: written + 3_600))
    found = samples(generate_latest(registry).decode())
    assert found["backup_age_seconds",] == pytest.approx(3_600, abs=0.01)
    assert found["backup_failed",] == 0


def test_heartbeats_and_uptime_are_counted_from_the_clock() -> None:
    """A server whose loop hangs is seen by the age of its last heartbeat."""
    now = [100.0]
    figures = Figures(lambda: now[0])
    now[0] = 107.0
    assert (figures.uptime_s, figures.beat_age_s) == (7.0, 7.0)
    figures.beat()
    now[0] = 108.5
    assert (figures.uptime_s, figures.beat_age_s) == (8.5, 1.5)


def test_requests_are_counted_by_route_and_never_by_what_was_asked_for(house: WebHouse) -> None:
    """A path is anything that somebody typed."""
    client = house.app.test_client()
    for path in ("/sign-in", "/sign-in", "/secret-of-somebody", "/web/nothing.css"):
        client.get(path)
    client.open("/sign-in", method="STEAL")
    found = read(house)
    assert found["http_requests_total", "GET", "/sign-in", "200"] == 2
    assert found["http_requests_total", "other", "none", "404"] == 1
    assert found["http_requests_total", "GET", "/web/<path:path>", "404"] == 1
    assert found["http_requests_total", "other", "none", "405"] == 1


def test_nobody_and_no_ticket_is_named(house: WebHouse) -> None:
    """Staff, devices and numbers stand in no label."""
    issued = house.give(KIOSK, IssueTicket(matter="mr"))
    house.give(clerk("A1"), SitDown(window=1))
    house.give(clerk("A1"), CallNext())
    caller(house, "clerk").ask("get", "/api/view/clerk:A1")
    labels = {value for key in read(house) for value in key[1:]}
    assert labels & {"A1", "clerk:A1", KIOSK.id, getattr(issued, "number", "")} == set()


def test_every_metric_is_told_in_the_documents(house: WebHouse) -> None:
    """What it is and when to look at it; and no metric is told of that is not there."""
    house.copies.take()
    shown = house.app.test_client().get("/metrics").get_data(as_text=True)
    shown += metrics_of_halls({"closed": None}).decode()
    families = {family.name for family in text_string_to_metric_families(shown)}
    told = set(re.findall(r"`(jiaohao_[a-z_]+)`", OPERATIONS.read_text("utf-8")))
    assert {name.removesuffix("_total") for name in told} == {
        name.removesuffix("_created") for name in families
    }


# -- who may read it --------------------------------------------------------------------------------


def status(house: WebHouse, address: str, **headers: str) -> int:
    answer: Any = house.app.test_client().get(
        "/metrics", headers=headers, environ_base={"REMOTE_ADDR": address}
    )
    return int(answer.status_code)


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_this_machine_may_read_it(house: WebHouse, address: str) -> None:
    """The monitor that runs beside the server needs no secret."""
    assert status(house, address) == 200


@pytest.mark.parametrize("address", ["192.168.1.7", "::2", "::ffff:192.168.1.7", "", "unix:"])
def test_nobody_else_may_read_it(house: WebHouse, address: str) -> None:
    """How many wait is on the wall; how the server fares is not."""
    assert status(house, address) == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_what_a_proxy_passes_on_is_not_of_this_machine(house: WebHouse, header: str) -> None:
    """Though its connection is."""
    assert status(house, "127.0.0.1", **{header: "203.0.113.9"}) == 403


def test_behind_a_proxy_the_token_alone_counts(prepared: Path, tmp_path: Path) -> None:
    """Everybody comes from this machine there."""
    house = WebHouse(
        copy_of(prepared, tmp_path / "data"), public_url="https://hall.example", metrics_token="long secret"
    )
    assert status(house, "127.0.0.1") == 403
    assert status(house, "127.0.0.1", Authorization="Bearer wrong") == 403
    assert status(house, "203.0.113.9", Authorization="Bearer long secret") == 200
    house.close()


def test_without_a_token_set_none_is_right(house: WebHouse) -> None:
    """An empty secret opens nothing."""
    assert status(house, "192.168.1.7", Authorization="Bearer ") == 403
