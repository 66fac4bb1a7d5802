// Tables of the live pages: a row for each key, cells told only what changed.

import { h, keyed, setAttribute, write } from "./dom.js";
import { guarded } from "./faults.js";

/**
 * Draw `rows` into `tbody`. Each column is {text(row), number?, strong?, mark?(row), since?(row), cell?(row, td)}: `text` is
 * written, `mark` gives "alarm", "warn", "good" or nothing, `since` a moment whose running time is shown by the page's
 * ticker, and `cell` fills the cell itself. `rowState(row)` stands on the row as data-state.
 */
export function drawTable(tbody, rows, { key, columns, rowState = () => null }) {
  keyed(tbody, rows, {
    key,
    make: () => h("tr", {}, ...columns.map(newCell)),
    update: (tr, row) => {
      setAttribute(tr, "data-state", rowState(row));
      columns.forEach((column, n) => drawCell(tr.children[n], column, row));
    },
  });
}

function newCell(column) {
  const td = h("td", { class: column.number ? "number" : null });
  if (!column.cell) td.append(h(column.strong ? "strong" : "span"));
  return td;
}

/** A cell that cannot be drawn leaves the rest of its row as it is. */
function drawCell(td, column, row) {
  const drawn = guarded(() => (updateCell(td, column, row), true));
  setAttribute(td, "data-broken", !drawn);
}

function updateCell(td, column, row) {
  if (column.cell) return void column.cell(row, td);
  const place = td.firstElementChild;
  setAttribute(place, "data-running", column.since?.(row) ?? null);
  if (column.since) {
    if (!column.since(row)) write(place, "");
    return;
  }
  write(place, column.text(row));
  if (column.mark) setAttribute(place, "class", ["mark", column.mark(row)].filter(Boolean).join(" "));
}
