// What the record says of one number: where it stands, and who was called before it and why.

import { at } from "/web/address.js";
import { h, write } from "/web/dom.js";

/** The answer about `number`; {unknown: true} where nobody holds it today, {unasked: true} where it could not be read. */
export async function toldOf(number) {
  try {
    const answer = await fetch(at(`/api/tickets/${encodeURIComponent(number)}`), { redirect: "error" });
    if (answer.ok) return await answer.json();
    return answer.status === 404 ? { unknown: true } : { unasked: true };
  } catch {
    return { unasked: true };
  }
}

/** A part of a dialog that fills itself: where `number` stands, and who was called before it, each with its reason in words. */
export function passedPart(number, texts) {
  const stands = h("p", {});
  const state = h("p", { class: "soft", role: "status" }, texts.say("page.asking"));
  const list = h("ol", { class: "passed" });
  toldOf(number).then((told) => fill({ stands, state, list }, told, texts));
  return h("section", { class: "why" }, stands, h("h3", {}, texts.say("page.passed.title")), state, list);
}

/** How many of its line are before it, and the window it goes to. */
function standsText(told, texts) {
  const parts = [];
  if (Number.isInteger(told.ahead)) parts.push(texts.say("page.passed.ahead", { n: told.ahead }));
  if (told.window) parts.push(texts.say("page.passed.window", { window: told.window }));
  return parts.join(" · ");
}

function fill({ stands, state, list }, told, texts) {
  write(stands, standsText(told, texts));
  write(state, passedText(told, texts));
  list.replaceChildren(...(told.passed ?? []).map((one) => h("li", {}, texts.words(one.text))));
}

function passedText(told, texts) {
  if (!told.passed) return texts.say("page.passed.unasked");
  return told.passed.length ? texts.say("page.passed.some", { n: told.passed.length }) : texts.say("page.passed.none");
}
