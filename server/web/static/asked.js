// What waits for an answer: short official absences (D-5), stand-ins who were asked (AB-18), Bs called from outside (AB-14).

import { h, keyed, part, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { timeText } from "/web/reasons.js";

const $ = (id) => document.getElementById(id);
const OPEN_CALLS = ["asked", "late"];

/** How a request stands; whether whoever is on the way is late only the clock tells. */
export function stateOf(row, clock) {
  if (row.kind !== "call" || !waits(row) || row.state === "declined") return row.state;
  if (row.until === null) return "asked";
  return row.until > clock.now() ? "on_the_way" : "late";
}

const waits = (row) => row.answered_at === null;

/** The requests that only a supervisor can settle: official absences, and a call that nobody has answered or kept. */
export function requestsForMe({ view, clock }) {
  return rows(view, "asked").filter((row) => waits(row) && (row.kind === "official" || (row.kind === "call" && OPEN_CALLS.includes(stateOf(row, clock)))));
}

/** Draw what waits into #asked, and what was answered today into #answered-list, where the page has that. */
export function drawAsked(shown) {
  const all = Boolean($("asked-none")); // the page of cover; the live one leaves out what the card of a post says already
  const waiting = rows(shown.view, "asked").filter((row) => waits(row) && (all || row.kind !== "stand_in")).sort((a, b) => a.at - b.at);
  write($("asked-count"), waiting.length || "");
  keyed($("asked"), waiting, { key: (row) => row.id, make: card, update: (li, row) => update(li, row, shown) });
  if (all) show($("asked-none"), waiting.length === 0);
  else show($("asked").closest("section"), waiting.length > 0);
  if ($("answered")) drawAnswered(shown);
}

function drawAnswered(shown) {
  const answered = rows(shown.view, "asked").filter((row) => !waits(row)).sort((a, b) => b.answered_at - a.answered_at);
  show($("answered"), answered.length > 0);
  write($("answered-count"), answered.length || "");
  keyed($("answered-list"), answered, {
    key: (row) => row.id,
    make: () => h("li"),
    update: (li, row) => write(li, `${timeText(row.answered_at, shown)} ${aboutText(row, shown)} · ${stateText(row, shown)}`),
  });
}

function card() {
  return h("li", { class: "alarm-card asked-card" },
    h("span", { class: "mark warn", "data-part": "kind" }),
    h("strong", { "data-part": "about" }),
    h("span", { "data-part": "state" }),
    h("span", { class: "alarm-time", "aria-live": "off" }, h("span", { "data-part": "time" })),
    h("span", { class: "alarm-acts", "data-part": "acts" }));
}

function update(li, row, shown) {
  write(part(li, "kind"), `? ${shown.texts.say(`page.requests.kind.${row.kind}`)}`);
  write(part(li, "about"), aboutText(row, shown));
  write(part(li, "state"), stateText(row, shown));
  part(li, "time").dataset.running = row.at;
  keyed(part(li, "acts"), actsOf(row, shown), {
    key: (act) => act.label,
    make: () => h("button", { type: "button", class: "small" }),
    update: (button, act) => drawAct(button, act, shown),
  });
}

/** "A05 公出 09:30–10:30（开会）", "A01 → 3 人口与计划生育岗". */
function aboutText(row, shown) {
  const { texts, view } = shown;
  if (row.kind === "official") {
    const values = { clerk: row.clerk, since: timeText(row.since, shown), until: timeText(row.until, shown), where: texts.say(`page.away.${row.reason}`) };
    return texts.say("page.requests.official", values);
  }
  const post = view.posts?.[row.post];
  return texts.say("page.requests.post", { clerk: row.clerk, post: post ? `${post.home} ${texts.words(post.name)}` : row.post });
}

function stateText(row, shown) {
  const time = row.until && row.kind === "call" ? timeText(row.until, shown) : "";
  return shown.texts.say(`page.requests.state.${stateOf(row, shown.clock)}`, { time });
}

function actsOf(row, { texts, clock, ask }) {
  const say = (code) => texts.say(`page.requests.${code}`);
  const { post, clerk } = row;
  if (row.kind === "official") {
    const asking = Number(row.id);
    return [
      { label: say("agree"), main: true, run: () => ask({ type: "answer_official", asking, agree: true }) },
      { label: say("refuse"), run: () => ask({ type: "answer_official", asking, agree: false }) },
    ];
  }
  if (row.kind === "stand_in") {
    return [
      { label: say("on_the_spot"), run: () => ask({ type: "name_stand_in", post, clerk, reason: row.reason, on_the_spot: true }) },
      { label: say("take_back"), run: () => ask({ type: "take_back_stand_in", post, clerk }) },
    ];
  }
  const state = stateOf(row, clock);
  const coming = { label: say(state === "asked" ? "coming" : "coming_again"), main: true, run: () => ask({ type: "answer_call", post, clerk, coming: true }) };
  const next = { label: say("next"), run: () => ask({ type: "answer_call", post, clerk, coming: false }) };
  return { on_the_way: [next], asked: [coming, next] }[state] ?? [coming]; // who is late, or could not come, may be reached again
}

function drawAct(button, act, { open }) {
  write(button, act.label);
  button.classList.toggle("main", Boolean(act.main));
  button.ariaDisabled = open ? null : "true";
  button.onclick = () => open && act.run();
}
