// What was handed over to me and wants to be read; what I handed over, and whether it was read (AB-5, AB-7, AB-8).

import { at } from "/web/address.js";
import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { timeText } from "/web/reasons.js";
import { marked } from "./focus.js";

const CASES_NAMED = 6; // the rest stand in F4

const $ = (id) => document.getElementById(id);

/** The handover that the key acknowledges: the one whose card holds the focus, else the first. */
export function handoverNow(desk) {
  return marked($("handovers"), desk.handovers);
}

/** The cards of what was handed over to this clerk and not yet acknowledged. */
export function drawHandovers(desk, shown) {
  const now = handoverNow(desk);
  keyed($("handovers"), desk.handovers, {
    key: (row) => row.id,
    make: (row) => handoverCard(row, shown),
    update: (li, row) => updateHandover(li, { row, first: row === now }, shown),
  });
}

/** What this clerk handed over when leaving, and since when whoever took it knows. */
export function drawGiven(desk, shown) {
  const rows = desk.me.handed_over ? desk.given.filter((row) => row.at >= desk.me.away_since) : [];
  show($("given"), rows.length > 0);
  keyed($("given"), rows, {
    key: (row) => row.id,
    make: () => h("li"),
    update: (li, row) => write(li, givenText(row, shown)),
  });
}

function givenText(row, shown) {
  const { texts, view } = shown;
  const values = { post: nameOf(row, texts, view), taker: row.taker, waiting: row.waiting, held: row.held.join(" ") || "—" };
  const read = row.acknowledged_at ? texts.say("page.handover.read", { time: timeText(row.acknowledged_at, shown) }) : texts.say("page.handovers.unread");
  return [texts.say("page.handover.given", values), casesText(row, texts), read].filter(Boolean).join(" ");
}

/** The post's open cases, what is due first at the head; to an A who is back those that were worked on meanwhile (AB-5, AB-8). */
export function casesText(row, texts) {
  const n = row.cases.length;
  if (!n) return "";
  const numbers = row.cases.slice(0, CASES_NAMED).join(" ") + (n > CASES_NAMED ? texts.say("page.handover.cases.more") : "");
  return texts.say(row.kind === "return" ? "page.handover.cases.return" : "page.handover.cases", { n, numbers });
}

function nameOf(row, texts, view) {
  return texts.words(view.posts?.[row.post]?.name) || row.post;
}

function handoverCard(row, { texts, ask }) {
  const acknowledge = () => ask({ type: "acknowledge_handover", handover: row.id });
  return h("li", { class: "prompt" },
    h("div", {}, h("time", { "data-part": "time" }), " ", h("strong", { "data-part": "what" }), h("p", { "data-part": "held" }), noteOf(row, texts)),
    h("button", { type: "button", class: "main small", "data-part": "acknowledge", onclick: acknowledge },
      texts.say("page.handover.acknowledge"), h("kbd", { "aria-hidden": "true" }, "K")));
}

function updateHandover(li, { row, first }, shown) {
  const { texts, view, open } = shown;
  show(part(li, "acknowledge").querySelector("kbd"), first);
  setAttribute(li, "data-marked", first);
  setAttribute(part(li, "acknowledge"), "aria-disabled", open ? null : "true");
  const values = { giver: row.giver, post: nameOf(row, texts, view), waiting: row.waiting, served: row.served };
  write(part(li, "time"), timeText(row.at, shown));
  write(part(li, "what"), texts.say(`page.handover.${row.kind}`, values));
  const code = row.kind === "return" ? "page.handover.contact" : "page.handover.held"; // whom A has to contact (AB-7)
  const more = [
    row.held.length ? texts.say(code, { numbers: row.held.join(" ") }) : "",
    row.missed.length ? texts.say("page.handover.missed", { numbers: row.missed.join(" ") }) : "",
    casesText(row, texts),
    row.unfinished.length ? texts.say("page.handover.unfinished", { n: row.unfinished.length }) : "",
  ];
  write(part(li, "held"), more.filter(Boolean).join(texts.say("page.semicolon")));
}

/** The giver's note is a private text: it is fetched when somebody wants to read it, which is on record (S-5), and never sent with the view. */
export function noteOf(row, texts) {
  if (!row.note) return null;
  const place = h("p", {});
  const read = async () => write(place, await noteText(row.note, texts));
  place.append(h("button", { type: "button", class: "small", onclick: read }, texts.say("page.handover.note.show")));
  return place;
}

async function noteText(id, texts) {
  try {
    const headers = { "Content-Type": "application/json", "X-CSRF": $("register-receipt").elements.csrf_token.value };
    const answer = await fetch(at(`/counter/notes/${encodeURIComponent(id)}`), { method: "POST", headers, body: "{}" });
    return answer.ok ? texts.say("page.handover.note", { note: await answer.text() }) : texts.say("page.handover.note.gone");
  } catch {
    return texts.say("page.not_done.lost", { what: texts.say("page.handover.note.show") });
  }
}
