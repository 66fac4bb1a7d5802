// Leaves: recorded with their times in the hall's own clock, and ended (D-2).

import { localText, momentOf } from "/web/clock.js";
import { h, write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";

const DAY_MS = 86_400_000;
const $ = (id) => document.getElementById(id);

/** The dialog of this page; `record(clerk)` opens it. */
export class LeaveDialog extends AskingDialog {
  constructor(desk) {
    super($("leave-dialog"), desk);
    this.desk = desk;
  }

  record(clerk) {
    const { texts, clock, shown } = this.desk;
    const form = this.dialog.querySelector("form");
    write($("leave-title"), texts.say("page.absence.title", { clerk }));
    form.elements.since.value = localText(clock.now(), shown.timezone);
    form.elements.until.value = localText(clock.now() + DAY_MS, shown.timezone);
    form.onsubmit = (event) => this.#send(event, clerk, shown.timezone);
    this.open();
  }

  #send(event, clerk, timezone) {
    event.preventDefault();
    const form = event.target;
    if (!this.filled(form)) return;
    const [since, until] = ["since", "until"].map((name) => momentOf(form.elements[name].value, timezone));
    if (since === null || until === null) return void this.wrong(form.elements[since === null ? "since" : "until"]);
    this.submit({ type: "record_leave", clerk, since, until });
  }
}

/** The one button of a clerk's row: record a leave, or end the one that runs. */
export function drawLeaveAct(row, td, { texts, open, ask, recordLeave }) {
  const button = td.firstElementChild ?? td.appendChild(h("button", { type: "button", class: "small" }));
  const ends = Boolean(row.on_leave_until);
  write(button, texts.say(ends ? "page.leave.end" : "page.leave.record"));
  button.ariaDisabled = open ? null : "true";
  button.onclick = () => (ends ? ask({ type: "end_leave", clerk: row.clerk, until: row.on_leave_until }) : recordLeave(row.clerk));
}
