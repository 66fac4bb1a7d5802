// A resident's own case. Number and secret go in the body of a POST; from the QR code they come behind the #, which no
// server ever sees, and are taken out of the address bar at once. A page left alone clears itself: a kiosk is for the next one.

import { at } from "/web/address.js";
import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { watchFaults } from "/web/faults.js";
import { Texts } from "/web/texts.js";
import { clockWords, dayAndTime, dueWords, markedLight, partText, stateWords } from "/web/case_words.js";

const ALONE_MS = 120_000;
const DONE = ["closed", "delivered"];

const texts = Texts.ofPage(document);
const [form, told, refused] = ["ask", "told", "refused"].map((id) => document.getElementById(id));
let alone = 0;

watchFaults();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(form.elements.number.value.trim(), form.elements.secret.value.trim());
});
form.elements.secret.addEventListener("input", (event) => event.isComposing || narrow(form.elements.secret));
form.elements.secret.addEventListener("change", () => narrow(form.elements.secret));
document.getElementById("leave").addEventListener("click", clear);
for (const event of ["pointerdown", "keydown", "scroll"]) addEventListener(event, wait);
addEventListener("hashchange", opened);
opened();

/** From the receipt's QR code: /case#NUMBER.SECRET. */
function opened() {
  const brought = decoded(location.hash.slice(1));
  if (!brought) return;
  history.replaceState(null, "", location.pathname + location.search);
  clear(); // whoever held this phone before
  const dot = brought.lastIndexOf(".");
  if (dot > 0) ask(brought.slice(0, dot), brought.slice(dot + 1));
  else refuse(texts.say("page.case.unread"));
}

/** Digits of any width, pasted with spaces: the code as the receipt has it. */
function narrow(input) {
  const digits = input.value.normalize("NFKC").replace(/\s/g, "");
  if (digits !== input.value) input.value = digits;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not written by us: no number is found in it
  }
}

async function ask(number, secret) {
  const answer = await send({ number, secret });
  show(refused, false);
  if (answer.ok) draw(answer, secret);
  else refuse(whyNot(answer));
  wait();
}

function refuse(words) {
  write(refused, words);
  show(refused, true);
}

function whyNot({ refused }) {
  if (!refused) return texts.say("page.case.failed");
  return refused.code === "too_many" ? texts.say("page.case.too_many") : texts.words(refused.text);
}

async function send(asked) {
  const headers = { "Content-Type": "application/json", "X-CSRF": form.elements.csrf_token.value };
  try {
    const answer = await fetch(at("/api/case-progress"), { method: "POST", headers, body: JSON.stringify(asked) });
    return await answer.json();
  } catch {
    return { ok: false };
  }
}

function draw(row, secret) {
  const zone = row.timezone;
  const light = markedLight(row, texts);
  write(part(told, "state"), stateWords(row, texts));
  show(part(told, "light"), light !== "");
  write(part(told, "light"), light);
  setAttribute(told, "data-light", row.light);
  write(part(told, "matter"), texts.words(row.matter));
  write(part(told, "number"), `${row.number} · ${texts.words(row.department)}`);
  write(part(told, "clock"), clockWords(row, texts, (why) => texts.words(why)) || unbegun(row));
  write(part(told, "due"), [dueWords(row, texts, zone), bringWords(row, zone)].filter(Boolean).join(" · "));
  list("missing", row.missing.map((words) => texts.words(words)));
  list("parts", row.parts.map((one) => partText(one, texts, zone)));
  list("steps", row.steps.map((words) => texts.words(words)));
  const done = DONE.includes(row.end || row.state) ? row.steps.length : (row.step ?? 0);
  Array.from(part(told, "steps").children).forEach((li, n) => {
    setAttribute(li, "aria-current", n === row.step && row.state === "accepted" ? "step" : null);
    if (n === row.step && row.step_late) write(li, `${texts.words(row.steps[n])}${texts.say("page.case.step_late")}`);
    setAttribute(li, "data-done", n < done);
  });
  write(part(told, "handler"), [texts.words(row.handler), row.clerk].filter(Boolean).join(" "));
  write(part(told, "agent"), agentText(row));
  write(part(told, "phone"), row.phone ? `${texts.say("page.case.phone")} ${row.phone}` : "");
  list("history", row.history.map((one) => happened(one, zone)));
  const written = row.history.filter((one) => one.note).at(-1)?.note ?? "";
  write(part(told, "note"), written);
  show(part(told, "note-panel"), written !== "");
  show(told, true);
  show(form, false);
  languages().forEach((link) => (link.hash = `${row.number}.${secret}`)); // the other language opens the same case
  told.scrollIntoView();
}

function happened(one, zone) {
  const text = `${dayAndTime(one.at, texts.language, zone)}　${texts.words(one.text)}`;
  return one.note ? `${text}${texts.language === "en" ? ": " : "："}${one.note}` : text;
}

/** "全程代办：民政助理 A04 · 已送交上级窗口（县级）" (C-11); empty where nobody carries it. */
function agentText(row) {
  if (!row.agent) return "";
  const who = [texts.words(row.agent_title), row.agent].filter(Boolean).join(" ");
  return [`${texts.say("page.case.agent")} ${who}`, row.leg ? texts.words(row.leg) : ""].filter(Boolean).join(" · ");
}

/** Until when what is missing is to be brought (C-8); empty where the notice named no date. */
function bringWords({ bring_by: by }, zone) {
  return by ? texts.say("page.case.bring_by", { date: dayAndTime(by, texts.language, zone) }) : "";
}

function languages() {
  return document.querySelectorAll(".bar-language");
}

const unbegun = (row) => (row.state === "registered" || row.state === "supplement" ? texts.say("page.case.open_clock") : "");

function list(name, lines) {
  const items = lines.map((text, n) => ({ n, text }));
  keyed(part(told, name), items, { key: ({ n }) => n, make: () => h("li"), update: (li, { text }) => write(li, text) });
  const panel = part(told, `${name}-panel`);
  if (panel) show(panel, lines.length > 0);
}

function wait() {
  clearTimeout(alone);
  if (!told.hidden) alone = setTimeout(clear, ALONE_MS);
}

/** Nothing of the case is left on the page, nor in its form. */
function clear() {
  form.reset();
  languages().forEach((link) => (link.hash = ""));
  for (const name of ["state", "matter", "number", "clock", "due", "handler", "agent", "phone", "note"]) write(part(told, name), "");
  for (const name of ["missing", "parts", "steps", "history"]) list(name, []);
  show(told, false);
  show(refused, false);
  show(form, true);
  form.elements.number.focus();
}
