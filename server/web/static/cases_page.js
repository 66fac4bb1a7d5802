// Cases as whoever supervises sees them: lights by department, and each that stands out, the most urgent first (S-1), with
// what the centre may do: counter a wrong record (C-7), hurry (C-18), name the handler where departments differ (C-10).

import { byUrgency, clockText, lightText, outstanding } from "/web/case_row.js";
import { dayAndTime, dueWords } from "/web/case_words.js";
import { h, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { AskingDialog } from "/web/outcome.js";
import { drawTable } from "/web/table.js";
import { CaseHistory } from "./case_history.js";
import { CaseRecords } from "./case_records.js";
import { SupervisorDesk } from "./supervisor_desk.js";

const MARKS = { red: "alarm", yellow: "warn", green: "good", none: "" };
const $ = (id) => document.getElementById(id);

class CounterDialog extends AskingDialog {
  #case = null;

  constructor(desk) {
    super($("counter-dialog"), desk);
    this.form = this.dialog.querySelector("form");
    this.form.addEventListener("submit", (event) => this.#send(event));
  }

  openFor(row) {
    this.#case = row.id;
    write($("counter-title"), this.texts.say("page.watch.counter.title", { number: row.number }));
    this.open();
  }

  #send(event) {
    event.preventDefault();
    this.submit({ type: "counter_overdue", case: this.#case, reason: this.form.elements.reason.value }, () => {
      this.dialog.close();
      records.look();
    });
  }
}

class HurryDialog extends AskingDialog {
  #case = null;

  constructor(desk) {
    super($("hurry-dialog"), desk);
    this.dialog.querySelector("form").addEventListener("submit", (event) => this.#send(event));
  }

  openFor(row) {
    this.#case = row.id;
    write($("hurry-title"), this.texts.say("page.watch.hurry.title", { number: row.number }));
    this.open();
  }

  #send(event) {
    event.preventDefault();
    this.submit({ type: "hurry_case", case: this.#case });
  }
}

/** The centre names a handler, where departments do not agree (C-10). */
class HandOnDialog extends AskingDialog {
  #case = null;

  constructor(desk) {
    super($("hand-on-dialog"), desk);
    this.form = this.dialog.querySelector("form");
    this.form.addEventListener("submit", (event) => this.#send(event));
  }

  openFor(row, { view }) {
    this.#case = row.id;
    write($("hand-on-title"), this.texts.say("page.watch.hand_on.title", { number: row.number }));
    const clerks = rows(view, "clerks").map(({ clerk }) => clerk).filter((clerk) => clerk !== row.clerk);
    this.form.elements.clerk.replaceChildren(...clerks.sort().map((clerk) => h("option", { value: clerk }, clerk)));
    this.open();
  }

  #send(event) {
    event.preventDefault();
    this.submit({ type: "hand_on_case", case: this.#case, clerk: this.form.elements.clerk.value });
  }
}

/** What nobody meant to register, once the day on which that happened is over (C-1). */
class TakeBackDialog extends AskingDialog {
  #case = null;

  constructor(desk) {
    super($("take-back-dialog"), desk);
    this.form = this.dialog.querySelector("form");
    this.form.addEventListener("submit", (event) => this.#send(event));
  }

  openFor(row) {
    this.#case = row.id;
    write($("take-back-title"), this.texts.say("page.watch.take_back.title", { number: row.number }));
    this.open();
  }

  #send(event) {
    event.preventDefault();
    this.submit({ type: "take_back_case", case: this.#case, reason: this.form.elements.reason.value });
  }
}

const desk = new SupervisorDesk({ parts: (shown) => [() => drawDepartments(shown), () => drawWatch(shown), () => records.draw(shown)] });
const [counter, hurry, handOn, takeBack] = [new CounterDialog(desk), new HurryDialog(desk), new HandOnDialog(desk), new TakeBackDialog(desk)];
const history = new CaseHistory(desk);
const records = new CaseRecords(desk, { counter: (row) => counter.openFor(row), history: (row) => history.openFor(row) });
desk.start();

function drawDepartments({ texts, view }) {
  const figure = (name, mark = "") => ({ text: (row) => row[name] ?? 0, number: true, mark: (row) => (row[name] ? mark : "") });
  const worst = (a, b) => (b.red ?? 0) - (a.red ?? 0) || (b.yellow ?? 0) - (a.yellow ?? 0) || (a.id < b.id ? -1 : 1);
  drawTable($("departments"), rows(view, "departments").sort(worst), {
    key: (row) => row.id,
    columns: [
      { text: (row) => texts.words(row.name), strong: true },
      figure("red", "alarm"), figure("yellow", "warn"), figure("green"), figure("waiting"),
      figure("accepted"), figure("closed"), figure("on_time"), figure("overdue", "alarm"),
    ],
  });
}

function drawWatch(shown) {
  const { texts, view, timezone } = shown;
  const watched = rows(view, "case_watch").sort(byUrgency);
  write($("watch-count"), watched.length);
  show($("watch-none"), watched.length === 0);
  drawTable($("watch"), watched, {
    key: (row) => row.id,
    columns: [
      { text: (row) => lightText(row, texts), mark: (row) => MARKS[row.light] },
      { text: (row) => [row.number, texts.words(view.matters?.[row.matter]?.name) || row.matter, row.applicant].filter(Boolean).join(" · "), strong: true },
      { text: (row) => reasons(row, shown) },
      { text: (row) => [clockText(row, texts), dueWords(row, texts, timezone), silenceWords(row, shown)].filter(Boolean).join(" · ") },
      { text: (row) => [texts.words(view.departments?.[row.department]?.name), row.clerk].filter(Boolean).join(" ") },
      { cell: (row, td) => drawAct(row, td, shown) },
    ],
  });
}

function reasons(row, { texts, timezone }) {
  const late = row.overdue && !row.countered ? [texts.say("page.cases.next.overdue", { date: dayAndTime(row.overdue, texts.language, timezone) })] : [];
  const extended = row.extended ? [texts.say("page.cases.extended", { n: row.extended })] : [];
  return [...late, ...outstanding(row, texts, timezone), ...extended, texts.say(`page.case.state.${row.state}`)].join(" · ");
}

/** Until when what is missing is to be told: then it counts as accepted (C-20). */
function silenceWords(row, { texts, timezone }) {
  return row.state === "registered" && row.accept_by ? texts.say("page.cases.next.tell", { date: dayAndTime(row.accept_by, texts.language, timezone) }) : "";
}

const OPEN = ["registered", "supplement", "accepted"];
/** What the centre does about a case. A record of being overdue that is wrong is countered, never taken away (C-7). */
const ACTS = [
  { code: "page.records.history", dialog: () => history, offered: () => true },
  { code: "page.watch.counter", dialog: () => counter, offered: (row) => Boolean(row.overdue) && !row.countered },
  { code: "page.command.hurry_case", dialog: () => hurry, offered: (row) => OPEN.includes(row.state) },
  { code: "page.command.hand_on_case", dialog: () => handOn, offered: (row) => OPEN.includes(row.state) },
  { code: "page.command.take_back_case", dialog: () => takeBack, offered: (row, me) => OPEN.includes(row.state) && row.untouched && !row.part_of && !row.hands.includes(me) },
];

function drawAct(row, td, shown) {
  if (!td.firstElementChild) td.append(...ACTS.map(({ code }) => h("button", { type: "button", class: "small" }, shown.texts.say(code))));
  ACTS.forEach(({ dialog, offered }, n) => {
    const button = td.children[n];
    show(button, offered(row, desk.link.me));
    button.ariaDisabled = shown.open ? null : "true";
    button.onclick = () => shown.open && dialog().openFor(row, shown);
  });
}
