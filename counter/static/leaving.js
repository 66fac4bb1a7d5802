// Where to, and until when: asked once for stepping away, handing over and standing up (AB-15).

import { nextTimeOfDay } from "/web/clock.js";
import { show, write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";

const MINUTE_MS = 60_000;
const UNSAID = { reason: "other", until: "" }; // two keys leave: what nobody said is not put on record

export class LeaveDialog extends AskingDialog {
  #verb = null;

  constructor(dialog, { texts, clock, ask }) {
    super(dialog, { texts, ask });
    Object.assign(this, { clock, form: dialog.querySelector("form") });
    this.form.addEventListener("change", (event) => this.#changed(event.target));
    this.form.addEventListener("submit", (event) => this.#confirmed(event));
    this.form.addEventListener("keydown", (event) => this.#pressed(event));
  }

  openFor(verb, timezone) {
    this.#verb = verb;
    this.timezone = timezone;
    this.form.reset();
    this.form.elements.reason.value = UNSAID.reason;
    this.form.querySelector(`[name="until"][value="${UNSAID.until}"]`).checked = true;
    write(this.dialog.querySelector("#leave-title"), this.texts.say(`page.leave.${verb}`));
    write(this.dialog.querySelector("#leave-hint"), this.texts.say(`page.leave.${verb}.hint`));
    write(this.dialog.querySelector("#leave-confirm span"), this.texts.say(`page.verb.${verb}`));
    show(this.dialog.querySelector("#leave-note"), verb === "hand_over");
    this.open();
    this.form.querySelector('[name="reason"]:checked').focus();
  }

  #pressed(event) {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const reason = this.form.querySelectorAll('[name="reason"]')[digit - 1];
    if (!reason || event.target.matches("textarea, [type=time]")) return;
    event.preventDefault();
    reason.checked = true;
    reason.focus();
  }

  #changed(input) {
    if (input.name === "time" && input.value) this.form.querySelector('[name="until"][value="time"]').checked = true;
  }

  #confirmed(event) {
    event.preventDefault();
    const { reason, note, time, until } = this.form.elements;
    if (!this.filled(this.form)) return;
    if (until.value === "time" && !time.value) return void this.wrong(time);
    const command = { type: this.#verb, reason: reason.value, until: this.#moment(until.value, time.value) };
    if (this.#verb === "hand_over") command.note = note.value.trim();
    this.submit(command);
  }

  #moment(until, time) {
    const now = this.clock.now();
    if (until === "time") return nextTimeOfDay(time, now, this.timezone);
    return until ? Math.round(now + Number(until) * MINUTE_MS) : null;
  }
}
