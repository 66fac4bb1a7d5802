"""A wire and a clock that a test moves by hand."""

from typing import Any

import msgspec

from common.link_wire import Answered, Denied, Down, Report, Said, Up
from common.messages import Change, Heartbeat, Joined


class HandClock:
    """Seconds that pass only when the test says so."""

    def __init__(self, at: float = 1000.0) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at

    def pass_s(self, seconds: float) -> None:
        self.at += seconds


class HandWire:
    """What the client emitted, and what the test lets it hear."""

    def __init__(self) -> None:
        self.attempts = 0
        self.closed = False
        self.emitted: list[tuple[str, Any, str]] = []
        self._reports: list[Report] = []

    def connect(self) -> None:
        self.attempts += 1
        self._reports = []

    def emit(self, event: str, payload: Any, tag: str) -> None:
        self.emitted.append((event, payload, tag))

    def heard(self) -> list[Report]:
        reports, self._reports = self._reports, []
        return reports

    def close(self) -> None:
        self.closed = True

    # -- the server's side ------------------------------------------------------------------------

    def commands(self) -> list[tuple[str, str]]:
        """The (type, id) of every command that went out."""
        return [
            (payload["command"]["type"], payload["id"])
            for event, payload, _ in self.emitted
            if event == "command"
        ]

    def joins(self) -> int:
        return sum(1 for event, _, _ in self.emitted if event == "join")

    def come_up(self) -> None:
        self._reports.append(Up())

    def go_down(self) -> None:
        self._reports.append(Down())

    def deny(self, code: str) -> None:
        self._reports.append(Denied(code))

    def answer(self, tag: str, payload: Any) -> None:
        self._reports.append(Answered(tag, msgspec.to_builtins(payload)))

    def accept(self, view: dict[str, Any], upto: int = 7, ledger_id: str = "ledger") -> None:
        joined = Joined(
            ledger_id=ledger_id, upto=upto, now=1_700_000_000_000, audience="wall", me="wall", view=view
        )
        self.answer("join", {"ok": True, "joined": joined})

    def say_change(
        self, after: int, upto: int, put: dict[str, Any], ledger_id: str = "ledger", **more: Any
    ) -> None:
        change = Change(ledger_id=ledger_id, after=after, upto=upto, put=put, **more)
        self._reports.append(Said("change", msgspec.to_builtins(change)))

    def beat(self, upto: int, now: int = 1_700_000_005_000, ledger_id: str = "ledger") -> None:
        beat = Heartbeat(ledger_id=ledger_id, upto=upto, now=now)
        self._reports.append(Said("heartbeat", msgspec.to_builtins(beat)))
