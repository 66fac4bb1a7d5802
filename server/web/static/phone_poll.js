// When a ticket's page asks, and what it does when nobody answers. The server names the pace; the page is never looked at
// when it is older than that, and says so when it is older than 20 s (docs/phone.md).

import { isOver } from "./phone_words.js";

export const LATE_MS = 20_000;
const UNSEEN_MS = 20_000; // nobody looks at it and no alert is wanted
const FIRST_MS = 2_000;
const LONGEST_MS = 15_000;
const ANSWER_WITHIN_MS = 10_000;

export class Poll {
  #address;
  #ticket;
  #heard;
  #tag = "";
  #again = FIRST_MS;
  #failed = 0;
  #timer = 0;
  #asking = false;
  #over = false; // nothing comes after what was heard last: nobody asks for a page that nobody looks at
  /** Whether an alert is wanted also while nobody looks. */
  wakeful = false;

  /** `heard(row)`: what the server says, `null` where there is no such ticket; nothing where nothing has changed. */
  constructor(address, ticket, heard) {
    [this.#address, this.#ticket, this.#heard] = [address, ticket, heard];
    this.lastHeard = null;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#rest() : this.now()));
    for (const event of ["online", "pageshow", "focus"]) addEventListener(event, () => this.now());
  }

  /** Ask at once, unless an answer is awaited already. */
  async now() {
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    try {
      await this.#ask();
    } catch {
      this.#failed += 1; // asked again; how old the page is stands on it
    }
    this.#asking = false;
    this.#timer = setTimeout(() => this.now(), this.#pause());
    this.#rest();
  }

  /** Until it is looked at again. */
  #rest() {
    if (document.hidden && this.#over) clearTimeout(this.#timer);
  }

  /** How old what is shown is, ms; since the page was opened where nothing was heard yet. */
  get age() {
    return performance.now() - (this.lastHeard?.at ?? 0);
  }

  async #ask() {
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), ANSWER_WITHIN_MS);
    const headers = { "X-Ticket": this.#ticket, ...(this.#tag && { "If-None-Match": this.#tag }) };
    try {
      const answer = await fetch(this.#address, { headers, cache: "no-store", credentials: "omit", signal: stop.signal });
      if (!answer.ok && ![304, 404].includes(answer.status)) throw new Error(String(answer.status));
      const told = answer.ok ? await answer.json() : null;
      this.#failed = 0;
      this.lastHeard = { at: performance.now(), time: Date.now() };
      if (answer.status === 404) this.#take("", null, UNSEEN_MS);
      else if (told) this.#take(answer.headers.get("ETag"), told);
    } finally {
      clearTimeout(patience);
    }
  }

  #take(tag, row, again = row.again_ms) {
    [this.#tag, this.#again, this.#over] = [tag, again, isOver(row)];
    this.#heard(row);
  }

  #pause() {
    if (this.#failed) return Math.min(LONGEST_MS, FIRST_MS * 2 ** (this.#failed - 1));
    return document.hidden && !this.wakeful ? Math.max(UNSEEN_MS, this.#again) : this.#again;
  }
}
