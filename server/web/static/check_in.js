// Somebody with an appointment and without a smartphone: the code at the desk, a number in figures to write down.

import { setAttribute, write } from "/web/dom.js";
import { timeText } from "/web/reasons.js";
import { asksOnce } from "./ask_once.js";

const $ = (id) => document.getElementById(id);

export class CheckIn {
  constructor(desk) {
    this.desk = desk;
    this.form = $("check-in");
    asksOnce(this.form, () => this.#send());
  }

  async #send() {
    write($("check-in-given"), "");
    const answer = await this.desk.ask({ type: "check_in", code: this.form.elements.code.value.trim() });
    if (!answer) return void this.form.elements.code.select();
    this.form.reset();
    write($("check-in-given"), this.#given(answer));
  }

  #given({ number, window, ahead, slot, late }) {
    const { texts, shown } = this.desk;
    const where = window ? texts.say("page.window", { n: window }) : texts.say("page.issue.no_window");
    const told = texts.say("page.check_in.given", { number, where, n: ahead, time: timeText(slot, shown) });
    return late ? `${told} ${texts.say("page.check_in.late")}` : told;
  }

  draw({ open }) {
    setAttribute(this.form.querySelector("button"), "disabled", !open);
  }
}
