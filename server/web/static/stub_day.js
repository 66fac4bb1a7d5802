// The day of the stubs that are typed in: today, or one of the last week, kept from stub to stub.

import { h, keyed, write } from "/web/dom.js";
import { localText } from "/web/clock.js";

const DAY_MS = 86_400_000;

export class StubDay {
  #select;
  #form;

  constructor(form) {
    this.#form = form;
    this.#select = form.elements.day;
  }

  /** The chosen day; today goes on with the clock, a day before stays what it is. */
  iso({ clock, timezone }) {
    return this.#select.value || localText(clock.now(), timezone).slice(0, 10);
  }

  /** Of a day that is over nobody waits any more: most were served. */
  chosen() {
    this.#form.elements.outcome.value = this.#select.value ? "served" : "waiting";
  }

  /** Whatever `reset` throws away, the day stays: many stubs of it are typed in one after the other. */
  keep(reset) {
    const day = this.#select.value;
    reset();
    this.#select.value = day;
    this.chosen();
  }

  draw({ clock, timezone, texts }) {
    if (!clock.set) return;
    const today = Date.parse(localText(clock.now(), timezone).slice(0, 10));
    const back = [...Array(Number(this.#select.dataset.daysBack) + 1).keys()];
    keyed(this.#select, back, {
      key: (days) => (days ? isoOf(today - days * DAY_MS) : ""),
      make: (days) => h("option", { value: days ? isoOf(today - days * DAY_MS) : "" }),
      update: (option, days) => write(option, nameOf(days, today - days * DAY_MS, texts)),
    });
  }
}

function isoOf(midnight) {
  return new Date(midnight).toISOString().slice(0, 10);
}

function nameOf(days, midnight, texts) {
  const fields = { month: texts.language === "zh" ? "long" : "short", day: "numeric", weekday: "short", timeZone: "UTC" };
  const day = new Intl.DateTimeFormat(texts.language === "zh" ? "zh-CN" : "en-GB", fields).format(midnight);
  return days < 2 ? texts.say(days ? "page.stub.yesterday" : "page.stub.today", { day }) : day;
}
