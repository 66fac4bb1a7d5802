// Sending a resident to another matter's line.

import { write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";
import { MatterPicker } from "./matters.js";

export class TransferDialog extends AskingDialog {
  #ticket = null;

  constructor(dialog, { texts, ask }) {
    super(dialog, { texts, ask });
    this.picker = new MatterPicker(dialog, { texts, onClick: () => this.#send() });
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  openFor(hand, view) {
    this.#ticket = hand.ticket; // the one of the title, whatever is in hand when it is confirmed
    write(this.dialog.querySelector("#transfer-title"), this.texts.say("page.transfer.title", { number: hand.number }));
    this.open();
    this.picker.begin(view, hand.matter);
    this.picker.search.focus();
  }

  #send() {
    const matter = this.picker.chosen;
    if (!matter) return this.refused(this.texts.say("page.transfer.none"));
    this.submit({ type: "transfer_ticket", ticket: this.#ticket, matter });
  }
}
