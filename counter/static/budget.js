// How long a clerk may still be away for a moment: the grace, and the budget that it draws on (AB-4).

const MINUTE_MS = 60_000;

/** What is left at `now` of the budget of moments, ms, also while it is being spent; null over one's own lunch, which draws on nothing. */
export function budgetLeft({ away, hall, me }, now) {
  if (away) return me.budget_ms === null ? null : Math.max(0, me.budget_ms - (now - me.away_since));
  if (atLunch(me, now)) return null;
  const start = now - hall.away_budget_over_min * MINUTE_MS;
  const spent = me.moments.reduce((sum, [since, until]) => sum + Math.max(0, until - Math.max(since, start)), 0);
  return Math.max(0, hall.away_budget_min * MINUTE_MS - spent);
}

/** Whether it is the clerk's own lunch by plan: leaving is then proper. */
export function atLunch(me, now) {
  return me.lunch.length > 0 && me.lunch[0] <= now && now < me.lunch[1];
}

/** Until when a clerk who stepped away does not count as absent; null where no grace runs, or it is unknown. */
export function graceUntil(desk) {
  const { hall, me } = desk;
  if (!desk.away || me.absent || me.handed_over || hall?.phase !== "open" || hall.paused) return null;
  const grace = hall.grace_min * MINUTE_MS;
  return me.away_since + Math.min(grace, me.budget_ms ?? grace);
}
