// Spot checks (S-6): who is really at the window, recorded beside what the system says at that minute.

import { h, keyed, setAttribute, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { timeText } from "/web/reasons.js";
import { drawTable } from "/web/table.js";
import { asksOnce } from "./ask_once.js";

const NOBODY = "-"; // as a choice of its own: an empty field is one that was not filled in
const $ = (id) => document.getElementById(id);

export class SpotChecks {
  constructor(desk) {
    this.desk = desk;
    this.form = $("spot-form");
    asksOnce(this.form, () => this.#record());
  }

  async #record() {
    const { window, found } = this.form.elements;
    const command = { type: "check_spot", window: Number(window.value), found: found.value === NOBODY ? null : found.value };
    if (await this.desk.ask(command)) this.form.reset();
  }

  draw(shown) {
    this.#choices(shown);
    const checks = rows(shown.view, "spot_checks").sort((a, b) => b.at - a.at);
    show($("spot-none"), checks.length === 0);
    show($("spot-checks").closest("table"), checks.length > 0);
    drawTable($("spot-checks"), checks, { key: (row) => row.id, rowState: (row) => (row.matches ? null : "unattended"), columns: columns(shown) });
  }

  /** One may be choosing: options are only added and taken away, never made anew. */
  #choices({ texts, view, open }) {
    const windows = rows(view, "windows").sort((a, b) => a.number - b.number);
    const clerks = rows(view, "clerks").sort((a, b) => (a.clerk < b.clerk ? -1 : 1));
    const choose = { value: "", text: texts.say("page.choose") };
    const atWindow = windows.map((row) => ({ value: row.number, text: `${row.number} ${texts.words(row.name)}` }));
    const people = clerks.map((row) => ({ value: row.clerk, text: `${row.clerk} ${texts.words(row.title)}` }));
    fill(this.form.elements.window, [choose, ...atWindow]);
    fill(this.form.elements.found, [choose, { value: NOBODY, text: texts.say("page.spot.nobody") }, ...people]);
    setAttribute(this.form.querySelector("button"), "disabled", !open);
  }
}

function fill(select, options) {
  keyed(select, options, {
    key: (option) => option.value,
    make: (option) => h("option", { value: option.value }),
    update: (element, option) => write(element, option.text),
  });
}

function columns(shown) {
  const { texts, view } = shown;
  const nobody = texts.say("page.spot.nobody");
  const said = (row) => (row.said ?? nobody) + (row.away ? ` ‖ ${texts.say("page.window.away")}` : "");
  return [
    { text: (row) => timeText(row.at, shown) },
    { text: (row) => `${row.window} ${texts.words(view.windows?.[row.window]?.name)}` },
    { text: (row) => row.found ?? nobody, strong: true },
    { text: said },
    { text: (row) => texts.say(row.matches ? "page.spot.matches" : "page.spot.differs"), mark: (row) => (row.matches ? "good" : "alarm") },
    { text: (row) => row.by },
  ];
}
