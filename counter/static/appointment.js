// Appointments at the window: somebody with a code checks in, somebody without one books a slot.

import { at } from "/web/address.js";
import { localText } from "/web/clock.js";
import { h, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { AskingDialog } from "/web/outcome.js";
import { timeText } from "/web/reasons.js";
import { Given } from "./given.js";
import { whereText } from "./issue.js";

const $ = (id) => document.getElementById(id);

export class AppointmentDialog extends AskingDialog {
  #looked = 0; // which look at the slots was the last: an older one that answers late is of another day

  constructor(dialog, { texts, clock, ask }) {
    super(dialog, { texts, ask });
    Object.assign(this, { clock, checkIn: $("appointment-check-in"), book: $("appointment-book"), forms: $("appointment-forms") });
    this.given = new Given($("appointment"), { onWritten: () => dialog.close() });
    this.checkIn.addEventListener("submit", (event) => this.#sent(event, () => this.#checkIn()));
    this.book.addEventListener("submit", (event) => this.#sent(event, () => this.#book()));
    for (const name of ["matter", "day"]) this.book.elements[name].addEventListener("change", () => this.#look());
  }

  openWith(view, timezone) {
    Object.assign(this, { view, timezone });
    const { matter, day } = this.book.elements;
    const booked = rows(view, "matters").filter((row) => row.appointments);
    this.checkIn.reset();
    matter.replaceChildren(...booked.map((row) => h("option", { value: row.id }, this.texts.words(row.name))));
    day.min = day.value = localText(this.clock.now(), timezone).slice(0, 10);
    show(this.forms, true);
    this.given.hide();
    this.open();
    this.checkIn.elements.code.focus();
    this.#look();
  }

  #sent(event, send) {
    event.preventDefault();
    if (this.filled(event.target)) send();
  }

  #checkIn() {
    const code = this.checkIn.elements.code.value.trim();
    this.submit({ type: "check_in", code }, (issued) => {
      const late = issued.late ? ` · ${this.texts.say("page.check_in.late")}` : "";
      this.#put(issued.number, whereText(issued, this.texts) + late, "page.issue.write");
    });
  }

  #book() {
    const { matter, slot } = this.book.elements;
    if (!slot?.value) return void this.refused(this.texts.say("page.book.slot_first"));
    this.submit({ type: "book_appointment", matter: matter.value, slot: Number(slot.value) }, (booked) => {
      const name = this.texts.words(this.view.matters?.[booked.matter]?.name);
      this.#put(booked.code, this.texts.say("page.book.booked", { matter: name, time: timeText(booked.slot, this) }), "page.book.write");
    });
  }

  #put(number, where, toWrite) {
    show(this.forms, false);
    this.given.put(number, where, this.texts.say(toWrite));
  }

  /** The free slots of the matter and day that are chosen now. */
  async #look() {
    const look = ++this.#looked;
    const { matter, day } = this.book.elements;
    this.#drawSlots([], "page.asking");
    const slots = matter.value && day.value ? await freeSlots(matter.value, day.value) : [];
    if (look !== this.#looked) return;
    this.#drawSlots(slots ?? [], slots ? "page.book.none_free" : "page.book.unknown");
  }

  #drawSlots(slots, without) {
    const choices = slots.map(({ slot, left }) => {
      const text = this.texts.say("page.book.left", { time: localText(slot, this.timezone).slice(11), n: left });
      return h("label", { class: "choice" }, h("input", { type: "radio", name: "slot", value: slot }), text);
    });
    $("appointment-slots").replaceChildren(...choices);
    write($("appointment-none"), slots.length ? "" : this.texts.say(without));
  }
}

/** [{slot, left}]; null where they cannot be read now. */
async function freeSlots(matter, day) {
  try {
    const answer = await fetch(at(`/api/slots?${new URLSearchParams({ matter, day })}`), { redirect: "error" });
    return answer.ok ? (await answer.json()).slots : null;
  } catch {
    return null;
  }
}
