// What is wrong right now, above everything else: a red card each, with the one press that helps.

import { h, keyed, part, setAttribute, show, write } from "/web/dom.js";
import { rows } from "/web/fold.js";
import { reasonOf } from "/web/reasons.js";
import { standIns } from "./figures.js";
import { coveringText } from "./posts.js";

const OFFERED = 2;
const SOON_MS = 2_000; // this clock may be a little behind the server
const FOR_DAYS = ["year_unpublished", "duty_rota", "duty_nobody"]; // nobody counts the minutes of these
const MORE = { clerk: "…" };
const URGENCY = ["unattended", "help", "absent", "overdue", "waiting_long", "covering_many", "device", "duty_nobody", "duty_rota", "year_unpublished", "device_notice"]; // one that is not here comes last
const $ = (id) => document.getElementById(id);

/** What is an alarm by now, the worst first; that there is no hall is told above all. */
export function dueAlarms({ view, clock }) {
  const due = rows(view, "alarms").filter((alarm) => alarm.since <= clock.now() + SOON_MS); // one may lie ahead
  return urgentFirst(due.filter((alarm) => alarm.kind !== "no_hall"));
}

export function drawAlarms(shown) {
  const alarms = dueAlarms(shown);
  write($("alarms-count"), alarms.length || "");
  show($("alarms-none"), alarms.length === 0);
  keyed($("alarms"), alarms, {
    key: (alarm) => alarm.id,
    make: () => card(),
    update: (li, alarm) => update(li, alarm, shown),
  });
}

/** The worst first. A post that is unattended says so once, not also that its A is absent without cover. */
function urgentFirst(alarms) {
  const unattended = new Set(alarms.filter((alarm) => alarm.kind === "unattended").map((alarm) => alarm.subject));
  return alarms
    .filter((alarm) => alarm.kind !== "absent" || !unattended.has(alarm.subject))
    .sort((a, b) => urgency(a) - urgency(b) || a.since - b.since);
}

function urgency({ kind }) {
  return URGENCY.includes(kind) ? URGENCY.indexOf(kind) : URGENCY.length;
}

function card() {
  return h("li", { class: "alarm-card" },
    h("span", { class: "mark alarm", "data-part": "kind" }),
    h("strong", { "data-part": "subject" }),
    h("span", { "data-part": "detail" }),
    h("span", { class: "alarm-time", "aria-live": "off" }, h("span", { "data-part": "for" }), " ", h("span", { "data-part": "time" })),
    h("span", { class: "alarm-acts", "data-part": "acts" }));
}

function update(li, alarm, shown) {
  const { texts, view } = shown;
  const post = view.posts?.[alarm.subject];
  write(part(li, "kind"), `${NOTICES.includes(alarm.kind) ? "△" : "▲"} ${texts.say(`page.alarm.${alarm.kind}`)}`);
  li.classList.toggle("notice", NOTICES.includes(alarm.kind));
  part(li, "kind").className = NOTICES.includes(alarm.kind) ? "mark warn" : "mark alarm";
  write(part(li, "subject"), post ? `${post.home} ${texts.words(post.name)}` : subjectOf(alarm, shown));
  write(part(li, "detail"), detailOf(alarm, post, shown));
  write(part(li, "for"), texts.say("page.alarm.for"));
  part(li, "time").dataset.running = alarm.since;
  show(part(li, "time").parentElement, !FOR_DAYS.includes(alarm.kind));
  li.slots = alarm.kind === "unattended" && post ? slotsOf(li.slots ?? [], standIns(view, post).filter((clerk) => !clerk.saidNo)) : [];
  if (alarm.kind === "help") drawHelp(part(li, "acts"), alarm, shown);
  else drawOffers(part(li, "acts"), post, li.slots, shown);
}

const OF_DEVICES = ["device", "device_notice", "help"];
const NOTICES = ["device_notice"]; // nothing is wrong yet

/** A device by the name that it was given, else as "取号机 k1" by its id: "kiosk:k1", "kiosk-1"; "server:clock" is the server. */
export function deviceName(id, { texts, deviceNames }) {
  if (id.startsWith("server:")) return texts.say("page.alarm.server");
  const [, of, n] = /^(\w+?)[-:](.+)$/.exec(id) ?? [];
  const code = `page.devices.kind.${of}`;
  return deviceNames[id] || (texts.has(code) ? texts.say("page.device", { kind: texts.say(code), n }) : id);
}

function subjectOf({ kind, subject }, shown) {
  const { texts } = shown;
  if (kind === "year_unpublished") return texts.say("page.alarm.year_unpublished.of", { year: subject });
  if (kind === "handed_in_late") return subject.split(":")[1];
  return OF_DEVICES.includes(kind) ? deviceName(subject, shown) : subject;
}

