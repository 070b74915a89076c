// Incidents: what is broken, who knows, who waits for a word. Drafts come from alerts and wait for a person.
import { element } from "/widget/elements.js";
import { ask } from "./asking.js";
import { figuresOf, incidentCard } from "./incident.js";
import { showOutreach } from "./outreach.js";
import { attempt, openingForm } from "./opening.js";
import { count, dateAndTime, since } from "./words.js";

const owed = { promise_soon: "Promise due", promise_broken: "Promise broken", silence: "Silence", follow_up: "Follow up" };
const refreshMs = 5000;

export async function showIncidents(settings, me) {
  const [house, board] = await Promise.all([ask("/v1/incidents"), ask("/api/v1/alerts").catch(() => ({ alerts: [] }))]);
  const leads = me.role === "supervisor" || me.role === "admin";
  const open = house.incidents.filter(({ incident }) => incident.stage !== "resolved");
  const past = house.incidents.filter(({ incident }) => incident.stage === "resolved");
  const parts = [
    element("div", { class: "controls" },
      element("h2", {}, open.length ? `${count(open.length)} open` : house.drafts.length ? `${count(house.drafts.length)} to look at` : "Nothing is broken"), element("span", { class: "gap" }),
      element("a", { href: "/status/" }, "Status page"), leads && house.has_words ? opener(house, settings) : ""),
    house.has_words ? "" : element("p", { class: "nothing" }, "tripwires.yaml has no words for incidents yet: notice, update and fixed under incidents."),
    owedTo(house.alarms),
    ...house.drafts.map((draft) => draftCard(draft, board.alerts.find(({ id }) => id === draft.source.name), house)),
    open.length + house.drafts.length === 0 ? element("p", { class: "nothing" }, "When many are unhappy about one thing, a draft stands here before anybody is told.") : "",
    ...open.map((one) => incidentCard(one, house, leads)),
    leads ? showOutreach(await ask("/v1/outreach")) : "",
    past.length ? element("h2", { class: "past" }, "The last two weeks") : "",
    ...past.map((one) => incidentCard(one, house, false)),
  ].filter(Boolean);
  refresh(parts);
  return parts;
}

/** Numbers go on while people are told; nothing else moves under the reader. */
function refresh(parts) {
  const timer = setInterval(async () => {
    if (!parts.some((part) => part.isConnected)) return clearInterval(timer);
    if (document.visibilityState !== "visible") return;
    const { incidents } = await ask("/v1/incidents").catch(() => ({ incidents: [] }));
    for (const { incident, run } of incidents) {
      document.getElementById(`run-${incident.id}`)?.replaceChildren(...figuresOf(incident, run));
    }
  }, refreshMs);
}

function opener(house, settings) {
  const place = element("div", { class: "opening" });
  const button = element("button", {
    type: "button", class: "main", "aria-expanded": "false", onclick: () => toggle(!place.hasChildNodes()),
  }, "Open an incident");
  function toggle(on) {
    button.setAttribute("aria-expanded", String(on));
    place.replaceChildren(...(on ? [openingForm(house, {
      title: settings.get("title") ?? "", intents: settings.getAll("intent"), components: [], impact: "minor",
    })] : []));
    if (on) place.querySelector("input").focus();
  }
  // Once the page stands: what is not there cannot be written into.
  if (settings.has("title")) setTimeout(() => toggle(true));
  return [button, place];
}

function owedTo(alarms) {
  if (alarms.length === 0) return "";
  return element("section", { class: "owed", "aria-labelledby": "owed" },
    element("h2", { id: "owed" }, `${count(alarms.length)} ${alarms.length === 1 ? "visitor is" : "visitors are"} owed a word`),
    element("ul", {}, alarms.map((alarm) => element("li", { class: alarm.kind },
      element("span", { class: "state" }, owed[alarm.kind] ?? alarm.kind),
      element("span", {}, alarm.kind === "silence" ? `Nothing heard since ${dateAndTime(alarm.at)}` : `${alarm.text || "What was promised"}, ${alarm.kind === "promise_soon" ? "due" : "was due"} ${dateAndTime(alarm.at)}`),
      element("a", { href: `/desk/#${encodeURIComponent(alarm.conversation)}` }, "To the chat", element("span", { class: "hidden" }, ` ${alarm.conversation}`))))));
}

function draftCard(draft, alert, house) {
  const heading = `draft-${draft.id}`;
  const form = openingForm(house, draft);
  return element("article", { class: "alert draft", "aria-labelledby": heading },
    element("header", {}, element("span", { class: "state" }, "Draft"), element("h3", { id: heading }, draft.title),
      element("span", { class: "quiet" }, alert ? alert.headline : "drafted from an alert")),
    element("p", { class: "measure" }, element("strong", {}, count(alert?.count ?? draft.reporters)),
      ` unhappy${draft.since ? ` since ${dateAndTime(draft.since)}, ${since(draft.since)}` : ""}, `,
      `${count(draft.reporters)} of them spoke of it in the chat`,
      element("span", { class: "quiet" }, " · nobody has been told: open it, see who would be, and say go")),
    (alert?.quotes ?? []).map((quote) => element("blockquote", {}, quote)),
    element("details", { class: "sheet" }, element("summary", {}, "Look at it and open it"), form),
    element("footer", {}, element("button", {
      type: "button", onclick: () => attempt(`/v1/incidents/${draft.id}/dismiss`, {}, "Noted: nothing is broken."),
    }, "Nothing is broken")));
}

