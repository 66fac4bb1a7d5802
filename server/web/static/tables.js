// Windows, posts, lines and matters, people: what the supervisor sees at a glance (S-1).

import { h, keyed, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { drawTable } from "/web/table.js";
import { reasonOf, timeText, withWhere } from "/web/reasons.js";
import { meanMinutes, postsByUrgency, talliesOf } from "./figures.js";

const WINDOW_MARKS = { closed: "○", free: "○", calling: "▶", serving: "●", away: "‖" };
const POST_MARKS = { a_role: "●", b_role: "▶", stand_in: "▶", unattended: "▲", expected: "○", closed: "‖" };
const STAYS = "\u00a0"; // a mark never stands alone at the end of a line
const $ = (id) => document.getElementById(id);

export function drawWindows(shown) {
  const { texts, view } = shown;
  const tallies = talliesOf(view, "window");
  const tally = (row) => tallies.get(String(row.number)) ?? {};
  drawTable($("windows"), rows(view, "windows").sort((a, b) => a.number - b.number), {
    key: (row) => row.number,
    rowState: (row) => row.state,
    columns: [
      { text: (row) => `${row.number} ${texts.words(row.name)}`, strong: true },
      { text: (row) => (row.clerk ? `${row.clerk}${rolesOf(row.clerk, view, texts)}` : "—") },
      { text: (row) => windowState(row, shown), mark: (row) => (row.state === "away" ? "warn" : "") },
      { text: (row) => row.ticket ?? "", strong: true },
      { since: (row) => row.since, number: true },
      { text: (row) => tally(row).called ?? 0, number: true },
      { text: (row) => tally(row).finished ?? 0, number: true },
      { text: (row) => meanMinutes(tally(row).wait_ms, tally(row).called), number: true },
      { text: (row) => meanMinutes(tally(row).service_ms, tally(row).services), number: true },
    ],
  });
}

/** "● 办理中", "‖ 暂离（如厕） → 10:30"; where the clerk went is said of the clerk, never of the resident in hand. */
function windowState(row, shown) {
  const { texts } = shown;
  const named = (state) => `${WINDOW_MARKS[state]}${STAYS}${texts.say(`page.window.${state}`)}`;
  if (!row.away) return named(row.state);
  const until = row.away_until ? ` →${STAYS}${timeText(row.away_until, shown)}` : "";
  const inHand = ["calling", "serving"].includes(row.state) ? `${named(row.state)} ` : "";
  return inHand + withWhere(named(inHand ? "away" : row.state), row.away, texts) + until;
}

/** " A+B": in which roles the clerk serves now. */
function rolesOf(clerk, view, texts) {
  const states = new Set(rows(view, "posts").filter((post) => post.clerk === clerk).map((post) => post.state));
  const roles = ["a_role", "b_role", "stand_in"].filter((role) => states.has(role));
  return roles.length ? ` · ${roles.map((role) => texts.say(`page.short.${role}`)).join("+")}` : "";
}

export function drawPosts(shown) {
  const { texts, view } = shown;
  drawTable($("posts"), postsByUrgency(view), {
    key: (post) => post.id,
    rowState: (post) => post.state,
    columns: [
      { text: (post) => `${post.home} ${texts.words(post.name)}`, strong: true },
      { text: (post) => servedBy(post, view, texts), mark: (post) => (post.state === "unattended" ? "alarm" : "") },
      { text: (post) => [reason(post, shown), namedStandIn(post, texts)].filter(Boolean).join(" ") },
      { cell: (post, td) => drawPostAct(post, td, shown) },
    ],
  });
}

function servedBy(post, view, texts) {
  const where = post.window ? `${STAYS}· ${texts.say("page.window", { n: post.window })}` : "";
  return `${role(post, texts)}${post.clerk ? `${STAYS}${post.clerk}` : ""}${where}`;
}

/** "● A岗 A03", or "▲ 空岗 · A03 已离座": who serves `post`, where if not at its own window, and why not A. */
export function whoServes(post, shown) {
  const because = reason(post, shown) && ` · ${reason(post, shown)}`;
  const elsewhere = post.window === post.home ? { ...post, window: null } : post;
  return servedBy(elsewhere, shown.view, shown.texts) + because;
}

function reason(post, shown) {
  return ["a_role", "closed"].includes(post.state) ? "" : reasonOf(post, shown);
}

/** Who would stand in, while A is awaited or somebody serves by role: on record, so it is shown, and can be ended. */
function namedStandIn(post, texts) {
  return post.stand_in && post.state !== "stand_in" ? texts.say("page.stand_in.named", { clerk: post.stand_in }) : "";
}

/** The line in the words of the post that serves it; the worst of them where there are several. */
function lineServedBy(line, view, texts) {
  const posts = postsByUrgency(view).filter((post) => post.lines.includes(line.id));
  const post = posts.find((one) => one.state === line.state) ?? posts[0];
  const where = line.window ? `${STAYS}· ${texts.say("page.window", { n: line.window })}` : "";
  return (post ? role(post, texts) : "") + where;
}

/** "● A岗": who serves; within the grace from opening on, an A who has not come yet is expected, not there. */
function role(post, texts) {
  const state = post.expected ? "expected" : post.state;
  return `${POST_MARKS[state]}${STAYS}${texts.say(`page.serves.${state}`)}`;
}

function drawPostAct(post, td, { texts, open, ask, nameStandIn }) {
  const ends = Boolean(post.stand_in);
  const button = td.firstElementChild ?? td.appendChild(h("button", { type: "button", class: "small" }));
  show(button, post.state !== "closed");
  write(button, texts.say(ends ? "page.stand_in.end" : "page.stand_in.name"));
  button.ariaDisabled = open ? null : "true";
  button.onclick = () => (ends ? ask({ type: "end_stand_in", post: post.id }) : nameStandIn(post));
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

function whereIs(row, shown) {
  const { texts } = shown;
  if (row.on_leave_until) return texts.say("page.people.on_leave", { time: timeText(row.on_leave_until, shown) });
  if (row.absent) return `▲ ${withWhere(texts.say(`page.absent.${row.absent}`), row.away, texts)}`;
  if (row.window === null) return withWhere(texts.say("page.people.nowhere"), row.away, texts);
  const seat = texts.say("page.window", { n: row.window });
  return row.away ? `${seat} ‖ ${withWhere(texts.say("page.window.away"), row.away, texts)}` : seat;
}

function drawLeaveAct(row, td, { texts, open, ask, recordLeave }) {
  const button = td.firstElementChild ?? td.appendChild(h("button", { type: "button", class: "small" }));
  const ends = Boolean(row.on_leave_until);
  write(button, texts.say(ends ? "page.leave.end" : "page.leave.record"));
  button.ariaDisabled = open ? null : "true";
  button.onclick = () => (ends ? ask({ type: "end_leave", clerk: row.clerk }) : recordLeave(row.clerk));
}

export function drawRecords(shown) {
  const { view } = shown;
  const handovers = rows(view, "handovers").sort((a, b) => b.at - a.at);
  show($("handovers-none"), handovers.length === 0);
  keyed($("handovers"), handovers, {
    key: (row) => row.id,
    make: () => h("li"),
    update: (li, row) => write(li, handoverText(row, shown)),
  });
  const missed = rows(view, "missed").sort((a, b) => b.since - a.since);
  write($("missed-count"), missed.length);
  write($("missed"), missed.map((row) => row.number).join("　") || "—");
}

function handoverText(row, shown) {
  const { texts, view } = shown;
  const post = texts.words(view.posts?.[row.post]?.name) || row.post;
  const values = { time: timeText(row.at, shown), giver: row.giver, taker: row.taker, post };
  const read = row.acknowledged_at ? "page.handovers.read" : "page.handovers.unread";
  return `${texts.say(`page.handovers.${row.kind}`, values)} ${texts.say(read)}`;
}