function detailOf(alarm, post, shown) {
  const { texts, view } = shown;
  if (alarm.kind === "device" || alarm.kind === "device_notice") {
    const code = `page.fault.${alarm.detail}`;
    return texts.has(code) ? texts.say(code) : alarm.detail;
  }
  if (alarm.kind === "year_unpublished") {
    return texts.say(`page.alarm.year_unpublished.${alarm.detail === "0" ? "none" : "cases"}`, { n: alarm.detail });
  }
  if (alarm.kind === "handed_in_late") {
    const [day, series] = alarm.subject.split(":");
    const [carried, lapsed] = alarm.detail.split(" ");
    return texts.say("page.alarm.handed_in_late.detail", { series, day, carried, lapsed });
  }
  if (alarm.kind === "help") return texts.say(alarm.detail ? "page.alarm.help.coming" : "page.alarm.help.waits", { clerk: alarm.detail });
  if (["duty_nobody", "duty_rota"].includes(alarm.kind)) return texts.say(`page.alarm.${alarm.kind}.detail`);
  if (alarm.kind === "covering_many") return texts.say("page.alarm.covering_many.detail", { n: alarm.detail });
  if (!post) return alarm.detail;
  const waiting = post.lines.reduce((sum, line) => sum + (view.lines?.[line]?.waiting ?? 0), 0);
  return [reasonOf(post, shown), texts.say("page.alarm.waiting", { n: waiting }), coveringText(post, shown)].filter(Boolean).join(" · ");
}

/**
 * Whom the card offers, in the order in which they came onto it: one press names somebody, on record, so no button may
 * move under the pointer. Who is no longer here, or has said no, keeps the place, with `gone`; who is offered instead comes first,
 * because the row ends at the right edge of the card.
 */
function slotsOf(slots, here) {
  const now = new Map(here.map((clerk) => [clerk.clerk, clerk]));
  const kept = slots.map((slot) => (slot === MORE ? MORE : now.get(slot.clerk) ?? { ...slot, gone: true }));
  const known = new Set(kept.map((slot) => slot.clerk));
  const room = OFFERED - kept.filter((slot) => slot !== MORE && !slot.gone).length;
  const fresh = here.filter((clerk) => !known.has(clerk.clerk)).slice(0, Math.max(0, room));
  return [...fresh, ...(kept.length || !fresh.length ? kept : [MORE])];
}

function drawOffers(acts, post, slots, shown) {
  keyed(acts, slots, {
    key: (slot) => slot.clerk,
    make: (slot) => (slot === MORE ? button() : h("span", { class: "offer" }, button("main"), button())),
    update: (place, slot) => (slot === MORE ? drawMore(place, post, shown) : drawOffer(place, post, slot, shown)),
  });
}

const button = (look = "") => h("button", { type: "button", class: `small ${look}`.trim() });

/** Somebody stands at a kiosk and asked for a person: go, or say that it is done. */
function drawHelp(acts, { subject, detail }, { texts, open, ask }) {
  keyed(acts, detail ? ["end_help"] : ["go_to_kiosk", "end_help"], {
    key: (type) => type,
    make: (type) => button(type === "go_to_kiosk" ? "main" : ""),
    update: (act, type) => {
      write(act, texts.say(type === "go_to_kiosk" ? "page.help.go" : "page.help.done"));
      act.ariaDisabled = open ? null : "true";
      act.onclick = () => ask({ type, kiosk: subject });
    },
  });
}

function drawMore(place, post, { texts, open, nameStandIn }) {
  write(place, texts.say("page.stand_in.more"));
  place.ariaDisabled = open ? null : "true";
  place.onclick = () => nameStandIn(post);
}

/** To ask is the way (AB-18); who has agreed face to face takes the post at once. */
function drawOffer(place, post, { clerk, window, gone }, { texts, open, ask }) {
  const [asking, agreed] = place.children;
  write(asking, texts.say("page.stand_in.now", { clerk, window }));
  write(agreed, texts.say("page.stand_in.agreed"));
  setAttribute(agreed, "aria-label", texts.say("page.stand_in.agreed.of", { clerk }));
  asking.classList.toggle("main", !gone);
  for (const [one, on_the_spot] of [[asking, false], [agreed, true]]) {
    one.ariaDisabled = open && !gone ? null : "true";
    one.onclick = () => !gone && ask({ type: "name_stand_in", post: post.id, clerk, reason: "nobody_present", on_the_spot });
  }
}
