// The clerk's terminal: wires the link, the keys and the drawing together.

import { ask as choose } from "/web/choice.js";
import { drawBar, drawClock, timezoneOf } from "/web/bar.js";
import { browserTimers } from "/web/link.js";
import { livePage } from "/web/live_page.js";
import { drawAll, guarded } from "/web/faults.js";
import { setAttribute, show, write } from "/web/dom.js";
import { AddDialog } from "./add.js";
import { AppointmentDialog } from "./appointment.js";
import { drawAsked } from "./asked.js";
import { drawAway, drawAwayTimers } from "./away.js";
import { CaseDialog } from "./case_dialog.js";
import { CasesDialog, drawCases } from "./cases.js";
import { DeskActs } from "./desk_acts.js";
import { deskOf, situation } from "./desk.js";
import { doneText } from "./done.js";
import { choosePriority, drawHand, drawTimers, drawVerbs, focusPriority, priorityConfirmed, priorityUnchecked } from "./hand.js";
import { drawContacts } from "./contacts.js";
import { drawHandovers } from "./handovers.js";
import { drawHelp, helpFor } from "./help.js";
import { FindDialog } from "./find.js";
import { IssueDialog } from "./issue.js";
import { LeaveDialog } from "./leaving.js";
import { commandOfDigit, drawLists, drawWaits } from "./lists.js";
import { drawMyDay } from "./my_day.js";
import { News } from "./news.js";
import { Notices } from "/web/notices.js";
import { OfficialDialog } from "./official.js";
import { failureText } from "/web/outcome.js";
import { drawMove, drawPosts } from "./posts.js";
import { Presses } from "./presses.js";
import { drawSeating, drawWhereabouts } from "./seating.js";
import { RegisterDialog } from "./register.js";
import { SpecialDialog } from "./special.js";
import { listed, strangerChoices, ticketChoices } from "./ticket.js";
import { pageData } from "/web/texts.js";
import { TransferDialog } from "./transfer.js";
import { UnfinishedDialog } from "./unfinished.js";
import { VERBS, verbOfKey } from "./verbs.js";

const $ = (id) => document.getElementById(id);
const { texts, clock, link } = livePage((staff) => `clerk:${staff}`);
const deviceNames = pageData(document, "device-names");
const acts = new DeskActs({ link, timers: browserTimers });
const presses = new Presses();
const notices = new Notices(document.querySelectorAll(".notices"), texts);
const leave = new LeaveDialog($("leave-dialog"), { texts, clock, ask });
const transfer = new TransferDialog($("transfer-dialog"), { texts, ask });
const add = new AddDialog($("add-dialog"), { texts, ask });
const special = new SpecialDialog($("special-dialog"), { texts, ask });
const official = new OfficialDialog($("official-dialog"), { texts, clock, ask });
const issue = new IssueDialog($("issue-dialog"), { texts, ask });
const appointment = new AppointmentDialog($("appointment-dialog"), { texts, clock, ask });
const find = new FindDialog($("find-dialog"), { texts, onFound: openFound });
const unfinished = new UnfinishedDialog($("unfinished-dialog"), { texts, ask });
const register = new RegisterDialog($("register-dialog"), { texts, ask, view: () => link.view, now: shownNow });
const oneCase = new CaseDialog($("case-dialog"), { texts, ask, now: shownNow, csrf: $("register-receipt").elements.csrf_token.value });
const cases = new CasesDialog($("cases-dialog"), { texts, now: shownNow, openCase });
const news = new News();
let unstarted = null; // the ticket whose start waits for the verdict on its priority

const desk = () => deskOf(link.view, link.me);

/** Ask and say what became of it: in the dialog `from` while that is open, else beside the verbs. Gives the answer or null. */
async function ask(command, from = notices) {
  if (acts.open) notices.clear();
  const before = desk();
  const result = await acts.ask(command);
  const failure = failureText(command, result, texts);
  const done = failure ? "" : doneText(command, before, shownNow());
  if (failure) (from.shown ? from : notices).refused(failure, result.refused?.code);
  else if (done) notices.done(done);
  else notices.answered(command, result.answer, link.view);
  return result.answer ?? null;
}

