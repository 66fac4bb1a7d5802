// The board for everybody: asks /api/board twice a second by the version it has, so that a change is here within a second (P-1).

import { at } from "/web/address.js";
import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { watchFaults } from "/web/faults.js";
import { Texts } from "/web/texts.js";
import { clockTime, clockWords, dayAndTime, dueWords, lightMark, markedLight, stateWords } from "/web/case_words.js";

const EVERY_MS = 500;
const LATE_AFTER_MS = 5000;
const LOST_AFTER_MS = 60_000; // then nothing that may no longer be true is shown, as on the wall
const TURN_MS = 12_000;
const HANDS_OFF_MS = 60_000;
const FIGURES = ["accepted", "closed", "on_time", "overdue"];
const ENDED = ["closed", "delivered", "denied", "refused", "no_permit"];
const LIGHTS = ["red", "yellow", "green"];

const texts = Texts.ofPage(document);
const element = (id) => document.getElementById(id);
let known = { version: "", zone: "Asia/Shanghai", heard: 0, now: 0 };
let touched = -HANDS_OFF_MS;

watchFaults();
for (const event of ["pointerdown", "wheel", "keydown"]) addEventListener(event, () => (touched = performance.now()));
setInterval(turn, TURN_MS);
ask();

async function ask() {
  if (!document.hidden) await look();
  setTimeout(ask, EVERY_MS);
}

async function look() {
  try {
    const answer = await fetch(at(`/api/board?after=${encodeURIComponent(known.version)}`));
    const told = await answer.json();
    if (told.ok) take(told);
  } catch {
    // asked again at once; how old the page is stands on it
  }
  age();
}

function take(told) {
  known = { ...known, heard: performance.now(), now: told.now };
  if (told.board) {
    draw(told);
    known.version = told.version;
  }
}

function age() {
  const silent = performance.now() - known.heard;
  const late = silent > LATE_AFTER_MS;
  const lost = silent > LOST_AFTER_MS;
  for (const name of ["cases", "departments-panel"]) show(element(name), !lost);
  show(element("lost"), lost);
  show(element("late"), late);
  if (late) write(element("late"), texts.say("page.board.late", { time: time() }));
  else write(element("updated"), texts.say("page.board.updated", { time: time() }));
}

const time = () => (known.now ? clockTime(known.now, texts.language, known.zone) : "—");

/** As the wall: a pause above everything, an evacuation over everything. */
function drawPause(hall, now) {
  const evacuated = hall?.paused === "evacuation";
  const paused = !evacuated && hall?.paused && hall.phase !== "closed";
  show(element("evacuation"), evacuated);
  show(element("paused"), Boolean(paused));
  if (!paused) return;
  const known = texts.has(`page.pause.${hall.paused}`) ? hall.paused : "other";
  const until = hall.paused_until > now ? dayAndTime(hall.paused_until, texts.language, hall.timezone) : "";
  const reason = texts.say(`page.pause.${known}`);
  write(element("paused"), texts.say(until ? "page.board.paused_until" : "page.board.paused", { reason, time: until }));
}

function draw({ now, hall, board, departments }) {
  known.zone = hall?.timezone ?? known.zone;
  const sample = hall?.sample ? ` · ${texts.say("page.board.sample")}` : "";
  write(element("hall"), hall ? texts.words(hall.name) + sample : texts.say("page.board.no_hall"));
  drawPause(hall, now);
  show(element("empty"), board.length === 0);
  const [open, ended] = [false, true].map((over) => board.filter((row) => ENDED.includes(row.state) === over));
  keyed(element("rows"), open, { key: (row) => row.id, make: newRow, update: drawRow });
  show(element("ended-title"), ended.length > 0);
  keyed(element("ended"), ended, { key: (row) => row.id, make: newRow, update: drawRow });
  keyed(element("departments"), departments, { key: (row) => row.id, make: newDepartment, update: drawDepartment });
  told("duty", texts.words(hall?.duty_leader));
  const next = hall?.duty_next ?? [];
  show(element("duty-panel"), texts.words(hall?.duty_leader) !== "" || next.length > 0);
  lines("next-duty", next.map(({ day, leader }) => texts.say("page.board.next_duty", { date: dayOf(day), leader: texts.words(leader) })));
  told("complaints", hall?.complaints ?? "");
  for (const name of ["commitments", "notices"]) {
    const said = (hall?.[name] ?? []).map((words) => texts.words(words));
    show(element(`${name}-panel`), said.length > 0);
    lines(name, said);
  }
}

