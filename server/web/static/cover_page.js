// Cover: what was asked, who serves which post and how long it took, who is where, who was checked, the month's figures.

import { guarded } from "/web/faults.js";
import { drawAsked } from "./asked.js";
import { drawContacts, drawHandovers } from "./handovers.js";
import { LeaveDialog } from "./leaves.js";
import { MonthCover } from "./month_cover.js";
import { drawCovering } from "./posts.js";
import { SpotChecks } from "./spot_checks.js";
import { StandInDialog } from "./stand_in.js";
import { SupervisorDesk } from "./supervisor_desk.js";
import { drawWhereabouts } from "./whereabouts.js";

const MOVES_BY_ITSELF_MS = 5_000; // a budget, and whoever is on the way

const desk = new SupervisorDesk({ parts: partsOf });
const standIn = new StandInDialog(desk);
const leave = new LeaveDialog(desk);
const spots = new SpotChecks(desk);
const month = new MonthCover(desk);
desk.more = { nameStandIn: (post) => standIn.name(post), recordLeave: (clerk) => leave.record(clerk) };

function partsOf(shown) {
  return [
    () => drawAsked(shown),
    () => drawCovering(shown),
    () => drawWhereabouts(shown),
    () => spots.draw(shown),
    () => drawHandovers(shown),
    () => drawContacts(shown),
    () => month.draw(shown),
  ];
}

setInterval(() => {
  if (!desk.link.me) return;
  for (const draw of [drawAsked, drawCovering, drawWhereabouts]) guarded(() => draw(desk.shown));
}, MOVES_BY_ITSELF_MS);
desk.start();
