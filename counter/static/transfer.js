// Sending a resident to another matter's line, and back here afterwards where that is wanted (F-2, Q-12).

import { show, write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";
import { MatterPicker } from "./matters.js";

export class TransferDialog extends AskingDialog {
  #ticket = null;

  constructor(dialog, { texts, ask }) {
    super(dialog, { texts, ask });
    this.form = dialog.querySelector("form");
    this.picker = new MatterPicker(dialog, { texts, onClick: () => this.picker.search.focus() });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  openFor(hand, view) {
    this.#ticket = hand.ticket; // the one of the title, whatever is in hand when it is confirmed
    write(this.dialog.querySelector("#transfer-title"), this.texts.say("page.transfer.title", { number: hand.number }));
    this.form.reset();
    this.#drawBack(hand, view);
    this.open();
    this.picker.begin(view, { but: [hand.matter] });
    this.picker.search.focus();
  }

  /** Where a return goes: to the post's line, wherever that is answered by then, not to a window that may be empty. */
  #drawBack(hand, view) {
    const post = view.posts?.[hand.post];
    show(this.dialog.querySelector("#transfer-back"), Boolean(post));
    if (!post) return;
    const matter = this.texts.words(view.matters?.[hand.matter]?.name);
    const values = { post: this.texts.words(post.name), window: post.window ?? post.home, matter };
    write(this.dialog.querySelector("#transfer-where"), this.texts.say("page.transfer.back", values));
  }

  #send() {
    const matter = this.picker.chosen;
    if (!matter) return this.refused(this.texts.say("page.transfer.none"));
    this.submit({ type: "transfer_ticket", ticket: this.#ticket, matter, back: this.form.elements.back.checked });
  }
}
