// A ticket on a phone. What opens it stands behind the #, goes out in a header alone and stays in the address bar, so that the page
// survives a reload; nothing is stored. Language and large type stand in the page's own address, too.

import { at } from "/web/address.js";
import { dayAndTime, timeWithSeconds } from "/web/clock.js";
import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { guarded, watchFaults } from "/web/faults.js";
import { pageData, Texts } from "/web/texts.js";
import { Alerts } from "./phone_alerts.js";
import { LATE_MS, Poll } from "./phone_poll.js";
import * as words from "./phone_words.js";

const AGE_EVERY_MS = 1_000;

const asked = new URLSearchParams(location.search);
const every = pageData(document, "texts");
const alerts = new Alerts();
let texts = textsOf(asked.get("language") ?? document.documentElement.lang);
let chosen = asked.has("language"); // else the language of the paper
let row; // undefined: not heard yet; null: there is no such ticket
let poll;

watchFaults();
part(document, "large").addEventListener("click", () => keep("large", asked.get("large") ? "" : "1"));
part(document, "other").addEventListener("click", () => keep("language", texts.language === "en" ? "zh" : "en"));
part(document, "alerts").addEventListener("click", () => {
  alerts.turn(!alerts.on);
  if (poll) poll.wakeful = alerts.on;
  draw();
});
addEventListener("hashchange", () => location.reload());
begin();

function begin() {
  const ticket = location.hash.slice(1);
  draw();
  if (!/^[0-9]{1,15}\.[A-Za-z0-9_-]{22}$/.test(ticket)) return heard(null);
  poll = new Poll(at("/api/phone"), ticket, heard);
  poll.now();
  setInterval(age, AGE_EVERY_MS);
}

function heard(told) {
  row = told;
  if (row && !chosen) texts = textsOf(row.language);
  alerts.take(row);
  guarded(draw);
  document.body.dataset.drawn = "yes";
}

function textsOf(language) {
  const known = language.startsWith("en") ? "en" : "zh";
  return new Texts(known, every[known]);
}

/** Kept in the address, so that a reload is as it was; no server is told, nothing is stored. */
function keep(name, value) {
  value ? asked.set(name, value) : asked.delete(name);
  const query = asked.toString();
  history.replaceState(null, "", location.pathname + (query ? `?${query}` : "") + location.hash);
  if (name === "language") [texts, chosen] = [textsOf(value), true];
  draw();
}

function said(name, text) {
  write(part(document, name), text);
}

function zone() {
  return row?.timezone ?? "Asia/Shanghai";
}

function time(moment) {
  return dayAndTime(moment, Date.now(), { timezone: zone(), language: texts.language });
}

function draw() {
  document.documentElement.lang = texts.language === "en" ? "en" : "zh-CN";
  setAttribute(document.documentElement, "data-large", Boolean(asked.get("large")));
  drawTools();
  said("rule", texts.say("phone.rule"));
  write(document.querySelector('[data-live="fault"]'), texts.say("phone.fault"));
  if (row === undefined) return said("state", texts.say("phone.asking"));
  document.body.dataset.tone = words.tone(row);
  document.title = row ? `${row.number} · ${words.stateWords(row, texts)}` : texts.say("phone.title");
  drawHall();
  drawState();
  drawPanels();
  age();
}

function drawTools() {
  const tell = row !== null && Alerts.possible && words.tone(row ?? null) !== "over";
  for (const name of ["alerts", "alerts-help"]) show(part(document, name), tell);
  said("alerts", texts.say(alerts.on ? "phone.alerts.turn_off" : "phone.alerts.turn_on"));
  setAttribute(part(document, "alerts"), "aria-pressed", String(alerts.on));
  const deaf = alerts.on && !Alerts.vibrates ? texts.say("phone.alerts.only_sound") : "";
  said("alerts-help", texts.say(alerts.on ? "phone.alerts.are_on" : "phone.alerts.help") + deaf);
  said("large", texts.say("phone.large"));
  setAttribute(part(document, "large"), "aria-pressed", String(Boolean(asked.get("large"))));
  said("other", texts.say("phone.other_language"));
  part(document, "other").lang = texts.language === "en" ? "zh-CN" : "en";
}

function drawHall() {
  said("hall", row ? texts.words(row.hall) : texts.say("phone.title"));
  show(part(document, "sample"), Boolean(row?.sample));
  said("sample", texts.say("phone.sample"));
  show(part(document, "phone-panel"), Boolean(row?.phone));
  said("phone-title", texts.say("phone.phone"));
  said("phone", row?.phone);
  setAttribute(part(document, "phone"), "href", row?.phone ? `tel:${row.phone.replace(/[^+0-9]/g, "")}` : null);
  const pause = words.pauseWords(row, texts, time);
  show(part(document, "pause"), pause !== "");
  said("pause", pause);
  setAttribute(document.body, "data-evacuate", row?.paused === "evacuation");
}

function drawState() {
  const [how, then] = words.howWords(row, texts);
  said("state", words.stateWords(row, texts));
  said("number", row?.number);
  part(document, "number").style.setProperty("--letters", Math.max(4, row?.number.length ?? 4));
  said("ahead", words.aheadWords(row, texts));
  said("how", how);
  said("then_how", then);
  const alert = words.alertWords(row, texts);
  said("alert", alert);
  show(part(document, "alert"), alert !== "");
}

function drawPanels() {
  const { where, cover } = words.whereWords(row, texts, time);
  panel("where", where, texts.say("phone.where"));
  said("cover", cover);
  panel("wait", words.waitWords(row, texts), texts.say("phone.wait"));
  said("score", words.scoreWords(row, texts));
  said("matter", texts.words(row?.matter));
  said("issued", words.issuedWords(row, texts, time));
  list("then", words.isOver(row) ? [] : row.then);
  list("bring", words.isOver(row) ? [] : row.bring);
  show(part(document, "matter").closest("section"), row !== null);
}

function panel(name, text, title) {
  show(part(document, `${name}-panel`), text !== "");
  said(name, text);
  said(`${name}-title`, title);
}

function list(name, items) {
  show(part(document, `${name}-title`), items.length > 0);
  said(`${name}-title`, texts.say(`phone.${name}`));
  const rows = items.map((one, n) => ({ n, text: texts.words(one) }));
  keyed(part(document, name), rows, { key: ({ n }) => n, make: () => h("li"), update: (li, { text }) => write(li, text) });
}

/** How old the page is: beyond 20 s it says so, and the number of people ahead is no longer there to be believed. */
function age() {
  if (!poll) return;
  const late = poll.age > LATE_MS;
  const last = poll.lastHeard ? timeWithSeconds(poll.lastHeard.time, zone()) : "";
  show(part(document, "late"), late);
  said("late", last ? texts.say("phone.late", { time: last }) : texts.say("phone.never"));
  setAttribute(document.body, "data-late", late);
  show(part(document, "ahead"), !late);
  show(part(document, "wait-panel"), !late && words.waitWords(row ?? null, texts) !== "");
  said("updated", last && !late ? texts.say("phone.updated", { time: last }) : "");
}
