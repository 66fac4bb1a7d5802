"""Two real halls in one server process: killed under load, and each hall's wall beside the other's."""

import time
from pathlib import Path
from random import Random

import pytest

from bench.load.askers import Asker
from bench.load.folder import Folder, furnish
from bench.load.outliving import Outliving
from bench.load.process import ServerProcess
from bench.load.sample import SAMPLE, open_hall
from bench.measures.crash import askers, verdict
from common.commands import IssueTicket
from common.link import Link
from common.link_socket import SocketTransport
from common.messages import Issued
from server.storage.command_line import check_folder
from server.web.mounting import root_of

KEYS = ("shigu", "leiping")
WITHIN_S = 20.0


@pytest.fixture
def folders(tmp_path: Path) -> dict[str, Folder]:
    """A data folder each, both open now."""
    now = time.time_ns() // 1_000_000
    return {key: furnish(tmp_path / key, open_hall(now, SAMPLE.with_name(f"{key}.toml"))) for key in KEYS}


def at(key: str, asker: Asker) -> Asker:
    """The same asker, at that hall's address."""
    asker.identity = {**asker.identity, "root": root_of(key)}
    return asker


def test_kill_9_loses_nothing_of_either_hall(tmp_path: Path, folders: dict[str, Folder]) -> None:
    """field.md 7, 18: both halls are asked at once, with request ids that are the same in both."""
    of = {key: [at(key, asker) for asker in askers(folder, kiosks=6)] for key, folder in folders.items()}
    with Outliving(ServerProcess(tmp_path), of["shigu"] + of["leiping"], Random(3)) as outliving:
        for _ in range(2):
            outliving.live(0.3)
        outliving.settle()
    for key, folder in folders.items():
        found = verdict(of[key], folder.place)
        assert found.acknowledged > 0
        assert (found.lost, found.doubled) == (0, 0)
        assert check_folder(folder.path) == []
    assert outliving.changed == []


def test_the_walls_of_two_halls_show_their_own_hall(tmp_path: Path, folders: dict[str, Folder]) -> None:
    """The programs' own link, at each hall's address: other windows, other lines, and a number only where it was taken."""
    with ServerProcess(tmp_path) as process:
        process.first_client(device=folders["shigu"].displays[0], root=root_of("shigu")).close()
        walls = {key: wall(process.port, key, folder) for key, folder in folders.items()}
        kiosk = process.first_client(device=folders["leiping"].kiosks[0], root=root_of("leiping"))
        until(walls, lambda: all(link.status == "joined" for link in walls.values()))
        for key, link in walls.items():
            names = {row["name"]["zh"] for row in link.view["windows"].values()}
            assert names == {window.name.zh for window in folders[key].setup.windows}
        matter = folders["leiping"].setup.matters[0]
        assert isinstance(kiosk.ask("a", IssueTicket(matter=matter.id)), Issued)
        until(walls, lambda: walls["leiping"].view["lines"][matter.line]["waiting"] == 1)
        assert {row["waiting"] for row in walls["shigu"].view["lines"].values()} == {0}
        kiosk.close()
        for link in walls.values():
            link.close()


def wall(port: int, key: str, folder: Folder) -> Link:
    url = f"http://127.0.0.1:{port}{root_of(key)}"
    return Link(SocketTransport(url, device_token=folder.displays[0]), "wall")


def until(links: dict[str, Link], so: object) -> None:
    ends = time.monotonic() + WITHIN_S
    while not so():  # type: ignore[operator]
        assert time.monotonic() < ends, {key: link.status for key, link in links.items()}
        for link in links.values():
            link.poll()
        time.sleep(0.005)
