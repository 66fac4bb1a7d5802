// Why whoever should be at a post is not, and until when, in words.

import { dayAndTime } from "./clock.js";
import { rows } from "./fold.js";

/** "A04 暂离超时（开会），预计 10:30 回来": why A does not serve `post`. */
export function reasonOf(post, shown) {
  const { texts, view } = shown;
  const seat = rows(view, "windows").find((window) => window.clerk === post.a_role);
  const away = seat ? seat.away : view.clerks?.[post.a_role]?.away; // at no window only supervisors are told
  const reason = texts.say(`page.reason.${post.reason ?? "none"}`, { clerk: post.a_role });
  const because = withWhere(reason, away, texts);
  if (!post.until) return because;
  return texts.say("page.reason.until", { because, time: timeText(post.until, shown) });
}

/** A moment as the page says it: "10:30", "星期一 08:30". */
export function timeText(moment, { clock, timezone, texts }) {
  return dayAndTime(moment, clock.now(), { timezone, language: texts.language });
}

/** "暂离（开会）": some words, and where somebody is. */
export function withWhere(words, away, texts) {
  return away ? texts.say("page.where", { words, where: texts.say(`page.away.${away}`) }) : words;
}
