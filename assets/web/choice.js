// A question before something that is seldom meant, or on record: what it is about, and what can be done.

import { h } from "./dom.js";

/**
 * Ask. `choices` is [{label, run, danger, main}]; besides them one can always leave it.
 * `body` holds strings or elements. Gives the dialog, which removes itself when closed.
 */
export function ask(texts, { title, body = [], choices }) {
  const dialog = h("dialog", { "aria-labelledby": "choice-title" });
  const close = h("button", { type: "button", onclick: () => dialog.close() }, texts.say("page.cancel"), h("kbd", {}, "Esc"));
  const buttons = choices.map((choice) => choiceButton(choice, dialog));
  const paragraphs = body.map((item) => (typeof item === "string" ? h("p", {}, item) : item));
  dialog.append(h("h2", { id: "choice-title" }, title), ...paragraphs, h("div", { class: "dialog-end" }, close, ...buttons));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function choiceButton({ label, run, danger = false, main = false }, dialog) {
  const look = [danger && "danger", main && "main"].filter(Boolean).join(" ");
  const choose = () => {
    dialog.close();
    run();
  };
  return h("button", { type: "button", class: look, onclick: choose }, label);
}
