// An application is taken in (C-1): of the ticket in hand, whose matter is known, or without one. Then its number and
// secret stand large, and the receipt can be opened. Name and contact leave with the question and stay nowhere here.

import { kindText } from "/web/case_row.js";
import { dayAndTime } from "/web/case_words.js";
import { h, part, show, write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";
import { timezoneOf } from "/web/bar.js";
import { ticked } from "./case_acts.js";
import { tick } from "./case_dialog.js";
import { Given } from "./given.js";
import { MatterPicker } from "./matters.js";
import { PaperSlip } from "./papers.js";

const $ = (id) => document.getElementById(id);

export class RegisterDialog extends AskingDialog {
  #hand = null;
  #case = null; // that was registered last
  #another = false; // that this ticket has such a case was told; once more confirmed, it is one more

  constructor(dialog, { texts, view, ask, now }) {
    super(dialog, { texts, ask });
    Object.assign(this, { view, form: $("register-form"), receipt: $("register-receipt") });
    this.given = new Given($("register"), { onWritten: () => dialog.close() });
    this.picker = new MatterPicker(dialog, { texts, onClick: () => this.form.elements.name.focus(), onChoose: () => this.#drawMaterials() });
    const slip = { texts, now, ask: (command) => this.ask(command, this) };
    this.slips = [
      new PaperSlip(this.receipt, { ...slip, what: () => ({ paper: "receipt", case: this.#case }) }),
      new PaperSlip($("register-lacking"), { ...slip, what: () => ({ paper: "one_time", matter: this.#matter, missing: this.#lacking() }) }),
    ];
    $("register-one-time").addEventListener("submit", ({ target }) => this.#fillNotice(target));
    this.form.addEventListener("change", (event) => this.#changed(event.target));
    this.form.addEventListener("submit", (event) => this.#sent(event));
    dialog.addEventListener("close", () => this.#forget());
  }

  /** `hand`: the ticket in hand, or null; `posts`: those of this clerk, whose matters stand first. */
  openFor({ hand, posts }) {
    this.#forget();
    this.#hand = hand; // the one of the title, whatever is in hand when it is confirmed
    const { way } = this.form.elements;
    way.value = hand ? "window" : "post";
    show(part(this.form, "window"), Boolean(hand));
    write(part(this.form, "ticket"), hand?.number ?? "");
    show(this.form, true);
    this.given.hide();
    this.open();
    this.picker.begin(this.view(), { first: posts.flatMap((post) => post.lines) });
    this.#drawWay();
    (hand ? this.form.elements.name : this.picker.search).focus();
  }

  get #ticket() {
    return this.form.elements.way.value === "window" ? this.#hand : null;
  }

  get #matter() {
    return this.#ticket?.matter ?? this.picker.chosen;
  }

  #changed(field) {
    this.#another = false;
    if (field.name === "way") this.#drawWay();
    if (field.name === "all") for (const box of this.#boxes()) box.checked = field.checked;
    if (field.name === "material") this.form.elements.all.checked = this.#boxes().every((box) => box.checked);
    this.#drawLacking();
  }

  /** With a ticket the matter is known. */
  #drawWay() {
    const ticket = this.#ticket;
    const name = ticket ? this.texts.words(this.view().matters?.[ticket.matter]?.name) : "";
    write($("register-title"), [this.texts.say("page.command.register_case"), ticket?.number, name].filter(Boolean).join(" · "));
    show(part(this.form, "picker"), !ticket);
    this.#drawMaterials();
  }

  #drawMaterials() {
    const list = part(this.form, "materials");
    const matter = this.#matter ?? "";
    if (list.dataset.matter === matter) return;
    list.dataset.matter = matter;
    write($("register-kind"), limitText(this.view().matters?.[matter], this.texts));
    const materials = this.view().matters?.[matter]?.materials ?? [];
    list.replaceChildren(...materials.map((words, n) => tick(n, this.texts.words(words))));
    this.form.elements.all.checked = false;
    show(part(this.form, "materials-box"), materials.length > 0);
    this.#drawLacking();
  }

  /** Told once and in writing, before anything is accepted (C-8): offered while a paper is missing. */
  #drawLacking() {
    show($("register-lacking"), this.#lacking().length > 0);
    this.slips[1].forget();
  }

  #lacking() {
    return this.#boxes().filter((box) => !box.checked).map((box) => Number(box.value));
  }

  #fillNotice(form) {
    form.elements.matter.value = this.#matter ?? "";
    part(form, "missing").replaceChildren(...this.#lacking().map((n) => h("input", { type: "hidden", name: "missing", value: n })));
  }

  #boxes() {
    return Array.from(this.form.querySelectorAll('[name="material"]'));
  }

  #sent(event) {
    event.preventDefault();
    const { name, contact, way, mark } = this.form.elements;
    const matter = this.#matter;
    if (!matter) return void this.refused(this.texts.say("page.transfer.none"));
    if (!name.value.trim()) return void this.wrong(name);
    if (!this.filled(this.form)) return;
    const command = { type: "register_case", matter, name: name.value.trim(), contact: contact.value.trim(), way: way.value, materials: ticked(this.form) };
    const ticket = this.#ticket?.ticket ?? null;
    this.submit({ ...command, ticket, mark: mark.value || null, another: this.#another }, (registered) => this.#show(registered));
  }

  /** Refused because this ticket has a case of the matter already, it is asked for again by the next press; whatever else went wrong asks nothing. */
  refused(text, code = "") {
    super.refused(text);
    if (code === "registered_already") this.#another = true;
  }

  #show(registered) {
    this.form.reset(); // what was said of a person is with the hall now, and no longer here
    show(this.form, false);
    const { number, secret } = registered;
    this.#case = registered.case;
    this.#fillReceipt(number, secret);
    this.given.put(number, this.texts.say("page.register.secret", { secret }), this.#dueText(registered));
  }

  #fillReceipt(number, secret) {
    this.receipt.elements.number.value = number;
    this.receipt.elements.secret.value = secret;
  }

  #dueText({ case: id, due }) {
    const date = due && dayAndTime(due, this.texts.language, timezoneOf(this.view()));
    const row = this.view().cases?.[id];
    const runs = row && row.state !== "accepted" ? [this.texts.say("page.register.incomplete_runs")] : []; // a letter's limit (C-4)
    if (date) return [this.texts.say("page.register.due", { date }), ...runs].join(" ");
    return this.texts.say(row && row.state !== "accepted" ? "page.register.incomplete" : "page.register.no_clock");
  }

  /** Nothing of a person, and no secret, is left on the page. */
  #forget() {
    this.form.reset();
    this.#another = false;
    this.#fillReceipt("", "");
    for (const slip of this.slips) slip.forget();
    delete part(this.form, "materials").dataset.matter;
    for (const name of ["number", "where", "write", "kind"]) write($(`register-${name}`), "");
  }
}

/** "承诺件 · 承诺 5 个工作日": its kind (M-2), and how long it may take. */
function limitText(matter, texts) {
  const days = matter?.promised_limit ?? matter?.statutory_limit;
  return [kindText(matter, texts), days ? texts.say("page.register.limit", { days }) : ""].filter(Boolean).join(" · ");
}
