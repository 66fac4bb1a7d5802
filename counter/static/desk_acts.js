// From a press to its answer: one command at a time. While one is under way further ones are not taken,
// and the desk stays closed until the view shows what was answered, so the next press believes the truth.

const SHOWN_WITHIN_MS = 1_500;

export class DeskActs {
  busy = false;
  onChange = () => {};
  #shown = null;
  #timer = null;

  constructor({ link, timers }) {
    Object.assign(this, { link, timers });
  }

  /** Whether a press would be taken now. */
  get open() {
    return this.link.joined && !this.busy;
  }

  /** Ask `command`: the promise of {answer}, {refused} or {expired}; {dropped: why} for what was not taken. */
  async ask(command) {
    if (!this.open) return { dropped: this.link.joined ? "busy" : "lost" };
    this.#become(true);
    const result = await this.link.send(command);
    this.#answered(result);
    return result;
  }

  /** The view has changed: perhaps it now shows what was answered. */
  viewChanged() {
    if (this.#shown?.()) this.#free();
  }

  #answered(result) {
    this.#shown = () => isShown(this.link, result.answer);
    if (!result.answer || this.#shown()) this.#free();
    else this.#timer = this.timers.after(SHOWN_WITHIN_MS, () => this.#free());
  }

  #free() {
    this.timers.cancel(this.#timer);
    this.#shown = null;
    this.#become(false);
  }

  #become(busy) {
    this.busy = busy;
    this.onChange();
  }
}

function isShown(link, answer) {
  if (!answer) return true;
  if (answer.answer === "called") return String(answer.ticket) in (link.view.hand ?? {});
  return link.upto >= (answer.version ?? 0);
}
