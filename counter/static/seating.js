// Choosing a window: the clerk's own first, taken ones greyed with who sits there.

import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { timeText } from "/web/reasons.js";
import { seats } from "./desk.js";

const $ = (id) => document.getElementById(id);

export function drawSeating(desk, shown) {
  drawWhereabouts(desk, shown);
  const windows = seats(shown.view, desk.id);
  show($("no-hall"), windows.length === 0);
  keyed($("windows"), windows, {
    key: (window) => window.number,
    make: (window) => seatCard(window, shown.ask),
    update: (li, window) => updateSeat(li, window, shown),
  });
}

function seatCard(window, ask) {
  const button = h("button", { type: "button", class: "seat" },
    h("span", { class: "seat-number", "data-part": "number" }),
    h("span", { "data-part": "name" }),
    h("span", { class: "seat-who", "data-part": "who" }));
  button.addEventListener("click", () => button.ariaDisabled !== "true" && ask({ type: "sit_down", window: window.number }));
  return h("li", {}, button);
}

function updateSeat(li, window, { texts, open }) {
  const button = li.firstElementChild;
  button.classList.toggle("main", window.mine && !window.clerk);
  setAttribute(button, "aria-disabled", open ? null : "true");
  // A taken one is offered too: the seat of somebody absent may be taken (AB-13), and the server knows.
  button.classList.toggle("taken", Boolean(window.clerk));
  write(part(li, "number"), texts.say("page.window", { n: window.number }));
  write(part(li, "name"), texts.words(window.name));
  const who = window.mine ? "page.counter.sit.mine" : "page.counter.sit.free";
  write(part(li, "who"), window.clerk ? texts.say("page.counter.sit.taken", { clerk: window.clerk }) : texts.say(who));
}

/** A leave that holds now: on record, or by this page's clock, which may be a moment behind the hall's. */
export function drawWhereabouts(desk, shown) {
  const begun = ["on_leave", "official"].includes(desk.me?.absent) || (desk.me?.on_leave_since ?? 0) <= shown.clock.now();
  const leave = begun ? desk.me?.on_leave_until : null;
  show($("whereabouts"), Boolean(leave));
  const code = desk.me?.on_leave_official ? "page.counter.official" : "page.counter.on_leave"; // back early from the first ends it (D-5)
  if (leave) write($("whereabouts"), shown.texts.say(code, { time: timeText(leave, shown) }));
}
