// How a case stands, in words: the same on the public board and on a resident's own page. Days are working days, by the
// server's count; nothing is computed here but how a moment is written in the hall's time zone.

const IN_HAND = ["registered", "supplement", "accepted"]; // a letter's limit runs before it is accepted (C-4)
const MARKS = { none: "○", green: "●", yellow: "◆", red: "▲" };

/** "已用 3/5 个工作日，暂停 2 天：鉴定": the clock explained; empty where none has begun, or nothing is promised. `why` gives the words of a reason. */
export function clockWords(row, texts, why) {
  if (!row.promised || row.used === null || row.used === undefined) return "";
  const said = [texts.say("page.board.used", row)];
  if (row.stopped_why && (row.stopped || row.stands)) {
    const how = !row.stands ? "stopped" : row.stopped ? "stopped_still" : "stands";
    said.push(texts.say(`page.board.${how}`, { n: row.stopped, why: reasonWords(row, texts, why) }));
  }
  if (row.extended) said.push(texts.say("page.board.extended", { n: row.extended }));
  return said.join(texts.language === "en" ? ", " : "，");
}

/** Of several reasons each with its days: "听证 3、鉴定 1". */
function reasonWords(row, texts, why) {
  const each = (row.stopped_by ?? []).map(([code, days]) => `${why(code)} ${days}`);
  return each.length ? each.join(texts.language === "en" ? ", " : "、") : why(row.stopped_why);
}

/** What was handed over is told with what it was, if that is no permit: "已送达 · 不予批准". */
export function stateWords(row, texts) {
  const refusal = row.state === "delivered" && row.end && row.end !== "closed";
  return [row.state, ...(refusal ? [row.end] : [])].map((state) => texts.say(`page.case.state.${state}`)).join(" · ");
}

/** The light in words; an instant case has no clock, and is late from the next day on (C-2). Empty where there is none. */
export function lightWords(row, texts) {
  if (!row.light || row.light === "none") return "";
  const instant = row.state === "accepted" && (row.promised ?? 0) === 0;
  if (instant && row.light !== "red") return texts.say(row.light === "yellow" ? "page.board.left_open" : "page.board.instant");
  return texts.say(`page.case.light.${row.light}`);
}

/** "▲ 已超期": by mark and word, never by colour alone. Empty where there is no light. */
export function markedLight(row, texts) {
  const words = lightWords(row, texts);
  return words && `${lightMark(row.light)} ${words}`;
}

/** "▲" of what is overdue. */
export function lightMark(light) {
  return MARKS[light];
}

/** When it is due; empty while its clock stands, and once it is decided. */
export function dueWords(row, texts, zone) {
  if (!row.due || !IN_HAND.includes(row.state)) return "";
  const due = texts.say("page.board.due", { date: dayAndTime(row.due, texts.language, zone) });
  return row.provisional ? `${due}${texts.language === "en" ? "; " : "；"}${texts.say("page.board.provisional")}` : due;
}

/** "公安局：办理中，12/3 18:00 到期": a part of a joint case, with its own clock (C-10). */
export function partText(part, texts, zone) {
  const light = part.light === "green" ? "" : lightWords(part, texts);
  const stands = part.stands ? texts.say("page.case.part.stands") : "";
  const said = [texts.say(`page.case.state.${part.state}`), light, stands, dueWords(part, texts, zone)];
  const [colon, comma] = texts.language === "en" ? [": ", ", "] : ["：", "，"];
  return `${texts.words(part.department)}${colon}${said.filter(Boolean).join(comma)}`;
}

/** "11月30日 18:00", "30 Nov 18:00"; with the year where it is not the one of `now`: "4 Jan 2027 18:00". */
export function dayAndTime(moment, language, zone, now = Date.now()) {
  const locale = language === "en" ? "en-GB" : "zh-CN";
  const written = (at, form) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...form }).format(at);
  const year = written(moment, { year: "numeric" }) === written(now, { year: "numeric" }) ? {} : { year: "numeric" };
  const time = written(moment, { hour: "2-digit", minute: "2-digit", hour12: false });
  return `${written(moment, { ...year, month: "short", day: "numeric" })} ${time}`;
}

export function clockTime(moment, language, zone) {
  const form = { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false };
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", form).format(moment);
}
