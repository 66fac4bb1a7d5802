// One more matter for the resident at the window, to be served after what was chosen before.

import { write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";
import { MatterPicker } from "./matters.js";

export class AddDialog extends AskingDialog {
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
    write(this.dialog.querySelector("#add-title"), this.texts.say("page.add.title", { number: hand.number }));
    this.open();
    this.picker.begin(view, { but: [hand.matter, ...hand.then], gives: true });
    this.picker.search.focus();
  }

  #send() {
    const matter = this.picker.chosen;
    if (!matter) return this.refused(this.texts.say("page.transfer.none"));
    this.submit({ type: "add_matter", ticket: this.#ticket, matter });
  }
}
