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
  if (row.source) marks.push(texts.say(`page.mark.${row.source}`));
  if (row.asked.length) marks.push(texts.say("page.mark.asked", { matter: texts.words(view.matters?.[row.asked[0]]?.name) || row.asked[0] }));
  if (row.came) marks.push(texts.say(`page.mark.${row.came}`));
  if (row.back_to) marks.push(texts.say("page.mark.back_to", { window: windowOf(row.back_to, view) }));
  return marks;
}

/** Where the resident of `row` goes after this matter, in words with the window; "" where nothing follows. */
export function nextStop(row, { texts, view }) {
  const [first] = row.then;
  if (!first) return "";
  const window = nextWindow(row, view);
  const matter = texts.words(view.matters?.[first]?.name) || first;
  if (!window) return texts.say("page.stop.no_window", { matter });
  return texts.say(row.back_to ? "page.stop.back" : "page.stop.to", { window, matter });
}

/** The window of the next stop now: where its line is answered; null where nobody answers it, or nothing follows. */
export function nextWindow(row, view) {
  if (!row.then.length) return null;
  if (row.back_to) return windowOf(row.back_to, view) || null;
  return view.lines?.[view.matters?.[row.then[0]]?.line]?.window ?? null;
}

/** All that follows on `row`: the next stop, and the matters after it; "" where nothing does. */
export function nextText(row, shown) {
  const { texts, view } = shown;
  const stop = nextStop(row, shown);
  const later = row.then.slice(1).map((matter) => texts.words(view.matters?.[matter]?.name) || matter);
  if (!stop) return "";
  return texts.say(later.length ? "page.counter.next_stops" : "page.counter.next_stop", { stop, later: later.join(" → ") });
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
