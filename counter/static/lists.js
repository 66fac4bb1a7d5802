// Waiting, held and missed tickets of the clerk's lines. A press on a number says more about it.

import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { situation } from "./desk.js";
import { marksOf } from "./marks.js";
import { paused } from "./verbs.js";

const SHOWN = 20;
const $ = (id) => document.getElementById(id);

/** What a row's own button does, per list; `key` is the digit that does the same. */
const OFFERS = {
  waiting: () => null,
  held: (row, n, desk) => ({
    verb: "resume",
    key: n < 9 ? n + 1 : null,
    command: { type: "resume_ticket", ticket: row.ticket },
    ready: situation(desk) === "free" && !paused(desk),
  }),
  missed: (row, n, desk) => ({
    verb: row.carried ? "check_in" : "re_enter",
    command: { type: "re_enter", ticket: row.ticket },
    ready: !paused(desk),
  }),
};

/** Draw the three lists. `ask(command)` is called by a row's button, `open_ticket(row)` by its number. */
export function drawLists(desk, shown) {
  for (const list of ["waiting", "held", "missed"]) {
    write($(`${list}-count`), list === "waiting" ? desk.inLine : desk[list].length);
    keyed($(list), offered(desk, list), {
      key: (item) => item.row.ticket,
      make: () => ticketRow(shown),
      update: (li, item) => updateRow(li, item, shown),
    });
  }
  show($("waiting-none"), desk.waiting.length === 0);
  const more = desk.inLine - desk.waiting.length;
  write($("waiting-more"), more > 0 ? shown.texts.say("page.counter.more", { n: more }) : "");
}

/** The command of digit `n`: the n-th held ticket is taken back into hand. Null where there is none. */
export function commandOfDigit(desk, n) {
  const item = offered(desk, "held").find(({ offer }) => offer.key === n);
  return item && item.offer.ready ? item.offer.command : null;
}

/** Minutes waited on every row, once a second. */
export function drawWaits(clock, texts) {
  for (const place of document.querySelectorAll("[data-since]")) {
    write(place, texts.say("page.minutes", { n: clock.minutesSince(Number(place.dataset.since)) }));
  }
}

function offered(desk, list) {
  return desk[list].slice(0, SHOWN).map((row, n) => ({ row, offer: OFFERS[list](row, n, desk) }));
}

function ticketRow({ ask, openTicket }) {
  const number = h("button", { type: "button", class: "ticket-number", "data-part": "number" });
  const act = h("button", { type: "button", class: "small", "data-part": "act" });
  const li = h("li", { class: "ticket" }, number, h("span", { class: "ticket-matter" }, h("span", { class: "chips", "data-part": "chips" }), h("span", { "data-part": "matter" })),
    h("span", { class: "ticket-wait soft", "data-part": "wait" }), act);
  number.addEventListener("click", () => openTicket(li.item.row));
  act.addEventListener("click", () => act.ariaDisabled !== "true" && ask(li.item.offer.command));
  return li;
}

function updateRow(li, item, shown) {
  const { texts, view, open } = shown;
  const { row, offer } = item;
  li.item = item;
  write(part(li, "number"), row.number);
  write(part(li, "matter"), texts.words(view.matters?.[row.matter]?.name) || row.matter);
  drawMarks(part(li, "chips"), marksOf(row, shown));
  setAttribute(part(li, "wait"), "data-since", row.issued_at);
  const act = part(li, "act");
  show(act, Boolean(offer));
  if (!offer) return;
  write(act, texts.say(`page.row.${offer.verb}`) + (offer.key ? ` ${offer.key}` : ""));
  setAttribute(act, "aria-disabled", open && offer.ready !== false ? null : "true");
}

function drawMarks(place, marks) {
  show(place, marks.length > 0);
  keyed(place, marks, { key: (mark) => mark, make: (mark) => h("span", { class: "chip" }, mark), update: () => {} });
}
