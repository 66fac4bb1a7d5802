// Time to cover by post, over a month: from the record, asked anew each minute (S-1).

import { at } from "/web/address.js";
import { running } from "/web/clock.js";
import { show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { drawTable } from "/web/table.js";
import { read } from "./reading.js";

const ANEW_MS = 60_000;
const $ = (id) => document.getElementById(id);

export class MonthCover {
  #found = null;

  constructor(desk) {
    this.desk = desk;
    $("month").addEventListener("change", () => this.look());
    setInterval(() => this.look(), ANEW_MS);
    this.look();
  }

  async look() {
    const month = $("month").value;
    if (!month) return;
    const { found } = await read(at(`/supervisor/time-to-cover.json?month=${month}`));
    if (month !== $("month").value) return;
    this.#found = found?.takeovers ?? null;
    if (this.desk.link.me) this.draw(this.desk.shown);
  }

  draw({ texts, view }) {
    const took = byPost(this.#found ?? []);
    const posts = rows(view, "posts").filter((post) => took.has(post.id)).sort((a, b) => a.home - b.home);
    const figure = (pick) => (post) => pick(took.get(post.id));
    drawTable($("month-rows"), posts, {
      key: (post) => post.id,
      columns: [
        { text: (post) => `${post.home} ${texts.words(post.name)}`, strong: true },
        { text: figure((one) => one.absences), number: true },
        { text: figure((one) => one.effective.length), number: true },
        { text: figure((one) => mean(one.effective)), number: true },
        { text: figure((one) => most(one.effective)), number: true },
        { text: figure((one) => mean(one.seen)), number: true },
        { text: figure((one) => most(one.seen)), number: true },
        { text: figure((one) => (one.inVain.length ? `${one.inVain.length} × ≤ ${most(one.inVain)}` : "0")), number: true },
      ],
    });
    show($("month-rows").closest("table"), posts.length > 0);
    write($("month-none"), posts.length ? "" : texts.say(this.#found ? "page.cover.month.none" : "page.cover.month.unknown"));
  }
}

/** Post → its absences, how long each took to the first call that somebody else made, and how long somebody waited where there was none. */
export function byPost(takeovers) {
  const found = new Map();
  for (const one of takeovers) {
    const of = found.get(one.post) ?? { absences: 0, effective: [], seen: [], inVain: [] };
    found.set(one.post, of);
    of.absences += 1;
    if (one.first_call !== null) of.effective.push(one.since_effective_ms);
    if (one.first_call !== null) of.seen.push(one.since_seen_ms);
    if (one.uncalled_ms !== null) of.inVain.push(one.uncalled_ms);
  }
  return found;
}

const mean = (all) => (all.length ? running(all.reduce((sum, ms) => sum + ms, 0) / all.length) : "—");
const most = (all) => (all.length ? running(Math.max(...all)) : "—");
