// What was done late or wrong with cases in a quarter, one row for each thing on record, the newest first (C-7, C-8): who handled the
// case then and who covered for them, and the counter-entry beside. Also once a case is decided, handed over, and history.

import { dayAndTime } from "/web/case_words.js";
import { at } from "/web/address.js";
import { h, show, write } from "/web/dom.js";
import { drawTable } from "/web/table.js";
import { read } from "./reading.js";

const ANEW_MS = 60_000;
const SERVED = ["a_role", "b_role", "stand_in"];
const $ = (id) => document.getElementById(id);

export class CaseRecords {
  #found = []; // page after page, as far as it was asked for: {record, case}
  #pages = 1;
  #more = false;
  #known = false;
  #asked = 0;

  /** `counter(row)`: the dialog in which the record of case `row` is countered; `history(row)`: what happened to it. */
  constructor(desk, { counter, history }) {
    Object.assign(this, { desk, counter, history });
    $("quarter").addEventListener("change", () => this.#begin());
    $("records-more").addEventListener("click", () => this.#further());
    setInterval(() => this.look(), ANEW_MS);
    this.look();
  }

  #begin() {
    [this.#found, this.#pages, this.#known] = [[], 1, false];
    this.look();
  }

  #further() {
    this.#pages += 1;
    this.look();
  }

  /** Anew; what is asked meanwhile counts, and no answer to an earlier question. */
  async look() {
    const [quarter, asked] = [$("quarter").value, (this.#asked += 1)];
    if (!quarter) return;
    const answers = await Promise.all(Array.from({ length: this.#pages }, (_, page) => read(at(`/api/cases?quarter=${quarter}&page=${page}`))));
    if (asked !== this.#asked || answers.some(({ found }) => !found)) return;
    this.#found = answers.flatMap(({ found }) => joined(found));
    [this.#more, this.#known] = [answers.at(-1).found.more, true];
    if (this.desk.link.me) this.draw(this.desk.shown);
  }

  draw(shown) {
    const { texts, view, timezone } = shown;
    const found = [...new Map(this.#found.map((one) => [keyOf(one), one])).values()]; // a new one moves the others to later pages
    drawTable($("records"), found, {
      key: keyOf,
      columns: [
        { text: ({ record }) => dayAndTime(record.event.at, texts.language, timezone) },
        { text: ({ row }) => [row.number, texts.words(view.matters?.[row.matter]?.name) || row.matter].join(" · "), strong: true },
        { text: ({ record }) => whatHappened(record, texts), mark: ({ record }) => (mayCounter(record) ? "alarm" : "warn") },
        { text: ({ record, row }) => [texts.words(view.departments?.[row.department]?.name), holder(record, texts)].filter(Boolean).join(" ") },
        { text: ({ record }) => countered(record, shown) },
        { text: ({ row }) => `${texts.say(`page.case.state.${row.state}`)} · ${dayAndTime(row.since, texts.language, timezone)}` },
        { cell: (one, td) => this.#drawActs(one, td, shown) },
      ],
    });
    write($("records-count"), this.#known ? `${found.length}${this.#more ? "+" : ""}` : "");
    show($("records").closest("table"), found.length > 0);
    show($("records-more"), this.#more);
    write($("records-none"), found.length ? "" : texts.say(this.#known ? "page.records.none" : "page.records.unknown"));
  }

  #drawActs({ record, row }, td, shown) {
    const { texts } = shown;
    if (!td.firstElementChild) td.append(...["page.records.history", "page.watch.counter"].map((code) => h("button", { type: "button", class: "small" }, texts.say(code))));
    const [history, counter] = td.children;
    show(counter, mayCounter(record));
    counter.ariaDisabled = shown.open ? null : "true";
    counter.onclick = () => shown.open && this.counter(row);
    history.onclick = () => this.history(row);
  }
}

/** Each record with its case. */
function joined({ cases, records }) {
  const rows = new Map(cases.map((row) => [row.id, row]));
  return records.map((record) => ({ record, row: rows.get(record.case) }));
}

/** Who held it, under which cover, stands in a column of its own. */
function whatHappened({ event }, texts) {
  return event.kind === "case_overdue" ? texts.say("page.records.case_overdue") : texts.words(event.text);
}

/** One fact may be of many cases. */
const keyOf = ({ record }) => `${record.event.version}-${record.case}`;

const mayCounter = (record) => record.event.kind === "case_overdue" && !record.countered;

/** "A04，当时由 A03 顶岗（B岗）". */
function holder({ clerk, covered_by: by, cover }, texts) {
  const state = cover && texts.say(`page.records.cover.${cover}`);
  if (by) return texts.say("page.records.covered", { clerk, by, cover: state });
  return cover && !SERVED.includes(cover) ? texts.say("page.records.unserved", { clerk, cover: state }) : clerk;
}

function countered({ countered: entry }, { texts, timezone }) {
  if (!entry) return "";
  const date = dayAndTime(entry.at, texts.language, timezone);
  return texts.say("page.records.countered", { date, clerk: entry.by, text: texts.words(entry.text) });
}
