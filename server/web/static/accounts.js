// The accounts of clerks: who is locked out now; an account is closed only after a question.

import { at } from "/web/address.js";
import { ask as choose } from "/web/choice.js";
import { h, show, write } from "/web/dom.js";

const LOOKED_EVERY_MS = 15_000;
const $ = (id) => document.getElementById(id);

/** Look who is locked out, again and again: lock-outs are no part of the hall, so its feed does not tell them. */
export function watchLocked(texts) {
  const look = async () => {
    const locked = await lockedNow();
    if (locked) drawLocked(locked.map((row) => row.id), texts);
  };
  setInterval(look, LOOKED_EVERY_MS);
  window.addEventListener("focus", look);
}

/** Null where it cannot be known now: what stands there stays, and the banner tells of a lost link. */
async function lockedNow() {
  try {
    const answer = await fetch(at("/supervisor/locked"), { redirect: "error" });
    return answer.ok ? (await answer.json()).locked : null;
  } catch {
    return null;
  }
}

function drawLocked(ids, texts) {
  write($("locked-now"), ids.length ? `▲ ${texts.say("page.unlock.locked", { ids: ids.join(" ") })}` : "");
  show($("locked-now"), ids.length > 0);
  $("locked").replaceChildren(...ids.map((id) => h("option", { value: id })));
}

/** Ask before the form's button that closes an account: it shows somebody out at once. */
export function askBeforeClosing(form, texts) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.act !== "close") return;
    event.preventDefault();
    choose(texts, question(form, event.submitter, texts));
  });
}

function question(form, button, texts) {
  const id = form.elements.staff.value.trim();
  const close = () => {
    if (button.hasAttribute("formaction")) form.action = button.formAction;
    form.submit(); // past the question
  };
  return {
    title: texts.say("page.staff.close.ask", { id }),
    body: [texts.say("page.staff.close.what", { id })],
    choices: [{ label: texts.say("page.staff.close"), danger: true, run: close }],
  };
}
