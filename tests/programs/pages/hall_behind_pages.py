"""A real hall in this process that speaks with the pages of a test, in simulated time and without a network."""

from __future__ import annotations

from typing import Any

import msgspec

from common.commands import AcknowledgeHandover, Asking, ClientCommand
from common.fold import View
from common.messages import Change, Joined, Refused, Registered
from common.words import Instant, Words
from server.rules.cases.receipt import secret_of
from server.rules.execute import execute
from server.rules.facts import Entry
from server.rules.hall import Hall
from server.rules.order import SYSTEM, Actor, AnyCommand, ImportHall, Order, TerminalSilent, Tick
from server.rules.refusal import Refusal
from server.rules.setup import Setup
from server.rules.view import AUDIENCES, table

LEDGER = "test-ledger"


class HallBehindPages:
    """Executes what pages ask, and keeps for each page what it has not been told yet."""

    def __init__(self, setup: Setup, at: Instant) -> None:
        self.hall = Hall()
        self.now = at
        self.kept: dict[str, dict[str, Any]] = {}
        self.commands: list[tuple[str, str]] = []
        self.listeners: list[Listener] = []
        self.log: list[Entry] = []
        self._do(ImportHall(setup=setup), Actor("admin", frozenset({"administrator"})))
        self.pass_time(0)

    def do(self, by: str, command: ClientCommand) -> Any:
        """Let somebody who has no page here act: "A04", "kiosk" or "supervisor"."""
        return self._do(command, actor(by))

    def set_up(self, **settings: Any) -> None:
        """Another hall file, with these settings changed."""
        rules = self.hall.rules
        changed = msgspec.structs.replace(rules.settings, **settings)
        setup = msgspec.structs.replace(rules, settings=changed)
        self._do(ImportHall(setup=setup), Actor("admin", frozenset({"administrator"})))

    def figures(self, **values: Any) -> None:
        """Another hall file, with these figures of cases."""
        cases = msgspec.structs.replace(self.hall.rules.cases, **values)
        setup = msgspec.structs.replace(self.hall.rules, cases=cases)
        self._do(ImportHall(setup=setup), Actor("admin", frozenset({"administrator"})))

    def forget_appointments(self) -> None:
        """Another hall file, without a plan of slots."""
        setup = msgspec.structs.replace(self.hall.rules, appointments=())
        self._do(ImportHall(setup=setup), Actor("admin", frozenset({"administrator"})))

    def publish(self, *years: int) -> None:
        """Another hall file, with the holidays of these years."""
        rules = self.hall.rules
        deadlines = msgspec.structs.replace(rules.deadlines, years=years)
        setup = msgspec.structs.replace(rules, deadlines=deadlines)
        self._do(ImportHall(setup=setup), Actor("admin", frozenset({"administrator"})))

    def change(self, kind: str, part: str, /, **values: Any) -> None:
        """Another hall file, with `values` in one of its parts: `change("clerks", "A03", may_grant=True)`."""
        parts = tuple(
            msgspec.structs.replace(item, **values) if item.id == part else item
            for item in getattr(self.hall.rules, kind)
        )
        setup = msgspec.structs.replace(self.hall.rules, **{kind: parts})
        self._do(ImportHall(setup=setup), Actor("admin", frozenset({"administrator"})))

    def read_handovers(self, clerk: str) -> None:
        """Everything that was handed over to `clerk` so far has been read."""
        for row in list(self.hall.handovers.values()):
            if row.taker == clerk and row.acknowledged_at is None:
                self.do(clerk, AcknowledgeHandover(handover=row.id))

    def fall_silent(self, clerk: str) -> None:
        self._do(TerminalSilent(clerk=clerk, since=self.now), SYSTEM)

    def pass_time(self, ms: int) -> None:
        self.now += ms
        self._do(Tick(), SYSTEM)

    def asked(self, by: Actor, asking: Asking) -> dict[str, Any]:
        """Answer as the server does; the same id again gives the answer of the first time."""
        kept = self.kept.get(asking.id)
        if kept is not None:
            return kept
        self.commands.append((by.id, msgspec.to_builtins(asking.command)["type"]))
        try:
            answer = self._with_secret(self._do(asking.command, by))
        except Refusal as refusal:
            code, values = refusal.code, refusal.values
            refused = Refused(code=code, values=values, text=Words(f"拒绝：{code}", f"Refused: {code}"))
            return {"ok": False, "refused": msgspec.to_builtins(refused)}
        reply = {"ok": True, "answer": msgspec.to_builtins(answer)}
        self.kept[asking.id] = reply
        return reply

    def _with_secret(self, answer: Any) -> Any:
        """The lane adds what a receipt shows; the salt of this hall is the case itself."""
        if not isinstance(answer, Registered):
            return answer
        receipts = self.hall.cases.open[answer.case].receipts
        return msgspec.structs.replace(answer, secret=secret_of(str(answer.case), receipts))

    def view(self, audience: str) -> View:
        names = AUDIENCES[audience.partition(":")[0]]
        return {name: msgspec.to_builtins(dict(table(self.hall, audience, name))) for name in names}

    def _do(self, command: AnyCommand, by: Actor) -> Any:
        if self.hall.setup is not None and self.now >= self.hall.due and not isinstance(command, Tick):
            self.log += execute(self.hall, Order(Tick(), SYSTEM, self.now)).entries
        try:
            outcome = execute(self.hall, Order(command, by, self.now))
            self.log += outcome.entries
            return outcome.answer
        finally:
            for listener in self.listeners:
                listener.look()


class Listener:
    """One page's subscription: what changed in its view since it was last told."""

    def __init__(self, behind: HallBehindPages, audience: str) -> None:
        self.behind, self.audience = behind, audience
        self.told: View = behind.view(audience)
        self.upto = behind.hall.version
        self.untold: list[dict[str, Any]] = []

    def joined(self, me: str) -> dict[str, Any]:
        joined = Joined(
            ledger_id=LEDGER,
            upto=self.upto,
            now=self.behind.now,
            audience=self.audience,
            me=me,
            view=self.told,
        )
        return {"ok": True, "joined": msgspec.to_builtins(joined)}

    def look(self) -> None:
        change = difference(self.told, self.behind.view(self.audience), self.upto, self.behind.hall.version)
        if change is None:
            return
        self.told, self.upto = self.behind.view(self.audience), change.upto
        self.untold.append(msgspec.to_builtins(change))

    def take(self) -> list[dict[str, Any]]:
        taken, self.untold = self.untold, []
        return taken


def difference(old: View, new: View, after: int, upto: int) -> Change | None:
    put = {
        name: {key: row for key, row in rows.items() if old[name].get(key) != row}
        for name, rows in new.items()
    }
    drop = {name: [key for key in rows if key not in new[name]] for name, rows in old.items()}
    put, drop = {k: v for k, v in put.items() if v}, {k: v for k, v in drop.items() if v}
    return Change(ledger_id=LEDGER, after=after, upto=upto, put=put, drop=drop) if put or drop else None


def actor(by: str) -> Actor:
    """Clerks are A01 …, supervisors S1 …; else the name is the role."""
    role = {"A": "clerk", "S": "supervisor"}.get(by[0], by)
    return Actor(by, frozenset({role}))
