// The hall's time on this page. Rows carry moments; every duration is computed here, against the
// server's clock: the clerk's PC may be minutes off, and nobody at a counter sets it.

const MINUTE_MS = 60_000;

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

  /** Whole minutes since `moment`, never below zero. */
  minutesSince(moment) {
    return Math.max(0, Math.floor((this.now() - moment) / MINUTE_MS));
  }
}

/** "0:07", "12:30", "1:02:03": a duration in ms, for a counter that runs. */
export function running(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** "10:42": a moment on the wall clock of the hall's time zone. */
export function timeOfDay(moment, timezone = "Asia/Shanghai") {
  return formatter(timezone, { hour: "2-digit", minute: "2-digit" }).format(moment);
}

/** "10:42:07", for the clock in the header. */
export function timeWithSeconds(moment, timezone = "Asia/Shanghai") {
  return formatter(timezone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(moment);
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

/** "2026-11-23T14:30": a moment as a datetime-local field holds it, in the hall's time zone. */
export function localText(moment, timezone = "Asia/Shanghai") {
  const fields = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  const parts = Object.fromEntries(formatter(timezone, fields).formatToParts(moment).map((p) => [p.type, p.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The moment that a datetime-local field means in the hall's time zone. */
export function momentOf(text, timezone = "Asia/Shanghai") {
  const wanted = Date.parse(`${text}Z`);
  const shown = Date.parse(`${localText(wanted, timezone)}Z`);
  return wanted - (shown - wanted);
}
