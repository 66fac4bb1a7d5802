// A resident at a kiosk has asked for a person: a card on every terminal, until somebody goes and it is done.

import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";

const $ = (id) => document.getElementById(id);

/** The cards: those that nobody goes to, and one's own. */
export function helpFor(desk) {
  return desk.help.filter((row) => !row.coming || row.clerk === desk.id);
}

export function drawHelp(desk, shown) {
  const open = helpFor(desk);
  show($("help-asked"), open.length > 0);
  keyed($("help-list"), open, { key: (row) => row.id, make: () => card(shown), update: (li, row) => update(li, row, shown) });
}

function card({ ask }) {
  const li = h("li", { class: "prompt prompt-asked" }, h("strong", { "data-part": "what" }));
  const button = (name, type, look) => h("button", {
    type: "button", class: look, "data-part": name,
    onclick: (event) => event.currentTarget.ariaDisabled !== "true" && ask({ type, kiosk: li.row.id }),
  });
  li.append(h("div", { class: "prompt-acts" }, button("go", "go_to_kiosk", "main"), button("done", "end_help", "")));
  return li;
}

function update(li, row, shown) {
  const { texts, open } = shown;
  li.row = row;
  write(part(li, "what"), texts.say(row.coming ? "page.help.mine" : "page.help.at", { device: kioskName(row.id, shown) }));
  write(part(li, "go"), texts.say("page.help.go"));
  write(part(li, "done"), texts.say("page.help.done"));
  show(part(li, "go"), !row.coming);
  for (const name of ["go", "done"]) setAttribute(part(li, name), "aria-disabled", open ? null : "true");
}

/** By the name that it was given, else "取号机 k1" by its id: "kiosk:k1", "kiosk-1". */
function kioskName(id, { texts, deviceNames }) {
  const [, of, n] = /^(\w+?)[-:](.+)$/.exec(id) ?? [];
  const code = `page.devices.kind.${of}`;
  return deviceNames[id] || (texts.has(code) ? texts.say("page.device", { kind: texts.say(code), n }) : id);
}
