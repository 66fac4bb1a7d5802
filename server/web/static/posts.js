// Who serves each post, who comes, who was asked, who shares, and how long an absent A's line waited for its first call.

import { running } from "/web/clock.js";
import { h, part, setAttribute, show, write } from "/web/dom.js";
import { drawTable } from "/web/table.js";
import { reasonOf, timeText } from "/web/reasons.js";
import { postsByUrgency } from "./figures.js";

const MARKS = { a_role: "●", b_role: "▶", stand_in: "▶", unattended: "▲", on_the_way: "▷", expected: "○", closed: "‖" };
const STAYS = "\u00a0"; // a mark never stands alone at the end of a line
const $ = (id) => document.getElementById(id);

/** The posts of the live page: who, why, since when nobody called, and the one act. */
export function drawPosts(shown) {
  const { texts, view } = shown;
  drawTable($("posts"), postsByUrgency(view), {
    key: (post) => post.id,
    rowState: (post) => post.state,
    columns: [nameColumn(texts), servedColumn(view, texts), { cell: (post, td) => drawWhy(post, td, shown) }, actColumn(shown)],
  });
}

/** The same posts with every time that is measured (AB-9, AB-14, S-1). */
export function drawCovering(shown) {
  const { texts, view } = shown;
  const of = (post) => view.covering?.[post.id] ?? {};
  drawTable($("covering"), postsByUrgency(view), {
    key: (post) => post.id,
    rowState: (post) => post.state,
    columns: [
      nameColumn(texts),
      servedColumn(view, texts),
      { text: (post) => reason(post, shown) },
      { text: (post) => coveringText(post, shown) || "—" },
      { text: (post) => timeOrDash(of(post).effective, shown), number: true },
      { text: (post) => timeOrDash(of(post).first_call, shown), number: true },
      { cell: (post, td) => drawTook(td, post, "effective", shown), number: true },
      { cell: (post, td) => drawTook(td, post, "left", shown), number: true },
      actColumn(shown),
    ],
  });
}

const nameColumn = (texts) => ({ text: (post) => `${post.home} ${texts.words(post.name)}`, strong: true });
const servedColumn = (view, texts) => ({ text: (post) => servedBy(post, view, texts), mark: (post) => (post.state === "unattended" ? "alarm" : "") });
const actColumn = (shown) => ({ cell: (post, td) => drawAct(post, td, shown) });
const timeOrDash = (moment, shown) => (moment ? timeText(moment, shown) : "—");

/** How long from `from` to the first call that somebody else made; running while there was none and somebody waits. */
function drawTook(td, post, from, { view, clock }) {
  const row = view.covering?.[post.id] ?? {};
  const waited = waitedFrom(post, view);
  const place = td.firstElementChild ?? td.appendChild(h("span"));
  const runs = runsFrom(row, from, waited);
  setAttribute(place, "data-running", runs);
  if (runs !== null) return;
  write(place, row.first_call ? running(tookMs(row, from)) : stands(row, from, waited, clock.now()));
}

/** The moment from which the time to the first call runs now, less what nobody could be called in; none where that was
 * made, where nobody is there to be called, and while nobody can be. */
export function runsFrom(row, from, waited) {
  if (!waits(row, waited) || row.still?.at(-1)?.[1] === null) return null;
  const begun = Math.max(row[from], waited);
  return begun + stoodMs(row, begun, Infinity);
}

/** What nobody is called for now: how long whoever waits could have been called, or (▲) somebody waited in vain. */
function stands(row, from, waited, now) {
  if (!waits(row, waited)) return row.effective_ms ? `▲ ${running(tookMs(row, from))}` : "—";
  const begun = Math.max(row[from], waited);
  return running(Math.max(0, now - begun - stoodMs(row, begun, now)));
}

const waits = (row, waited) => Boolean(row.effective) && !row.first_call && waited !== null;

/** Of the time from `begun` to `ended`, what nobody could be called in. */
function stoodMs(row, begun, ended) {
  const parts = (row.still ?? []).map(([since, until]) => Math.min(until ?? ended, ended) - Math.max(since, begun));
  return parts.reduce((sum, ms) => sum + Math.max(0, ms), 0);
}

