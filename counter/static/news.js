// A sound and a line of words when something has come to this clerk since the page was opened: a handover, a cover, a load
// to share, somebody who asks, an answer. What stood there before is no news: a reload beeps nobody.

import { chime } from "/web/chime.js";
import { reasonOf } from "/web/reasons.js";
import { shares } from "./desk.js";
import { afterHand, officialText } from "./my_day.js";

const TOLD = ["accepted", "declined", "lapsed"];

export class News {
  #seen = null;
  #officials = new Map();
  #paused = null;

  /** Tell what is new at `desk` by `notices`. */
  look(desk, shown, notices) {
    const here = this.#here(desk);
    this.#pauseTurned(desk, notices);
    const answers = this.#answers(desk, shown);
    const fresh = this.#seen ? [...here].filter(([key]) => !this.#seen.has(key)) : [];
    this.#seen = new Set(here.keys());
    if (!fresh.length && !answers.length) return;
    chime();
    const post = fresh.map(([, gained]) => gained).find(Boolean);
    if (answers.length) notices.done(answers.join(" "));
    else if (post) notices.done(gainedText(post, desk, shown));
  }

  #here(desk) {
    const here = new Map(desk.handovers.map((row) => [`handover:${row.id}`, null]));
    if (desk.hall?.paused) here.set(`paused:${desk.hall.paused}`, null);
    if (!desk.hand) for (const row of desk.help) if (!row.coming) here.set(`help:${row.id}:${row.since}`, null); // who serves somebody sees it and is not startled
    for (const row of desk.asked) here.set(`asked:${row.id}:${row.clerk}:${row.at}`, null);
    for (const post of desk.posts) {
      if (post.clerk === desk.id && post.a_role !== desk.id) here.set(`cover:${post.id}:${post.since}`, post);
      if (desk.me && shares(post, desk.me)) here.set(`shares:${post.id}`, post);
    }
    return here;
  }

  /** What was said of one pause is not true of the next, nor of none. */
  #pauseTurned({ hall }, notices) {
    const paused = hall?.paused ?? null;
    if (this.#paused !== paused) notices.clear();
    this.#paused = paused;
  }

  /** What became of a short official absence that was asked for while this page was open (D-5). */
  #answers(desk, shown) {
    const before = this.#officials;
    this.#officials = new Map(desk.officials.map((row) => [row.id, row]));
    const answers = [...before.values()]
      .map((row) => [row, this.#officials.get(row.id)?.state])
      .filter(([row, state]) => row.state === "asked" && TOLD.includes(state))
      .map(([row, state]) => officialText({ ...row, state }, shown));
    return answers.length ? [...answers, afterHand(desk, shown)].filter(Boolean) : [];
  }
}

function gainedText(post, desk, shown) {
  const { texts } = shown;
  const name = texts.words(post.name);
  if (shares(post, desk.me)) return texts.say("page.counter.now_sharing", { name, clerk: post.a_role });
  return texts.say("page.counter.now_covering", { name, because: reasonOf(post, shown) });
}
