// Why somebody stands where they stand, in words. Points are the service's: 1 is one promised wait.

const words = { wait: "waiting", frustration: "mood", urgency: "urgency", value: "customer’s value", priority: "reason" };
const format = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
/** By tenths: a queue has few different ones, and shows each a thousand times. */
const written = new Map();

function points(value) {
  const tenths = Math.round(value * 10);
  if (written.size > 2000) written.clear();
  if (!written.has(tenths)) written.set(tenths, format.format(tenths / 10));
  return written.get(tenths);
}

/** `2.4 points: 1.8 waiting, 0.6 mood`; the biggest first, what counts for nothing is left out. */
export function whyWords(why) {
  if (!why) return "";
  const parts = Object.keys(words).filter((term) => why[term] >= 0.05).sort((one, other) => why[other] - why[one])
    .map((term) => `${points(why[term])} ${words[term]}`);
  const total = `${points(why.total)} ${Math.abs(why.total - 1) < 0.05 ? "point" : "points"}`;
  return parts.length > 0 ? `${total}: ${parts.join(", ")}` : total;
}

const settings = { available: "available", away: "away", silent: "connection lost" };
export const statusWords = (status) => settings[status] ?? status;

const numbers = ["", "one missed offer", "two missed offers", "three missed offers", "four missed offers"];

/** Why the service has set an agent away; empty when it has not. */
export function awayWords(why, missed) {
  if (why !== "misses") return "";
  return `Away after ${numbers[missed] ?? "missed offers"}: no new visitor is offered to you.`;
}

/** Why a visitor could not be taken. */
export function claimWords(code, message) {
  if (code === "already_claimed") return "A colleague was quicker: this visitor is in good hands.";
  if (code === "not_waiting") return "This visitor is no longer waiting.";
  if (code === "at_capacity") return "All your places are taken: resolve or pass on a chat first.";
  if (code === "not_present") return "You are away: come back first.";
  return message || "This conversation cannot be taken.";
}
