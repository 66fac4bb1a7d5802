// One ticket that somebody asks about at the window: what it is, and the seldom acts on it.

import { timeText } from "/web/reasons.js";
import { situation } from "./desk.js";
import { marksOf, nextText, specialText } from "./marks.js";
import { passedPart } from "./told.js";
import { forAnother, mayGrant, paused } from "./verbs.js";

const LISTS = ["waiting", "held", "missed"];

/** The row of a number that one of the lists of `desk` holds; undefined else. */
export function listed(desk, ticket) {
  return LISTS.flatMap((list) => desk[list]).find((row) => row.ticket === ticket);
}

/** The question for a number that stands in no list here: what the record says (`told`), and back into its line. */
export function strangerChoices(told, shown) {
  const { texts, view } = shown;
  const { ticket, carried } = told;
  const matter = view.matters?.[told.matter];
  const facts = [texts.words(matter?.name), texts.say(`page.ticket.${carried && told.state === "waiting" ? "carried" : told.state}`)];
  const back = told.state === "missed" || (carried && told.state === "waiting");
  const re_enter = { label: texts.say("page.ticket.re_enter"), main: true, run: () => shown.ask({ type: "re_enter", ticket }) };
  return {
    title: told.number,
    body: [facts.filter(Boolean).join(" · "), passedPart(told.number, texts)],
    choices: back ? [re_enter] : [],
  };
}

/** The question for `row`: its facts, and what this clerk may do with it now. */
export function ticketChoices(row, desk, shown) {
  const { texts, view } = shown;
  const matter = texts.words(view.matters?.[row.matter]?.name) || row.matter;
  const facts = [
    matter,
    texts.say("page.counter.took_number", { time: timeText(row.issued_at, shown) }),
    texts.say(`page.ticket.${row.carried ? "carried" : row.state}`),
    ...marksOf(row, shown),
  ];
  const more = [specialText(row, texts), nextText(row, shown)];
  return {
    title: row.number,
    body: [
      facts.join(" · "),
      ...more.filter(Boolean),
      passedPart(row.number, texts),
      ...(mayPick(row, desk) ? [texts.say("page.ticket.pick.record")] : []),
    ],
    choices: choices(row, desk, shown).map((choice) => ({
      ...choice,
      label: texts.say(`page.ticket.${choice.name}`),
      run: choice.run ?? (() => shown.ask(choice.command)),
    })),
  };
}

function choices(row, desk, { openSpecial, openTransfer, openUnfinished }) {
  const { ticket } = row;
  const offered = [{ name: "withdraw", danger: true, command: { type: "withdraw_ticket", ticket } }];
  if (row.carried || row.state === "missed") {
    offered.push({ name: "re_enter", main: true, command: { type: "re_enter", ticket } });
  }
  if (row.state === "waiting" && !row.carried && desk.seat !== null) {
    if (mayGrant(desk) && !row.special) offered.push({ name: "special", run: () => openSpecial(row) });
    offered.push({ name: "step_back", command: { type: "step_back", ticket } });
  }
  if (row.state === "held" && desk.seat !== null) offered.push({ name: "transfer", run: () => openTransfer(row) });
  if (row.state === "held" && desk.seat !== null && forAnother(desk, row)) {
    offered.push({ name: "unfinished", run: () => openUnfinished(row) });
  }
  if (row.state === "held" && situation(desk) === "free" && !paused(desk)) {
    offered.push({ name: "resume", main: true, command: { type: "resume_ticket", ticket } });
  }
  if (mayPick(row, desk)) {
    const in_hand = desk.hand?.ticket ?? null;
    offered.push({ name: "pick", main: true, command: { type: "call_this", ticket, in_hand } });
  }
  return offered;
}

function mayPick(row, desk) {
  return Boolean(desk.me?.may_pick) && row.state === "waiting" && !row.carried && situation(desk) === "free" && !paused(desk);
}
