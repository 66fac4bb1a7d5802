"""What a server of several halls says for all of them: the list, health, figures, and a hall that is closed."""

import json
from http import HTTPStatus
from urllib.request import build_opener

from common.link import Link
from common.link_socket import SocketTransport
from tests.live.live_halls import EAST, WITHIN_S, LiveHalls, get, json_of, post


def test_the_root_offers_the_halls(halls: LiveHalls) -> None:
    """By name, in the reader's language; one that is not served says so."""
    status, page = get(f"{halls.url}/?language=zh")
    assert status == HTTPStatus.OK
    assert [f'href="/h/{key}/"' in page for key in ("east", "west", "north")] == [True] * 3
    name = halls.east.served.house.name("zh")
    assert name
    assert page.count(name) == 2
    assert page.count("暂停服务") == 1
    assert get(f"{halls.url}/web/base.css")[0] == HTTPStatus.OK
    assert [
        get(f"{halls.url}{path}")[0] for path in ("/sign-in", "/h/nowhere/", "/h/east2/", "/api/view/wall")
    ] == [404] * 4
    assert build_opener().open(f"{halls.url}/h/east", timeout=WITHIN_S).url.endswith("/h/east/sign-in")


def test_a_closed_hall_says_so_and_the_others_are_well(halls: LiveHalls) -> None:
    """At every address of its own, on a page or in JSON, and in /healthz."""
    status, page = get(f"{halls.url}/h/north/counter/", Accept="text/html")
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "本大厅的叫号服务暂停" in page
    asked, said = post(f"{halls.url}/h/north/pairing", {"kind": "kiosk"})
    assert (asked, said["refused"]["code"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "hall_not_served")
    assert get(f"{halls.url}/h/north/healthz")[0] == HTTPStatus.SERVICE_UNAVAILABLE
    assert get(f"{halls.url}/h/east/healthz")[0] == HTTPStatus.OK
    status, text = get(f"{halls.url}/healthz")
    health = json.loads(text)
    assert (status, health["ok"], health["faults"]) == (HTTPStatus.SERVICE_UNAVAILABLE, False, ["north"])
    assert health["halls"]["north"] == {"ok": False, "faults": ["not_served"]}
    assert health["halls"][EAST]["ok"]
    link = Link(SocketTransport(f"{halls.url}/h/north"), "wall")
    halls.east._links.append(link)
    halls.east.until(lambda: link._tries > 0)
    assert link.status == "connecting"


def test_the_servers_metrics_name_each_hall(halls: LiveHalls) -> None:
    """One text for Prometheus; a hall's own is at its own address, and says no other's key."""
    halls.west.joined("wall", kind="display")
    text = get(f"{halls.url}/metrics")[1]
    assert 'jiaohao_hall_served{hall="north"} 0.0' in text
    assert 'jiaohao_listeners{hall="west",kind="wall"} 1.0' in text
    assert 'jiaohao_listeners{hall="east",kind="wall"} 0.0' in text
    assert text.count("# TYPE jiaohao_listeners gauge") == 1
    assert "east" not in get(f"{halls.west.url}/metrics")[1]


def test_the_interface_of_a_hall_says_where_it_is(halls: LiveHalls) -> None:
    """Its document names its own address; everything else in it is the same for every hall."""
    east, west = (json_of(f"{hall.url}/openapi.json") for hall in (halls.east, halls.west))
    assert (east.pop("servers"), west.pop("servers")) == ([{"url": "/h/east"}], [{"url": "/h/west"}])
    assert east == west
