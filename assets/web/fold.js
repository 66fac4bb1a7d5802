// A page's whole knowledge of the hall: a dictionary merge, the same as common/fold.py.
// The two are compared on the same changes in tests/programs/pages/test_pages_fold.py.

/** Fold `change` into `view` in place: rows put replace, rows dropped go. */
export function merge(view, change) {
  for (const [table, rows] of Object.entries(change.put ?? {})) {
    view[table] = Object.assign(view[table] ?? {}, rows);
  }
  for (const [table, ids] of Object.entries(change.drop ?? {})) {
    for (const id of ids) delete view[table]?.[id];
  }
}

/** The rows of one table, in no order that means anything. */
export function rows(view, table) {
  return Object.values(view[table] ?? {});
}
