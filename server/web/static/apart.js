// The day's numbers that did not simply go their way: missed, given up, voided, lapsed, carried over, put first.

import { at } from "/web/address.js";
import { localText } from "/web/clock.js";
import { h, show, write } from "/web/dom.js";
import { timeText } from "/web/reasons.js";
import { drawTable } from "/web/table.js";
import { read } from "./reading.js";
import { drawTicketLink } from "./ticket_link.js";

const CHANGED_MS = 2_000; // the feed tells that something changed; the record is asked not more often than this
const $ = (id) => document.getElementById(id);

export class Apart {
  #days = new Map(); // day → what the record said of it last; null where it could not be read
  #asking = false;
  #upto = null;

  constructor(desk) {
    this.desk = desk;
    for (const id of ["apart-day", "slots-day"]) $(id).addEventListener("change", () => this.#lookAnew());
    setInterval(() => (this.desk.link.upto !== this.#upto || this.#unsure) && this.look(), CHANGED_MS);
  }

  /** The appointments of `day` as the record has them. */
  appointmentsOf(day) {
    return this.#days.get(day)?.appointments ?? [];
  }

  /** Whether what `day` was could not be read: then nothing may be said of it. */
  unread(day) {
    return this.#days.get(day) === null;
  }

  get #chosen() {
    return [...new Set([$("apart-day").value, $("slots-day").value])].filter(Boolean);
  }

  get #unsure() {
    return this.#chosen.some((day) => !this.#days.get(day));
  }

  /** Of a day that was not read yet nothing is said: what stood there is another's. */
  #lookAnew() {
    this.desk.draw();
    return this.look();
  }

  async look() {
    if (this.#asking || !this.desk.link.me) return;
    this.#asking = true;
    this.#upto = this.desk.link.upto;
    try {
      await Promise.all(this.#chosen.map((day) => this.#read(day)));
    } finally {
      this.#asking = false; // whatever went wrong: it is asked again
    }
    this.desk.draw();
  }

  async #read(day) {
    const { found } = await read(at(`/supervisor/day.json?day=${day}`));
    this.#days.set(day, found ?? null);
  }

  draw(shown) {
    if (!$("apart-day").value && shown.clock.set) $("apart-day").value = localText(shown.clock.now(), shown.timezone).slice(0, 10);
    const found = this.#days.get($("apart-day").value);
    const tickets = found?.tickets ?? [];
    write($("apart-count"), tickets.length || "");
    show($("apart-none"), Boolean(found) && tickets.length === 0);
    show($("apart-unread"), found === null);
    show($("apart").closest("table"), tickets.length > 0);
    drawTable($("apart"), tickets, {
      key: (row) => row.ticket,
      columns: [
        { cell: (row, td) => drawTicketLink(td, row.number, dayOf(row, shown)) },
        { text: (row) => shown.texts.words(shown.view.matters?.[row.matter]?.name) || row.matter },
        { text: (row) => stateText(row, shown) },
        { text: (row) => timeText(row.at, shown) },
        { text: (row) => byText(row.by, shown) },
        { cell: (row, td) => drawReEnter(row, td, shown) },
      ],
    });
  }
}

/** The record knows nobody by a number whose entry was taken back, or somebody else; nor one that was typed in when its day was over. */
function dayOf(row, { timezone }) {
  return row.state === "taken_back" || row.filed ? null : localText(row.issued_at, timezone).slice(0, 10);
}

function stateText(row, { texts }) {
  const state = texts.say(row.carried && row.state === "waiting" ? "page.ticket.carried" : `page.ticket.${row.state}`);
  if (!row.special) return state;
  return `${state} · ${texts.say("page.ticket.special_by", { reason: texts.say(`page.special.${row.special}`), by: row.special_by })}`;
}

/** Whoever did it; the system by its own name, a kiosk by the name it was given. */
function byText(by, { texts, deviceNames }) {
  return by === "system" ? texts.say("page.by.system") : deviceNames[by] ?? by;
}

/** Missed or carried over: somebody stands at the desk and wants back into the line. */
function drawReEnter(row, td, { texts, open, ask }) {
  const button = td.firstElementChild ?? td.appendChild(h("button", { type: "button", class: "small" }));
  show(button, row.state === "missed" || (row.carried && row.state === "waiting"));
  write(button, texts.say("page.row.re_enter"));
  button.ariaDisabled = open ? null : "true";
  button.onclick = () => open && ask({ type: "re_enter", ticket: row.ticket });
}
