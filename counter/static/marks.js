// Short marks of a ticket: why it stands where it stands.

import { timeText } from "/web/reasons.js";

/** The marks of `row`, the weightiest first: special channel, priority, appointment, carried over, how it came, where it goes. */
export function marksOf(row, shown) {
  const { texts, view } = shown;
  const marks = [];
  if (row.special) marks.push(texts.say("page.mark.special"));
  if (row.priority) marks.push(`◆ ${priorityName(row, texts, view)}`);
  if (row.slot) marks.push(texts.say("page.mark.slot", { time: timeText(row.slot, shown) }));
  if (row.carried) marks.push(texts.say("page.counter.carried"));
  if (row.came) marks.push(texts.say(`page.mark.${row.came}`));
  if (row.back_to) marks.push(texts.say("page.mark.back_to", { window: windowOf(row.back_to, view) }));
  return marks;
}

/** What follows on `row` after this matter, in words, in order; the first may be the way back to the post that sent it. */
export function stopsOf(row, { texts, view }) {
  return row.then.map((matter, n) => {
    const name = texts.words(view.matters?.[matter]?.name) || matter;
    if (n > 0 || !row.back_to) return name;
    return texts.say("page.stop.back", { window: windowOf(row.back_to, view), matter: name });
  });
}

/** Why and by whom it goes first; "" where it does not. */
export function specialText(row, texts) {
  if (!row.special) return "";
  return texts.say("page.ticket.special_by", { reason: texts.say(`page.special.${row.special}`), by: row.special_by });
}

/** Where a post is served now, else its own window. */
function windowOf(post, view) {
  const row = view.posts?.[post];
  return row?.window ?? row?.home ?? "";
}

function priorityName(row, texts, view) {
  return texts.words(view.priorities?.[row.priority]?.name) || row.priority;
}
