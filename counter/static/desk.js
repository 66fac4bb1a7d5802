// What a clerk's desk is, read out of the view: nothing here decides, the server does.

import { rows } from "/web/fold.js";

const COVERING = ["b_role", "stand_in"];
const ANSWERED_BY_ME = ["asked", "on_the_way"];

/** The desk of clerk `me`: own row, ticket in hand, lists, posts. `me`, `hand`, `seat` and `away` may be null. */
export function deskOf(view, me) {
  const own = view.me?.[me] ?? null;
  const posts = rows(view, "posts");
  const asked = rows(view, "asked").sort(unansweredFirst);
  return {
    id: me,
    hall: rows(view, "hall")[0] ?? null,
    me: own,
    seat: own?.window ?? null,
    away: whyAway(own),
    hand: rows(view, "hand")[0] ?? null,
    waiting: rows(view, "waiting").sort(inOrder),
    held: byTime(rows(view, "held")),
    missed: byTime(rows(view, "missed")).reverse(),
    posts: posts.filter((post) => post.a_role === me || post.stand_in === me || works(post, own)).sort(mineFirst(me)),
    inLine: waitingInLines(view, posts.filter((post) => works(post, own))),
    handovers: byMoment(rows(view, "handovers").filter((row) => isOpen(row, view, me))),
    cases: rows(view, "cases").filter((row) => row.clerk === me && row.post !== null && !["refused", "delivered"].includes(row.state)).length,
    given: byMoment(rows(view, "handovers").filter((row) => row.kind === "left" && row.giver === me)),
    contacts: byMoment(rows(view, "contacts").filter((row) => row.a_role === me && row.contacted_at === null)),
    asked: asked.filter((row) => row.kind !== "official" && ANSWERED_BY_ME.includes(row.state)),
    help: rows(view, "help").sort((a, b) => a.since - b.since),
    books: rows(view, "matters").some((row) => row.appointments),
    officials: asked.filter((row) => row.kind === "official"),
  };
}

/** "standing", "away", "free", "called" or "serving": what the clerk is in the middle of. */
export function situation(desk) {
  if (desk.seat === null) return "standing";
  if (desk.away) return "away";
  return desk.hand?.state ?? "free";
}

/** The posts that `me` serves for somebody else (AB-16). */
export function covered(desk) {
  return desk.posts.filter((post) => post.clerk === desk.id && COVERING.includes(post.state));
}

/** The window that a covered post wants its B at, if the clerk does not sit at such a one (AB-13). */
export function windowToMoveTo(desk) {
  const homes = covered(desk).filter((post) => post.cover_at === "a_window").map((post) => post.home);
  if (desk.seat === null || homes.includes(desk.seat)) return null;
  return homes[0] ?? null;
}

/** Whether the clerk of row `own` calls from the lines of `post` now: serves it, or shares its load (AB-9). */
export function works(post, own) {
  return Boolean(own) && (post.clerk === own.clerk || shares(post, own));
}

export function shares(post, own) {
  return own.shares.includes(post.id) && post.clerk !== own.clerk;
}

/** All windows, the clerk's own first; each with who sits there. */
export function seats(view, me) {
  const home = new Set(rows(view, "posts").filter((post) => post.a_role === me).map((post) => post.home));
  return rows(view, "windows")
    .map((window) => ({ ...window, mine: home.has(window.number) }))
    .sort((a, b) => b.mine - a.mine || a.number - b.number);
}

/** What `undo` would take back now: {ticket, kind} with kind "call", "no_show" or "finish"; or null. */
export function undoable(desk) {
  const ticket = desk.me?.undo ?? null;
  if (ticket === null) return null;
  if (desk.hand?.ticket === ticket) return { ticket, kind: "call" };
  return { ticket, kind: desk.missed.some((row) => row.ticket === ticket) ? "no_show" : "finish" };
}

/** Why the clerk counts as away though seated: a reason, "silent" after a long lost connection, or null. */
function whyAway(own) {
  if (!own || own.window === null) return null;
  return own.away ?? (own.absent === "silent" ? "silent" : null);
}

/** How many wait in all lines of `posts`; the list itself holds the first twenty. */
function waitingInLines(view, posts) {
  const lines = new Set(posts.flatMap((post) => post.lines));
  return [...lines].reduce((sum, line) => sum + (view.lines?.[line]?.waiting ?? 0), 0);
}

/** Whether `me` has yet to read it. A cover that is over asks for nothing more: its record stays with the supervisor. */
function isOpen(handover, view, me) {
  if (handover.taker !== me || handover.acknowledged_at !== null) return false;
  return handover.kind === "return" || view.posts?.[handover.post]?.clerk === me;
}

/** As they will be called: the server says the order, claims settle what it leaves open. */
function inOrder(a, b) {
  return a.order - b.order || a.claim - b.claim || a.ticket - b.ticket;
}

/** Whoever is on the way has answered: what waits for a first answer stands above, the older one first. */
function unansweredFirst(a, b) {
  return (b.state === "asked") - (a.state === "asked") || a.at - b.at || (a.id < b.id ? -1 : 1);
}

function byMoment(handovers) {
  return handovers.sort((a, b) => a.at - b.at || a.id - b.id);
}

function byTime(tickets) {
  return tickets.sort((a, b) => a.since - b.since || a.ticket - b.ticket);
}

function mineFirst(me) {
  return (a, b) => (b.a_role === me) - (a.a_role === me) || a.home - b.home || (a.id < b.id ? -1 : 1);
}
