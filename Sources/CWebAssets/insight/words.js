// Figures as people read them.

const whole = new Intl.NumberFormat(undefined);
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
const fullDay = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

export const count = (value) => whole.format(value);
export const share = (value) => `${Math.round(value * 100)} %`;
export const shortDay = (notation) => dayAndMonth.format(new Date(notation));
export const longDay = (notation) => fullDay.format(new Date(notation));
export const dateAndTime = (at) => moment.format(new Date(at));
export const time = (at) => clock.format(new Date(at));

/** Accounts are named after what somebody signs in with. */
export const colleague = (id) => id.replace(/^a-/, "");

/** Two units at most: `850 ms`, `3.2 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`. */
export function seconds(value) {
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  const pair = (large, name, small, other) => (small ? `${sign}${large} ${name} ${small} ${other}` : `${sign}${large} ${name}`);
  if (size < 1) return `${sign}${Math.round(size * 1000)} ms`;
  if (size < 60) return `${sign}${Math.round(size * 10) / 10} s`;
  const total = Math.round(size);
  if (total < 3600) return pair(Math.floor(total / 60), "min", total % 60, "s");
  if (total < 86400) return pair(Math.floor(total / 3600), "h", Math.floor((total % 3600) / 60), "min");
  return pair(Math.floor(total / 86400), "d", Math.floor((total % 86400) / 3600), "h");
}

/** On an axis, one unit. */
export function shortSeconds(value) {
  if (value === 0) return "0";
  if (value < 60) return `${Math.round(value * 10) / 10} s`;
  if (value < 3600) return `${Math.round(value / 6) / 10} min`;
  if (value < 86400) return `${Math.round(value / 360) / 10} h`;
  return `${Math.round(value / 8640) / 10} d`;
}

/** A figure's value in the words of its unit; lengths of time by their median. */
export function figureWords(unit, figure) {
  if (!figure) return "–";
  if (unit === "seconds") return seconds(figure.median ?? figure.value);
  if (unit === "share") return share(figure.value);
  if (unit === "stars") return String(Math.round(figure.value * 100) / 100);
  return count(figure.value);
}

/** How long ago, roughly. */
export function since(at, now = Date.now()) {
  const minutes = Math.max(0, Math.round((now - Date.parse(at)) / 60000));
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 60 * 36) return `${Math.round(minutes / 60)} h ago`;
  return `${Math.round(minutes / 1440)} days ago`;
}
