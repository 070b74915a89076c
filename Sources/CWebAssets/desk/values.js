// What the service knows, in words: slots, reasons, times, moods.

const reasons = {
  asked: "Asked for a person", frustrated: "Is upset", notUnderstood: "Bot did not understand",
  actionFailed: "An action failed", actionUnknown: "An action’s outcome is unknown", policy: "Needs a decision",
  overLimit: "Over the bot’s limit", legalOrSafety: "Legal or safety", vip: "A valued customer", fault: "The bot had a fault",
  flow: "Handed over by the flow", agentLost: "Lost their agent", transferred: "Transferred",
};

export const reasonWords = (reason) => reasons[reason] ?? plain(reason ?? "");

/** `card_last4` and `orders.look_up` as people write them. */
export const plain = (name) => String(name).replace(/[_.]+/g, " ").replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);

/** What an action does, its deed first: `refunds.create` is “Create refund”, `orders.look_up_item` “Look up item · order”. */
export function actionWords(name) {
  const [things, deed] = String(name).split(".");
  if (!deed) return plain(name);
  const words = plain(deed);
  const thing = plain(things).replace(/([^s])s$/, "$1");
  const isAlone = !words.includes(" ") || words === "look up";
  return words.charAt(0).toUpperCase() + words.slice(1) + (isAlone ? " " : " · ") + thing;
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
export const timeOf = (at) => clock.format(at);
export const dateOf = (at) => day.format(at);

function money({ minor, currency }) {
  const format = new Intl.NumberFormat(undefined, { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** A slot's value as a text. */
export function valueWords(value) {
  if (value === null || value === undefined) return "nothing";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.map(valueWords).join(", ") || "none";
  if (typeof value === "object") {
    if (value.$money) return money(value.$money);
    if (value.$moment !== undefined) return day.format(value.$moment);
    return Object.entries(value).map(([name, inner]) => `${plain(name)}: ${valueWords(inner)}`).join("; ");
  }
  return String(value);
}

/** How long, in at most two units: `48 s`, `3:05`, `1 h 12`. */
export function waited(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
}

/** Frustration, 0 to 1, as a word and a step of 0 to 3. */
export function mood(frustration) {
  if (frustration >= 0.75) return { word: "angry", step: 3 };
  if (frustration >= 0.55) return { word: "upset", step: 2 };
  if (frustration >= 0.35) return { word: "uneasy", step: 1 };
  return { word: "calm", step: 0 };
}
