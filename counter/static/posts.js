// Whose lines I serve and why, until when; who covers me or shares my load.

import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { reasonOf } from "/web/reasons.js";
import { shares, windowToMoveTo } from "./desk.js";

const MARKS = { a_role: "●", b_role: "▶", stand_in: "▶", sharing: "▷", on_the_way: "▷", unattended: "▲", closed: "‖" };
const $ = (id) => document.getElementById(id);

/** Draw the posts of the desk into the list `target`. */
export function drawPosts(target, desk, shown) {
  keyed(target, desk.posts, {
    key: (post) => post.id,
    make: () => postCard(),
    update: (li, post) => updatePost(li, post, desk, shown),
  });
}

/** A seat to move to, where a covered post wants its B at A's window (AB-13). */
export function drawMove(desk, { texts, ask }) {
  const box = $("move");
  const window = windowToMoveTo(desk);
  show(box, window !== null);
  if (window === null || box.dataset.window === String(window)) return;
  box.dataset.window = window;
  box.replaceChildren(
    h("strong", {}, texts.say("page.counter.move", { window })),
    h("button", { type: "button", class: "main", onclick: () => ask({ type: "sit_down", window }) },
      texts.say("page.counter.move.now", { window })));
}

function postCard() {
  return h("li", { class: "post" },
    h("p", { class: "post-head" }, h("strong", { "data-part": "name" }), h("span", { class: "mark", "data-part": "state" })),
    h("p", { "data-part": "why" }),
    h("p", { class: "post-lines", "data-part": "lines" }));
}

function updatePost(li, post, desk, shown) {
  const { texts, view } = shown;
  const { mark, state } = stateFor(post, desk);
  setAttribute(li, "data-state", mark);
  write(part(li, "name"), texts.say("page.post.name", { name: texts.words(post.name), window: post.home }));
  write(part(li, "state"), `${MARKS[mark]} ${texts.say(`page.state.${state}`, { clerk: post.clerk ?? "" })}`);
  part(li, "state").classList.toggle("alarm", mark === "unattended");
  write(part(li, "why"), whyText(post, desk, shown));
  const lines = post.lines.map((id) => view.lines?.[id]).filter(Boolean);
  write(part(li, "lines"), lines.map((line) => lineText(line, texts, lines.length === 1)).join("　"));
}

/** The state in this clerk's eyes: my post covered by another, another's covered or shared by me. */
function stateFor(post, desk) {
  if (shares(post, desk.me)) return { mark: "sharing", state: "mine.sharing" };
  if (post.a_role === desk.id && post.clerk && post.clerk !== desk.id) return { mark: post.state, state: "covered" };
  const mine = post.clerk === desk.id && post.state !== "a_role";
  return { mark: post.state, state: mine ? `mine.${post.state}` : post.state };
}

/** Why A does not serve and until when; whose load is shared; who is on the way, or named to stand in. */
function whyText(post, desk, shown) {
  const { texts } = shown;
  if (shares(post, desk.me)) return texts.say("page.post.you_share", { clerk: post.a_role });
  const parts = ["a_role", "closed"].includes(post.state) ? [] : [reasonOf(post, shown)];
  if (post.coming) parts.push(texts.say("page.post.coming", { clerk: post.coming }));
  if (post.shares) parts.push(texts.say("page.post.shared", { clerk: post.shares }));
  if (post.stand_in && post.clerk !== post.stand_in) parts.push(texts.say("page.stand_in.named", { clerk: post.stand_in }));
  return parts.join(texts.say("page.semicolon"));
}

function lineText(line, texts, alone) {
  return texts.say(alone ? "page.line.waiting.alone" : "page.line.waiting", { name: texts.words(line.name), n: line.waiting });
}
