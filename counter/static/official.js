// A short official absence (D-5): asked for with reason and times; the supervisor agrees, or not.

import { nextTimeOfDay } from "/web/clock.js";
import { write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";
import { timeText } from "/web/reasons.js";
import { chooseByDigit } from "./digits.js";

const MINUTE_MS = 60_000;

export class OfficialDialog extends AskingDialog {
  constructor(dialog, { texts, clock, ask }) {
    super(dialog, { texts, ask });
    Object.assign(this, { clock, form: dialog.querySelector("form") });
    chooseByDigit(this.form, "reason");
    this.form.addEventListener("submit", (event) => this.#confirmed(event));
    this.form.elements.time.addEventListener("input", ({ target }) => target.value && this.#choose("time"));
    this.form.addEventListener("input", () => this.#drawSpan());
  }

  openFor(timezone) {
    this.timezone = timezone;
    this.form.reset();
    this.form.elements.reason.value = "errand";
    this.#choose("60");
    this.#drawSpan();
    this.open();
    this.form.querySelector('[name="reason"]:checked').focus();
  }

  #choose(until) {
    this.form.querySelector(`[name="until"][value="${until}"]`).checked = true;
  }

  #confirmed(event) {
    event.preventDefault();
    const { reason, since, until, time } = this.form.elements;
    if (!this.filled(this.form)) return;
    if (until.value === "time" && !time.value) return void this.wrong(time);
    const begins = since.value ? this.#clock(since.value, this.clock.now()) : null;
    const ends = this.#ends(until.value, time.value, begins ?? this.clock.now());
    this.submit({ type: "ask_official", reason: reason.value, since: begins, until: ends });
  }

  /** From when until when it will be, with its day where that is not today: a time already past is tomorrow's. */
  #drawSpan() {
    const { reason, since, until, time } = this.form.elements;
    const begins = since.value ? this.#clock(since.value, this.clock.now()) : this.clock.now();
    const ends = until.value === "time" && !time.value ? null : this.#ends(until.value, time.value, begins);
    const values = { since: timeText(begins, this), until: timeText(ends, this), where: this.texts.say(`page.away.${reason.value}`) };
    write(this.dialog.querySelector("#official-span"), this.texts.say("page.official.span", values));
  }

  #ends(until, time, from) {
    return until === "time" ? this.#clock(time, from) : Math.round(from + Number(until) * MINUTE_MS);
  }

  #clock(time, after) {
    return nextTimeOfDay(time, after, this.timezone);
  }
}