/** A press on a row. Rows move up when one goes: a second press is of what was not seen, and of no matter. */
function pressed(command) {
  if (!presses.again(command.type) && !acts.busy) ask(command);
}

function press(name) {
  const now = desk();
  if (presses.again(name)) return;
  if (acts.busy) return void sayBusy(name, now);
  unstarted = null;
  if (!link.joined) return void sayNotDone(name);
  if (!VERBS[name].ready(now)) return void sayWhyNot(name, now);
  const dialog = VERBS[name].opens;
  if (name === "start" && priorityUnchecked()) askVerdict(now);
  else if (dialog) openDialog(dialog, now);
  else ask(VERBS[name].ask(now, { confirmed: priorityConfirmed() }));
}

const DIALOGS = {
  transfer: (now) => transfer.openFor(now.hand, link.view),
  add_matter: (now) => add.openFor(now.hand, link.view),
  unfinished: (now) => unfinished.openFor(now.hand),
  issue: () => issue.openWith(link.view),
  appointment: () => appointment.openWith(link.view, timezoneOf(link.view)),
  find: () => find.openEmpty(),
  special: (now) => special.openFor(now.waiting, link.view),
  register: (now) => register.openFor(now),
  cases: () => cases.openWith(),
  official: () => official.openFor(timezoneOf(link.view)),
};

function openDialog(name, now) {
  if (name in DIALOGS) DIALOGS[name](now);
  else leave.openFor(name, now, timezoneOf(link.view));
}

/** Nobody is started past a declared priority without a word on it. */
function askVerdict(now) {
  unstarted = now.hand.ticket;
  notices.refused(texts.say("page.counter.priority.first"));
  focusPriority();
}

/** The verdict by its key; where a start was waiting for it, that is taken up. */
function pressVerdict(value) {
  choosePriority(value);
  const now = desk();
  if (now.hand === null || now.hand.ticket !== unstarted || acts.busy) return;
  if (!link.joined) return void sayNotDone("start");
  if (VERBS.start.ready(now)) ask(VERBS.start.ask(now, { confirmed: priorityConfirmed() }));
}

/** While the last act is under way another is not taken; that is said, but only of what could be done. */
function sayBusy(name, now) {
  if (VERBS[name].ready(now)) notices.refused(texts.say("page.not_done.busy", { what: texts.say(`page.verb.${name}`) }));
}

function sayNotDone(name) {
  notices.refused(texts.say("page.not_done.lost", { what: texts.say(`page.verb.${name}`) }));
}

/** Some presses that cannot be taken deserve a reason; the rest are plain from the desk. */
function sayWhyNot(name, now) {
  const code = VERBS[name].whyNot?.(now);
  if (code) notices.refused(texts.say(code, { number: now.hand?.number ?? "" }));
}

function openCase(row) {
  oneCase.openFor(row);
}

function openTicket(row) {
  const openSpecial = (one) => special.openFor(desk().waiting, link.view, one);
  const openTransfer = (one) => transfer.openFor(one, link.view);
  choose(texts, ticketChoices(row, desk(), { ...shownNow(), ask, openSpecial, openTransfer, openUnfinished: (one) => unfinished.openFor(one) }));
}

/** A number that was typed: one of this desk's lists opens as if pressed there. */
function openFound(told) {
  const row = listed(desk(), told.ticket);
  if (row) openTicket(row);
  else choose(texts, strangerChoices(told, shownNow()));
}

function shownNow() {
  return { texts, clock, me: link.me, view: link.view, open: link.joined, timezone: timezoneOf(link.view), ask: pressed, openTicket, deviceNames };
}

/** Everything anew, each part for itself: one that fails takes no other with it. */
function draw() {
  const now = link.me ? desk() : null;
  drawAll([() => drawBar(link, texts), ...(now ? partsOf(now, shownNow()) : [])]);
}

