// Of several cards that the same keys act on: which one they mean.

/** The row of `rows` whose card in `list` holds the focus; else the first. Undefined where there is none. */
export function marked(list, rows) {
  const focused = document.activeElement?.closest?.("li[data-key]");
  const held = focused?.parentElement === list ? focused.dataset.key : null;
  return rows.find((row) => String(row.id) === held) ?? rows[0];
}
