// What a B cannot finish for an A who is out goes on A's list, with the reason (AB-7).

import { write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";
import { chooseByDigit } from "./digits.js";

export class UnfinishedDialog extends AskingDialog {
  #ticket = null;

  constructor(dialog, { texts, ask }) {
    super(dialog, { texts, ask });
    this.form = dialog.querySelector("form");
    chooseByDigit(this.form, "reason");
    this.form.addEventListener("submit", (event) => this.#confirmed(event));
  }

  openFor(row) {
    this.#ticket = row.ticket;
    this.form.reset();
    write(this.dialog.querySelector("#unfinished-title"), this.texts.say("page.unfinished.title", { number: row.number }));
    this.open();
    this.form.querySelector('[name="reason"]').focus();
  }

  #confirmed(event) {
    event.preventDefault();
    const { reason, note } = this.form.elements;
    if (!reason.value) return void this.refused(this.texts.say("page.special.why_first"));
    this.submit({ type: "record_unfinished", ticket: this.#ticket, reason: reason.value, note: note.value.trim() });
  }
}
