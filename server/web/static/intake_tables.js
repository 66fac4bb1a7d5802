// Lines and matters: how many numbers today, how many there may be, and closing them for the day with a reason.

import { h, keyed, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { AskingDialog } from "/web/outcome.js";
import { drawTable } from "/web/table.js";
import { talliesOf } from "./figures.js";

const STAYS = "\u00a0"; // a mark never stands alone at the end of a line
const $ = (id) => document.getElementById(id);

export class Intake {
  constructor(desk) {
    this.desk = desk;
    this.quota = new AskingDialog($("quota-dialog"), desk);
    this.closing = new AskingDialog($("close-dialog"), desk);
  }

  draw(shown) {
    this.#drawLines(shown);
    this.#drawMatters(shown);
  }

  #drawLines(shown) {
    const { texts, view } = shown;
    drawTable($("intake-lines"), rows(view, "lines"), {
      key: (line) => line.id,
      rowState: (line) => (line.closed ? "away" : null),
      columns: [
        { text: (line) => texts.words(line.name), strong: true },
        { text: (line) => line.waiting, number: true },
        { text: (line) => numbersText(line, texts), mark: (line) => (line.closed ? "warn" : "") },
        { cell: (line, td) => drawActs(td, this.#actsOf("line", line), shown) },
      ],
    });
  }

  #drawMatters(shown) {
    const { texts, view } = shown;
    const tallies = talliesOf(view, "matter");
    const given = (row) => givenToday(row, tallies.get(row.id)?.issued ?? 0);
    drawTable($("intake-matters"), unusualFirst(rows(view, "matters")), {
      key: (row) => row.id,
      rowState: (row) => (row.closed || row.left === 0 ? "away" : null),
      columns: [
        { text: (row) => texts.words(row.name), strong: true },
        { text: given, number: true },
        { text: (row) => limitText(row, texts), number: true },
        { text: (row) => numbersText(row, texts), mark: (row) => (row.closed || row.left === 0 ? "warn" : "") },
        { cell: (row, td) => drawActs(td, [...this.#actsOf("matter", row), this.#quotaAct(row, given(row))], shown) },
      ],
    });
  }

  /** A matter of a closed line is opened with its line. */
  #actsOf(kind, row) {
    const { view, ask } = this.desk.shown;
    const byLine = kind === "matter" && view.lines?.[row.line]?.closed;
    if (byLine) return [];
    if (row.closed) return [{ name: "reopen", run: () => ask({ type: `reopen_${kind}`, [kind]: row.id }) }];
    return [{ name: "close", run: () => this.#close(kind, row) }];
  }

  #quotaAct(row, given) {
    return { name: "quota", run: () => this.#setQuota(row, given) };
  }

  #close(kind, row) {
    const { texts } = this.desk;
    const form = this.closing.dialog.querySelector("form");
    write($("close-title"), texts.say("page.closing.title", { name: texts.words(row.name) }));
    form.onsubmit = (event) => {
      event.preventDefault();
      this.closing.submit({ type: `close_${kind}`, [kind]: row.id, reason: form.elements.reason.value });
    };
    this.closing.open();
  }

  #setQuota(row, given) {
    const { texts } = this.desk;
    const form = this.quota.dialog.querySelector("form");
    write($("quota-title"), texts.say("page.quota.title", { name: texts.words(row.name) }));
    write($("quota-now"), texts.say("page.quota.now", { quota: quotaText(row, given, texts) }));
    form.elements.quota.value = row.quota ?? "";
    form.onsubmit = (event) => {
      event.preventDefault();
      if (!this.quota.filled(form)) return;
      const typed = form.elements.quota.value;
      this.quota.submit({ type: "set_quota", matter: row.id, quota: typed === "" ? null : Number(typed) });
    };
    this.quota.open();
  }
}

/** Closed and used up first, then those with a limit; otherwise in the hall's own order. */
function unusualFirst(matters) {
  const rank = (row) => (row.closed ? 0 : row.left === 0 ? 1 : row.quota !== null ? 2 : 3);
  return matters.map((row, n) => [row, n]).sort(([a, m], [b, n]) => rank(a) - rank(b) || m - n).map(([row]) => row);
}

/** How many count against the limit (a void number does not); where none is left it may have been lowered below them. */
export function givenToday(row, issued) {
  return row.left > 0 ? row.quota - row.left : Math.max(row.quota ?? 0, issued);
}

function limitText(row, texts) {
  return row.quota === null ? texts.say("page.quota.no_limit") : texts.say("page.quota.limit_left", { quota: row.quota, left: row.left });
}

function quotaText(row, given, texts) {
  if (row.quota === null) return texts.say("page.quota.none", { given });
  return texts.say("page.quota.left", { given, quota: row.quota, left: row.left });
}

function numbersText(row, texts) {
  if (row.closed) return `‖${STAYS}${texts.say(`page.closed.${row.closed}`)}`;
  return row.left === 0 ? `‖${STAYS}${texts.say("page.closed.quota")}` : texts.say("page.closed.not");
}

function drawActs(td, acts, { texts, open }) {
  const place = td.firstElementChild ?? td.appendChild(h("span", { class: "row-acts" }));
  keyed(place, acts, {
    key: (act) => act.name,
    make: () => h("button", { type: "button", class: "small" }),
    update: (button, act) => {
      write(button, texts.say(`page.intake.${act.name}`));
      button.ariaDisabled = open ? null : "true";
      button.onclick = () => open && act.run();
    },
  });
  show(place, acts.length > 0);
}
