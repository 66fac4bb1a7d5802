"""The secret of a receipt, put into an answer on its way out: neither the rules know it, nor does the answer that is kept for a request."""

import logging
from collections.abc import Sequence

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from common.messages import Registered
from server.lane.asking import Unknown
from server.lane.batch import Turn
from server.lane.elsewhere import Elsewhere
from server.lane.faults import log_fault
from server.rules.cases.receipt import secret_of
from server.rules.hall import Hall
from server.storage.ledger import Ledger

log = logging.getLogger(__name__)


def add_secrets(turns: Sequence[Turn], hall: Hall | None, ledger: Ledger, elsewhere: Elsewhere) -> None:
    """As they are now, also to a request that is asked again; of a case that is history there is none."""
    told = [(turn, turn.reply) for turn in turns if isinstance(turn.reply, Registered)]
    if not told:
        return
    salts: dict[str, str] = {}
    living = {} if hall is None else hall.cases.open
    persons = [living[reply.case].person for _, reply in told if reply.case in living]
    try:
        elsewhere(lambda: salts.update(ledger.salts(persons)))
    except SQLAlchemyError as error:
        log_fault(log, "the secrets of receipts cannot be read", error)
        for turn, _ in told:
            turn.reply = Unknown()  # asked again, it is told
        return
    for turn, reply in told:
        if (case := living.get(reply.case)) is not None:
            secret = secret_of(salts.get(case.person, ""), case.receipts)
            turn.reply = msgspec.structs.replace(reply, secret=secret)
