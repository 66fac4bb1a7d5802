// What waits for this clerk's answer: to stand in (AB-18), or to come to the hall (AB-14). It is shown wherever the clerk is.

import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { timeText } from "/web/reasons.js";
import { marked } from "./focus.js";

const KEYS = { yes: "C", no: "D" };
const $ = (id) => document.getElementById(id);

/** The command that answers `row`. */
export function answerOf(row, yes) {
  return row.kind === "call"
    ? { type: "answer_call", post: row.post, coming: yes }
    : { type: "answer_stand_in", post: row.post, accept: yes };
}

/** The asking that both keys answer: the one that holds the focus, else the first. It shows the keys, no other does. */
export function askedNow(desk) {
  return marked($("asked-list"), desk.asked);
}

/** The bar: each asking with its two answers. */
export function drawAsked(desk, shown) {
  show($("asked"), desk.asked.length > 0);
  const now = askedNow(desk);
  keyed($("asked-list"), desk.asked.map((row) => ({ row, first: row === now })), {
    key: ({ row }) => row.id,
    make: () => askedCard(shown),
    update: (li, item) => updateCard(li, item, desk, shown),
  });
}

function askedCard({ ask }) {
  const li = h("li", { class: "prompt prompt-asked" },
    h("div", {}, h("strong", { "data-part": "what" }), h("p", { "data-part": "more" })));
  const button = (name, yes, look) => h("button", {
    type: "button", class: look, "data-part": name,
    onclick: (event) => event.currentTarget.ariaDisabled !== "true" && ask(answerOf(li.row, yes)),
  }, h("span", { "data-part": `${name}-label` }), h("kbd", { "aria-hidden": "true" }, KEYS[name]));
  li.append(h("div", { class: "prompt-acts" }, button("yes", true, "main"), button("no", false, "")));
  return li;
}

function updateCard(li, { row, first }, desk, shown) {
  const { texts, view, open } = shown;
  li.row = row;
  const post = view.posts?.[row.post];
  const values = {
    post: texts.words(post?.name) || row.post,
    window: post?.home ?? "",
    time: row.until ? timeText(row.until, shown) : "",
    n: waitingAt(post, view),
  };
  const going = row.state === "on_the_way";
  write(part(li, "what"), texts.say(`page.asked.${going ? "on_the_way" : row.kind}`, values));
  write(part(li, "more"), texts.say(`page.asked.${moreOf(row, desk, going)}`, { ...values, reason: reasonText(row, texts) }));
  write(part(li, "yes-label"), texts.say(`page.asked.${row.kind}.yes`));
  write(part(li, "no-label"), texts.say(`page.asked.${row.kind}.no`));
  show(part(li, "yes"), !going);
  setAttribute(li, "data-marked", first);
  for (const name of ["yes", "no"]) {
    setAttribute(part(li, name), "aria-disabled", open ? null : "true");
    show(part(li, name).querySelector("kbd"), first);
  }
}

/** What is said below: who is asked to stand in without sitting anywhere is told that first. */
function moreOf(row, desk, going) {
  if (going) return "on_the_way.more";
  return row.kind === "stand_in" && desk.seat === null ? "stand_in.seat_first" : `${row.kind}.more`;
}

function reasonText(row, texts) {
  return row.reason ? texts.say(`page.stand_in.reason.${row.reason}`) : "";
}

function waitingAt(post, view) {
  return (post?.lines ?? []).reduce((sum, line) => sum + (view.lines?.[line]?.waiting ?? 0), 0);
}
