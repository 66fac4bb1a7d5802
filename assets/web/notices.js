// What became of the last press: in words, until the next press or Escape.

import { part, show, write } from "./dom.js";

const DONE_SHOWN_MS = 12_000;

export class Notices {
  #timer = null;

  /** `places` are the elements that show them; only one of them is in sight at a time. */
  constructor(places, texts) {
    Object.assign(this, { places, texts });
  }

  clear() {
    this.#put("done", "");
    this.#put("refused", "");
  }

  done(text) {
    this.clear();
    this.#put("done", text);
    this.#timer = setTimeout(() => this.#put("done", ""), DONE_SHOWN_MS);
  }

  /** Stays until the clerk goes on: it says why nothing happened. */
  refused(text) {
    this.clear();
    this.#put("refused", text);
  }

  /** Say what was done, for the acts whose result is not plain to see. */
  answered(command, answer, view) {
    const code = `page.done.${command.type}`;
    if (!this.texts.has(code)) return;
    const matter = view.matters?.[command.matter];
    this.done(this.texts.say(code, { matter: matter ? this.texts.words(matter.name) : "", number: answer.number ?? "" }));
  }

  #put(name, text) {
    clearTimeout(this.#timer);
    for (const place of this.places) {
      write(part(place, name), text);
      show(part(place, name), Boolean(text));
    }
  }
}
