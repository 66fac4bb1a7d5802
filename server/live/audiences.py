"""Who may listen to what, and what the rules say each audience sees."""

from server.rules import view
from server.rules.hall import Hall
from server.rules.may import LEADS
from server.rules.order import Actor
from server.rules.refusal import Refusal
from server.rules.touched import announcement, touched, turned
from server.rules.view_cases import CASES, CaseTables, Rows

STAFF = frozenset({"clerk", "supervisor", "administrator"})
LISTENERS: dict[str, frozenset[str]] = {
    "wall": STAFF | {"display", "kiosk"},  # public: it hangs in the hall
    "board": STAFF | {"display", "kiosk"},
    "window": STAFF | {"display"},
    "kiosk": LEADS | {"kiosk"},
    "clerk": frozenset({"clerk"}),
    "supervisor": LEADS,
}


class HallViews:
    """The views of the rules, as the feed asks for them."""

    tables_of = staticmethod(view.tables_of)
    table = staticmethod(view.table)
    touched = staticmethod(touched)
    turned = staticmethod(turned)
    announcement = staticmethod(announcement)


class KeptViews(HallViews):
    """The same of one hall, with tables of cases that are kept from one look to the next."""

    def __init__(self) -> None:
        self.cases = CaseTables()

    def table(self, hall: Hall, audience: str, name: str) -> Rows:
        """As `view.table` says."""
        if hall.setup is None or name not in CASES:
            return view.table(hall, audience, name)
        return self.cases.table(hall, name, clerk_of(audience))


def may_join(actor: Actor, audience: str, hall: Hall) -> None:
    """Return, or raise `Refusal`: `no_such_view`, `not_your_view`, or `no_hall` while no window is known."""
    kind, _, key = audience.partition(":")
    if kind not in LISTENERS or not _has_place(kind, key, hall):
        raise Refusal("no_such_view")
    if not actor.roles & LISTENERS[kind] or (kind == "clerk" and key != actor.id):
        raise Refusal("not_your_view")
    if kind == "window" and hall.setup is None:
        raise Refusal("no_hall")


def own_audience(actor: Actor, audience: str) -> str:
    """`clerk` is whoever says so: `clerk:A03`."""
    return f"clerk:{actor.id}" if audience == "clerk" else audience


def clerk_of(audience: str) -> str:
    """The clerk whose terminal listens to this audience; empty for any other."""
    kind, _, key = audience.partition(":")
    return key if kind == "clerk" else ""


def _has_place(kind: str, key: str, hall: Hall) -> bool:
    if kind == "window":
        return (
            bool(key) if hall.setup is None else key in {str(window.number) for window in hall.setup.windows}
        )
    return bool(key) == (kind == "clerk")
