// Whom this clerk has to contact: what a B could not finish meanwhile (AB-7).

import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { timeText } from "/web/reasons.js";
import { noteOf } from "./handovers.js";

const $ = (id) => document.getElementById(id);

/** Draw the list; it is hidden while nobody waits to be contacted. */
export function drawContacts(desk, shown) {
  show($("contacts-box"), desk.contacts.length > 0);
  write($("contacts-count"), desk.contacts.length);
  keyed($("contacts"), desk.contacts, {
    key: (row) => row.id,
    make: (row) => contactCard(row, shown),
    update: (li, row) => updateContact(li, row, shown),
  });
}

function contactCard(row, { texts, ask }) {
  const done = (event) => event.currentTarget.ariaDisabled !== "true" && ask({ type: "mark_contacted", item: row.id });
  return h("li", { class: "contact" },
    h("div", {}, h("strong", {}, row.number), " ", h("span", { "data-part": "what" }), noteOf(row, texts)),
    h("button", { type: "button", class: "small", "data-part": "done", onclick: done }, texts.say("page.contacts.done")));
}

function updateContact(li, row, shown) {
  const { texts, view, open } = shown;
  const matter = texts.words(view.matters?.[row.matter]?.name) || row.matter;
  const values = { matter, reason: texts.say(`page.unfinished.${row.reason}`), clerk: row.clerk, time: timeText(row.at, shown) };
  write(part(li, "what"), texts.say("page.contacts.what", values));
  setAttribute(part(li, "done"), "aria-disabled", open ? null : "true");
}
