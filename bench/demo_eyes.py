"""Everybody's eyes in the demo: what the public screens are sent, what the public pages answer, searched for residents (P-2)."""

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

import msgspec

from bench.day.at_rest import search_files, search_tables
from bench.day.leaks import Leaks, search_own_page
from bench.day.overheard import Ears, OverheardWire
from bench.day.record import Record
from bench.demo_staff import DeviceKind, paired_token
from common.link import Link
from common.link_socket import SocketTransport

LOOKS_EVERY_S = 0.5
ANSWERS_WITHIN_S = 5.0
PAGES = ("/board", "/case", "/api/board", "/openapi.json", "/healthz")
CASES_ASKED = 5
"""By whoever holds the receipt; the server slows down who asks for many."""
SCREENS: tuple[tuple[DeviceKind, tuple[str, ...]], ...] = (
    ("display", ("wall", "board", "window:1", "window:4")),
    ("kiosk", ("kiosk",)),
)


class Eyes:
    """Beside the screens that are seen: one of each kind that only listens. Its tokens lie in `folder`."""

    def __init__(self, url: str, folder: Path, leaks: Leaks) -> None:
        self._url, self._folder, self._leaks = url, folder, leaks
        self.token_files: list[tuple[DeviceKind, Path]] = [
            (kind, folder / f"eyes-{kind}.json") for kind, _ in SCREENS
        ]
        self._ears = Ears([])
        self._look_at = 0.0
        self.paths: list[str] = []

    def open(self) -> None:
        """Paired they are already."""
        self._ears = Ears(
            [
                self._link(file, kind, audience)
                for (kind, file), (_, audiences) in zip(self.token_files, SCREENS, strict=True)
                for audience in audiences
            ]
        )

    def look(self) -> None:
        """As often as the day is drawn."""
        self._ears.listen()
        if time.monotonic() >= self._look_at:
            self._look_at = time.monotonic() + LOOKS_EVERY_S
            self._read("/api/board")

    def close(self) -> None:
        """Look away."""
        self._ears.close()

    def read_pages(self, record: Record) -> None:
        """Every public page once, and some residents' own cases; while the server still answers."""
        for path in PAGES:
            self._read(path)
        for receipt in record.cases.receipts[:CASES_ASKED]:
            asked = {"number": receipt.number, "secret": receipt.secret}
            search_own_page(self._leaks, self._answer("/api/case-progress", asked), receipt.person)

    def search_folder(self, record: Record, asked: Sequence[str]) -> int:
        """After the day: what is left behind, what the demo told, and the addresses that its people `asked`. All leaks of the day."""
        self._leaks.know(receipt.secret for receipt in record.cases.receipts)
        search_tables(self._folder, self._leaks)
        search_files(self._folder, self._leaks)
        self._leaks.search("events", "\n".join(note.text for note in record.notes))
        self._leaks.search("addresses", "\n".join([*self.paths, *asked]))
        return len(self._leaks.found)

    def _read(self, path: str) -> None:
        self._leaks.search(path, self._answer(path))

    def _answer(self, path: str, asked: dict[str, str] | None = None) -> bytes:
        """Empty if there is none."""
        body = None if asked is None else msgspec.json.encode(asked)
        request = Request(self._url + quote(path), body, {"Content-Type": "application/json"})  # noqa: S310 - our own server
        self.paths.append(request.full_url)
        with suppress(URLError, OSError), urlopen(request, timeout=ANSWERS_WITHIN_S) as answer:  # noqa: S310
            return bytes(answer.read())
        return b""

    def _link(self, file: Path, kind: DeviceKind, audience: str) -> Link:
        transport = SocketTransport(self._url, device_token=paired_token(file, self._url))
        return Link(OverheardWire(transport, audience, self._leaks), audience)
