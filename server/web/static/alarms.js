// What is wrong right now, above everything else: a red card each, with the one press that helps.

import { h, keyed, part, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { reasonOf } from "/web/reasons.js";
import { standIns } from "./figures.js";

const OFFERED = 2;
const URGENCY = ["unattended", "absent", "device"];
const $ = (id) => document.getElementById(id);

/** Draw the alarms; gives their ids, so that the page can call attention to a new one. */
export function drawAlarms(shown) {
  const alarms = urgentFirst(rows(shown.view, "alarms"));
  write($("alarms-count"), alarms.length || "");
  show($("alarms-none"), alarms.length === 0);
  keyed($("alarms"), alarms, {
    key: (alarm) => alarm.id,
    make: () => card(),
    update: (li, alarm) => update(li, alarm, shown),
  });
  return alarms.map((alarm) => alarm.id);
}

/** The worst first. A post that is unattended says so once, not also that its A is absent without cover. */
function urgentFirst(alarms) {
  const unattended = new Set(alarms.filter((alarm) => alarm.kind === "unattended").map((alarm) => alarm.subject));
  return alarms
    .filter((alarm) => alarm.kind !== "absent" || !unattended.has(alarm.subject))
    .sort((a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind) || a.since - b.since);
}

function card() {
  return h("li", { class: "alarm-card" },
    h("span", { class: "mark alarm", "data-part": "kind" }),
    h("strong", { "data-part": "subject" }),
    h("span", { "data-part": "detail" }),
    h("span", { class: "alarm-time" }, h("span", { "data-part": "for" }), " ", h("span", { "data-part": "time" })),
    h("span", { class: "alarm-acts", "data-part": "acts" }));
}

function update(li, alarm, shown) {
  const { texts, view } = shown;
  const post = view.posts?.[alarm.subject];
  write(part(li, "kind"), `▲ ${texts.say(`page.alarm.${alarm.kind}`)}`);
  write(part(li, "subject"), post ? `${post.home} ${texts.words(post.name)}` : subjectOf(alarm, shown));
  write(part(li, "detail"), detailOf(alarm, post, shown));
  write(part(li, "for"), texts.say("page.alarm.for"));
  part(li, "time").dataset.running = alarm.since;
  const offers = alarm.kind === "unattended" && post ? standIns(view, post).slice(0, OFFERED) : [];
  drawOffers(part(li, "acts"), post, offers, shown);
}

/** A device by the name that it was given, else as "取号机 k1" by its id: "kiosk:k1", "kiosk-1". */
function subjectOf({ kind, subject }, { texts, deviceNames }) {
  if (kind !== "device") return subject;
  const [, of, n] = /^(\w+?)[-:](.+)$/.exec(subject) ?? [];
  const code = `page.devices.kind.${of}`;
  return deviceNames[subject] || (texts.has(code) ? texts.say("page.device", { kind: texts.say(code), n }) : subject);
}

function detailOf(alarm, post, shown) {
  const { texts, view } = shown;
  if (alarm.kind === "device") {
    const code = `page.fault.${alarm.detail}`;
    return texts.has(code) ? texts.say(code) : alarm.detail;
  }
  if (!post) return alarm.detail;
  const waiting = post.lines.reduce((sum, line) => sum + (view.lines?.[line]?.waiting ?? 0), 0);
  return `${reasonOf(post, shown)} · ${texts.say("page.alarm.waiting", { n: waiting })}`;
}

function drawOffers(acts, post, offers, shown) {
  const { texts, open, ask, nameStandIn } = shown;
  keyed(acts, post && offers.length ? [...offers, { clerk: "…" }] : [], {
    key: (clerk) => clerk.clerk,
    make: (clerk) => h("button", { type: "button", class: "small" }),
    update: (button, clerk) => {
      const more = clerk.clerk === "…";
      write(button, more ? texts.say("page.stand_in.more") : texts.say("page.stand_in.now", { clerk: clerk.clerk, window: clerk.window }));
      button.classList.toggle("main", !more);
      button.ariaDisabled = open ? null : "true";
      const command = { type: "name_stand_in", post: post.id, clerk: clerk.clerk, reason: "nobody_present" };
      button.onclick = () => (more ? nameStandIn(post) : ask(command));
    },
  });
}
