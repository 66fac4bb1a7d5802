// Alerts at three ahead, next and called: in words always, with vibration and two notes once the resident has asked for them,
// by a press, as browsers want it. The screen is kept on where the browser may; a page that is closed cannot call anybody.

import { nearness } from "./phone_words.js";

const VIBRATION = { 1: [300], 2: [300, 200, 300], 3: [600, 200, 600, 200, 600] };
const NOTES = [[880, 0], [1174.7, 0.2]];

export class Alerts {
  #known = { near: 0, times: 0 };
  #sound = null;
  #awake = null;
  on = false;

  /** Whether this browser can do more than write. */
  static get possible() {
    return Boolean(globalThis.AudioContext || navigator.vibrate);
  }

  static get vibrates() {
    return typeof navigator.vibrate === "function";
  }

  /** In the press itself: the browser lets sound through from now on; it is heard and felt once. */
  turn(on) {
    this.on = on;
    if (on) {
      this.#sound ??= globalThis.AudioContext ? new AudioContext() : null;
      this.#sound?.resume();
      this.#ring(1);
      document.addEventListener("visibilitychange", this.#stayAwake);
    } else {
      document.removeEventListener("visibilitychange", this.#stayAwake);
    }
    this.#stayAwake();
  }

  /** Rings, if that was asked for, when `row` is nearer than the one before, or called once more. */
  take(row) {
    const near = nearness(row);
    const times = row?.times ?? 0;
    const nearer = near > this.#known.near || (near === 3 && times > this.#known.times);
    this.#known = { near, times };
    if (nearer && this.on) this.#ring(near);
  }

  #ring(near) {
    navigator.vibrate?.(VIBRATION[near]);
    for (let turn = 0; turn < near; turn += 1) for (const [pitch, at] of NOTES) this.#note(pitch, turn * 0.9 + at);
  }

  #note(pitch, after) {
    if (!this.#sound) return;
    const [tone, loudness, at] = [this.#sound.createOscillator(), this.#sound.createGain(), this.#sound.currentTime + after];
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.4, at);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
    tone.connect(loudness).connect(this.#sound.destination);
    tone.start(at);
    tone.stop(at + 0.6);
  }

  #stayAwake = async () => {
    try {
      if (!this.on) await this.#awake?.release();
      else if (!document.hidden) this.#awake = await navigator.wakeLock?.request("screen");
    } catch {
      // the battery is low, or the page came without https: the screen goes dark when it does
    }
  };
}
