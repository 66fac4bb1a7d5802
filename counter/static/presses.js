// A second press of the same is no second wish: a hand that trembles, a key that bounces, a double click.

export const SAME_WITHIN_MS = 800;

export class Presses {
  #last = null;

  /** `now` gives milliseconds that never step back. */
  constructor(now = () => performance.now()) {
    this.now = now;
  }

  /** Whether this press of `what` follows another of the same too closely to be meant. */
  again(what) {
    const at = this.now();
    if (this.#last?.what === what && at - this.#last.at < SAME_WITHIN_MS) return true;
    this.#last = { what, at };
    return false;
  }
}
