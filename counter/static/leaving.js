// Where to, and until when: asked once for stepping away, handing over and standing up (AB-15).

import { nextTimeOfDay, running } from "/web/clock.js";
import { show, write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";
import { atLunch, budgetLeft } from "./budget.js";
import { chooseByDigit } from "./digits.js";

const MINUTE_MS = 60_000;
const UNSAID = { reason: "other", until: "" }; // two keys leave: what nobody said is not put on record

export class LeaveDialog extends AskingDialog {
  #verb = null;

  constructor(dialog, { texts, clock, ask }) {
    super(dialog, { texts, ask });
    Object.assign(this, { clock, form: dialog.querySelector("form") });
    this.form.addEventListener("change", (event) => this.#changed(event.target));
    this.form.addEventListener("submit", (event) => this.#confirmed(event));
    chooseByDigit(this.form, "reason");
  }

  openFor(verb, desk, timezone) {
    this.#verb = verb;
    this.timezone = timezone;
    this.form.reset();
    this.form.elements.reason.value = UNSAID.reason;
    this.form.querySelector(`[name="until"][value="${UNSAID.until}"]`).checked = true;
    write(this.dialog.querySelector("#leave-title"), this.texts.say(`page.leave.${verb}`));
    write(this.dialog.querySelector("#leave-hint"), this.texts.say(`page.leave.${verb}.hint`));
    write(this.dialog.querySelector("#leave-confirm span"), this.texts.say(`page.verb.${verb}`));
    show(this.dialog.querySelector("#leave-note"), verb === "hand_over");
    this.#drawCases(desk);
    this.drawBudget(desk);
    this.open();
    this.form.querySelector('[name="reason"]:checked').focus();
  }

  /** What is left for a moment away, before it is spent; told again each second while the dialog is open. */
  drawBudget(desk) {
    const place = this.dialog.querySelector("#leave-budget");
    show(place, this.#verb === "step_away");
    if (this.#verb !== "step_away") return;
    const [now, { away_budget_min: n, away_budget_over_min: over }] = [this.clock.now(), desk.hall];
    const left = budgetLeft(desk, now);
    const code = atLunch(desk.me, now) ? "page.leave.lunch" : left ? "page.leave.budget" : "page.leave.budget.spent";
    write(place, this.texts.say(code, { left: running(left), n, over }));
    place.classList.toggle("warn", left === 0);
  }

  /** What goes along beside the line, before it is handed over (AB-5). */
  #drawCases({ cases }) {
    const place = this.dialog.querySelector("#leave-cases");
    show(place, this.#verb === "hand_over" && cases > 0);
    write(place, this.texts.say("page.leave.cases", { n: cases }));
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
