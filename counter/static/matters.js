// Choosing a matter: found by typing, chosen with the arrows.

import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { initials } from "./pinyin.js";

/** The matters that `typed` finds: by name in either language, department, window or first letters. */
export function found(matters, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return matters.filter((matter) => words.every((word) => matter.sought.includes(word)));
}

/** The search and the list in `dialog`; `onClick()` is called when one was chosen by a click, `onChoose()` whenever another may be the chosen one. */
export class MatterPicker {
  #matters = [];
  #chosen = 0;

  constructor(dialog, { texts, onClick, onChoose = () => {} }) {
    Object.assign(this, { texts, onClick, onChoose });
    this.search = dialog.querySelector('[role="combobox"]');
    this.list = dialog.querySelector('[role="listbox"]');
    this.none = part(dialog, "none");
    this.search.addEventListener("input", () => this.#choose(0));
    this.search.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** Begin anew with the matters of `view`, without those whose ids are in `but`. `gives`: a number is given, so closed ones say so. Those of the lines `first` stand first. */
  begin(view, { but = [], gives = false, first = [] } = {}) {
    const matters = rows(view, "matters").filter((matter) => !but.includes(matter.id));
    matters.sort((a, b) => first.includes(b.line) - first.includes(a.line));
    this.#matters = matters.map((row) => this.#option(row, view, gives));
    this.search.value = "";
    this.#choose(0);
  }

  /** The id of the chosen matter; undefined where nothing is found. */
  get chosen() {
    return found(this.#matters, this.search.value)[this.#chosen]?.id;
  }

  #option(row, view, gives) {
    const line = view.lines?.[row.line];
    const to = line?.window ? "page.transfer.to" : `page.transfer.${line?.state ?? "closed"}`;
    const values = { window: line?.window ?? "", n: line?.waiting ?? 0 };
    const where = gives && (row.closed || row.left === 0) ? this.texts.say("page.matter.no_numbers") : this.texts.say(to, values);
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
    show(this.none, options.length === 0);
    setAttribute(this.search, "aria-activedescendant", options.length ? `${this.list.id}-${options[this.#chosen].id}` : null);
    this.onChoose();
  }

  #element(option) {
    const li = h("li", { role: "option", id: `${this.list.id}-${option.id}` },
      h("span", { "data-part": "name" }), h("span", { class: "soft", "data-part": "where" }));
    li.addEventListener("click", () => this.#clicked(option.id));
    return li;
  }

  #update(li, option, chosen) {
    write(part(li, "name"), option.name);
    write(part(li, "where"), option.where);
    setAttribute(li, "aria-selected", String(chosen));
    if (chosen) li.scrollIntoView({ block: "nearest" });
  }

  #clicked(matter) {
    this.#choose(found(this.#matters, this.search.value).findIndex((option) => option.id === matter));
    this.onClick();
  }
}
