// What every live page of the supervisor starts with: the feed, asking, the alarm's sound, counts on the tabs.

import { chime } from "/web/chime.js";
import { drawBar, drawClock, timezoneOf } from "/web/bar.js";
import { running } from "/web/clock.js";
import { livePage } from "/web/live_page.js";
import { Notices } from "/web/notices.js";
import { commandName, failureText } from "/web/outcome.js";
import { pageData } from "/web/texts.js";
import { setAttribute, show, write } from "/web/dom.js";
import { drawAll, guarded } from "/web/faults.js";
import { rows } from "/web/fold.js";
import { dueAlarms } from "./alarms.js";
import { requestsForMe } from "./asked.js";

const LOOKED_EVERY_MS = 2_000; // an alarm may begin at its minute

export class SupervisorDesk {
  #parts;
  #known = null; // alarms and requests this page has already sounded for
  #title;

  /** `more` is added to what every drawing function is given; `parts(shown)` gives what to draw after each change. */
  constructor({ more = {}, parts }) {
    Object.assign(this, livePage(() => "supervisor"), { more });
    this.#parts = parts;
    this.#title = document.title;
    this.notices = new Notices(document.querySelectorAll(".notices"), this.texts);
    this.ask = this.ask.bind(this);
    this.deviceNames = pageData(document, "device-names");
    this.pauseReasons = pageData(document, "pause-reasons");
  }

  start() {
    this.link.onChange = () => this.draw();
    setInterval(() => guarded(() => this.#tick()), 1000);
    setInterval(() => this.link.me && guarded(() => this.#lookAround()), LOOKED_EVERY_MS);
    setAttribute(document.body, "data-ready", "");
    this.link.connect();
  }

  /** Ask and say what became of it: in the dialog `from` while that is open, else above the tables. Gives the answer or null. */
  async ask(command, from = this.notices) {
    this.notices.clear();
    const result = this.link.joined ? await this.link.send(command) : { dropped: "lost" };
    const failure = failureText(command, result, this.texts);
    if (failure) (from.shown ? from : this.notices).refused(failure);
    else this.notices.done(this.#done(command));
    return result.answer ?? null;
  }

  #done(command) {
    const code = `page.did_ask.${command.type}`;
    return this.texts.has(code) && !command.on_the_spot ? this.texts.say(code) : this.texts.say("page.done", { what: commandName(command, this.texts) });
  }

  get shown() {
    const { texts, clock, link, ask, deviceNames, pauseReasons, more } = this;
    return { texts, clock, view: link.view, open: link.joined, timezone: timezoneOf(link.view), ask, deviceNames, pauseReasons, ...more };
  }

  /** Everything anew, each part for itself: one that fails takes no other with it. */
  draw() {
    const parts = this.link.me ? [() => this.#drawPlaces(), () => this.#lookAround(), ...this.#parts(this.shown), () => this.#tick()] : [];
    drawAll([() => drawBar(this.link, this.texts), ...parts]);
  }

  /** Without a hall there is nothing to look at: one notice instead of empty tables. */
  #drawPlaces() {
    const known = rows(this.link.view, "hall").length > 0;
    show(document.getElementById("no-hall"), this.link.joined && !known);
    for (const panel of document.querySelectorAll("[data-of-hall]")) show(panel, known);
    document.body.dataset.link = this.link.status;
  }

  /** What waits for the supervisor, on whichever page: counted on the tabs and in the title, sounded when it is new. */
  #lookAround() {
    const alarms = dueAlarms(this.shown).map((alarm) => alarm.id);
    const requests = requestsForMe(this.shown).map((row) => `asked:${row.id}`);
    const found = [...alarms, ...requests];
    if (this.#known && found.some((id) => !this.#known.has(id))) chime();
    this.#known = new Set(found);
    document.title = (alarms.length ? `▲${alarms.length} ` : "") + this.#title;
    this.#count("board", alarms.length, "▲");
    this.#count("cover", requests.length, "?");
  }

  #count(tab, n, mark) {
    const place = document.querySelector(`[data-tab-count="${tab}"]`);
    write(place, n ? `${mark}${n}` : "");
    show(place, n > 0);
  }

  #tick() {
    drawClock(this.link);
    for (const place of document.querySelectorAll("[data-running]")) {
      write(place, running(this.clock.now() - Number(place.dataset.running)));
    }
  }
}
