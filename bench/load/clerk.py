"""A clerk in a load: calls, starts, and calls the next, which finishes the one before."""

from bench.load.client import Reply
from common.commands import CallNext, ClientCommand, SitDown, StartService
from common.messages import Called, Refused


class Clerk:
    """`in_hand` is what the clerk believes. Whoever asks gives the answer back with `take`."""

    def __init__(self, staff: str, window: int) -> None:
        self.staff, self.window = staff, window
        self.in_hand: int | None = None
        self._seated = False
        self._started = False

    @property
    def next_command(self) -> ClientCommand:
        """What the clerk does now."""
        if not self._seated:
            return SitDown(window=self.window)
        if self.in_hand is not None and not self._started:
            return StartService(ticket=self.in_hand)
        return CallNext(in_hand=self.in_hand)

    def take(self, reply: Reply) -> None:
        """What came of it; with nobody waiting the clerk simply asks again."""
        match reply:
            case Called(ticket=ticket):
                self.in_hand, self._started = ticket, False
            case Refused(code="nobody_waits"):
                pass
            case Refused():
                raise ValueError(f"{self.staff} was refused: {reply}")
            case _ if not self._seated:
                self._seated = True
            case _:
                self._started = True
