// What the supervisor can do to the whole hall: open, pause, stop numbers, close. Each is asked before it is done.

import { ask as choose } from "/web/choice.js";
import { h, keyed, write } from "/web/dom.js";
import { rows } from "/web/fold.js";

/** The acts that make sense in this part of the day: {name, danger}. */
export function actsOf(hall) {
  if (!hall) return [];
  if (hall.phase === "closed") return [{ name: "open_hall" }];
  const acts = [hall.paused ? { name: "resume_hall", main: true } : { name: "pause_hall" }];
  if (hall.numbers) acts.push({ name: "stop_numbers", danger: true }); // for the rest of the day: there is no way back
  return [...acts, { name: "close_day", danger: true }];
}

export function drawSteering(element, shown) {
  const { texts, view, open } = shown;
  keyed(element, actsOf(rows(view, "hall")[0]), {
    key: (act) => act.name,
    make: (act) => h("button", { type: "button", class: [act.danger && "danger", act.main && "main"].filter(Boolean).join(" ") }),
    update: (button, act) => {
      write(button, texts.say(`page.command.${act.name}`));
      button.ariaDisabled = open ? null : "true";
      button.onclick = () => open && question(act, shown);
    },
  });
}

function question(act, { texts, ask, pauseReasons }) {
  const command = { type: act.name };
  const choices = act.name === "pause_hall"
    ? pauseReasons.map((reason) => ({ label: texts.say(`page.pause.${reason}`), run: () => ask({ ...command, reason }) }))
    : [{ label: texts.say(`page.command.${act.name}`), main: true, danger: act.danger, run: () => ask(command) }];
  choose(texts, { title: texts.say(`page.command.${act.name}`), body: [texts.say(`page.ask.${act.name}`)], choices });
}
