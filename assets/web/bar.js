// The bar over a live page: which part of the day it is, and whether the page still hears the hall.

import { at, here } from "./address.js";
import { rows } from "./fold.js";
import { setAttribute, show, write } from "./dom.js";
import { dayAndTime, timeWithSeconds } from "./clock.js";

const place = (name) => document.querySelector(`[data-live="${name}"]`);

/** The hall's time zone, once it is known. */
export function timezoneOf(view) {
  return rows(view, "hall")[0]?.timezone;
}

/** Draw hall, phase and link after a change. */
export function drawBar(link, texts) {
  const hall = rows(link.view, "hall")[0];
  show(place("phase"), Boolean(hall));
  show(place("sample"), Boolean(hall?.sample));
  if (hall) {
    write(place("hall"), texts.words(hall.name));
    setAttribute(place("phase"), "data-state", hall.paused ? "paused" : hall.phase);
    write(place("phase"), phaseText(hall, texts, link.clock));
  }
  setAttribute(place("link"), "data-state", link.status);
  write(place("link"), texts.say(`page.link.${link.status}`));
  drawBanner(link, texts);
}

/** Draw the clock; once a second. */
export function drawClock(link) {
  const timezone = timezoneOf(link.view);
  if (link.clock.set && timezone) write(place("clock"), timeWithSeconds(link.clock.now(), timezone));
}

/** "办公中，12:00 休息": the phase, or the pause, and when the calendar next changes it; and that no more numbers are given. */
export function phaseText(hall, texts, clock) {
  if (hall.paused === "evacuation") return texts.say("page.phase.evacuated");
  if (hall.paused) return texts.say("page.phase.paused", { reason: texts.say(`page.pause.${hall.paused}`) });
  const phase = texts.say(`page.phase.${hall.phase}`);
  const dated = hall.until && hall.phase !== "closing" ? phaseUntil(hall, phase, texts, clock) : phase;
  return numbersStopped(hall) ? texts.say("page.phase.stopped", { phase: dated }) : dated;
}

function phaseUntil({ phase: name, until, timezone }, phase, texts, clock) {
  const time = dayAndTime(until, clock.now(), { timezone, language: texts.language });
  return texts.say(`page.phase.until.${name}`, { phase, time });
}

/** In these parts of the day numbers are given unless somebody has stopped them. */
function numbersStopped(hall) {
  return ["early", "open"].includes(hall.phase) && !hall.numbers;
}

function drawBanner(link, texts) {
  const banner = place("banner");
  const shown = ["lost", "refused"].includes(link.status);
  show(banner, shown);
  const status = shown ? link.status : "";
  if (banner.dataset.status === status) return;
  banner.dataset.status = status;
  banner.replaceChildren(shown ? texts.say(`page.banner.${status}`) : "");
  if (status === "refused") banner.append(` ${texts.words(link.refused.text)}`, signInAgain(texts));
}

function signInAgain(texts) {
  const again = document.createElement("a");
  again.className = "button";
  again.href = at(`/sign-in?next=${encodeURIComponent(here())}`);
  again.textContent = texts.say("page.sign_in");
  return again;
}
