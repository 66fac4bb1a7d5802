// The desk while its clerk is away: for what and until when, who serves the posts meanwhile, and the one way back.

import { show, write } from "/web/dom.js";
import { running } from "/web/clock.js";
import { timeText } from "/web/reasons.js";
import { budgetLeft, graceUntil } from "./budget.js";
import { drawGiven } from "./handovers.js";
import { drawPosts } from "./posts.js";

const $ = (id) => document.getElementById(id);

/** Draw what `desk` is away for; after a handover, to whom and what comes next. */
export function drawAway(desk, shown) {
  const { texts } = shown;
  write($("away-title"), titleOf(desk, shown));
  write($("away-next"), desk.me.handed_over ? texts.say("page.counter.handed_over.next") : "");
  show($("away-next"), Boolean(desk.me.handed_over));
  drawPosts($("away-posts"), desk, shown);
  drawGiven(desk, shown);
}

/** The counters that run: how long away, and how much of the grace is left. */
export function drawAwayTimers(desk, clock, texts) {
  write($("away-timer"), running(clock.now() - (desk.me.away_since ?? desk.me.silent_since)));
  const left = (graceUntil(desk) ?? 0) - clock.now();
  write($("away-grace"), left > 0 ? texts.say("page.counter.grace", { left: running(left) }) : "");
  const budget = desk.me.handed_over ? null : budgetLeft(desk, clock.now());
  write($("away-budget"), budget === null ? "" : texts.say("page.counter.budget", { left: running(budget), n: desk.hall.away_budget_min }));
}

function titleOf(desk, shown) {
  const { texts } = shown;
  const away = texts.say(`page.away.${desk.away}`);
  const until = desk.me.away_until;
  const where = until ? texts.say("page.away_until", { where: away, time: timeText(until, shown) }) : away;
  const takers = takersOf(desk);
  if (!desk.me.handed_over) return texts.say("page.counter.away", { where });
  const code = takers.length ? "page.counter.handed_over" : "page.counter.handed_over.nobody";
  return texts.say(code, { where, takers: takers.join(texts.say("page.comma")) });
}

/** Who serves the clerk's own posts now, each once. */
function takersOf(desk) {
  const served = desk.posts.filter((post) => post.a_role === desk.id && post.clerk && post.clerk !== desk.id);
  return [...new Set(served.map((post) => post.clerk))];
}
