// What was done, where the act alone does not say it: where the resident goes on to, where a return leads.

import { nextStop } from "./marks.js";

const FINISHES = ["finish_service", "call_next"];

/** The words for `command`, done at the desk as it was `before`; "" where the usual ones do. */
export function doneText(command, before, shown) {
  const { texts, view } = shown;
  const hand = before.hand;
  if (FINISHES.includes(command.type) && before.hand?.state === "serving" && hand.then.length) {
    return texts.say("page.done.went_on", { number: hand.number, stop: nextStop(hand, shown) });
  }
  if (command.type === "transfer_ticket" && command.back) {
    return texts.say("page.done.transfer_back", { matter: texts.words(view.matters?.[command.matter]?.name) });
  }
  if (command.type === "answer_call") return texts.say(`page.done.answer_call.${command.coming ? "coming" : "cannot"}`);
  if (command.type === "answer_stand_in") return texts.say(`page.done.answer_stand_in.${command.accept ? "yes" : "no"}`);
  return "";
}
