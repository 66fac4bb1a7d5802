// A day without power: sheets that were printed, and their stubs typed in afterwards, from the keyboard.

import { at } from "/web/address.js";
import { guarded } from "/web/faults.js";
import { show } from "/web/dom.js";
import { localText } from "/web/clock.js";
import { drawTable } from "/web/table.js";
import { requestId } from "/web/requests.js";
import { read } from "./reading.js";
import { Stubs } from "./stubs.js";
import { SupervisorDesk } from "./supervisor_desk.js";

const CHANGED_MS = 2_000; // the feed tells that something changed; the record is asked not more often than this
const $ = (id) => document.getElementById(id);

class Record {
  #upto = null;
  #asking = false;
  told = null; // what the record said last

  constructor(desk) {
    this.desk = desk;
    setInterval(() => guarded(() => desk.link.me && desk.link.upto !== this.#upto && this.look()), CHANGED_MS);
  }

  async look() {
    if (this.#asking) return;
    this.#asking = true;
    this.#upto = this.desk.link.upto;
    const { found } = await read(at("/supervisor/emergency.json"));
    this.#asking = false;
    if (!found) this.#upto = null; // asked again
    this.told = found ?? this.told;
    show($("emergency-unread"), !found);
    this.desk.draw();
  }

  draw({ timezone }) {
    const runs = this.told?.runs ?? [];
    show($("runs-none"), runs.length === 0);
    drawTable($("runs"), runs, {
      key: (row) => row.run,
      columns: [
        { text: (row) => localText(row.at, timezone).replace("T", " ") },
        { text: (row) => between(...row.serials.map((n) => String(n).padStart(4, "0"))), strong: true },
        { text: (row) => between(...row.numbers) },
        { text: (row) => row.by },
      ],
    });
  }
}

function between(first, last) {
  return first === last ? first : `${first} – ${last}`;
}

const desk = new SupervisorDesk({ parts: (shown) => all.map((one) => () => one.draw(shown)) });
const record = new Record(desk);
const all = [record, new Stubs(desk, record)];
// Whoever asks for sheets again means other ones: each request has an id of its own.
$("sheets").addEventListener("submit", ({ target }) => setTimeout(() => (target.elements.ask.value = requestId()), 0));
desk.start();