function partsOf(now, shown) {
  const at = situation(now);
  return [
    () => drawPlaces(at),
    () => drawTitle(now),
    () => drawAsked(now, shown),
    () => drawHelp(now, shown),
    () => drawVerbs(now, shown),
    () => at === "standing" && drawSeating(now, shown),
    () => at === "away" && drawAway(now, shown),
    () => drawHand(now, shown),
    () => drawLists(now, shown),
    () => drawPosts($("posts"), now, shown),
    () => drawMove(now, shown),
    () => drawHandovers(now, shown),
    () => drawContacts(now, shown),
    () => drawMyDay(now, shown),
    () => drawCases(shown, openCase),
    () => cases.shown && cases.draw(),
    () => oneCase.draw(),
    () => news.look(now, shown, notices),
    tick,
  ];
}

function drawPlaces(at) {
  show($("seating"), at === "standing");
  show($("away"), at === "away");
  show($("desk"), !["standing", "away"].includes(at));
  document.body.dataset.link = link.status;
  setAttribute(document.body, "data-busy", acts.busy);
}

function drawTitle(now) {
  const title = now.seat === null ? texts.say("page.counter.title") : texts.say("page.window", { n: now.seat });
  write(document.querySelector('[data-live="title"]'), title);
  const mark = now.asked.length || helpFor(now).length ? "▲ " : ""; // somebody who looks at another tab is asked too
  document.title = mark + (now.hand ? `${now.hand.number} · ${title}` : title);
}

function tick() {
  drawClock(link);
  if (!link.me) return;
  const now = desk();
  drawTimers(now, clock);
  drawWaits(clock, texts);
  if (now.away) drawAwayTimers(now, clock, texts);
  if (now.seat === null) drawWhereabouts(now, shownNow());
  for (const slip of [...register.slips, oneCase.slip]) slip.draw();
  if (leave.shown) leave.drawBudget(now);
}

$("official-back").addEventListener("click", () => {
  const row = desk().officials.find((one) => one.state === "asked");
  if (row) pressed({ type: "cancel_official", asking: Number(row.id) });
});
$("priority").addEventListener("change", () => notices.clear());
// The keys of these cards mean the one that holds the focus: where that goes, the mark goes.
for (const list of [$("asked"), $("handovers")]) {
  for (const moved of ["focusin", "focusout"]) list.addEventListener(moved, () => setTimeout(draw));
}
acts.onChange = draw;
link.onChange = () => {
  acts.viewChanged();
  draw();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-verb]");
  if (!button) return;
  press(button.dataset.verb);
  // A mouse leaves no focus behind: the next Space must not press the same button again.
  if (event.detail > 0) button.blur();
});

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") return void notices.clear();
  const verb = verbOfKey(event.code);
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  if (!verb && !digit && !["KeyY", "KeyX"].includes(event.code)) return;
  event.preventDefault();
  if (event.repeat) return;
  if (verb) press(verb);
  else if (digit) pressDigit(Number(digit));
  else pressVerdict(event.code === "KeyY" ? "yes" : "no");
});

/** Whether a key belongs to a field. One of a dialog that has just closed may keep the focus for a moment: nobody types there. */
function isTyping(target) {
  return Boolean(target.closest("input:not([type=radio]), textarea, select")) && target.offsetParent !== null;
}

function pressDigit(n) {
  if (presses.again(n) || acts.busy) return; // a window is chosen by the digit that then takes a held ticket
  const now = desk();
  const command = situation(now) === "standing" ? sitAt(n) : commandOfDigit(now, n);
  if (command) ask(command);
}

function sitAt(window) {
  const row = Object.values(link.view.windows ?? {}).find((one) => one.number === window);
  return row ? { type: "sit_down", window } : null;
}

setAttribute(document.body, "data-ready", "");
setInterval(() => guarded(tick), 1000);
link.connect();
