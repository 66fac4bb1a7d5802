// Plans and their slots on one day: how many each takes and has, booked and cancelled by staff.

import { at } from "/web/address.js";
import { localText } from "/web/clock.js";
import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { ask as choose } from "/web/choice.js";
import { AskingDialog } from "/web/outcome.js";
import { timeText } from "/web/reasons.js";
import { drawTable } from "/web/table.js";
import { read } from "./reading.js";

const ANEW_MS = 30_000; // a slot passes by itself
const $ = (id) => document.getElementById(id);

export class Appointments {
  #plans = null; // of the chosen day; none while they are not known
  #code = "reading"; // why not
  #booked = []; // whoever has, or had, a place in a slot of that day

  constructor(desk, apart) {
    this.desk = desk;
    this.apart = apart;
    this.book = new AskingDialog($("book-dialog"), desk);
    $("slots-day").addEventListener("change", () => this.#lookAnew());
    setInterval(() => this.look(), ANEW_MS);
  }

  /** What stands there is of another day: it goes before anybody can press it. */
  #lookAnew() {
    this.#know(null, "reading");
    return this.look();
  }

  async look() {
    const day = $("slots-day").value;
    if (!day) return;
    const { found } = await read(at(`/supervisor/slots.json?day=${day}`));
    if (day !== $("slots-day").value) return;
    this.#know(found?.plans ?? null, "unknown");
  }

  #know(plans, otherwise) {
    this.#plans = plans;
    this.#code = plans === null ? otherwise : plans.length ? "" : "none";
    this.draw(this.desk.shown);
  }

  draw(shown) {
    if (!$("slots-day").value && shown.clock.set) {
      $("slots-day").value = localText(shown.clock.now(), shown.timezone).slice(0, 10);
      this.look();
    }
    this.#drawPlans(shown);
    this.#drawAppointments(shown);
  }

  #drawPlans(shown) {
    this.#booked = this.#ofDay(shown).filter((row) => row.state !== "cancelled"); // also of a slot that is over
    const plans = this.#plans ?? [];
    write($("slots-none"), this.#code && shown.texts.say(`page.slots.${this.#code}`));
    keyed($("plans"), plans, {
      key: (plan) => plan.id,
      make: () => h("li", {}, h("strong", { "data-part": "name" }), " ", h("span", { class: "soft", "data-part": "about" }), h("div", { class: "slots", "data-part": "slots" }), h("p", { class: "soft", "data-part": "none" })),
      update: (li, plan) => this.#drawPlan(li, plan, shown),
    });
  }

  #drawPlan(li, plan, shown) {
    const { texts, view } = shown;
    const matters = plan.matters.map((id) => texts.words(view.matters?.[id]?.name)).join(texts.say("page.comma"));
    write(part(li, "name"), texts.words(plan.name));
    write(part(li, "about"), texts.say("page.slots.about", { matters, n: plan.capacity, minutes: plan.length_min, days: plan.ahead_days }));
    write(part(li, "none"), plan.slots.length ? "" : texts.say("page.slots.none_that_day"));
    keyed(part(li, "slots"), plan.slots, {
      key: (slot) => slot.slot,
      make: () => h("button", { type: "button", class: "small slot" }),
      update: (button, slot) => this.#drawSlot(button, slot, plan, shown),
    });
  }

  #drawSlot(button, slot, plan, shown) {
    const booked = this.#booked.filter((row) => row.slot === slot.slot && plan.matters.includes(row.matter)).length;
    const full = booked >= plan.capacity;
    const time = clockText(slot.slot, shown);
    write(button, `${time} ${booked}/${plan.capacity}`);
    setAttribute(button, "data-full", full);
    setAttribute(button, "aria-label", shown.texts.say(full ? "page.slots.full" : "page.slots.book", { time, booked, n: plan.capacity }));
    button.ariaDisabled = shown.open && slot.bookable.length && !full ? null : "true";
    button.onclick = () => button.ariaDisabled !== "true" && this.#book(slot, plan);
  }

  #book(slot, plan) {
    const { shown, texts } = this.desk;
    const form = this.book.dialog.querySelector("form");
    const given = part(this.book.dialog, "given");
    write($("book-slot"), `${texts.words(plan.name)} · ${timeText(slot.slot, shown)}`);
    form.elements.matter.replaceChildren(...slot.bookable.map((id) => h("option", { value: id }, texts.words(shown.view.matters?.[id]?.name))));
    show(given, false);
    show($("book-now"), true);
    form.onsubmit = (event) => {
      event.preventDefault();
      if (!this.book.filled(form)) return;
      this.book.submit({ type: "book_appointment", matter: form.elements.matter.value, slot: slot.slot }, (answer) => {
        write(given, texts.say("page.book.code", { code: answer.code, time: timeText(answer.slot, this.desk.shown) }));
        show(given, true);
        show($("book-now"), false); // once: the code is to be written down before the next
      });
    };
    this.book.open();
  }

  /** Those of the feed, and those of the record that the feed no longer holds: cancelled, lapsed, of a day that is over. */
  #ofDay(shown) {
    const day = $("slots-day").value;
    const live = rows(shown.view, "appointments").filter((row) => localText(row.slot, shown.timezone).startsWith(day));
    const known = new Set(live.map((row) => row.id));
    const past = this.apart.appointmentsOf(day).filter((row) => !known.has(row.appointment));
    return [...live.map(ofFeed), ...past.map(ofRecord)].sort((a, b) => a.slot - b.slot || a.id - b.id);
  }

  #drawAppointments(shown) {
    const unread = this.apart.unread($("slots-day").value);
    const all = this.#ofDay(shown);
    write($("appointments-count"), all.length || "");
    show($("appointments-none"), all.length === 0 && !unread);
    show($("appointments-unread"), unread);
    show($("appointments").closest("table"), all.length > 0);
    drawTable($("appointments"), all, {
      key: (row) => row.id,
      columns: [
        { text: (row) => clockText(row.slot, shown), strong: true },
        { text: (row) => shown.texts.words(shown.view.matters?.[row.matter]?.name) || row.matter },
        { text: (row) => row.code },
        { text: (row) => shown.texts.say(`page.appointment.${row.state}`, { number: row.number }), mark: (row) => (row.state === "lapsed" ? "warn" : "") },
        { text: (row) => row.by },
        { cell: (row, td) => this.#drawCancel(row, td, shown) },
      ],
    });
  }

  #drawCancel(row, td, { texts, open, ask }) {
    const button = td.firstElementChild ?? td.appendChild(h("button", { type: "button", class: "small danger" }));
    show(button, row.state === "booked");
    write(button, texts.say("page.appointment.cancel"));
    setAttribute(button, "aria-label", texts.say("page.appointment.cancel.of", { code: row.code }));
    button.ariaDisabled = open ? null : "true";
    const run = () => ask({ type: "cancel_appointment", appointment: row.id });
    const title = texts.say("page.command.cancel_appointment");
    button.onclick = () => open && choose(texts, { title, body: [texts.say("page.appointment.cancel.ask", { code: row.code })], choices: [{ label: title, danger: true, run }] });
  }
}

const ofFeed = (row) => ({ ...row, number: row.ticket, state: row.ticket ? "kept" : "booked" });
const ofRecord = (row) => ({ ...row, id: row.appointment, code: "—" });
const clockText = (moment, { timezone }) => localText(moment, timezone).slice(11);
