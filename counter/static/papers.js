// A short paper for the resident, printed by the kiosk (docs/decisions/0182): asked for here, and here it is told how that ended.

import { part, write } from "/web/dom.js";

export class PaperSlip {
  #paper = null; // the one that was asked for last

  /** `place` holds part "slip-state", and "slip", a button that asks for `what()`; `ask(command)` gives the promise of an answer. */
  constructor(place, { texts, now, ask, what = () => ({}) }) {
    Object.assign(this, { place, texts, now });
    part(place, "slip")?.addEventListener("click", async ({ currentTarget }) => {
      if (currentTarget.ariaDisabled) return;
      const answer = await ask({ type: "ask_paper", language: texts.language, ...what() });
      if (answer) this.follow(answer.paper);
    });
  }

  /** Tell from now on how it goes with `paper`. */
  follow(paper) {
    this.#paper = paper;
    this.draw();
  }

  forget() {
    this.follow(null);
  }

  draw() {
    const { view, clock } = this.now();
    const row = view.papers?.[this.#paper];
    write(part(this.place, "slip-state"), row ? stateText(row, clock.now(), this.texts) : "");
    const button = part(this.place, "slip");
    if (button) button.ariaDisabled = row && isSpent(row, clock.now()) ? "true" : null;
  }
}

/** One receipt has one short print (docs/decisions/0182): that is out, or on its way. */
function isSpent(row, at) {
  return row.paper === "receipt" && (row.ended ? !row.fault : at < row.until);
}

function stateText(row, at, texts) {
  if (row.ended && row.fault) return texts.say("page.paper.failed", { fault: faultText(row.fault, texts) });
  if (row.ended) return texts.say("page.paper.out");
  if (at >= row.until) return texts.say(row.taken ? "page.paper.unclear" : "page.paper.late");
  return texts.say(row.taken ? "page.paper.printing" : "page.paper.waits");
}

function faultText(fault, texts) {
  const code = `page.fault.${fault}`;
  return texts.has(code) ? texts.say(code) : fault;
}
