// Kiosks and screens as far as they tell of themselves: what is wrong with each, what it printed today, what is left of its roll.

import { rows } from "/web/fold.js";
import { show } from "/web/dom.js";
import { drawTable } from "/web/table.js";
import { deviceName } from "./alarms.js";

const NOTICES = ["paper_low"];
const $ = (id) => document.getElementById(id);

export function drawDevices(shown) {
  const { texts, view } = shown;
  const devices = rows(view, "devices").sort((a, b) => (a.id < b.id ? -1 : 1));
  show($("devices-panel"), devices.length > 0);
  drawTable($("devices"), devices, {
    key: (row) => row.id,
    rowState: (row) => (row.fault ? "warn" : ""),
    columns: [
      { text: (row) => deviceName(row.id, shown), strong: true },
      { text: (row) => stateOf(row, texts), mark: (row) => markOf(row) },
      { text: (row) => printedOf(row, texts) },
      { text: (row) => rollOf(row, texts) },
    ],
  });
}

function markOf({ fault }) {
  if (!fault) return "";
  return NOTICES.includes(fault) ? "warn" : "alarm";
}

function stateOf({ fault }, texts) {
  if (!fault) return `○\u00a0${texts.say("page.papers.well")}`;
  const code = `page.fault.${fault}`;
  return `${NOTICES.includes(fault) ? "△" : "▲"}\u00a0${texts.has(code) ? texts.say(code) : fault}`;
}

/** "号票 40，补打 1，告知单 3 · 没打出 2，作废 1"; nothing of a device that has told of no paper. */
function printedOf(row, texts) {
  if (!row.day) return "—";
  const { tickets, reprints, slips, failed, voided } = row;
  const lost = failed || voided ? texts.say("page.papers.lost", { failed, voided }) : "";
  return [texts.say("page.papers.counts", { tickets, reprints, slips }), lost].filter(Boolean).join(" · ");
}

function rollOf(row, texts) {
  if (!row.day) return "—";
  const used = texts.say("page.papers.used", { used: metres(row.used_mm) });
  return row.left_mm === null ? used : `${used} · ${texts.say("page.papers.left", { left: metres(row.left_mm) })}`;
}

const metres = (mm) => (mm / 1_000).toFixed(1);
