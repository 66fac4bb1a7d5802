// The hall's time on this page. Rows carry moments; every duration is computed here, against the
// server's clock: the clerk's PC may be minutes off, and nobody at a counter sets it.

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NO_TIME = "—";
const [EARLIEST, LATEST] = [Date.UTC(2000), Date.UTC(2200)]; // outside of these a moment is a fault, not a time

/** Whether `moment` is a time that a hall could mean; every other is shown as a dash. */
export function sane(moment) {
  return Number.isFinite(moment) && moment >= EARLIEST && moment < LATEST;
}

export class HallClock {
  #heard = null;
  #read;

  /** `read` gives milliseconds that never step back. */
  constructor(read = () => performance.now()) {
    this.#read = read;
  }

  /** The server has said that it is `now`; `pace` is how fast its time passes (over 1 in a simulated day). */
  heard(now, pace = 1) {
    this.#heard = { now, pace, at: this.#read() };
  }

  /** Whether the server's time is known yet. */
  get set() {
    return this.#heard !== null;
  }

  /** Milliseconds UTC by the server's clock; by this machine's own until one was heard. */
  now() {
    if (!this.set) return Date.now();
    const { now, pace, at } = this.#heard;
    return now + (this.#read() - at) * pace;
  }

  /** Whole minutes since `moment`, never below zero; a dash for no moment at all. */
  minutesSince(moment) {
    return sane(moment) ? Math.max(0, Math.floor((this.now() - moment) / MINUTE_MS)) : NO_TIME;
  }
}

/** "0:07", "12:30", "1:02:03": a duration in ms, for a counter that runs. */
export function running(ms) {
  if (!Number.isFinite(ms) || ms > LATEST - EARLIEST) return NO_TIME;
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** "10:42": a moment on the wall clock of the hall's time zone. */
export function timeOfDay(moment, timezone = "Asia/Shanghai") {
  return sane(moment) ? formatter(timezone, { hour: "2-digit", minute: "2-digit" }).format(moment) : NO_TIME;
}

/**
 * "10:42" today; "星期一 08:30" or "Monday 08:30" within the next six days; "11月30日 08:30" or "30 Nov 08:30" on any other:
 * an hour without its day would be taken for today's. */
export function dayAndTime(moment, now, { timezone = "Asia/Shanghai", language = "zh" } = {}) {
  if (!sane(moment) || !sane(now)) return timeOfDay(moment, timezone);
  const days = daysBetween(now, moment, timezone);
  if (days === 0) return timeOfDay(moment, timezone);
  const fields = days > 0 && days < 7 ? { weekday: "long" } : { month: language === "zh" ? "long" : "short", day: "numeric" };
  const day = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { timeZone: timezone, ...fields }).format(moment);
  return `${day} ${timeOfDay(moment, timezone)}`;
}

function daysBetween(now, moment, timezone) {
  const midnight = (at) => Date.parse(localText(at, timezone).slice(0, 10));
  return (midnight(moment) - midnight(now)) / DAY_MS;
}

/** "10:42:07", for the clock in the header. */
export function timeWithSeconds(moment, timezone = "Asia/Shanghai") {
  const fields = { hour: "2-digit", minute: "2-digit", second: "2-digit" };
  return sane(moment) ? formatter(timezone, fields).format(moment) : NO_TIME;
}

/** The moment of "14:30" on the hall's today; tomorrow's if that time is already past. */
export function nextTimeOfDay(clock, now, timezone = "Asia/Shanghai") {
  const [hours, minutes] = clock.split(":").map(Number);
  const parts = formatter(timezone, { hour: "2-digit", minute: "2-digit" }).formatToParts(now);
  const part = (type) => Number(parts.find((p) => p.type === type).value);
  const ahead = (hours - part("hour")) * 60 + (minutes - part("minute"));
  const minute = Math.floor(now / MINUTE_MS);
  return (minute + (ahead > 0 ? ahead : ahead + 1440)) * MINUTE_MS;
}

const formatters = new Map();

function formatter(timezone, fields) {
  const key = timezone + Object.keys(fields).length;
  if (!formatters.has(key)) {
    // en-GB: 24 hours, ASCII digits, in both languages of the pages.
    formatters.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: timezone, hourCycle: "h23", ...fields }));
  }
  return formatters.get(key);
}

/** "2026-11-23T14:30": a moment as a datetime-local field holds it, in the hall's time zone; empty for no moment. */
export function localText(moment, timezone = "Asia/Shanghai") {
  if (!sane(moment)) return "";
  const fields = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  const parts = Object.fromEntries(formatter(timezone, fields).formatToParts(moment).map((p) => [p.type, p.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The moment that a datetime-local field means in the hall's time zone; null where it means none. */
export function momentOf(text, timezone = "Asia/Shanghai") {
  const wanted = Date.parse(`${text}Z`);
  if (!sane(wanted)) return null;
  const shown = Date.parse(`${localText(wanted, timezone)}Z`);
  return wanted - (shown - wanted);
}
