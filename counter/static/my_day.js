// The clerk's own day beside the posts: what is left for a moment away, lunch by plan and who covers it, official absences.

import { h, keyed, write } from "/web/dom.js";
import { running } from "/web/clock.js";
import { timeText } from "/web/reasons.js";
import { atLunch, budgetLeft } from "./budget.js";

const $ = (id) => document.getElementById(id);

/** Draw the lines that hold for `desk` now. */
export function drawMyDay(desk, shown) {
  if (!desk.me || !desk.hall) return;
  const lines = [lunchText(desk, shown), momentsText(desk, shown), ...desk.officials.map((row) => officialText(row, shown))];
  keyed($("my-day"), lines.filter(Boolean), {
    key: (text) => text,
    make: (text) => h("li", {}, text),
    update: (li, text) => write(li, text),
  });
}

/** An official absence that was asked for, and its state. */
export function officialText(row, shown) {
  const { texts } = shown;
  const span = { since: timeText(row.since, shown), until: timeText(row.until, shown), where: texts.say(`page.away.${row.reason}`) };
  return texts.say(`page.official.${row.state}`, span);
}

/** What is left of the budget, told only once some of it is spent: it comes back by itself within the hour. */
function momentsText(desk, { texts, clock }) {
  if (!desk.me.moments.length || desk.away) return "";
  const left = budgetLeft(desk, clock.now());
  const over = desk.hall.away_budget_over_min;
  return left === null ? "" : texts.say("page.counter.moments", { left: running(left), n: desk.hall.away_budget_min, over });
}

function lunchText(desk, shown) {
  const { texts } = shown;
  const [since, until] = desk.me.lunch;
  if (!since || shown.clock.now() >= until) return "";
  const bs = [...new Set(desk.posts.filter((post) => post.a_role === desk.id).map((post) => post.b_roles?.[0]).filter(Boolean))];
  const values = { since: timeText(since, shown), until: timeText(until, shown), bs: bs.join(texts.say("page.comma")) };
  const code = atLunch(desk.me, shown.clock.now()) ? "page.counter.lunch.now" : "page.counter.lunch";
  return texts.say(bs.length ? `${code}.by` : code, values);
}
