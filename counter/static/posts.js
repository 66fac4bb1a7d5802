// Whom I cover and why; who covers me; what was handed over to me.

import { at } from "/web/address.js";
import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { reasonOf, timeText } from "/web/reasons.js";
import { windowToMoveTo } from "./desk.js";

const MARKS = { a_role: "●", b_role: "▶", stand_in: "▶", unattended: "▲", closed: "‖" };
const $ = (id) => document.getElementById(id);

/** Draw the posts of the desk into the list `target`. */
export function drawPosts(target, desk, shown) {
  keyed(target, desk.posts, {
    key: (post) => post.id,
    make: () => postCard(),
    update: (li, post) => updatePost(li, post, desk, shown),
  });
}

/** What asks for an act at once: a seat to move to, handovers to acknowledge. */
export function drawPrompts(desk, shown) {
  drawMove(windowToMoveTo(desk), shown);
  keyed($("handovers"), desk.handovers, {
    key: (row) => row.id,
    make: (row) => handoverCard(row, shown),
    update: (li, row) => updateHandover(li, row, shown),
  });
}

function postCard() {
  return h("li", { class: "post" },
    h("p", { class: "post-head" }, h("strong", { "data-part": "name" }), h("span", { class: "mark", "data-part": "state" })),
    h("p", { "data-part": "why" }),
    h("p", { class: "post-lines", "data-part": "lines" }));
}

function updatePost(li, post, desk, shown) {
  const { texts, view } = shown;
  const state = stateFor(post, desk.id);
  setAttribute(li, "data-state", post.state);
  write(part(li, "name"), texts.say("page.post.name", { name: texts.words(post.name), window: post.home }));
  write(part(li, "state"), `${MARKS[post.state]} ${texts.say(`page.state.${state}`, { clerk: post.clerk ?? "" })}`);
  part(li, "state").classList.toggle("alarm", post.state === "unattended");
  write(part(li, "why"), ["a_role", "closed"].includes(post.state) ? "" : reasonOf(post, shown));
  const lines = post.lines.map((id) => view.lines?.[id]).filter(Boolean);
  write(part(li, "lines"), lines.map((line) => lineText(line, texts, lines.length === 1)).join("　"));
}

/** The state in this clerk's eyes: my post covered by another, or another's covered by me. */
function stateFor(post, me) {
  if (post.a_role === me && post.clerk && post.clerk !== me) return "covered";
  return post.clerk === me && post.state !== "a_role" ? `mine.${post.state}` : post.state;
}

function lineText(line, texts, alone) {
  return texts.say(alone ? "page.line.waiting.alone" : "page.line.waiting", { name: texts.words(line.name), n: line.waiting });
}

function drawMove(window, { texts, ask }) {
  const box = $("move");
  show(box, window !== null);
  if (window === null || box.dataset.window === String(window)) return;
  box.dataset.window = window;
  box.replaceChildren(
    h("strong", {}, texts.say("page.counter.move", { window })),
    h("button", { type: "button", class: "main", onclick: () => ask({ type: "sit_down", window }) },
      texts.say("page.counter.move.now", { window })));
}

function handoverCard(row, { texts, ask }) {
  const acknowledge = () => ask({ type: "acknowledge_handover", handover: row.id });
  return h("li", { class: "prompt" },
    h("div", {}, h("time", { "data-part": "time" }), " ", h("strong", { "data-part": "what" }), h("p", { "data-part": "held" }), noteOf(row, texts)),
    h("button", { type: "button", class: "main small", "data-part": "acknowledge", onclick: acknowledge },
      texts.say("page.handover.acknowledge"), h("kbd", { "aria-hidden": "true" }, "K")));
}

function updateHandover(li, row, shown) {
  const { texts, view, open } = shown;
  setAttribute(part(li, "acknowledge"), "aria-disabled", open ? null : "true");
  const post = texts.words(view.posts?.[row.post]?.name) || row.post;
  const values = { giver: row.giver, post, waiting: row.waiting, served: row.served };
  write(part(li, "time"), timeText(row.at, shown));
  write(part(li, "what"), texts.say(`page.handover.${row.kind}`, values));
  write(part(li, "held"), row.held.length ? texts.say("page.handover.held", { numbers: row.held.join(" ") }) : "");
}

/** The giver's note is a private text: it is fetched when somebody wants to read it, never sent with the view. */
function noteOf(row, texts) {
  if (!row.note) return null;
  const place = h("p", {});
  const read = async () => write(place, await noteText(row.note, texts));
  place.append(h("button", { type: "button", class: "small", onclick: read }, texts.say("page.handover.note.show")));
  return place;
}

async function noteText(id, texts) {
  try {
    const answer = await fetch(at(`/counter/notes/${encodeURIComponent(id)}`));
    return answer.ok ? texts.say("page.handover.note", { note: await answer.text() }) : texts.say("page.handover.note.gone");
  } catch {
    return texts.say("page.not_done.lost", { what: texts.say("page.handover.note.show") });
  }
}
