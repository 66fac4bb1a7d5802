// A number for somebody who cannot use the kiosk: chosen here, shown large, written down by hand.

import { h, show } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { AskingDialog } from "/web/outcome.js";
import { Given } from "./given.js";
import { MatterPicker } from "./matters.js";

/** "4号窗口 · 前面 3 人": where a number that was just given goes. */
export function whereText({ window, ahead }, texts) {
  const where = window ? texts.say("page.window", { n: window }) : texts.say("page.issue.no_window");
  return texts.say("page.issue.where", { where, n: ahead });
}

export class IssueDialog extends AskingDialog {
  constructor(dialog, { texts, ask }) {
    super(dialog, { texts, ask });
    Object.assign(this, { form: dialog.querySelector("form"), given: new Given(dialog.querySelector("#issue"), { onWritten: () => dialog.close() }) });
    this.picker = new MatterPicker(dialog, { texts, onClick: () => this.picker.search.focus() });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  openWith(view) {
    this.#drawPriorities(rows(view, "priorities"));
    show(this.form, true);
    this.given.hide();
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

  #show(issued) {
    show(this.form, false);
    this.given.put(issued.number, whereText(issued, this.texts), this.texts.say("page.issue.write"));
  }
}
