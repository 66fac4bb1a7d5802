// The special channel: a number goes first for a reason from the list; beyond the pace is the supervisor's word.

import { at } from "/web/address.js";
import { h, keyed, setAttribute } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { asksOnce } from "./ask_once.js";
import { read } from "./reading.js";

const $ = (id) => document.getElementById(id);

export class Channel {
  constructor(desk) {
    this.desk = desk;
    this.form = $("special");
    asksOnce(this.form, () => this.#send());
  }

  async #send() {
    const { number, reason, beyond_pace } = this.form.elements;
    const typed = number.value.trim().toUpperCase();
    const ticket = await this.#ticketOf(typed);
    if (typeof ticket === "string") return void this.desk.notices.refused(this.desk.texts.say(ticket, { number: typed }));
    const done = await this.desk.ask({ type: "grant_special", ticket, reason: reason.value, beyond_pace: beyond_pace.checked });
    if (done) this.form.reset();
  }

  /** The feed holds the first twenty of each line; whoever stands behind them is asked for. A text where there is none. */
  async #ticketOf(number) {
    const near = rows(this.desk.link.view, "waiting").find((row) => row.number === number);
    if (near) return near.ticket;
    const { found, refused } = await read(at(`/api/tickets/${encodeURIComponent(number)}`));
    return found?.ticket ?? (refused ? "page.channel.unknown" : "page.channel.unread");
  }

  draw({ view, open }) {
    const waiting = rows(view, "waiting").filter((row) => !row.special).sort((a, b) => a.claim - b.claim);
    keyed($("special-numbers"), waiting, {
      key: (row) => row.number,
      make: (row) => h("option", { value: row.number }),
      update: () => {},
    });
    setAttribute(this.form.querySelector("button"), "disabled", !open);
  }
}