/** "11月24日 周二": a date of the hall's calendar, whatever the reader's own zone. */
function dayOf(day) {
  const form = { timeZone: "UTC", month: "short", day: "numeric", weekday: "short" };
  return new Intl.DateTimeFormat(texts.language === "en" ? "en-GB" : "zh-CN", form).format(Date.parse(`${day}T00:00:00Z`));
}

function lines(name, said) {
  const items = said.map((text, id) => ({ id, text }));
  keyed(element(name), items, { key: ({ id }) => id, make: () => h("li"), update: (li, { text }) => write(li, text) });
}

function told(name, text) {
  write(element(name), text);
  show(element(`${name}-panel`), text !== "");
}

function newRow() {
  const named = (tag, name, style) => h(tag, { "data-part": name, class: style });
  return h(
    "li",
    { class: "board-row" },
    h("span", { class: "board-what" }, named("strong", "number", "board-number"), named("span", "state", "board-state")),
    h("span", { class: "board-matter" }, named("b", "matter"), " ", named("span", "where", "soft"), named("span", "who", "soft board-who")),
    h("span", { class: "board-clock" }, named("span", "light", "light"), named("span", "clock"), named("span", "due", "soft")),
  );
}

function drawRow(li, row) {
  const marks = row.mark ? [texts.say(`page.board.${row.mark}`)] : [];
  for (const name of row.late_parts ?? []) marks.push(texts.say("page.board.late_part", { department: texts.words(name) }));
  write(part(li, "number"), row.number);
  write(part(li, "state"), [stateWords(row, texts), ...marks].join(" · "));
  write(part(li, "matter"), texts.words(row.matter));
  write(part(li, "where"), texts.words(row.department));
  writeMasked(part(li, "who"), row.applicant ?? "");
  const light = markedLight(row, texts);
  show(part(li, "light"), light !== "");
  write(part(li, "light"), light);
  write(part(li, "clock"), clockWords(row, texts, (why) => texts.say(`page.case.stop.${why}`)));
  write(part(li, "due"), dueWords(row, texts, known.zone));
  setAttribute(li, "data-light", row.light ?? "none");
}

/** "张＊": the star as large as a character, which fonts draw small in the middle of a wide one. */
function writeMasked(element, text) {
  if (element.textContent === text) return;
  const parts = text.split(/(＊)/).filter(Boolean);
  element.replaceChildren(...parts.map((one) => (one === "＊" ? h("span", { class: "board-star" }, one) : one)));
}

function newDepartment() {
  const list = h("p", { class: "soft board-figures", "data-part": "figures" });
  return h("li", {}, h("b", { "data-part": "name" }), h("span", { class: "board-lights", "data-part": "lights" }), list);
}

function drawDepartment(li, row) {
  write(part(li, "name"), texts.words(row.name));
  const figures = FIGURES.map((name) => `${texts.say(`page.board.${name}`)} ${row[name] ?? 0}`);
  if (row.waiting) figures.push(`${texts.say("page.board.waiting")} ${row.waiting}`);
  const apart = figures.map((text, id) => ({ id, text: id < figures.length - 1 ? `${text} ·` : text }));
  keyed(part(li, "figures"), apart, { key: ({ id }) => id, make: () => h("span"), update: (span, { text }) => write(span, text) });
  const lights = LIGHTS.filter((light) => row[light]).map((light) => ({ light, n: row[light] }));
  keyed(part(li, "lights"), lights, {
    key: ({ light }) => light,
    make: ({ light }) => h("span", { class: "light", "data-light": light }),
    update: (span, { light, n }) => write(span, `${lightMark(light)} ${texts.say(`page.case.light.${light}`)} ${n}`),
  });
}

/** On a big screen that nobody touches, the next rows; after the last ones the first again. A phone is scrolled by hand. */
function turn() {
  const untouched = performance.now() - touched > HANDS_OFF_MS;
  if (innerWidth < 1100 || !untouched) return;
  const end = document.documentElement.scrollHeight - innerHeight;
  scrollTo({ top: scrollY >= end - 4 ? 0 : scrollY + innerHeight * 0.8 });
}
