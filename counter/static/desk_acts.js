// From a press to its answer: one command at a time. While one is under way further presses are dropped,
// and the desk stays closed until the view shows what was answered, so the next press believes the truth.

const SHOWN_WITHIN_MS = 1_500;

export class DeskActs {
  busy = false;
  onChange = () => {};
  onResult = () => {};
  #shown = null;
  #timer = null;

  constructor({ link, timers }) {
    Object.assign(this, { link, timers });
  }

  /** Whether a press would be taken now. */
  get open() {
    return this.link.joined && !this.busy;
  }

  /** Ask `command`; dropped when another is under way or the link is lost. Says whether it was taken. */
  ask(command) {
    if (!this.open) return false;
    this.#become(true);
    this.link.send(command).then((result) => this.#answered(command, result));
    return true;
  }

  /** The view has changed: perhaps it now shows what was answered. */
  viewChanged() {
    if (this.#shown?.()) this.#free();
  }

  #answered(command, result) {
    this.onResult(command, result);
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
