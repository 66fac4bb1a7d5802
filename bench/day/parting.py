"""How a service ends: done, another matter first, sent on, sent to pay, put aside; and what follows on the number."""

from typing import TYPE_CHECKING, Any

from bench.day.left_to_a import LeftToA
from bench.day.resident import Resident
from bench.day.terminal import Terminal
from bench.day.world import World
from common import commands as c
from common import commands_place as p
from common.messages import AnyAnswer

if TYPE_CHECKING:
    from bench.day.serving import Serving

ELSEWHERE = {
    "family": "rural-pension", "welfare": "family-planning-card", "petition": "leader-reception"
}  # fmt: skip
ELSE_MATTER = "petition-enquiry"
"""Where a resident of the sample hall is sent who stood in the wrong line."""
PAY_LINE, MEANT_LINE = "fees", "welfare"
"""Where one pays in the sample hall, and what most mean who did not know what to choose."""


def goes_on(hand: dict[str, Any]) -> bool:
    """Whether another matter, or the way back, follows on this number."""
    return bool(hand.get("then") or hand.get("back_to"))


class Parting:
    """Ends a service as it is for this resident. `serving` is the clerk's hand."""

    def __init__(self, serving: "Serving", world: World) -> None:
        self._serving, self._world = serving, world
        self._left_to_a = LeftToA(serving.staff, world)

    def end(self, terminal: Terminal, resident: Resident, hand: dict[str, Any], *, calling: bool) -> None:
        """One key."""
        if self._left_to_a.record(terminal, hand, self._serving.now):
            return
        numbers = bool(terminal.row("hall").get("numbers"))  # else who would be there?
        habit = resident.habit if numbers and not goes_on(hand) else "plain"
        match habit:
            case "wrong_window":
                self._send_on(terminal, resident, hand, _elsewhere(hand["line"], terminal.rows("matters")))
            case "unsure":
                self._send_on(terminal, resident, hand, _in_line(terminal, MEANT_LINE, hand["line"]))
            case "pays" if hand["line"] != PAY_LINE:
                self._send_on(terminal, resident, hand, _in_line(terminal, PAY_LINE, hand["line"]), back=True)
            case "remembers":
                self._add(terminal, resident, hand)
            case "needs_copy":
                self._hold(terminal, resident, hand["ticket"])
            case _:
                self._serving.finish(terminal, hand, calling=calling)

    def finished(self, hand: dict[str, Any]) -> None:
        """Done at this window: the resident goes home, or waits for what follows."""
        ticket, record = hand["ticket"], self._world.record
        holders = self._world.floor.holders.values()
        for resident in (holder for holder in holders if holder.ticket == ticket):
            if not goes_on(hand):
                record.finished.append(ticket)
                resident.is_done()
                continue
            record.given_back[ticket] += 1
            what = "came_back" if hand.get("back_to") else "went_on"
            record.moves[what] += 1
            self._note(_FOLLOWS[what].format(number=resident.number))
            resident.is_sent_on(self._serving.now)

    def _send_on(
        self, terminal: Terminal, resident: Resident, hand: dict[str, Any], matter: str, *, back: bool = False
    ) -> None:
        ticket = hand["ticket"]

        def done(_: AnyAnswer) -> None:
            record = self._world.record
            record.given_back[ticket] += 1
            if back:
                record.moves["sent_to_pay"] += 1
                self._note(f"sends {resident.number} to pay: when done, back to this window's line")
            else:
                record.transfers += 1
                self._note(f"{_LED.get(resident.habit, 'transfers')} {resident.number} {_KEPT}")
            self._serving.let_go()
            resident.is_sent_on(self._serving.now)

        command = c.TransferTicket(ticket=ticket, matter=matter, back=back)
        terminal.ask(command, done, _shows_not(terminal, ticket))

    def _add(self, terminal: Terminal, resident: Resident, hand: dict[str, Any]) -> None:
        """Of another line; the number goes on when it is done here."""
        here = terminal.rows("matters")
        others = [matter for matter, row in here.items() if row["line"] != hand["line"] and not row["closed"]]

        def done(_: AnyAnswer) -> None:
            resident.habit = "plain"
            self._world.record.moves["matters_added"] += 1
            self._note(f"adds another matter to {resident.number}")

        def refused(_: object) -> None:
            resident.habit = "plain"

        command = p.AddMatter(ticket=hand["ticket"], matter=others[resident.ticket % len(others)])
        terminal.ask(command, done, lambda: goes_on(terminal.row("hand")), refused)

    def _hold(self, terminal: Terminal, resident: Resident, ticket: int) -> None:
        def done(_: AnyAnswer) -> None:
            self._world.record.holds += 1
            self._note(f"puts {resident.number} aside: a copy is missing")
            self._serving.let_go()
            resident.fetch_copy(self._serving.now)

        terminal.ask(c.HoldTicket(ticket=ticket), done, _shows_not(terminal, ticket))

    def _note(self, text: str) -> None:
        self._world.record.note(self._serving.now, f"{self._serving.staff} {text}")


_LED = {"unsure": "finds out what it is about and transfers"}
_KEPT = "to another line: number and place are kept"
_FOLLOWS = {
    "came_back": "is paid by {number}, which goes back to where it came from",
    "went_on": "is done with {number}, which waits for its next matter",
}


def _shows_not(terminal: Terminal, ticket: int) -> Any:
    return lambda: terminal.row("hand").get("ticket") != ticket


def _elsewhere(line: str, matters: dict[str, dict[str, Any]]) -> str:
    """In the sample hall what somebody could well have meant; in another one whatever waits in another line."""
    meant = ELSEWHERE.get(line, ELSE_MATTER)
    others = (matter for matter, row in matters.items() if row["line"] != line)
    return meant if meant in matters else next(others, meant)


def _in_line(terminal: Terminal, line: str, here: str) -> str:
    """A matter of `line`; in another hall of any line but this one."""
    matters = terminal.rows("matters")
    wanted = [matter for matter, row in matters.items() if row["line"] == line and not row["quota"]]
    others = [matter for matter, row in matters.items() if row["line"] != here]
    return wanted[0] if wanted and line != here else others[0]
