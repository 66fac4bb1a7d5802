// A number for somebody who cannot use the kiosk: chosen here, shown large, written down by hand.

import { h, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { AskingDialog } from "/web/outcome.js";
import { MatterPicker } from "./matters.js";
import { Presses } from "./presses.js";

export class IssueDialog extends AskingDialog {
  #presses = new Presses();

  constructor(dialog, { texts, ask }) {
    super(dialog, { texts, ask });
    Object.assign(this, { form: dialog.querySelector("form"), given: dialog.querySelector("#issue-given") });
    this.picker = new MatterPicker(dialog, { texts, onClick: () => this.picker.search.focus() });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    dialog.querySelector("#issue-close").addEventListener("click", () => this.#presses.again("number") || dialog.close());
  }

  openWith(view) {
    this.#drawPriorities(rows(view, "priorities"));
    this.#turn(false);
    this.open();
    this.picker.begin(view, { gives: true });
    this.picker.search.focus();
  }

  #drawPriorities(priorities) {
    const none = h("option", { value: "" }, this.texts.say("page.issue.no_priority"));
    const options = priorities.map((row) => h("option", { value: row.id }, this.texts.words(row.name)));
    this.form.elements.priority.replaceChildren(none, ...options);
  }

  #send() {
    const matter = this.picker.chosen;
    if (!matter) return this.refused(this.texts.say("page.transfer.none"));
    const command = { type: "issue_ticket", matter, priority: this.form.elements.priority.value || null };
    this.submit(command, (issued) => this.#show(issued));
  }

  /** The number stays until the clerk has written it down. */
  #show({ number, ahead, window }) {
    write(this.dialog.querySelector("#issue-number"), number);
    const where = window ? this.texts.say("page.window", { n: window }) : this.texts.say("page.issue.no_window");
    write(this.dialog.querySelector("#issue-where"), this.texts.say("page.issue.where", { where, n: ahead }));
    this.#turn(true);
    this.#presses.again("number"); // a second Enter does not close it unseen
    this.dialog.querySelector("#issue-close").focus();
  }

  #turn(given) {
    show(this.form, !given);
    show(this.given, given);
  }
}
