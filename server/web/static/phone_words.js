// What the server's row of one ticket says to its bearer, in words. No element is touched here.

const IN_HAND = ["called", "serving"];
const OVER = ["finished", "withdrawn", "voided", "lapsed"];
export const NEAR = 3;
const SOON_MIN = 10; // who may wait longer than this is not told that it is nearly their turn

/** 0: nothing to call for · 1: three or fewer ahead · 2: next · 3: called. */
export function nearness(row) {
  if (row?.state === "called") return 3;
  if (row?.state !== "waiting" || row.ahead === null || row.ahead > NEAR) return 0;
  return row.ahead === 0 ? 2 : 1;
}

/** Whether few ahead also means soon, as far as is known: three before one window may be an hour. */
const isSoon = (row) => Boolean(row.wait) && row.wait[0] <= SOON_MIN;

/** What to do about it now; empty while there is nothing to do. */
export function alertWords(row, texts) {
  const code = ["", "near", "next", "called"][nearness(row)];
  if (code === "near" && !isSoon(row)) return texts.say("phone.alert.nearby", { n: row.ahead });
  return code && texts.say(row.times > 0 && code === "called" ? "phone.alert.recalled" : `phone.alert.${code}`);
}

export const isOver = (row) => row === null || OVER.includes(row.state);

export function tone(row) {
  if (isOver(row)) return "over";
  if (row.state === "missed") return "missed";
  return ["plain", "near", "near", "called"][nearness(row)];
}

export function stateWords(row, texts) {
  if (row === null) return texts.say("phone.state.unknown");
  if (row.state === "called" && row.window !== null) return texts.say("phone.state.called", { window: row.window });
  return texts.say(`phone.state.${stateCode(row)}`);
}

function stateCode(row) {
  if (row.state === "called") return "called_nowhere";
  if (row.state !== "waiting") return row.state;
  if (row.carried) return "carried";
  const code = ["waiting", "near", "next"][nearness(row)];
  return code === "near" && !isSoon(row) ? "waiting" : code;
}

export const aheadWords = (row, texts) => (row?.ahead ? texts.say("phone.ahead", { n: row.ahead }) : "");

/** What to do now, in a sentence; then, where there is more to know, another. */
export function howWords(row, texts) {
  if (row === null) return [texts.say("phone.how.unknown")];
  if (row.state === "missed") {
    return [texts.say("phone.how.missed"), backWords(row, texts)];
  }
  const code = row.carried ? "carried" : row.state;
  return texts.has(`phone.how.${code}`) ? [texts.say(`phone.how.${code}`)] : [];
}

/** Behind how many it would come back now, as the line stands. */
function backWords({ behind, back }, texts) {
  if (!behind) return texts.say("phone.missed.end");
  return back === 0 ? texts.say("phone.missed.none") : texts.say("phone.missed.behind", { n: back ?? behind });
}

/** The window; who stands in for whom, why and until when; or that nobody is there and the place is kept (AB-3, AB-10). */
export function whereWords(row, texts, time) {
  if (isOver(row) || row.state === "missed") return { where: "", cover: "" };
  const way = row.way ? texts.words(row.way) : "";
  const where = row.window === null ? "phone.window_none" : way ? "phone.window_way" : "phone.window";
  return { where: texts.say(where, { window: row.window, way }), cover: coverWords(row, texts, time) };
}

function coverWords(row, texts, time) {
  if (IN_HAND.includes(row.state)) return "";
  if (row.window === null) return awayWords(row, texts, time);
  if (row.cover !== "b_role" && row.cover !== "stand_in") return "";
  const who = texts.say(`phone.who.${row.cover}`);
  const said = row.home === null ? "phone.cover.here" : "phone.cover.elsewhere";
  const why = row.reason ? [texts.say(`wall.reason.${row.reason}`)] : [];
  const until = row.until ? [texts.say("phone.cover.until", { time: time(row.until) })] : [];
  const because = [...why, ...until].join(texts.say("phone.comma"));
  const told = texts.say(said, { who, home: row.home, window: row.window });
  return because ? texts.say("phone.cover.because", { told, because }) : told;
}

function awayWords(row, texts, time) {
  if (row.phase === "break" || row.phase === "early") {
    return row.phase_until ? texts.say(`phone.phase.${row.phase}`, { time: time(row.phase_until) }) : "";
  }
  if (row.cover === "on_the_way" && row.until) return texts.say("phone.cover.on_the_way", { time: time(row.until) });
  return texts.say(row.cover === "closed" ? "phone.cover.closed" : "phone.cover.unattended");
}

export function pauseWords(row, texts, time) {
  if (!row?.paused) return "";
  if (row.paused === "evacuation") return texts.say("phone.evacuation");
  const until = row.paused_until ? texts.say("phone.cover.until_on", { time: time(row.paused_until) }) : "";
  return texts.say("phone.paused", { reason: texts.say(`wall.pause.${row.paused}`), until });
}

/** The wait as a range, never a point; nothing where nothing can be said. */
export function waitWords(row, texts) {
  if (!row?.wait) return "";
  const [low, high] = row.wait;
  return texts.say(low === 0 ? "wait.within" : "wait.range", { low, high });
}

/** That it may not come to it today; else how often such ranges were right. */
export function scoreWords(row, texts) {
  if (!row?.wait) return "";
  if (row.late) return texts.say("phone.wait.late");
  return row.score === null ? "" : texts.say("wait.score", { percent: row.score });
}

export function issuedWords(row, texts, time) {
  if (row === null) return "";
  const slot = row.slot ? [texts.say("phone.slot", { time: time(row.slot) })] : [];
  const called = row.state === "missed" && row.called_at ? [texts.say("phone.called_at", { time: time(row.called_at) })] : [];
  return [texts.say("phone.issued", { time: time(row.issued_at) }), ...slot, ...called].join(texts.say("phone.comma"));
}
