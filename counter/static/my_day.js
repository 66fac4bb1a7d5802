// The clerk's own day beside the posts: what is left for a moment away, lunch by plan and who covers it, official absences.

import { h, keyed, show, write } from "/web/dom.js";
import { running } from "/web/clock.js";
import { timeText } from "/web/reasons.js";
import { atLunch, budgetLeft } from "./budget.js";

const $ = (id) => document.getElementById(id);

/** Draw the lines that hold for `desk` now. */
export function drawMyDay(desk, shown) {
  if (!desk.me || !desk.hall) return;
  const lines = [afterHand(desk, shown), lunchText(desk, shown), momentsText(desk, shown), ...officialsNow(desk, shown).map((row) => officialText(row, shown))];
  show($("official-back"), desk.officials.some((row) => row.state === "asked"));
  keyed($("my-day"), lines.filter(Boolean), {
    key: (text) => text,
    make: (text) => h("li", {}, text),
    update: (li, text) => write(li, text),
  });
}

/** A leave that has begun waits for whoever is in hand; it may have begun a moment ahead of this page's clock. */
export function afterHand({ hand, me, officials }, shown) {
  const now = shown.clock.now();
  const agreed = officials.some((row) => row.state === "accepted" && row.since <= now);
  const due = me?.on_leave_until > now && (me.on_leave_since <= now || agreed);
  if (!hand || !due) return "";
  return shown.texts.say("page.counter.leave_after_hand", { number: hand.number, time: timeText(me.on_leave_until, shown) });
}

/** Until they are over; what was taken back by oneself is no news. */
function officialsNow(desk, { clock }) {
  return desk.officials.filter((row) => row.until > clock.now() && row.state !== "taken_back");
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
  if (atLunch(desk.me, shown.clock.now())) return texts.say(bs.length ? "page.counter.lunch.now.by" : "page.counter.lunch.now", values);
  return texts.say(bs.length ? "page.counter.lunch.by" : "page.counter.lunch", values);
}
