// The clerk's cases by urgency: on the desk the next one, in a dialog all of them, and any other by its number.

import { at } from "/web/address.js";
import { byUrgency, clockText, lackingText, lightText, outstanding } from "/web/case_row.js";
import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { AskingDialog } from "/web/outcome.js";
import { nextThing } from "./case_acts.js";

const $ = (id) => document.getElementById(id);

/** All cases of `view`, the next thing to do first. */
export function casesOf(view) {
  return rows(view, "cases").sort(byUrgency);
}

/** How many there are, and which comes next. */
export function drawCases(shown, openCase) {
  const cases = casesOf(shown.view);
  const button = $("next-case");
  write($("cases-count"), cases.length);
  show(button, cases.length > 0);
  if (!cases.length) return;
  const [row] = cases;
  const matter = shown.view.matters?.[row.matter];
  setAttribute(button, "data-light", row.light);
  write(part(button, "light"), lightText(row, shown.texts));
  write(part(button, "what"), [`${row.number} ${shown.texts.words(matter?.name)}`, handlerText(row, shown)].filter(Boolean).join(" · "));
  write(part(button, "next"), nextThing(row, matter, shown) || shown.texts.say(`page.case.state.${row.state}`));
  button.onclick = () => openCase(row);
}

export class CasesDialog extends AskingDialog {
  /** `openCase(row)` opens one; `now()` gives what a page draws by. */
  constructor(dialog, { texts, now, openCase }) {
    super(dialog, { texts, ask: (number) => this.#look(number) });
    Object.assign(this, { now, openCase, form: dialog.querySelector("form"), list: $("cases") });
    this.form.addEventListener("input", () => this.draw());
    this.form.addEventListener("submit", (event) => this.#entered(event));
    dialog.addEventListener("keydown", (event) => this.#pressed(event));
  }

  openWith() {
    this.form.reset();
    this.draw();
    this.open();
    (this.#buttons()[0] ?? this.form.elements.number).focus();
  }

  draw() {
    const shown = this.now();
    const typed = this.form.elements.number.value.trim().toUpperCase();
    const cases = casesOf(shown.view).filter((row) => row.number.toUpperCase().includes(typed));
    show($("cases-none"), cases.length === 0);
    keyed(this.list, cases, { key: (row) => row.id, make: () => this.#made(), update: (li, row) => drawRow(li, row, shown) });
  }

  #made() {
    const cell = (name, style = "") => h("span", { "data-part": name, class: style });
    const button = h("button", { type: "button", class: "case-row", "data-part": "button" }, cell("light", "light"), cell("number", "case-number"),
      cell("what", "case-what"), cell("state", "case-state"), cell("clock", "case-clock"), cell("next", "case-next"), cell("more", "case-more soft"));
    const li = h("li", {}, button);
    button.addEventListener("click", () => this.openCase(li.row));
    return li;
  }

  /** Arrows go from case to case; what is typed goes to the number. */
  #pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const buttons = this.#buttons();
    const { number } = this.form.elements;
    if (step) {
      event.preventDefault();
      const next = buttons.indexOf(document.activeElement) + step;
      (buttons[next] ?? (next < 0 ? number : buttons.at(-1)) ?? number).focus();
    } else if (/^[\p{L}\p{N}-]$/u.test(event.key)) number.focus();
  }

  #buttons() {
    return Array.from(this.list.querySelectorAll("button"));
  }

  #entered(event) {
    event.preventDefault();
    const number = this.form.elements.number.value.trim();
    const first = this.list.firstElementChild;
    if (first) this.openCase(first.row);
    else if (this.filled(this.form)) this.submit(number, (row) => this.openCase(row));
  }

  async #look(number) {
    const told = mayBeNumber(number) ? await caseOf(number) : {};
    if (told?.now) return told.now;
    if (told?.refused?.code === "case_elsewhere") return this.refused(this.texts.words(told.refused.text)) ?? null; // S-5
    const code = told === null ? "page.cases.unasked" : told.ok ? "page.cases.over" : "page.cases.unknown";
    this.refused(this.texts.say(code, { number }));
    return null;
  }
}

/** Whether it is to be asked for: what may be a name, a phone or an identity number goes into no address (P-2). */
function mayBeNumber(typed) {
  const digits = typed.replace(/\D/g, "");
  return digits.length > 0 && digits.length < 11;
}

/** What the server tells of a case; null where it cannot be asked. */
export async function caseOf(number) {
  try {
    const answer = await fetch(at(`/api/cases/${encodeURIComponent(number)}`), { redirect: "error" });
    return await answer.json();
  } catch {
    return null;
  }
}

/** A colleague's case names its handler, wherever it stands beside one's own; one that is covered says so anyway. */
function handlerText(row, { me, texts }) {
  return row.clerk === me || row.covered ? "" : texts.say("page.cases.handler", { clerk: row.clerk });
}

function drawRow(li, row, shown) {
  const { texts, view } = shown;
  const matter = view.matters?.[row.matter];
  li.row = row;
  setAttribute(part(li, "button"), "data-light", row.light);
  write(part(li, "light"), lightText(row, texts));
  write(part(li, "number"), row.number);
  write(part(li, "what"), [texts.words(matter?.name) || row.matter, row.applicant, handlerText(row, shown)].filter(Boolean).join(" · "));
  write(part(li, "state"), texts.say(`page.case.state.${row.state}`));
  write(part(li, "clock"), clockText(row, texts));
  write(part(li, "next"), nextThing(row, matter, shown));
  write(part(li, "more"), [lackingText(row, matter, texts), ...outstanding(row, texts, shown.timezone)].filter(Boolean).join(" · "));
}
