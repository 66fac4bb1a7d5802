// What the supervisor can do to the whole hall: open, pause, stop numbers, close. Each is asked before it is done.

import { ask as choose } from "/web/choice.js";
import { nextTimeOfDay } from "/web/clock.js";
import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";

/** The acts that make sense in this part of the day: {name, danger, ends: the pause that it is to end}. */
export function actsOf(hall) {
  if (!hall) return [];
  const goOn = hall.paused ? [{ name: hall.paused === "evacuation" ? "lift_evacuation" : "resume_hall", ends: hall.paused, main: true }] : [];
  if (hall.phase === "closed") return [...goOn, { name: "open_hall" }]; // an evacuation outlasts its day
  const acts = hall.paused ? goOn : [{ name: "pause_hall" }];
  if (hall.paused !== "evacuation") acts.push({ name: "evacuate", danger: true }); // a fire breaks out in a pause too
  if (hall.numbers) acts.push({ name: "stop_numbers", danger: true }); // for the rest of the day: there is no way back
  return [...acts, { name: "close_day", danger: true }];
}

export function drawSteering(element, shown) {
  const { texts, view, open } = shown;
  keyed(element, actsOf(rows(view, "hall")[0]), {
    key: (act) => act.name,
    make: (act) => h("button", { type: "button", class: [act.danger && "danger", act.main && "main"].filter(Boolean).join(" ") }),
    update: (button, act) => {
      write(button, nameOf(act, texts));
      button.ariaDisabled = open ? null : "true";
      button.onclick = () => open && (ASKS[act.name] ?? question)(act, shown);
    },
  });
  drawClosing(shown);
}

// -- closing the day: who would be in the way of it is told beforehand, and the hall goes on while one reads --

let closing = null; // its question, while that is open

function askClosing(act, shown) {
  const body = ["in-hand", "waiting"].map((name) => h("p", { "data-part": name }));
  body[0].className = "notice warn";
  body.push(h("p", {}, shown.texts.say("page.ask.close_day")));
  closing = question(act, shown, body);
  drawClosing(shown);
}

function drawClosing({ texts, view }) {
  if (!closing?.isConnected) return;
  const comma = texts.say("page.comma");
  const inHand = rows(view, "windows").filter((row) => row.ticket).sort((a, b) => a.number - b.number);
  const lines = rows(view, "lines").filter((line) => line.waiting);
  const which = inHand.map((row) => texts.say("page.ask.close_day.window", { number: row.ticket, window: row.number }));
  const waiting = lines.map((line) => texts.say("page.ask.close_day.line", { name: texts.words(line.name), n: line.waiting }));
  write(part(closing, "in-hand"), texts.say("page.ask.close_day.in_hand", { which: which.join(comma) }));
  show(part(closing, "in-hand"), which.length > 0);
  const code = waiting.length ? "waiting" : "nobody";
  write(part(closing, "waiting"), texts.say(`page.ask.close_day.${code}`, { lines: waiting.join(" · ") }));
  setAttribute(closing.querySelector("button.danger"), "disabled", which.length > 0);
}

// -- a pause: why, and until when where that is known --

function askPause(act, shown) {
  const { texts, ask, pauseReasons, clock, timezone } = shown;
  const until = h("input", { type: "time", name: "until" });
  const body = [h("label", { class: "choice" }, texts.say("page.ask.pause_hall.until"), until), texts.say("page.ask.pause_hall")];
  const expected = () => (until.value ? nextTimeOfDay(until.value, clock.now(), timezone) : null);
  const choices = pauseReasons
    .filter((reason) => reason !== "evacuation")
    .map((reason) => ({ label: texts.say(`page.pause.${reason}`), run: () => ask({ type: "pause_hall", reason, until: expected() }) }));
  return choose(texts, { title: nameOf(act, texts), body, choices });
}

const ASKS = { close_day: askClosing, pause_hall: askPause };

/** Leaving the house at once is a pause with that reason; its buttons are its own, because nobody looks for it under another. */
function nameOf(act, texts) {
  const own = ["evacuate", "lift_evacuation"].includes(act.name);
  return own ? texts.say(`page.steering.${act.name}`) : texts.say(`page.command.${act.name}`);
}

function question(act, shown, body = [shown.texts.say(`page.ask.${act.name}`)]) {
  const { texts } = shown;
  return choose(texts, { title: nameOf(act, texts), body, choices: choicesOf(act, shown) });
}

function choicesOf(act, { texts, ask }) {
  if (act.name === "evacuate") {
    return [{ label: nameOf(act, texts), main: true, danger: true, run: () => ask({ type: "pause_hall", reason: "evacuation" }) }];
  }
  const command = act.ends ? { type: "resume_hall", reason: act.ends } : { type: act.name };
  return [{ label: nameOf(act, texts), main: true, danger: act.danger, run: () => ask(command) }];
}
