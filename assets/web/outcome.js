// What became of something asked, in words; and dialogs that stay open until they know it.

import { refusalText } from "./live_page.js";
import { part, setAttribute, show, write } from "./dom.js";

/**
 * Why `command` came to nothing, in words; "" when it was done. `result` is what `Link.send` gives, or
 * {dropped: "lost" | "busy"} for what was not even sent. */
export function failureText(command, result, texts) {
  if (result.refused) return refusalText(result.refused, texts);
  const what = commandName(command, texts);
  if (result.expired) return texts.say("page.expired", { what });
  return result.dropped ? texts.say(`page.not_done.${result.dropped}`, { what }) : "";
}

export function commandName(command, texts) {
  const code = `page.command.${command.type}`;
  return texts.has(code) ? texts.say(code) : command.type;
}

/** What a field is called, as the page shows it beside it. */
function nameOf(field) {
  const label = field.labels?.[0];
  return (field.ariaLabel || label?.firstChild?.textContent || label?.textContent || "").trim();
}

/** A dialog whose form asks the hall something: what was typed into it stays until the hall has taken it. */
export class AskingDialog {
  #asking = null; // the command under way; none once the dialog was closed over it

  /** The dialog holds parts "waiting" and "refused". `ask(command, dialog)` gives the promise of the answer, null for none. */
  constructor(dialog, { texts, ask }) {
    Object.assign(this, { dialog, texts, ask });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.#become(null));
    for (const form of dialog.querySelectorAll("form")) form.noValidate = true; // said in our words, and where the others are
  }

  open() {
    this.refused("");
    this.dialog.showModal();
  }

  /** Whether its words would be seen. */
  get shown() {
    return this.dialog.open;
  }

  refused(text) {
    write(part(this.dialog, "refused"), text);
    show(part(this.dialog, "refused"), Boolean(text));
  }

  /** Whether every field of `form` holds what it may; if not, the first that does not is named and can be mended at once. */
  filled(form) {
    const wrong = form.querySelector(":is(input, select, textarea):invalid");
    if (wrong) this.wrong(wrong);
    return !wrong;
  }

  /** Say that `field` cannot be taken as it is; until it is changed it says so to a screen reader too. */
  wrong(field) {
    this.refused(this.texts.say("page.invalid", { field: nameOf(field) }));
    setAttribute(field, "aria-invalid", "true");
    field.addEventListener("input", () => setAttribute(field, "aria-invalid", null), { once: true });
    field.focus();
  }

  /** Ask `command` once; close when it was done, or give the answer to `then`. */
  async submit(command, then = () => this.dialog.close()) {
    if (this.#asking) return;
    this.refused("");
    this.#become(command);
    const answer = await this.#answerTo(command);
    if (this.#asking !== command) return;
    this.#become(null);
    if (answer) then(answer);
  }

  /** A fault of the page itself is no answer: it is said too, and the dialog can be used again. */
  async #answerTo(command) {
    try {
      return await this.ask(command, this);
    } catch (error) {
      console.error(error);
      this.refused(this.texts.say("page.fault_drawing"));
      return null;
    }
  }

  #become(asking) {
    this.#asking = asking;
    setAttribute(this.dialog, "aria-busy", asking ? "true" : null);
    write(part(this.dialog, "waiting"), asking ? this.texts.say("page.asking") : "");
  }
}
