// Windows, lines and matters, people: what the supervisor sees at a glance (S-1).

import { rows } from "/web/fold.js";
import { drawTable } from "/web/table.js";
import { timeText, withWhere } from "/web/reasons.js";
import { meanMinutes, talliesOf } from "./figures.js";
import { drawLeaveAct } from "./leaves.js";
import { lineServedBy } from "./posts.js";
import { drawTicketLink } from "./ticket_link.js";

const WINDOW_MARKS = { closed: "○", free: "○", calling: "▶", serving: "●", away: "‖" };
const STAYS = "\u00a0"; // a mark never stands alone at the end of a line
const $ = (id) => document.getElementById(id);

export function drawWindows(shown) {
  const { texts, view } = shown;
  const tallies = talliesOf(view, "window");
  const tally = (row) => tallies.get(String(row.number)) ?? {};
  drawTable($("windows"), rows(view, "windows").sort((a, b) => a.number - b.number), {
    key: (row) => row.number,
    rowState: (row) => stateOf(row, shown),
    columns: [
      { text: (row) => `${row.number} ${texts.words(row.name)}`, strong: true },
      { text: (row) => (row.clerk ? `${row.clerk}${rolesOf(row.clerk, view, texts)}` : "—") },
      { text: (row) => windowState(row, shown), mark: (row) => (stateOf(row, shown) === "away" ? "warn" : "") },
      { cell: (row, td) => drawTicketLink(td, row.ticket) },
      { since: (row) => row.since ?? view.clerks?.[row.clerk]?.silent_since, number: true },
      { text: (row) => tally(row).called ?? 0, number: true },
      { text: (row) => tally(row).finished ?? 0, number: true },
      { text: (row) => meanMinutes(tally(row).wait_ms, tally(row).called), number: true },
      { text: (row) => meanMinutes(tally(row).service_ms, tally(row).services), number: true },
    ],
  });
}

/** "● 办理中", "‖ 暂离（如厕） → 10:30", "▲ 终端失联"; where the clerk went is said of the clerk, never of the resident in hand. */
function windowState(row, shown) {
  const { texts, view } = shown;
  const named = (state) => `${WINDOW_MARKS[state]}${STAYS}${texts.say(`page.window.${state}`)}`;
  const gone = goneFrom(row, view.clerks?.[row.clerk], shown);
  if (!gone) return named(row.state);
  const until = row.away_until ? ` →${STAYS}${timeText(row.away_until, shown)}` : "";
  const inHand = ["calling", "serving"].includes(row.state) ? `${named(row.state)} ` : "";
  return inHand + gone + until;
}

/** Why whoever has the seat is not at it, in the words of the posts and the people; empty where somebody sits there. */
function goneFrom({ away, clerk: seated }, clerk, { texts }) {
  if (clerk?.absent) return `▲${STAYS}${withWhere(texts.say(`page.absent.${clerk.absent}`), away, texts)}`;
  const state = seated ? "away" : "closed";
  if (away) return `${WINDOW_MARKS[state]}${STAYS}${withWhere(texts.say(`page.window.${state}`), away, texts)}`;
  return clerk?.silent_since ? `‖${STAYS}${texts.say("page.absent.silent")}` : "";
}

/** "away" for whoever has the seat and is not at it. */
const stateOf = (row, { view }) => (row.state === "free" && isGone(view.clerks?.[row.clerk]) ? "away" : row.state);
const isGone = (clerk) => Boolean(clerk?.absent || clerk?.silent_since);

/** " A+B": in which roles the clerk serves now. */
function rolesOf(clerk, view, texts) {
  const states = new Set(rows(view, "posts").filter((post) => post.clerk === clerk).map((post) => post.state));
  const roles = ["a_role", "b_role", "stand_in"].filter((role) => states.has(role));
  return roles.length ? ` · ${roles.map((role) => texts.say(`page.short.${role}`)).join("+")}` : "";
}

/** `by` is "line" or "matter". */
export function drawLines({ texts, view, clock }, by) {
  const tallies = talliesOf(view, by);
  const named = rows(view, by === "line" ? "lines" : "matters");
  const items = named.map((row) => ({ ...row, tally: tallies.get(row.id) ?? {}, served: view.lines?.[row.line ?? row.id] }));
  drawTable($("lines"), items, {
    key: (row) => `${by}:${row.id}`,
    rowState: (row) => (row.served?.state === "unattended" ? "unattended" : null),
    columns: [
      { text: (row) => texts.words(row.name), strong: true },
      { text: (row) => (row.served ? lineServedBy(row.served, view, texts) : ""), mark: (row) => (row.served?.state === "unattended" ? "alarm" : "") },
      { text: (row) => row.tally.waiting ?? 0, number: true },
      { text: (row) => (row.tally.oldest ? clock.minutesSince(row.tally.oldest) : "—"), number: true },
      { text: (row) => meanMinutes(row.tally.wait_ms, row.tally.called), number: true },
      { text: (row) => meanMinutes(row.tally.service_ms, row.tally.services), number: true },
      { text: (row) => row.tally.issued ?? 0, number: true },
      { text: (row) => row.tally.finished ?? 0, number: true },
      { text: (row) => row.tally.missed ?? 0, number: true },
    ],
  });
}

export function drawPeople(shown) {
  const { texts, view } = shown;
  drawTable($("people"), rows(view, "clerks").sort((a, b) => (a.clerk < b.clerk ? -1 : 1)), {
    key: (row) => row.clerk,
    rowState: (row) => (row.absent ? "absent" : null),
    columns: [
      { text: (row) => `${row.clerk} ${texts.words(row.title)}`, strong: true },
      { text: (row) => whereIs(row, shown), mark: (row) => (row.absent ? "warn" : "") },
      { cell: (row, td) => drawLeaveAct(row, td, shown) },
    ],
  });
}

export function whereIs(row, shown) {
  const { texts, clock } = shown;
  if (row.window === null && row.on_leave_until && row.on_leave_since <= clock.now()) return texts.say(row.on_leave_official ? "page.people.official" : "page.people.on_leave", { time: timeText(row.on_leave_until, shown) });
  if (row.absent) return `▲ ${withWhere(texts.say(`page.absent.${row.absent}`), row.away, texts)}`;
  if (row.window === null) return withWhere(texts.say("page.people.nowhere"), row.away, texts);
  const seat = texts.say("page.window", { n: row.window });
  const gone = goneFrom({ away: row.away, clerk: row.clerk }, row, shown);
  return gone ? `${seat} ${gone}` : seat;
}
