// Today's handovers, and whether they were read (AB-5, AB-11).

import { h, keyed, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { timeText } from "/web/reasons.js";

const $ = (id) => document.getElementById(id);

export function drawHandovers(shown) {
  const handovers = rows(shown.view, "handovers").sort((a, b) => b.at - a.at);
  show($("handovers-none"), handovers.length === 0);
  keyed($("handovers"), handovers, {
    key: (row) => row.id,
    make: () => h("li"),
    update: (li, row) => write(li, handoverText(row, shown)),
  });
}

function handoverText(row, shown) {
  const { texts, view } = shown;
  const post = texts.words(view.posts?.[row.post]?.name) || row.post;
  const values = { time: timeText(row.at, shown), giver: row.giver, taker: row.taker, post };
  const read = row.acknowledged_at ? "page.handovers.read" : "page.handovers.unread";
  return `${texts.say(`page.handovers.${row.kind}`, values)} ${texts.say(read)}`;
}
