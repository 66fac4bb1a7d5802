// The page's connection to the hall. It joins an audience, folds what changes into its view, and asks
// each command until it is answered. In any doubt it joins again: there is no second recovery path.

import { merge } from "./fold.js";
import { requestId } from "./requests.js";

export const SILENT_AFTER_MS = 15_000; // three heartbeats
export const ANSWER_WITHIN_MS = 4_000;
export const ASK_AGAIN_MS = 1_000;
export const GIVE_UP_AFTER_MS = 60_000; // later than this, what was pressed would surprise whoever pressed it
export const DENIED_AGAIN_MS = 15_000; // somebody may sign in again in another tab meanwhile
const PASSING = ["starting", "too_many", "internal"]; // reasons for which the server turns away whom it will take later

/** The timers of the browser; a test gives its own. */
export const browserTimers = {
  after: (ms, act) => setTimeout(act, ms),
  cancel: (timer) => clearTimeout(timer),
  now: () => performance.now(),
};

/**
 * `socket` is a Socket.IO client's socket (or a test's), not yet connected. `status` is "connecting",
 * "joined", "lost" or "refused"; `refused` then says why. `onChange()` is called after every change
 * of view or status, `onAnnounce(announcement)` for what is said once.
 */
export class Link {
  view = {};
  status = "connecting";
  refused = null;
  me = null;
  pending = new Map();
  onChange = () => {};
  onAnnounce = () => {};
  #ledger = null;
  #upto = 0;
  #joining = false;
  #early = [];
  #watch = null;

  constructor({ socket, audience, language, clock, timers = browserTimers }) {
    Object.assign(this, { socket, audience, language, clock, timers });
    socket.on("connect", () => this.#join());
    socket.on("disconnect", (why) => this.#lost(why === "io server disconnect"));
    socket.on("connect_error", (error) => this.#notConnected(error));
    socket.on("change", (change) => this.#changed(change));
    socket.on("heartbeat", (beat) => this.#heartbeat(beat));
  }

  connect() {
    this.socket.connect();
  }

  get joined() {
    return this.status === "joined";
  }

  /** The ledger version up to which the view is told. */
  get upto() {
    return this.#upto;
  }

  /** Ask `command`. The promise gives {answer}, {refused} or, after a minute without a word, {expired: true}: it may have been done. */
  send(command) {
    return new Promise((resolve) => {
      const id = requestId();
      const expiry = this.timers.after(GIVE_UP_AFTER_MS, () => this.#answered(id, { expired: true }));
      this.pending.set(id, { asking: { id, command }, resolve, expiry, again: null });
      if (this.joined) this.#ask(id);
    });
  }

  #join() {
    this.#joining = true;
    this.#early = [];
    this.#heard();
    this.socket
      .timeout(ANSWER_WITHIN_MS)
      .emit("join", { audience: this.audience, language: this.language }, (error, reply) => {
        if (error) this.#reconnect();
        else if (reply.ok) this.#joinedAs(reply.joined);
        else this.#refused(reply.refused);
      });
  }

  #joinedAs(joined) {
    this.#joining = false;
    this.#ledger = joined.ledger_id;
    this.#upto = joined.upto;
    this.view = joined.view;
    this.me = joined.me;
    this.clock.heard(joined.now, joined.pace);
    this.#become("joined");
    // What the server said between taking the snapshot and our reading it.
    for (const change of this.#early.splice(0)) if (change.upto > this.#upto) this.#changed(change);
    for (const id of this.pending.keys()) this.#ask(id);
  }

  #changed(change) {
    this.#heard();
    if (this.#joining) return void this.#early.push(change);
    if (change.ledger_id !== this.#ledger || change.after !== this.#upto) return this.#join();
    merge(this.view, change);
    this.#upto = change.upto;
    this.onChange();
    for (const announcement of change.announce ?? []) this.onAnnounce(announcement);
  }

  #heartbeat(beat) {
    this.#heard();
    this.clock.heard(beat.now, beat.pace);
    if (this.#joining) return;
    if (beat.ledger_id !== this.#ledger || beat.upto !== this.#upto) this.#join();
  }

  #ask(id) {
    const waiting = this.pending.get(id);
    if (!waiting) return;
    this.socket.timeout(ANSWER_WITHIN_MS).emit("command", waiting.asking, (error, reply) => {
      if (!error && reply.ok) this.#answered(id, { answer: reply.answer });
      else if (!error && reply.refused) this.#answered(id, { refused: reply.refused });
      // No answer, or "unknown": the same id asked again is answered with what was decided then.
      else if (this.joined) this.#askLater(id);
    });
  }

  #askLater(id) {
    const waiting = this.pending.get(id);
    if (!waiting) return;
    this.timers.cancel(waiting.again);
    waiting.again = this.timers.after(ASK_AGAIN_MS, () => this.joined && this.#ask(id));
  }

  #answered(id, result) {
    const waiting = this.pending.get(id);
    if (!waiting) return;
    this.pending.delete(id);
    this.timers.cancel(waiting.expiry);
    this.timers.cancel(waiting.again);
    waiting.resolve(result);
  }

  #heard() {
    this.timers.cancel(this.#watch);
    this.#watch = this.timers.after(SILENT_AFTER_MS, () => this.#reconnect());
  }

  #reconnect() {
    this.socket.disconnect();
    this.#lost(true);
  }

  #lost(byHand) {
    this.timers.cancel(this.#watch);
    this.#joining = false;
    if (this.status === "refused") return;
    this.#become("lost");
    // Socket.IO comes back by itself, unless the server or we ended the connection on purpose.
    if (byHand) this.timers.after(ASK_AGAIN_MS, () => this.socket.connect());
  }

  #notConnected(error) {
    // `active`: it was the network, and Socket.IO goes on trying. Else the server said no, and why.
    if (this.socket.active) this.#become("lost");
    else if (PASSING.includes(error.message)) this.#lost(true);
    else this.#refused({ code: error.message, text: error.data?.text });
  }

  #refused(refused) {
    this.refused = refused;
    this.#become("refused");
    this.socket.disconnect();
    this.timers.after(DENIED_AGAIN_MS, () => this.socket.connect());
  }

  #become(status) {
    if (status !== "joined" && status === this.status) return;
    this.status = status;
    this.onChange();
  }
}
