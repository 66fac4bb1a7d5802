"""A client's whole knowledge of the hall: a dictionary merge, the same in Python and JavaScript."""

from typing import Any

from common.messages import Change

View = dict[str, dict[str, Any]]


def merge(view: View, change: Change) -> None:
    """Fold `change` into `view` in place: rows put replace, rows dropped go."""
    for table, rows in change.put.items():
        view.setdefault(table, {}).update(rows)
    for table, ids in change.drop.items():
        rows = view.get(table, {})
        for row_id in ids:
            rows.pop(row_id, None)
