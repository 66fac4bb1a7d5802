"""Databases that reject, for tests of failures, and whether what is left is sound."""

from server.storage.check import check
from tests.lane.desk import Desk


def refusing(number: str, state: str = "22000", *, shared: bool) -> list[str]:
    """What makes a database reject a ticket, on PostgreSQL with the `state` of an error."""
    if not shared:
        return [
            (
                f"CREATE TRIGGER no_such BEFORE INSERT ON tickets WHEN NEW.number = '{number}'"
                " BEGIN SELECT RAISE(ABORT, 'spoilt'); END"
            )
        ]
    return [
        (
            "CREATE FUNCTION spoilt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" RAISE EXCEPTION 'spoilt' USING ERRCODE = '{state}'; END $$"
        ),
        (
            f"CREATE TRIGGER no_such BEFORE INSERT ON tickets FOR EACH ROW WHEN (NEW.number = '{number}')"
            " EXECUTE FUNCTION spoilt()"
        ),
    ]


def sound(desk: Desk) -> bool:
    """Memory is what the ledger says, and the ledger is whole."""
    return check(desk.store) == [] and desk.ledger.fold().tickets == desk.lane.hall.tickets
