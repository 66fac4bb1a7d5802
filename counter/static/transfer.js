// Sending a resident to another matter's line: found by typing, chosen with the arrows.

import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { AskingDialog } from "/web/outcome.js";
import { initials } from "./pinyin.js";

/** The matters that `typed` finds: by name in either language, department, window or first letters. */
export function found(matters, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return matters.filter((matter) => words.every((word) => matter.sought.includes(word)));
}

export class TransferDialog extends AskingDialog {
  #ticket = null;
  #matters = [];
  #chosen = 0;

  constructor(dialog, { texts, ask }) {
    super(dialog, { texts, ask });
    this.search = dialog.querySelector("#transfer-search");
    this.list = dialog.querySelector("#transfer-matters");
    this.search.addEventListener("input", () => this.#choose(0));
    this.search.addEventListener("keydown", (event) => this.#pressed(event));
    dialog.querySelector("form").addEventListener("submit", (event) => this.#confirmed(event));
  }

  openFor(hand, view) {
    this.#ticket = hand.ticket; // the one of the title, whatever is in hand when it is confirmed
    this.#matters = rows(view, "matters").filter((matter) => matter.id !== hand.matter).map((row) => this.#option(row, view));
    this.search.value = "";
    write(this.dialog.querySelector("#transfer-title"), this.texts.say("page.transfer.title", { number: hand.number }));
    this.#choose(0);
    this.open();
    this.search.focus();
  }

  #option(row, view) {
    const line = view.lines?.[row.line];
    const to = line?.window ? "page.transfer.to" : `page.transfer.${line?.state ?? "closed"}`;
    const where = this.texts.say(to, { window: line?.window ?? "", n: line?.waiting ?? 0 });
    const names = [row.name.zh, row.name.en, row.department?.zh, row.department?.en, initials(row.name.zh)];
    const sought = `${names.join(" ")} ${line?.window ?? ""} ${row.id}`.toLowerCase();
    return { id: row.id, name: this.texts.words(row.name), where, sought };
  }

  #pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing) return;
    event.preventDefault();
    this.#choose(this.#chosen + step);
  }

  #choose(index) {
    const options = found(this.#matters, this.search.value);
    this.#chosen = Math.max(0, Math.min(index, options.length - 1));
    keyed(this.list, options, {
      key: (option) => option.id,
      make: (option) => this.#element(option),
      update: (li, option) => this.#update(li, option, option === options[this.#chosen]),
    });
    show(this.dialog.querySelector("#transfer-none"), options.length === 0);
    setAttribute(this.search, "aria-activedescendant", options.length ? `matter-${options[this.#chosen].id}` : null);
  }

  #element(option) {
    const li = h("li", { role: "option", id: `matter-${option.id}` },
      h("span", { "data-part": "name" }), h("span", { class: "soft", "data-part": "where" }));
    li.addEventListener("click", () => this.#send(option.id));
    return li;
  }

  #update(li, option, chosen) {
    write(part(li, "name"), option.name);
    write(part(li, "where"), option.where);
    setAttribute(li, "aria-selected", String(chosen));
    if (chosen) li.scrollIntoView({ block: "nearest" });
  }

  #confirmed(event) {
    event.preventDefault();
    const option = found(this.#matters, this.search.value)[this.#chosen];
    if (option) this.#send(option.id);
  }

  #send(matter) {
    this.submit({ type: "transfer_ticket", ticket: this.#ticket, matter });
  }
}