/** Since when the one who waits longest for `post` has waited; none where nobody does. */
export function waitedFrom(post, view) {
  const found = post.lines.map((line) => view.lines?.[line]).filter((line) => line?.waiting && line.oldest);
  return found.length ? Math.min(...found.map((line) => line.oldest)) : null;
}

/** As it is on record: to the first call, or, where nobody was called, the longest that somebody waited in vain. */
const tookMs = (row, from) => (from === "effective" ? row.effective_ms : row.seen_ms);

function drawWhy(post, td, shown) {
  if (!td.firstElementChild) {
    td.append(h("span", { "data-part": "why" }), " ", h("span", { class: "soft took", "data-part": "took" }, h("span", { "data-part": "label" }), " ", h("span", { "data-part": "time" })));
  }
  const row = shown.view.covering?.[post.id] ?? {};
  const more = post.state === "unattended" ? "" : coveringText(post, shown); // of that one its alarm says it
  write(part(td, "why"), [reason(post, shown), more].filter(Boolean).join(shown.texts.say("page.period")));
  show(part(td, "took"), Boolean(row.effective) && post.state !== "closed");
  if (!row.effective) return;
  const waited = waitedFrom(post, shown.view);
  const runs = runsFrom(row, "effective", waited);
  write(part(td, "label"), tookText(row, waited, shown));
  setAttribute(part(td, "time"), "data-running", runs);
  if (runs === null) write(part(td, "time"), "");
}

function tookText(row, waited, { texts }) {
  if (row.first_call) return texts.say("page.cover.took", { took: running(tookMs(row, "effective")), seen: running(tookMs(row, "left")) });
  if (waits(row, waited)) return texts.say("page.cover.not_called");
  return row.effective_ms ? texts.say("page.cover.in_vain", { waited: running(row.effective_ms) }) : texts.say("page.cover.nobody_waits");
}

/** "已请 A01 顶岗，等答复。A02 在分担，从 09:40 起": what goes on about the cover besides who serves. */
export function coveringText(post, shown) {
  const { texts, view } = shown;
  const row = view.covering?.[post.id] ?? {};
  const told = [
    namedStandIn(post, texts),
    row.asked && texts.say("page.cover.asked", { clerk: row.asked }),
    row.called && calledText(row, shown),
    row.shares && texts.say("page.cover.shares", { clerk: row.shares, time: timeText(row.shares_since, shown) }),
  ];
  return told.filter(Boolean).join(texts.say("page.period"));
}

function calledText(row, shown) {
  const { texts, clock, view } = shown;
  const declined = view.asked?.[`call:${row.post}`]?.state === "declined";
  const state = declined ? "cannot" : row.coming_until === null ? "called" : row.coming_until > clock.now() ? "coming" : "late";
  return texts.say(`page.cover.${state}`, { clerk: row.called, time: timeText(row.coming_until ?? row.called_at, shown) });
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
export function lineServedBy(line, view, texts) {
  const posts = postsByUrgency(view).filter((post) => post.lines.includes(line.id));
  const post = posts.find((one) => one.state === line.state) ?? posts[0];
  const where = line.window ? `${STAYS}· ${texts.say("page.window", { n: line.window })}` : "";
  return (post ? role(post, texts) : "") + where;
}

/** "● A岗": who serves; within the grace from opening on, an A who has not come yet is expected, not there. */
function role(post, texts) {
  const state = post.expected ? "expected" : post.state;
  return `${MARKS[state]}${STAYS}${texts.say(`page.serves.${state}`)}`;
}

function drawAct(post, td, { texts, open, ask, view, nameStandIn }) {
  const asked = view.covering?.[post.id]?.asked;
  const button = td.firstElementChild ?? td.appendChild(h("button", { type: "button", class: "small" }));
  show(button, post.state !== "closed");
  write(button, texts.say(post.stand_in ? "page.stand_in.end" : asked ? "page.requests.take_back" : "page.stand_in.name"));
  button.ariaDisabled = open ? null : "true";
  button.onclick = () => {
    if (post.stand_in) ask({ type: "end_stand_in", post: post.id, clerk: post.stand_in });
    else if (asked) ask({ type: "take_back_stand_in", post: post.id, clerk: asked });
    else nameStandIn(post);
  };
}
