// The live page: what burns now, and what one press does about it.

import { setAttribute } from "/web/dom.js";
import { guarded } from "/web/faults.js";
import { askBeforeClosing, watchLocked } from "./accounts.js";
import { drawAlarms } from "./alarms.js";
import { drawAsked } from "./asked.js";
import { drawDevices } from "./devices.js";
import { LeaveDialog } from "./leaves.js";
import { drawPosts } from "./posts.js";
import { StandInDialog } from "./stand_in.js";
import { drawSteering } from "./steering.js";
import { SupervisorDesk } from "./supervisor_desk.js";
import { drawLines, drawPeople, drawWindows } from "./tables.js";

const $ = (id) => document.getElementById(id);
let by = "line";

const desk = new SupervisorDesk({ parts: partsOf });
const standIn = new StandInDialog(desk);
const leave = new LeaveDialog(desk);
desk.more = { nameStandIn: (post) => standIn.name(post), recordLeave: (clerk) => leave.record(clerk) };

function partsOf(shown) {
  return [
    () => drawAlarms(shown),
    () => drawAsked(shown),
    () => drawSteering($("steering"), shown),
    () => drawWindows(shown),
    () => drawPosts(shown),
    () => drawLines(shown, by),
    () => drawPeople(shown),
    () => drawDevices(shown),
  ];
}

document.querySelector(".switch").addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-by]");
  if (!chosen) return;
  by = chosen.dataset.by;
  for (const button of document.querySelectorAll("[data-by]")) setAttribute(button, "aria-pressed", String(button === chosen));
  desk.draw();
});

askBeforeClosing($("accounts"), desk.texts);
watchLocked(desk.texts);
setInterval(() => desk.link.me && guarded(() => drawLines(desk.shown, by)), 15_000);
setInterval(() => desk.link.me && guarded(() => drawAlarms(desk.shown)), 2_000); // an alarm may begin at its minute
setInterval(() => desk.link.me && guarded(() => drawAsked(desk.shown)), 2_000); // whoever is on the way may be late
desk.start();
