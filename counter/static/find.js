// A number that a resident names and that stands in no list here: typed, and told what it is and why it waits.

import { AskingDialog } from "/web/outcome.js";
import { toldOf } from "./told.js";

export class FindDialog extends AskingDialog {
  /** `onFound(told)` is given what the record says of the number. */
  constructor(dialog, { texts, onFound }) {
    super(dialog, { texts, ask: (number) => this.#look(number) });
    this.form = dialog.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(onFound);
    });
  }

  openEmpty() {
    this.form.reset();
    this.open();
    this.form.elements.number.focus();
  }

  #send(onFound) {
    if (!this.filled(this.form)) return;
    const number = this.form.elements.number.value.trim().toUpperCase();
    this.submit(number, (told) => {
      this.dialog.close();
      onFound(told);
    });
  }

  async #look(number) {
    const told = await toldOf(number);
    if (told.number) return told;
    this.refused(this.texts.say(told.unknown ? "page.find.unknown" : "page.passed.unasked", { number }));
    this.form.elements.number.select();
    return null;
  }
}
