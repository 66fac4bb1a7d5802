// Who is where and until when (AB-15), and what is left of the moments that a clerk may be away (AB-4).

import { running } from "/web/clock.js";
import { write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { timeText } from "/web/reasons.js";
import { drawTable } from "/web/table.js";
import { drawLeaveAct } from "./leaves.js";
import { whereIs } from "./tables.js";

const MINUTE_MS = 60_000;
const $ = (id) => document.getElementById(id);

export function drawWhereabouts(shown) {
  const { texts, view } = shown;
  drawTable($("whereabouts"), rows(view, "clerks").sort((a, b) => (a.clerk < b.clerk ? -1 : 1)), {
    key: (row) => row.clerk,
    rowState: (row) => (row.absent ? "absent" : row.away_since ? "away" : null),
    columns: [
      { text: (row) => `${row.clerk} ${texts.words(row.title)}`, strong: true },
      { text: (row) => servesText(row, shown) },
      { text: (row) => whereIs(row, shown), mark: (row) => (row.absent ? "warn" : "") },
      { since: (row) => goneSince(row), number: true },
      { text: (row) => saidBack(row, shown), mark: (row) => (row.overdue ? "alarm" : ""), number: true },
      { text: (row) => budgetText(row, shown), number: true },
      { text: (row) => row.lunch.map((moment) => timeText(moment, shown)).join("–") || "—", number: true },
      { cell: (row, td) => drawLeaveAct(row, td, shown) },
    ],
  });
  const { away_budget_min: n, away_budget_over_min: over } = rows(view, "hall")[0] ?? {};
  write($("budget-help"), texts.say("page.people.budget.help", { n, over }));
}

/** The posts served now, and those whose load is shared (AB-9). */
function servesText(row, { texts, view }) {
  const name = (id) => texts.words(view.posts?.[id]?.name);
  const shares = row.shares.map((id) => texts.say("page.people.shares", { name: name(id) }));
  return [...row.serves.map(name), ...shares].join(texts.say("page.comma")) || "—";
}

function goneSince(row) {
  return row.window === null || row.away_since ? row.away_since ?? row.silent_since : row.silent_since;
}

function saidBack(row, shown) {
  if (row.overdue) return `▲ ${timeText(row.overdue, shown)}`;
  return row.away_until ? timeText(row.away_until, shown) : "—";
}

/** "6:20": what is left; it moves while somebody is away, and what is older than the stretch comes back. */
function budgetText(row, { view, clock }) {
  const { away_budget_min, away_budget_over_min } = rows(view, "hall")[0];
  const left = budgetLeft(row, clock.now(), away_budget_min * MINUTE_MS, away_budget_over_min * MINUTE_MS);
  return left <= 0 ? "▲ 0:00" : running(left);
}

export function budgetLeft(row, now, budget, over) {
  const away = row.away_since && row.window !== null && !row.handed_over;
  if (away && row.budget_ms !== null) return Math.max(0, row.budget_ms - (now - row.away_since));
  const spent = row.moments.map(([from, to]) => Math.max(0, Math.min(to, now) - Math.max(from, now - over)));
  return Math.max(0, budget - spent.reduce((sum, ms) => sum + ms, 0));
}
