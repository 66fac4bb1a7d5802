// The stubs of a day without power, typed in from the keyboard: number, check digits, time, matter, what became of it.

import { h, keyed, setAttribute, show, write } from "/web/dom.js";
import { dayAndTime, momentOf, timeOfDay } from "/web/clock.js";
import { rows } from "/web/fold.js";
import { drawTable } from "/web/table.js";
import { asksOnce } from "./ask_once.js";
import { StubDay } from "./stub_day.js";

const CODE = /^([A-Z])([0-9]{3,4})-?([0-9]{3})$/; // number and check digits in one, as a scanner types them
const CLOCK = /^([01]?[0-9]|2[0-3])[:：.]?([0-5][0-9])$/;
const $ = (id) => document.getElementById(id);

export class Stubs {
  constructor(desk, record) {
    Object.assign(this, { desk, record, form: $("stub") });
    this.day = new StubDay(this.form);
    const { number } = this.form.elements;
    number.addEventListener("keydown", (event) => event.key === "Enter" && this.#split() && event.preventDefault());
    number.addEventListener("change", () => this.#split());
    this.form.elements.day.addEventListener("change", () => this.day.chosen());
    this.form.addEventListener("change", () => this.#unfold());
    asksOnce(this.form, () => this.#send());
  }

  get #served() {
    return this.form.elements.outcome.value === "served";
  }

  /** A scanned code fills both fields. Whether it was one. */
  #split() {
    const { number, check, given } = this.form.elements;
    const found = CODE.exec(number.value.trim().toUpperCase());
    if (!found) return false;
    number.value = found[1] + found[2];
    check.value = found[3];
    given.focus();
    return true;
  }

  #unfold() {
    for (const label of this.form.querySelectorAll("[data-of-served]")) {
      show(label, this.#served);
      setAttribute(label.querySelector("input"), "required", this.#served);
    }
  }

  async #send() {
    write($("stub-entered"), "");
    this.#split();
    const { number, check, given, matter, outcome, window, called } = this.form.elements;
    const command = {
      type: "enter_stub",
      number: number.value.trim().toUpperCase(),
      check: check.value.trim(),
      matter: matter.value,
      given: this.#moment(given),
      outcome: outcome.value,
      ...(this.#served ? { window: Number(window.value), called: this.#moment(called) } : {}),
    };
    if (command.given === null || command.called === null) return;
    const answer = await this.desk.ask(command);
    if (!answer) return void number.select();
    this.day.keep(() => this.form.reset());
    this.#unfold();
    number.focus();
    write($("stub-entered"), this.#entered(answer));
    this.record.look(); // not waited for: the next stub is being typed already
  }

  /** "1005" or "10:05" on the day that is chosen; null where it is no time, which is said. */
  #moment(field) {
    const { texts, shown, notices } = this.desk;
    const found = CLOCK.exec(field.value.trim());
    if (found) return momentOf(`${this.day.iso(shown)}T${found[1].padStart(2, "0")}:${found[2]}`, shown.timezone);
    notices.refused(texts.say("page.stub.no_time", { what: field.labels[0].firstChild.textContent.trim() }));
    field.select();
    return null;
  }

  #entered({ number, outcome, ahead, again, unlisted, filed }) {
    const { texts } = this.desk;
    const said = [texts.say(`page.stub.entered.${outcome}`, { number, n: ahead })];
    if (filed) said.push(texts.say("page.stub.filed", { day: filed }));
    if (again) said.push(texts.say("page.stub.again"));
    if (unlisted) said.push(texts.say("page.stub.unlisted"));
    return said.join(" ");
  }

  draw(shown) {
    this.day.draw(shown);
    this.#drawMatters(shown);
    setAttribute(this.form.querySelector("button"), "disabled", !shown.open);
    const stubs = this.record.told?.stubs ?? [];
    write($("stubs-count"), stubs.length || "");
    show($("stubs-none"), stubs.length === 0);
    show($("stubs").closest("table"), stubs.length > 0);
    drawTable($("stubs"), stubs, {
      key: (row) => row.ticket,
      columns: [
        { text: (row) => row.number, strong: true },
        { text: (row) => dayAndTime(row.given, shown.clock.now(), { timezone: shown.timezone, language: shown.texts.language }) },
        { text: (row) => shown.texts.words(shown.view.matters?.[row.matter]?.name) || row.matter },
        { text: (row) => withDoubt(stateText(row, shown), row, shown) },
        { text: (row) => row.by },
        { cell: (row, td) => drawTakeBack(row, td, shown, this.record) },
      ],
    });
  }

  /** Numbered: typing a matter's number chooses it. */
  #drawMatters({ view, texts }) {
    const matters = rows(view, "matters");
    keyed(this.form.elements.matter, [{ id: "", name: null }, ...matters], {
      key: (row) => row.id,
      make: (row) => h("option", { value: row.id }),
      update: (option, row) => write(option, row.id ? `${matters.indexOf(row) + 1} ${texts.words(row.name)}` : texts.say("page.stub.choose")),
    });
  }
}

function stateText(row, { texts, timezone }) {
  if (row.outcome !== "served") return texts.say(`page.ticket.${row.state}`);
  return texts.say("page.stub.served_at", { time: timeOfDay(row.called, timezone), n: row.window });
}

/** Printed after the copy from which the hall was restored: the record knows the digits, not the sheet. */
function withDoubt(text, { unlisted }, { texts }) {
  return unlisted ? `${text} · ${texts.say("page.stub.unlisted_short")}` : text;
}

/** Until somebody calls it: then it is the hall's like any other. */
function drawTakeBack(row, td, { texts, open, ask }, record) {
  const button = td.firstElementChild ?? td.appendChild(h("button", { type: "button", class: "small" }));
  show(button, row.may_take_back);
  write(button, texts.say("page.command.take_back_stub"));
  button.ariaDisabled = open ? null : "true";
  button.onclick = async () => open && (await ask({ type: "take_back_stub", ticket: row.ticket })) && record.look();
}
