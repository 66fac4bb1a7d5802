// The supervisor's figures: sums of the day as means, moments as minutes.

const MINUTE_MS = 60_000;

/** The mean of `sum_ms` over `count`, in minutes with one decimal below ten; a dash where nothing was counted. */
export function meanMinutes(sum_ms, count) {
  if (!count) return "—";
  const minutes = sum_ms / count / MINUTE_MS;
  return minutes < 10 ? minutes.toFixed(1) : String(Math.round(minutes));
}

/** Tallies of one kind ("line", "matter", "window") by what follows the colon of their ids. */
export function talliesOf(view, kind) {
  const found = new Map();
  for (const row of Object.values(view.tallies ?? {})) {
    const [of, id] = row.id.split(/:(.*)/s);
    if (of === kind) found.set(id, row);
  }
  return found;
}

/** Clerks who could stand in at `post`: seated, not away nor silent, not there already; who has not said no, and an empty hand, first. */
export function standIns(view, post) {
  const no = saidNo(view, post);
  const busy = (clerk) => ["calling", "serving"].includes(view.windows?.[clerk.window]?.state);
  return Object.values(view.clerks ?? {})
    .filter((clerk) => clerk.window !== null && !clerk.away && !clerk.absent && !clerk.silent_since)
    .filter((clerk) => clerk.clerk !== post.clerk && clerk.clerk !== post.a_role)
    .map((clerk) => ({ ...clerk, busy: busy(clerk), saidNo: no.has(clerk.clerk) }))
    .sort((a, b) => a.saidNo - b.saidNo || a.busy - b.busy || a.serves.length - b.serves.length || a.window - b.window);
}

/** Who was asked for `post` and declined, or did not answer, since it is covered as it is now: not to be offered first again. */
export function saidNo(view, post) {
  const answers = Object.values(view.asked ?? {}).filter((row) => row.post === post.id && ["declined", "lapsed"].includes(row.state));
  return new Set(answers.filter((row) => (row.answered_at ?? row.at) >= post.since).map((row) => row.clerk));
}

/** The posts in the order in which a supervisor must see them: unattended, covered, served, closed. */
export function postsByUrgency(view) {
  const order = ["unattended", "on_the_way", "stand_in", "b_role", "a_role", "closed"];
  return Object.values(view.posts ?? {}).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.home - b.home);
}
