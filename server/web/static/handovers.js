// Today's handovers, and whether they were read (AB-5, AB-11); whom A has to contact (AB-7).

import { h, keyed, part, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { timeText } from "/web/reasons.js";

const $ = (id) => document.getElementById(id);

export function drawHandovers(shown) {
  const handovers = rows(shown.view, "handovers").sort((a, b) => b.at - a.at);
  show($("handovers-none"), handovers.length === 0);
  keyed($("handovers"), handovers, {
    key: (row) => row.id,
    make: () => h("li"),
    update: (li, row) => write(li, handoverText(row, shown)),
  });
}

function handoverText(row, shown) {
  const { texts, view } = shown;
  const post = texts.words(view.posts?.[row.post]?.name) || row.post;
  const values = { time: timeText(row.at, shown), giver: row.giver, taker: row.taker, post };
  const read = row.acknowledged_at ? "page.handovers.read" : "page.handovers.unread";
  const cases = row.cases.length ? texts.say("page.handovers.cases", { n: row.cases.length }) : "";
  return [texts.say(`page.handovers.${row.kind}`, values), cases, texts.say(read)].filter(Boolean).join(" ");
}

export function drawContacts(shown) {
  const contacts = rows(shown.view, "contacts").sort((a, b) => Boolean(a.contacted_at) - Boolean(b.contacted_at) || a.at - b.at);
  show($("contacts-none"), contacts.length === 0);
  keyed($("contacts"), contacts, {
    key: (row) => row.id,
    make: () => h("li", {}, h("span", { "data-part": "about" }), " ", h("button", { type: "button", class: "small" })),
    update: (li, row) => drawContact(li, row, shown),
  });
}

/** Whoever has spoken with the resident says so: A at the terminal, or the supervisor for A. */
function drawContact(li, row, { texts, view, timezone, clock, open, ask }) {
  const matter = texts.words(view.matters?.[row.matter]?.name) || row.matter;
  const at = (moment) => timeText(moment, { clock, timezone, texts });
  const values = { number: row.number, matter, clerk: row.clerk, a_role: row.a_role, time: at(row.at) };
  const done = row.contacted_at ? ` ${texts.say("page.to_contact.done", { by: row.contacted_by, time: at(row.contacted_at) })}` : "";
  write(part(li, "about"), texts.say("page.to_contact.item", values) + done);
  const button = li.querySelector("button");
  show(button, !row.contacted_at);
  write(button, texts.say("page.to_contact.mark"));
  button.ariaDisabled = open ? null : "true";
  button.onclick = () => open && ask({ type: "mark_contacted", item: row.id });
}
