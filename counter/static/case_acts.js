// What can be done with a case as it stands, and what is to be done next. Nothing here decides: the server does.

import { stepsOf } from "/web/case_row.js";
import { dayAndTime, dueWords } from "/web/case_words.js";
import { localText } from "/web/clock.js";

const BEFORE = ["registered", "supplement"];
const ENDED = ["closed", "denied", "no_permit"];

export const before = (row) => BEFORE.includes(row.state);
const inHand = (row) => row.state === "accepted";
const open = (row) => before(row) || inHand(row);
const over = (row) => ENDED.includes(row.state);
const runs = (row) => inHand(row) && !row.stands && row.promised > 0 && row.parts.length === 0;

/** What whoever does it must be entitled to (C-18); "work" where nothing is said. */
const RIGHTS = { decide_case: ["decide"], extend_case: ["extend"], hurry_case: ["hurry"], name_agent: ["name"], hand_on_case: ["work", "name"], take_back_case: ["take_back"] };

/** Whether each act is offered for `row` of `matter`, the likeliest first. */
const OFFERED = {
  receive_materials: (row) => open(row) && row.lacking.length > 0,
  tell_supplement: open,
  accept_case: (row, matter) => before(row) && (row.lacking.length === 0 || matter?.start_incomplete),
  deliver_result: (row) => over(row) && !row.part_of,
  decide_case: (row) => inHand(row) && !row.up,
  start_clock: (row) => inHand(row) && row.stopped_here,
  come_down: (row) => inHand(row) && row.up,
  enter_step: (row, matter) => inHand(row) && stepsOf(row, matter).length > 0,
  record_leg: (row) => row.agent !== null && (open(row) || over(row)),
  stop_clock: runs,
  send_up: (row) => runs(row) && !row.up,
  extend_case: (row) => inHand(row) && row.due !== null && row.parts.length === 0,
  notify_department: (row) => Object.keys(row.to_notify).length > 0,
  refuse_case: before,
  mark_case: open,
  hurry_case: open,
  name_agent: (row) => open(row) || over(row),
  hand_on_case: open,
  record_unfinished: (row) => row.covered && (open(row) || over(row)),
  ask_paper: (row) => row.outstanding,
  renew_receipt: (row) => !row.part_of && row.state !== "taken_back",
  see_person: () => true,
  take_back_case: (row) => open(row) && !row.part_of && row.untouched,
};

/** The names of the acts that the state of `row` allows, and that are open to whoever sees it. */
export function actsOf(row, matter) {
  const entitled = (name) => (RIGHTS[name] ?? ["work"]).some((right) => row.may.includes(right));
  return Object.keys(OFFERED).filter((name) => entitled(name) && OFFERED[name](row, matter));
}

/** Whether `reason` is offered for `row`: that papers were not brought, only in spite of a notice, and past the day that it named (C-8). */
export function maySay(reason, row, { clock, timezone }) {
  if (reason !== "no_papers") return true;
  const day = (at) => localText(at, timezone).slice(0, 10);
  return row.outstanding && (row.bring_by === null || day(clock.now()) > day(row.bring_by));
}

/** The command of act `name` for the case as `row` showed it when the act was chosen, of what its form holds. */
export function commandOf(name, row, form) {
  const { reason, note, days, clerk, department } = form.elements;
  const about = { type: name, case: row.id };
  const [why, text] = [reason?.value, note?.value.trim()];
  switch (name) {
    case "receive_materials":
      return { ...about, materials: ticked(form) };
    case "tell_supplement":
      return { ...about, missing: ticked(form), note: text, arisen_since: form.elements.arisen_since.checked, notices: row.notices };
    case "refuse_case":
      return { ...about, reason: why, note: text };
    case "decide_case":
      return { ...about, end: why, note: text };
    case "stop_clock":
      return { ...about, reason: why, days: Number(days.value) };
    case "extend_case":
      return { ...about, reason: why, days: Number(days.value), due: row.due };
    case "take_back_case":
      return { ...about, reason: why };
    case "enter_step":
      return { ...about, step: Number(why) };
    case "mark_case":
      return { ...about, mark: why === "none" ? null : why };
    case "hand_on_case":
      return { ...about, clerk: clerk.value.trim() };
    case "name_agent":
      return { ...about, agent: clerk.value.trim() || null };
    case "record_leg":
      return { ...about, leg: why, level: form.elements.level.value };
    case "record_unfinished":
      return { ...about, reason: why, note: text };
    case "ask_paper":
      return { ...about, paper: "supplement" };
    case "renew_receipt":
      return { ...about, why };
    case "notify_department":
      return { ...about, department: department.value, days: Number(days.value), last: form.elements.last.checked };
    default:
      return about;
  }
}

/** The places of the materials that are ticked in `form`. */
export function ticked(form) {
  return Array.from(form.querySelectorAll('[name="material"]:checked'), (box) => Number(box.value));
}

const isLate = (row) => row.overdue && !row.countered;
const lateWords = (row, texts, on) => texts.say("page.cases.next.overdue", { date: on(row.overdue) });

/** What an application waits for: its papers, or that somebody says what is missing, and until when (C-20). */
function beforeWords(row, texts, on) {
  if (row.state === "supplement") return texts.say("page.cases.next.waits");
  return row.accept_by ? texts.say("page.cases.next.tell", { date: on(row.accept_by) }) : "";
}

/** What is to be done next with `row`, in words. */
export function nextThing(row, matter, { texts, timezone }) {
  const on = (at) => dayAndTime(at, texts.language, timezone);
  if (over(row)) return row.deliver_by && !row.part_of ? texts.say("page.cases.next.deliver", { date: on(row.deliver_by) }) : "";
  if (before(row)) return [beforeWords(row, texts, on), isLate(row) ? lateWords(row, texts, on) : dueWords(row, texts, timezone)].filter(Boolean).join(texts.language === "en" ? "; " : "；");
  if (!inHand(row)) return "";
  if (row.hand_on_by) return texts.say("page.cases.next.hand_on", { date: on(row.hand_on_by) });
  if (isLate(row)) return lateWords(row, texts, on);
  if (row.up) return texts.say("page.cases.next.up");
  if (row.stop_over) return texts.say("page.cases.next.stop_over", { date: on(row.stop_until) });
  if (row.stands) return texts.say("page.cases.next.stands");
  if (row.step_overdue) return texts.say("page.cases.next.step", { step: texts.words(stepsOf(row, matter)[row.step]) });
  return dueWords(row, texts, timezone) || (row.promised ? "" : texts.say("page.cases.next.today"));
}
