// The special channel: which ticket, and why, from a list; who granted it is on record.

import { h, write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";
import { chooseByDigit } from "./digits.js";

export class SpecialDialog extends AskingDialog {
  constructor(dialog, { texts, ask }) {
    super(dialog, { texts, ask });
    this.form = dialog.querySelector("form");
    chooseByDigit(this.form, "reason");
    this.form.addEventListener("submit", (event) => this.#confirmed(event));
  }

  /** For one of the `waiting`; `row` is the one that was pressed, if one was. */
  openFor(waiting, view, row = null) {
    this.form.reset();
    const { ticket } = this.form.elements;
    const options = waiting.filter((one) => !one.special && !one.carried).map((one) => this.#option(one, view));
    ticket.replaceChildren(h("option", { value: "" }, this.texts.say("page.special.which")), ...options);
    ticket.value = row?.ticket ?? "";
    this.open();
    (row ? this.form.querySelector('[name="reason"]') : ticket).focus();
  }

  #option(row, view) {
    const option = h("option", { value: row.ticket });
    write(option, `${row.number} · ${this.texts.words(view.matters?.[row.matter]?.name)}`);
    return option;
  }

  #confirmed(event) {
    event.preventDefault();
    const { ticket, reason } = this.form.elements;
    if (!ticket.value) return void this.wrong(ticket);
    if (!reason.value) return void this.refused(this.texts.say("page.special.why_first"));
    this.submit({ type: "grant_special", ticket: Number(ticket.value), reason: reason.value });
  }
}
