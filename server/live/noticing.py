"""What the server notices of a device or of itself: put to the lane, or shown where that cannot be."""

import logging
from collections.abc import Callable

from common.messages import Refused
from server.lane import Ask, Reply, Unknown
from server.lane.faults import log_fault
from server.rules.hall import Hall
from server.rules.order import SYSTEM, NoticeFault

NOTICE_AGAIN_S = 10.0
"""A fault of the server's own that could not be stored is put to the lane again after so long, by no hall's clock."""

OnReply = Callable[[Reply], None]
log = logging.getLogger(__name__)


def give(answer: OnReply, reply: Reply) -> None:
    """An asker that cannot be answered keeps nobody else from an answer."""
    try:
        answer(reply)
    except Exception as error:
        log_fault(log, "an answer could not be given", error)


class Noticing:
    """`order` lets an ask wait for the desk's next turn; `show` makes a fault an alarm that is no fact."""

    def __init__(
        self, order: Callable[[Ask, OnReply], None], show: Callable[[str, str | None], None]
    ) -> None:
        self._order, self._show = order, show
        self._not_before: dict[tuple[str, str | None], float] = {}

    def notice(self, hall: Hall, device: str, fault: str | None, real_s: float) -> None:
        """Ordered only where `hall` knows it otherwise, and not again at once where that could not be stored."""
        known, _ = hall.faults.get(device, (None, 0))
        if hall.setup is None or known == fault:
            self._show(device, None)
        elif real_s >= self._not_before.get((device, fault), 0.0):
            self._show(device, fault)  # until it is stored: whoever looks meanwhile is to know
            ask = Ask(SYSTEM, NoticeFault(device=device, fault=fault))
            self._order(ask, self._heard(device, fault, real_s))

    def _heard(self, device: str, fault: str | None, real_s: float) -> OnReply:
        def heard(reply: Reply) -> None:
            if isinstance(reply, Refused | Unknown):
                self._not_before[device, fault] = real_s + NOTICE_AGAIN_S
                self._show(device, fault)
            else:
                self._not_before.pop((device, fault), None)
                self._show(device, None)

        return heard
