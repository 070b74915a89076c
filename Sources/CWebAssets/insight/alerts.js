// Alerts: where bad mood gathers, what may be to blame, and whether it was right to say so.
import { element } from "/widget/elements.js";
import { ask, say, tell } from "./asking.js";
import { count, dateAndTime, share, since, time } from "./words.js";

const states = { open: "Open", subsided: "Over", accepted: "Usual by now" };
const kinds = { intent: "Intent", tag: "Tag", feature: "Feature", segment: "Segment" };
const snoozes = [[60, "1 hour"], [480, "8 hours"], [10080, "a week"]];

export async function showAlerts(_settings, me) {
  const board = await ask("/api/v1/alerts");
  const open = board.alerts.filter((alert) => alert.state === "open");
  const past = board.alerts.filter((alert) => alert.state !== "open");
  const maySay = me.role !== "agent";
  return [
    element("div", { class: "controls" }, element("h2", {}, open.length ? `${count(open.length)} open` : "All quiet"), element("span", { class: "gap" }),
      element("p", { class: "quiet" }, board.judged ? `${share(board.precision)} of ${count(board.judged)} judged alerts were right` : "Nobody has judged an alert yet")),
    board.snoozes.length ? element("p", { class: "snoozed" }, "Silent: ", board.snoozes.map((each) => element("span", {},
      `${called(each.key)} until ${dateAndTime(each.until)} `,
      maySay ? element("button", { type: "button", class: "link", onclick: () => snooze(each.key, 0) }, "End") : ""))) : "",
    open.length === 0 ? element("p", { class: "nothing" }, "Nothing stands out from what the hour usually brings.") : "",
    ...open.map((alert) => card(alert, maySay)),
    past.length ? element("h2", { class: "past" }, "Before") : "",
    ...past.slice(0, 60).map((alert) => card(alert, maySay)),
  ].filter(Boolean);
}

function card(alert, maySay) {
  const [kind, ...name] = alert.key.split(":");
  const isOpen = alert.state === "open";
  return element("article", { class: `alert ${alert.state}`, "aria-label": alert.headline },
    element("header", {},
      element("span", { class: "state" }, states[alert.state]), element("h3", {}, alert.subject),
      element("span", { class: "quiet" }, `${kinds[kind] ?? kind} ${name.join(":")}`)),
    element("p", { class: "measure" }, element("strong", {}, count(alert.count)), ` unhappy since ${dateAndTime(alert.since)}`,
      element("span", { class: "quiet" }, ` · raised ${time(alert.at)}, ${since(alert.at)}: ${alert.reports} in ${alert.window_minutes} min where ${alert.expected < 0.05 ? "hardly any" : round(alert.expected)} were expected`),
      alert.ended_at ? element("span", { class: "quiet" }, ` · over ${dateAndTime(alert.ended_at)}`) : ""),
    alert.suspect ? suspect(alert.suspect) : "",
    alert.quotes.map((quote) => element("blockquote", {}, quote)),
    alert.also_known_as.length ? element("p", { class: "quiet" }, `The same people: ${alert.also_known_as.map(called).join(", ")}`) : "",
    maySay ? element("footer", {},
      element("span", { role: "group", "aria-label": "Was it right?" },
        judgement(alert, true, "Right"), judgement(alert, false, "False alarm")),
      isOpen ? element("label", {}, "Silence for ", element("select", { onchange: (event) => event.target.value && snooze(alert.key, Number(event.target.value)) },
        element("option", { value: "" }, "…"), snoozes.map(([minutes, words]) => element("option", { value: minutes }, words)))) : "") : "");
}

/** `feature:money` is money; `segment:said:review` are reviews. */
const called = (key) => (key.startsWith("segment:said:") ? `${key.slice(13)}s` : key.replace(":", " ").replaceAll("_", " "));

const round = (value) => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));

/** Before and after as two bars, so that the size of it is seen. */
function suspect({ name, at, before, after, ratio, interval }) {
  const most = Math.max(before, after, 1);
  const bar = (words, value, tone) => {
    const filled = element("i", { class: tone, "aria-hidden": "true" });
    filled.style.inlineSize = `${Math.max(1, (value / most) * 100)}%`;
    return element("div", {}, element("dt", {}, words), element("dd", {}, filled, element("span", {}, count(value))));
  };
  return element("div", { class: "suspect" },
    element("p", {}, element("b", {}, name), ` went out at ${dateAndTime(at)}: ${round(ratio)} times the rate`,
      element("span", { class: "quiet" }, ` (95 %: ${round(interval[0])} to ${round(interval[1])})`)),
    element("dl", {}, bar("before", before, "calm"), bar("after", after, "loud")));
}

function judgement(alert, right, words) {
  return element("button", {
    id: `${right ? "right" : "false"}-${alert.id}`, type: "button", "aria-pressed": String(alert.was_right === right),
    onclick: () => attempt(() => tell("/api/v1/alerts/judge", { id: alert.id, right }), right ? "Noted: it was right." : "Noted: a false alarm."),
  }, words);
}

const snooze = (key, minutes) => attempt(() => tell("/api/v1/alerts/snooze", { key, minutes }), minutes ? `No alerts of ${called(key)} until then.` : "It may speak again.");

async function attempt(what, words) {
  try {
    await what();
    say(words);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } catch (trouble) {
    say(trouble.message);
  }
}
