// What a clerk can do, one key for each verb. No verb's key changes its meaning with the state of the desk, so a
// second press is never taken for the next step; where it would find more of the same, presses.js drops it.

import { answerOf, askedNow } from "./asked.js";
import { situation, undoable } from "./desk.js";
import { handoverNow } from "./handovers.js";

const about = (type) => (desk) => ({ type, ticket: desk.hand.ticket });

/**
 * Per verb: its key, when it is offered, and what it asks. `opens` names the dialog that asks first, and
 * `whyNot` the text that says why a press cannot be taken. */
export const VERBS = {
  call_next: {
    keys: ["KeyN", "F2"],
    ready: (desk) => !desk.hall?.paused && (free(desk) || finishesAndCalls(desk)),
    whyNot: (desk) => paused(desk) ?? (situation(desk) === "serving" ? handFull(desk) : null),
    ask: (desk) => ({ type: "call_next", in_hand: desk.hand?.ticket ?? null }),
  },
  start: {
    keys: ["KeyS"],
    ready: (desk) => situation(desk) === "called",
    ask: (desk, { confirmed = null } = {}) => ({ ...about("start_service")(desk), priority_confirmed: confirmed }),
  },
  finish: {
    keys: ["KeyF"],
    ready: (desk) => situation(desk) === "serving",
    ask: about("finish_service"),
  },
  recall: {
    keys: ["KeyR"],
    ready: (desk) => !desk.hall?.paused && situation(desk) === "called",
    whyNot: paused,
    ask: about("recall"),
  },
  step_back: { keys: ["KeyL"], ready: (desk) => situation(desk) === "called", ask: about("step_back") },
  no_show: {
    keys: ["KeyM"],
    ready: (desk) => !desk.hall?.paused && situation(desk) === "called",
    whyNot: paused,
    ask: about("mark_no_show"),
  },
  hold: { keys: ["KeyH"], ready: inHand, ask: about("hold_ticket") },
  issue: {
    keys: ["KeyG"],
    ready: (desk) => seated(desk) && !desk.away && Boolean(desk.hall?.numbers),
    whyNot: (desk) => paused(desk) ?? (desk.hall?.numbers ? null : "page.blocked.no_numbers"),
    opens: "issue",
  },
  appointment: { keys: ["KeyI"], ready: (desk) => desk.books && seated(desk) && !desk.away, whyNot: paused, opens: "appointment" },
  find: { keys: ["KeyZ"], ready: (desk) => seated(desk) && !desk.away, opens: "find" },
  transfer: { keys: ["KeyT"], ready: inHand, opens: "transfer" },
  add_matter: { keys: ["KeyE"], ready: inHand, opens: "add_matter" },
  unfinished: {
    keys: ["KeyV"],
    ready: (desk) => situation(desk) === "serving" && forAnother(desk, desk.hand),
    opens: "unfinished",
  },
  special: {
    keys: ["KeyP"],
    ready: (desk) => mayGrant(desk) && desk.waiting.length > 0,
    whyNot: (desk) => (mayGrant(desk) || !seated(desk) ? null : "page.blocked.no_grant"),
    opens: "special",
  },
  undo: {
    keys: ["KeyU"],
    ready: (desk) => undoable(desk) !== null,
    ask: (desk) => ({ type: "undo", ticket: desk.me.undo }),
  },
  step_away: { keys: ["KeyA"], ready: (desk) => seated(desk) && desk.away === null, opens: "step_away" },
  hand_over: { keys: ["KeyO"], ready: free, whyNot: handFull, opens: "hand_over" },
  stand_up: { keys: ["KeyQ"], ready: free, whyNot: handFull, opens: "stand_up" },
  official: {
    keys: ["KeyW"],
    ready: (desk) => desk.me !== null && !officialAsked(desk),
    whyNot: (desk) => (officialAsked(desk) ? "page.blocked.official_asked" : null),
    opens: "official",
  },
  register: { keys: ["KeyJ"], ready: (desk) => desk.me !== null && !desk.away, opens: "register" },
  cases: { keys: ["F4"], ready: (desk) => desk.me !== null && !desk.away, opens: "cases" },
  come_back: { keys: ["KeyB"], ready: (desk) => desk.away !== null, ask: () => ({ type: "come_back" }) },
  acknowledge: {
    keys: ["KeyK"],
    ready: (desk) => desk.handovers.length > 0,
    ask: (desk) => ({ type: "acknowledge_handover", handover: handoverNow(desk).id }),
  },
  accept: { keys: ["KeyC"], ready: (desk) => askedNow(desk)?.state === "asked", ask: (desk) => answerOf(askedNow(desk), true) },
  decline: { keys: ["KeyD"], ready: (desk) => desk.asked.length > 0, ask: (desk) => answerOf(askedNow(desk), false) },
};

/** The verb of a key, or null. */
export function verbOfKey(code) {
  return Object.keys(VERBS).find((name) => VERBS[name].keys.includes(code)) ?? null;
}

/** The verb that whoever sits here most likely wants now; it is drawn as the main one. */
export function nextVerb(desk) {
  switch (situation(desk)) {
    case "called":
      return "start";
    case "serving":
      return desk.waiting.length && finishesAndCalls(desk) ? "call_next" : "finish";
    case "away":
      return "come_back";
    case "free":
      return "call_next";
    default:
      return null;
  }
}

/** Whether calling the next would finish the one in hand: some halls want that as two acts. */
export function finishesAndCalls(desk) {
  return situation(desk) === "serving" && desk.hall.call_next_finishes;
}

/** Whoever may grant the special channel, at the desk. */
export function mayGrant(desk) {
  return Boolean(desk.me?.may_grant) && seated(desk) && !desk.away;
}

/** Whether `row` belongs to a post that this clerk serves for its A (AB-7). */
export function forAnother(desk, row) {
  return desk.posts.some((post) => post.id === row.post && post.a_role !== desk.id);
}

function officialAsked(desk) {
  return desk.officials.some((row) => row.state === "asked");
}

function inHand(desk) {
  return ["called", "serving"].includes(situation(desk));
}

function seated(desk) {
  return desk.seat !== null;
}

function free(desk) {
  return situation(desk) === "free";
}

/** Nothing is called and no number is given until the hall resumes; in an evacuation that is said as such. */
export function paused(desk) {
  if (!desk.hall?.paused) return null;
  return desk.hall.paused === "evacuation" ? "page.blocked.evacuated" : "page.blocked.paused";
}

/** Nobody leaves with a resident's ticket in hand. */
function handFull(desk) {
  return inHand(desk) ? "page.blocked.hand_full" : null;
}
