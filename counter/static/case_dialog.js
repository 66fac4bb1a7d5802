// One case, and what can be done with it: an act is chosen by its digit, asked for what it needs, and confirmed.
// What is asked names the case by its id; how it stands is drawn anew with every change.

import { at } from "/web/address.js";
import { clockText, kindText, lackingText, lightText, materialName, outstanding, stepsOf } from "/web/case_row.js";
import { dueWords, partText } from "/web/case_words.js";
import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { commandName, failureText, AskingDialog } from "/web/outcome.js";
import { actsOf, before, commandOf, maySay, nextThing, ticked } from "./case_acts.js";
import { caseOf } from "./cases.js";
import { chooseByDigit } from "./digits.js";
import { PaperSlip } from "./papers.js";

const KEYS = "1234567890QWER";
const $ = (id) => document.getElementById(id);

export class CaseDialog extends AskingDialog {
  #row = null; // as it was when it was last known
  #act = null;
  #chosen = null; // the case as it was when the act was chosen: what has changed since is refused, not added to

  constructor(dialog, { texts, now, ask, csrf }) {
    super(dialog, { texts, ask: (command, from) => (command.type === "see_person" ? this.#see(command) : ask(command, from)) });
    Object.assign(this, { now, csrf, forms: Array.from(dialog.querySelectorAll("form[data-act]")), acts: $("case-acts"), receipt: $("case-receipt") });
    const what = () => ({ paper: "receipt", case: this.#row.id });
    this.slip = new PaperSlip($("case-papers"), { texts, now, what, ask: (command) => this.ask(command, this) });
    for (const form of this.forms) {
      chooseByDigit(form, "reason");
      form.addEventListener("submit", (event) => this.#confirmed(event, form));
    }
    dialog.addEventListener("click", (event) => event.target.closest("[data-back]") && this.#choose(null));
    dialog.addEventListener("keydown", (event) => this.#pressed(event));
    dialog.addEventListener("cancel", () => this.#forget()); // before it is closed: nothing of a person stays that long
    dialog.addEventListener("close", () => this.#closed());
  }

  openFor(row) {
    this.#row = row;
    this.#forget();
    this.#done("");
    this.open();
    this.#choose(null);
  }

  /** How the case stands now; one that this clerk's view does not hold is as it was told. */
  draw() {
    if (!this.dialog.open || !this.#row) return;
    const shown = this.now();
    const row = (this.#row = shown.view.cases?.[this.#row.id] ?? this.#row);
    const matter = shown.view.matters?.[row.matter];
    const { texts, timezone } = shown;
    setAttribute(this.dialog, "data-light", row.light);
    write($("case-title"), `${row.number} · ${texts.words(matter?.name) || row.matter}`);
    write(this.#part("light"), lightText(row, texts));
    write(this.#part("state"), [texts.say(`page.case.state.${row.state}`), row.applicant, row.clerk].filter(Boolean).join(" · "));
    write(this.#part("next"), nextThing(row, matter, shown));
    write(this.#part("clock"), [clockText(row, texts), dueWords(row, texts, timezone)].filter(Boolean).join(" · "));
    write(this.#part("lacking"), lackingText(row, matter, texts));
    write(this.#part("more"), [kindText(matter, texts), this.#stepText(row, matter), ...outstanding(row, texts, timezone)].filter(Boolean).join(" · "));
    write(this.#part("parts"), row.shares.map((one) => partText(one, texts, timezone)).join(texts.language === "en" ? "; " : "；"));
    this.#drawActs(actsOf(row, matter));
  }

  #stepText(row, matter) {
    return row.step === null ? "" : this.texts.say("page.cases.step", { step: this.texts.words(stepsOf(row, matter)[row.step]) || row.step + 1 });
  }

  #drawActs(names) {
    const items = names.map((name, n) => ({ name, key: KEYS[n] ?? "" }));
    keyed(this.acts, items, {
      key: ({ name }) => name,
      make: ({ name }) => h("button", { type: "button", onclick: () => this.#choose(name) },
        h("span", {}, commandName({ type: name }, this.texts)), h("kbd", { "data-part": "key", "aria-hidden": "true" })),
      update: (button, { key }) => {
        write(part(button, "key"), key);
        show(part(button, "key"), key !== "");
      },
    });
  }

  /** Ask for what act `name` needs; null: back to all acts. */
  #choose(name) {
    this.#act = name;
    this.#chosen = name && (this.now().view.cases?.[this.#row.id] ?? this.#row);
    this.refused("");
    for (const form of this.forms) show(form, form.dataset.act === name);
    show($("case-choices"), name === null);
    this.draw();
    if (name === null) return void this.acts.firstElementChild?.focus();
    this.#done("");
    this.#forget();
    const form = this.forms.find((one) => one.dataset.act === name);
    $("case-supplement").elements.case.value = this.#row.id;
    form.reset();
    this.#fill(form);
    form.querySelector("input:not([type=hidden]), select, textarea, button.main").focus();
  }

  /** What only this case's form holds: its materials, its matter's steps, departments, colleagues. */
  #fill(form) {
    const { view } = this.now();
    const row = this.#row;
    const matter = view.matters?.[row.matter];
    const [materials, steps, departments, clerks] = ["materials", "steps", "departments", "clerks"].map((name) => part(form, name));
    const tells = form.dataset.act === "tell_supplement";
    const named = (n) => [materialName(row, matter, n, this.texts), tells && row.told.includes(n) ? this.texts.say("page.cases.told_before") : ""].join("");
    if (form.dataset.act === "refuse_case") this.#offer(form.querySelectorAll('[name="reason"]'));
    if (form.dataset.act === "accept_case") for (const name of ["begins", "runs"]) show(part(form, name), (name === "runs") === Boolean(row.due));
    const first = tells && !row.notices; // all that lacks is told at once (C-8)
    materials?.replaceChildren(...row.lacking.map((n) => tick(n, named(n), first, first && before(row))));
    if (form.elements.arisen_since) show(form.elements.arisen_since.closest("label"), row.told.length > 0 || row.state === "supplement");
    steps?.replaceChildren(...stepsOf(row, matter).map((words, n) => choice(n, this.texts.words(words), n === (row.step ?? -1) + 1)));
    clerks?.replaceChildren(...colleagues(view).map((id) => h("option", { value: id })));
    departments?.replaceChildren(...Object.entries(row.to_notify).map(([id, name]) => h("option", { value: id }, this.texts.words(name))));
    if (form.elements.last) form.elements.last.checked = row.last_notice; // of the departments that the matter names one is left (C-10)
    if (form.dataset.act === "hand_on_case") void this.#fillHandlers(part(form, "handlers"));
    if (form.dataset.act === "name_agent") form.elements.clerk.value = row.agent ?? "";
  }

  /** The reasons that hold for this case; each keeps its digit. */
  #offer(reasons) {
    for (const reason of reasons) {
      reason.disabled = !maySay(reason.value, this.#row, this.now());
      show(reason.closest("label"), !reason.disabled);
    }
  }

  /** Those alone to whom it may go now (C-18), as the server tells; until then, and where it does not, none is offered. */
  async #fillHandlers(list) {
    const { id, number } = this.#row;
    list.replaceChildren();
    const told = await caseOf(number);
    if (this.#row.id === id) list.replaceChildren(...(told?.handlers ?? []).map((clerk) => h("option", { value: clerk })));
  }

  #confirmed(event, form) {
    event.preventDefault();
    const reasons = form.querySelector('[name="reason"]');
    if (reasons && !form.elements.reason.value) return void this.refused(this.texts.say("page.special.why_first"));
    if (form.dataset.act === "receive_materials" && !ticked(form).length) return void this.refused(this.texts.say("page.cases.tick_first"));
    if (!this.filled(form)) return;
    const command = commandOf(form.dataset.act, this.#chosen, form);
    if (command.type === "ask_paper") command.language = this.texts.language;
    if (form.dataset.act === "see_person") command.why = form.elements.reason.value;
    this.submit(command, (answer) => this.#answered(command, answer));
  }

  async #answered(command, answer) {
    const { id } = this.#row;
    if (!(id in (this.now().view.cases ?? {}))) await this.#again();
    if (!this.dialog.open || this.#row.id !== id) return;
    this.#choose(null);
    if (command.type === "see_person") this.#show(answer);
    else if (command.type === "ask_paper") this.slip.follow(answer.paper);
    else if (command.type === "renew_receipt") this.#receipt(answer);
    else this.#done(this.texts.say("page.cases.done", { what: commandName(command, this.texts) }));
  }

  /** It left this clerk's view, or never stood there: as the server tells it, or it is over. */
  async #again() {
    const told = await caseOf(this.#row.number);
    if (told?.now) this.#row = told.now;
    else if (told?.ok) this.#row = { ...this.#row, state: told.case.state, light: "none", deliver_by: null };
  }

  #pressed(event) {
    if (event.key === "Escape" && this.#act !== null) {
      event.preventDefault();
      return void this.#choose(null);
    }
    if (this.#act !== null || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const key = /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(event.code)?.[1];
    const button = key && this.acts.children[KEYS.indexOf(key)];
    if (!button) return;
    event.preventDefault();
    button.click();
  }

  /** Name and contact, once the look is on record (S-5): they go in no address, and stand here until the next press. */
  async #see(command) {
    const headers = { "Content-Type": "application/json", "X-CSRF": this.csrf };
    const asked = { method: "POST", headers, body: JSON.stringify({ why: command.why }) };
    try {
      const answer = await fetch(at(`/api/cases/${[command.case, "person"].join("/")}`), asked);
      const told = await answer.json();
      if (told.ok) return told;
      this.refused(failureText(command, told, this.texts));
    } catch {
      this.refused(this.texts.say("page.not_done.lost", { what: commandName(command, this.texts) }));
    }
    return null;
  }

  #show({ name, contact, erased }) {
    const person = this.#part("person");
    write(person, erased ? this.texts.say("page.cases.erased") : [name, contact].filter(Boolean).join(" · "));
    show(person, true);
  }

  /** The new secret, to be printed; what was shown of it is gone with the next press. */
  #receipt({ number, secret }) {
    const { elements } = this.receipt;
    elements.number.value = number;
    elements.secret.value = secret;
    write(part(this.receipt, "secret"), secret && this.texts.say("page.register.secret", { secret }));
    show(this.receipt, secret !== "");
    if (secret) part(this.receipt, "slip").focus();
  }

  #forget() {
    this.slip.forget();
    this.#receipt({ number: "", secret: "" });
    write(this.#part("person"), "");
    show(this.#part("person"), false);
  }

  #done(text) {
    write(this.#part("done"), text);
    show(this.#part("done"), text !== "");
  }

  #closed() {
    this.#forget();
    for (const form of this.forms) form.reset();
    this.#act = null;
  }

  #part(name) {
    return part(this.dialog, name);
  }
}

/** A box for the material at `place`, beside its name; `fixed`: no press changes it, but the keyboard comes by. */
export function tick(place, name, checked = false, fixed = false) {
  return h("label", { class: "inline" }, h("input", { type: "checkbox", name: "material", value: place, checked, "aria-disabled": fixed ? "true" : null, onclick: (event) => fixed && event.preventDefault() }), h("span", {}, name));
}

function choice(value, text, checked) {
  return h("label", { class: "choice" }, h("input", { type: "radio", name: "reason", value, checked }), h("kbd", {}, value + 1), text);
}

function colleagues(view) {
  const all = rows(view, "posts").flatMap((post) => [post.a_role, ...post.b_roles]);
  return [...new Set(all)].sort();
}
