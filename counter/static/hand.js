// The panel that a clerk looks at most: who is in hand, since when, and what to check.

import { keyed, h, part, show, setAttribute, write } from "/web/dom.js";
import { phaseText } from "/web/bar.js";
import { running } from "/web/clock.js";
import { timeText } from "/web/reasons.js";
import { situation, undoable, works } from "./desk.js";
import { marksOf, nextText, nextWindow, specialText } from "./marks.js";
import { VERBS, finishesAndCalls, nextVerb } from "./verbs.js";

const MINUTE_MS = 60_000;
const $ = (id) => document.getElementById(id);

/** Draw the ticket in hand, or what waits when there is none. */
export function drawHand(desk, shown) {
  const { texts, view } = shown;
  const at = situation(desk);
  const hand = desk.hand;
  drawPause(desk, shown);
  setAttribute($("hand"), "data-situation", at);
  write($("hand-state"), texts.say(`page.counter.situation.${at}`, { number: hand?.number ?? "" }));
  write($("hand-number"), hand?.number ?? "");
  show($("hand-number"), Boolean(hand));
  const matter = hand ? view.matters?.[hand.matter] : null;
  write($("hand-matter"), matter ? texts.words(matter.name) : "");
  write($("hand-said"), [hand?.number, $("hand-state").textContent, $("hand-matter").textContent].filter(Boolean).join(" · "));
  write($("hand-waited"), hand ? waited(hand, shown) : emptyHint(desk, shown));
  drawUpcoming(at === "free" && !desk.hall?.paused ? desk.waiting[0] : null, shown);
  drawStops(hand, shown);
  drawPriority(hand, at, texts, view);
  drawMaterials(matter, texts);
}

/** What the whole hall stands still for, over everything: an evacuation is told as one, not as a pause. */
function drawPause(desk, { texts }) {
  const reason = desk.hall?.paused;
  show($("paused"), Boolean(reason));
  $("paused").classList.toggle("alarm", reason === "evacuation");
  const code = reason === "evacuation" ? "page.counter.evacuated" : "page.counter.paused";
  write($("paused"), reason ? texts.say(code, { reason: texts.say(`page.pause.${reason}`) }) : "");
}

/** The counter that runs: how long the present state has lasted. */
export function drawTimers(desk, clock) {
  write($("hand-timer"), desk.hand ? running(clock.now() - desk.hand.since) : "");
}

/** Labels and availability of every verb; the likeliest one is drawn as the main one. */
export function drawVerbs(desk, { texts, view, open }) {
  const next = nextVerb(desk);
  for (const button of document.querySelectorAll("[data-verb]")) {
    const name = button.dataset.verb;
    const ready = open && VERBS[name].ready(desk);
    setAttribute(button, "aria-disabled", ready ? null : "true");
    if (name === "unfinished") show(button, ready);
    if (name === "appointment") show(button, desk.books);
    if (name === "special") show(button, Boolean(desk.me?.may_grant)); // the page only hides; whether one may, the server says
    button.classList.toggle("main", ready && name === next);
    write(part(button, "label"), label(name, desk, { texts, view }));
  }
}

/** What the clerk saw of a declared priority: true, false, or null where nothing was said or asked. */
export function priorityConfirmed() {
  if ($("priority").hidden) return null; // what is chosen there is still the verdict on an earlier ticket
  const chosen = document.querySelector('input[name="priority"]:checked')?.value;
  return chosen ? chosen === "yes" : null;
}

/** Whether a declared priority stands there without a verdict: nobody starts past it. */
export function priorityUnchecked() {
  return !$("priority").hidden && priorityConfirmed() === null;
}

/** Bring whoever pressed past it to the verdict. */
export function focusPriority() {
  document.querySelector('input[name="priority"]').focus();
}

export function choosePriority(value) {
  if (!$("priority").hidden) document.querySelector(`input[name="priority"][value="${value}"]`).checked = true;
}

function label(name, desk, { texts, view }) {
  if (name === "call_next" && finishesAndCalls(desk)) return texts.say("page.verb.finish_and_call");
  if (name === "finish") return finishText(desk, { texts, view });
  if (name !== "undo") return texts.say(`page.verb.${name}`);
  const last = undoable(desk);
  return last ? texts.say(`page.verb.undo_${last.kind}`) : texts.say("page.verb.undo");
}

/** Where finishing sends the resident is said before it is pressed. */
function finishText({ hand }, { texts, view }) {
  const window = hand && nextWindow(hand, view);
  return window ? texts.say("page.verb.finish_to", { window }) : texts.say("page.verb.finish");
}

function waited(hand, shown) {
  const { texts } = shown;
  const parts = [texts.say("page.counter.took_number", { time: timeText(hand.issued_at, shown) })];
  if (hand.state === "called") {
    const minutes = Math.max(0, Math.floor((hand.since - hand.issued_at) / MINUTE_MS));
    parts.push(texts.say("page.counter.waited", { n: minutes }));
  }
  if (hand.recalls) parts.push(texts.say("page.counter.recalled", { n: hand.recalls }));
  if (hand.carried) parts.push(texts.say("page.counter.carried"));
  if (hand.slot) parts.push(texts.say("page.mark.slot", { time: timeText(hand.slot, shown) }));
  if (hand.special) parts.push(specialText(hand, texts));
  return parts.join(" · ");
}

function emptyHint(desk, { texts, clock }) {
  if (desk.hall?.paused || desk.hall?.phase === "closed") return phaseText(desk.hall, texts, clock);
  if (!desk.posts.some((post) => works(post, desk.me))) return texts.say("page.counter.no_line");
  return texts.say(desk.inLine ? "page.counter.press_next" : "page.counter.nobody_waits", { n: desk.inLine });
}

/** Who is first in line now; who is called is decided when it is called. */
function drawUpcoming(row, shown) {
  show($("upcoming"), Boolean(row));
  if (!row) return;
  const { texts, view } = shown;
  write($("upcoming-number"), row.number);
  write($("upcoming-matter"), [texts.words(view.matters?.[row.matter]?.name), ...marksOf(row, shown)].join(" "));
}

/** What follows on the ticket in hand: its next matters, or the way back to who sent it. */
function drawStops(hand, shown) {
  const next = hand ? nextText(hand, shown) : "";
  show($("stops"), Boolean(next));
  write($("stops"), next);
}

function drawPriority(hand, at, texts, view) {
  const box = $("priority");
  const asked = at === "called" && Boolean(hand.priority);
  if (asked && box.dataset.ticket !== String(hand.ticket)) {
    box.dataset.ticket = hand.ticket;
    for (const input of box.querySelectorAll("input")) input.checked = false;
  }
  show(box, asked);
  if (asked) {
    const name = texts.words(view.priorities?.[hand.priority]?.name) || hand.priority;
    write($("priority-name"), texts.say("page.counter.priority", { name }));
  }
}

function drawMaterials(matter, texts) {
  const materials = matter?.materials ?? [];
  show($("materials-box"), materials.length > 0);
  keyed($("materials"), materials.map((words, n) => ({ n, text: texts.words(words) })), {
    key: (item) => `${matter.id}:${item.n}`,
    make: () => h("li"),
    update: (li, item) => write(li, item.text),
  });
}
