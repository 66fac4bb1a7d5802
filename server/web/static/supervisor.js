// The supervisor's page: wires the feed, the tables and the few acts together.

import { chime } from "/web/chime.js";
import { drawBar, drawClock, timezoneOf } from "/web/bar.js";
import { momentOf, localText, running } from "/web/clock.js";
import { livePage } from "/web/live_page.js";
import { Notices } from "/web/notices.js";
import { AskingDialog, commandName, failureText } from "/web/outcome.js";
import { pageData } from "/web/texts.js";
import { h, keyed, setAttribute, show, write } from "/web/dom.js";
import { drawAll, guarded } from "/web/faults.js";
import { rows } from "/web/fold.js";
import { askBeforeClosing, watchLocked } from "./accounts.js";
import { drawAlarms } from "./alarms.js";
import { standIns } from "./figures.js";
import { drawSteering } from "./steering.js";
import { drawLines, drawPeople, drawPosts, drawRecords, drawWindows, whoServes } from "./tables.js";

const DAY_MS = 86_400_000;
const $ = (id) => document.getElementById(id);
const { texts, clock, link } = livePage(() => "supervisor");
const notices = new Notices(document.querySelectorAll(".notices"), texts);
const pauseReasons = pageData(document, "pause-reasons");
const deviceNames = pageData(document, "device-names");
const standInDialog = new AskingDialog($("stand-in-dialog"), { texts, ask });
const leaveDialog = new AskingDialog($("leave-dialog"), { texts, ask });
let by = "line";
let known = null; // alarms this page has already sounded for

/** Ask and say what became of it: in the dialog `from` while that is open, else above the tables. Gives the answer or null. */
async function ask(command, from = notices) {
  notices.clear();
  const result = link.joined ? await link.send(command) : { dropped: "lost" };
  const failure = failureText(command, result, texts);
  if (failure) (from.shown ? from : notices).refused(failure);
  else notices.done(texts.say("page.done", { what: commandName(command, texts) }));
  return result.answer ?? null;
}

function shownNow() {
  return {
    texts, clock, view: link.view, open: link.joined, timezone: timezoneOf(link.view), ask, nameStandIn, recordLeave, pauseReasons, deviceNames,
  };
}

/** Everything anew, each part for itself: one that fails takes no other with it. */
function draw() {
  drawAll([() => drawBar(link, texts), ...(link.me ? partsOf(shownNow()) : [])]);
}

function partsOf(shown) {
  return [
    drawPlaces,
    () => sound(drawAlarms(shown)),
    () => drawSteering($("steering"), shown),
    () => drawWindows(shown),
    () => drawPosts(shown),
    () => drawLines(shown, by),
    () => drawPeople(shown),
    () => drawRecords(shown),
    tick,
  ];
}

/** Without a hall there is nothing to look at: one notice instead of empty tables. */
function drawPlaces() {
  const known = rows(link.view, "hall").length > 0;
  show($("no-hall"), link.joined && !known);
  for (const panel of document.querySelectorAll("[data-of-hall]")) show(panel, known);
  document.body.dataset.link = link.status;
}

function sound(alarms) {
  if (known && alarms.some((id) => !known.has(id))) chime();
  known = new Set(alarms);
  document.title = (alarms.length ? `▲${alarms.length} ` : "") + texts.say("page.supervisor.title");
}

function tick() {
  drawClock(link);
  for (const place of document.querySelectorAll("[data-running]")) {
    write(place, running(clock.now() - Number(place.dataset.running)));
  }
}

// -- naming a stand-in --

function nameStandIn(post) {
  const found = standIns(link.view, post);
  write($("stand-in-title"), texts.say("page.stand_in.title", { name: texts.words(post.name) }));
  write($("stand-in-why"), `${texts.say("page.window", { n: post.home })} · ${whoServes(post, shownNow())}`);
  show($("stand-in-none"), found.length === 0);
  setAttribute($("stand-in-confirm"), "disabled", found.length === 0);
  $("stand-ins").replaceChildren();
  keyed($("stand-ins"), found, { key: (clerk) => clerk.clerk, make: standInChoice, update: () => {} });
  const first = $("stand-ins").querySelector("input");
  if (first) first.checked = true;
  formOf(standInDialog).onsubmit = (event) => {
    event.preventDefault();
    const { clerk, reason } = event.target.elements;
    if (found.length && standInDialog.filled(event.target)) standInDialog.submit({ type: "name_stand_in", post: post.id, clerk: clerk.value, reason: reason.value, on_the_spot: true });
  };
  standInDialog.open();
}

function formOf({ dialog }) {
  return dialog.querySelector("form");
}

function standInChoice(clerk) {
  const state = texts.say(clerk.busy ? "page.window.serving" : "page.window.free");
  const serves = clerk.serves.map((id) => texts.words(link.view.posts?.[id]?.name)).join("、");
  const words = `${clerk.clerk} · ${texts.say("page.window", { n: clerk.window })} · ${state} · ${serves}`;
  return h("li", {}, h("label", { class: "inline" }, h("input", { type: "radio", name: "clerk", value: clerk.clerk }), words));
}

// -- leaves --

function recordLeave(clerk) {
  const form = formOf(leaveDialog);
  const timezone = timezoneOf(link.view);
  write($("leave-title"), texts.say("page.absence.title", { clerk }));
  form.elements.since.value = localText(clock.now(), timezone);
  form.elements.until.value = localText(clock.now() + DAY_MS, timezone);
  form.onsubmit = (event) => {
    event.preventDefault();
    if (!leaveDialog.filled(form)) return;
    const [since, until] = ["since", "until"].map((name) => momentOf(form.elements[name].value, timezone));
    if (since === null || until === null) return void leaveDialog.wrong(form.elements[since === null ? "since" : "until"]);
    leaveDialog.submit({ type: "record_leave", clerk, since, until });
  };
  leaveDialog.open();
}

document.querySelector(".switch").addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-by]");
  if (!chosen) return;
  by = chosen.dataset.by;
  for (const button of document.querySelectorAll("[data-by]")) setAttribute(button, "aria-pressed", String(button === chosen));
  draw();
});

askBeforeClosing($("accounts"), texts);
watchLocked(texts);
link.onChange = draw;
setInterval(() => guarded(tick), 1000);
setInterval(() => link.me && guarded(() => drawLines(shownNow(), by)), 15_000);
setInterval(() => link.me && guarded(() => sound(drawAlarms(shownNow()))), 2_000); // an alarm may begin at its minute
setAttribute(document.body, "data-ready", "");
link.connect();
