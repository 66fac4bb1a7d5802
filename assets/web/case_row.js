// One case in words: the light with its mark, the clock explained, what is lacking, what stands out.

import { clockWords, dayAndTime, lightMark, markedLight } from "./case_words.js";

/** "▲ 已超期": the light by colour, mark and word. */
export function lightText(row, texts) {
  return markedLight(row, texts) || `${lightMark("none")} ${texts.say("page.case.light.none")}`;
}

export function clockText(row, texts) {
  return clockWords(row, texts, (why) => texts.say(`page.case.stop.${why}`));
}

/** "还缺：户口本、照片"; empty where nothing is lacking. */
export function lackingText(row, matter, texts) {
  if (!row.lacking.length) return "";
  const names = row.lacking.map((n) => materialName(row, matter, n, texts));
  return texts.say("page.cases.lacking", { materials: names.join(texts.language === "en" ? ", " : "、") });
}

/** Of the list that the matter had when the case was registered. */
export function materialName(row, matter, place, texts) {
  return texts.words((row.materials ?? matter?.materials ?? [])[place]) || `#${place + 1}`;
}

/** The steps that the matter had then. */
export function stepsOf(row, matter) {
  return row.steps ?? matter?.steps ?? [];
}

/** "承诺件", or what the hall calls that kind (M-2). */
export function kindText(matter, texts) {
  return matter ? texts.words(matter.kind_name) || texts.say(`page.case.kind.${matter.kind}`) : "";
}

/** "代办员 A05：已送交上级窗口（县级）": who carries it, and how far that is (C-11). */
function agentText(row, texts) {
  if (!row.leg) return texts.say("page.cases.agent", { agent: row.agent });
  const [leg, level] = [texts.say(`page.case.leg.${row.leg}`), texts.say(`page.case.level.${row.level}`)];
  return texts.say("page.cases.agent_leg", { agent: row.agent, leg, level });
}

/** What stands out of it, each in a word or two. */
export function outstanding(row, texts, timezone) {
  const said = [];
  if (row.hurried) said.push(texts.say("page.cases.hurried", { date: dayAndTime(row.hurried, texts.language, timezone) }));
  if (row.mark) said.push(texts.say(`page.cases.mark.${row.mark}`));
  if (row.bring_by) said.push(texts.say("page.cases.bring_by", { date: dayAndTime(row.bring_by, texts.language, timezone) }));
  if (row.step_overdue) said.push(texts.say("page.cases.step_overdue"));
  if (row.stop_over) said.push(texts.say("page.cases.stop_over", { date: dayAndTime(row.stop_until, texts.language, timezone) }));
  for (const { department } of row.shares.filter((one) => one.light === "red")) said.push(texts.say("page.board.late_part", { department: texts.words(department) }));
  if (row.left_open) said.push(texts.say("page.cases.left_open"));
  if (row.breaches) said.push(texts.say("page.cases.breaches", { n: row.breaches }));
  if (row.countered) said.push(texts.say("page.cases.countered"));
  if (row.silent) said.push(texts.say("page.cases.silent"));
  if (row.handed_late) said.push(texts.say("page.cases.handed_late"));
  if (row.delivery_late) said.push(texts.say("page.cases.delivery_late"));
  if (row.part_of && row.notices > 0) said.push(texts.say("page.cases.delayed"));
  if (row.agent) said.push(agentText(row, texts));
  if (row.up) said.push(texts.say("page.cases.up"));
  if (row.part_of) said.push(texts.say("page.cases.part_of", { number: row.part_of }));
  if (row.parts.length) said.push(texts.say("page.cases.parts", { numbers: row.parts.join(" ") }));
  if (row.covered) said.push(texts.say("page.cases.covered", { clerk: row.clerk }));
  return said;
}

/** The next thing to do first, as the server orders cases everywhere. */
export function byUrgency(a, b) {
  const [[group, moment], [other, later]] = [a.order, b.order];
  return group - other || moment - later || a.id - b.id;
}
