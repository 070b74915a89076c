// One incident: how far it is, who knows, what was told, and the next word.
import { element } from "/widget/elements.js";
import { say, want } from "./asking.js";
import { attempt, choice, field, nextNews, plain } from "./opening.js";
import { colleague, count, dateAndTime, seconds, since, time } from "./words.js";

const stages = ["investigating", "identified", "monitoring", "resolved"];
const titles = { investigating: "Investigating", identified: "Identified", monitoring: "Monitoring", resolved: "Fixed" };
const sources = { person: "opened by", monitor: "noticed by the monitor", spike: "drafted from an alert" };
const twoPeople = 2;

/** The words of some of those who would be told, before anybody is. */
export async function dryRun(path, shown) {
  try {
    const trial = await want(path, {});
    const skipped = Object.values(trial.skipped).reduce((sum, value) => sum + value, 0);
    shown.replaceChildren(
      element("p", {}, element("strong", {}, count(trial.outreaches)), " would be written to, ", element("strong", {}, count(trial.threads)), " told in their chat",
        trial.held ? `, ${count(trial.held)} when their night is over` : "", skipped ? `, ${count(skipped)} left alone` : "", ".",
        trial.needs_two_people ? " So many need two people’s go." : ""),
      ...trial.samples.slice(0, 3).map(({ customer, text }) => element("blockquote", {}, text, element("cite", {}, ` ${customer}`))));
  } catch (trouble) {
    say(trouble.message);
  }
}

export function incidentCard({ incident, run }, house, mayRun) {
  const heading = `incident-${incident.id}`;
  const isOpen = incident.stage !== "resolved";
  return element("article", { class: `alert incident ${isOpen ? `open ${incident.impact}` : "over"}`, "aria-labelledby": heading },
    element("header", {}, element("span", { class: "state" }, titles[incident.stage]), element("h3", { id: heading }, incident.title),
      element("span", { class: "quiet" }, `${incident.impact} · ${source(incident.source)} · ${dateAndTime(incident.since)}, ${since(incident.since)}`)),
    isOpen ? path(incident) : "",
    element("dl", { class: "run", id: `run-${incident.id}` }, figuresOf(incident, run)),
    story(incident),
    mayRun && isOpen ? element("div", { class: "deeds" }, update(incident), affected(incident), telling(incident, run)) : "");
}

const source = ({ kind, name }) => (kind === "spike" ? sources.spike : `${sources[kind] ?? kind} ${kind === "person" ? colleague(name) : plain(name)}`);

/** The four steps, with the one that it stands on. */
function path(incident) {
  const at = stages.indexOf(incident.stage);
  return element("ol", { class: "steps", "aria-label": "How far it is" }, stages.map((stage, place) => element("li", {
    class: place < at ? "done" : place === at ? "now" : "", "aria-current": place === at ? "step" : undefined,
  }, titles[stage])));
}

export function figuresOf(incident, run) {
  const told = run.outreaches + run.threads;
  const rows = [
    ["Affected", run.affected], ["Reported it", run.reporters], ["Told", told],
    incident.stage === "resolved" ? ["Told it is fixed", run.fixed] : undefined,
    run.waiting ? ["On the way", run.waiting] : undefined, run.failed ? ["Not reached", run.failed] : undefined,
  ].filter(Boolean);
  const facts = rows.map(([words, value]) => element("div", {}, element("dt", {}, words), element("dd", {}, count(value))));
  if (run.lead_seconds !== null && run.lead_seconds !== undefined) {
    facts.push(element("div", {}, element("dt", {}, "First report to opening"), element("dd", {}, seconds(run.lead_seconds))));
  }
  if (incident.next_update) facts.push(element("div", {}, element("dt", {}, "Next news due"), element("dd", {}, time(incident.next_update))));
  return facts;
}

function story(incident) {
  return element("ol", { class: "story", "aria-label": "What was told" }, [...incident.story].reverse().map((line) => element("li", {},
    element("time", { datetime: line.at, class: "quiet" }, dateAndTime(line.at)), element("b", {}, titles[line.stage]), element("span", {}, line.text))));
}

function update(incident) {
  const form = element("form", { class: "sheet", onsubmit: send },
    field("The next word, to everybody who knows of it", element("textarea", { name: "text", rows: 2, maxlength: 2000, required: true })),
    element("div", { class: "pair" },
      field("It is now", choice("stage", stages.map((stage) => [stage, titles[stage]]), incident.stage)), nextNews()),
    element("label", { class: "switch" }, element("input", { type: "checkbox", name: "quiet" }), "For the status page alone"),
    element("button", { class: "main" }, "Say it"));
  function send(event) {
    event.preventDefault();
    const values = new FormData(form);
    const stage = values.get("stage");
    const minutes = stage === "resolved" ? 0 : Number(values.get("next"));
    attempt(`/v1/incidents/${incident.id}/updates`, {
      stage, text: values.get("text"), tell: !values.has("quiet"), ...(minutes && { next_minutes: minutes }),
    }, stage === "resolved" ? "Fixed. Everybody who knew is told." : "Said.");
  }
  return element("section", {}, element("h4", {}, "How it goes on"), form);
}

function affected(incident) {
  const form = element("form", { class: "sheet", onsubmit: send },
    field("Customers, one a line or with commas", element("textarea", { name: "customers", rows: 2 })),
    element("div", { class: "pair" },
      field("or everyone whose", element("input", { name: "attribute", maxlength: 100, placeholder: "plan", autocomplete: "off" })),
      field("is", element("input", { name: "value", maxlength: 200, placeholder: "club", autocomplete: "off" }))),
    element("button", {}, "They are affected"));
  function send(event) {
    event.preventDefault();
    const values = new FormData(form);
    const attribute = values.get("attribute").trim();
    const customers = values.get("customers").split(/[\s,;]+/).filter(Boolean);
    if (!attribute && customers.length === 0) return say("Whom does it concern?");
    return attempt(`/v1/incidents/${incident.id}/affected`, attribute ? { attribute, value: values.get("value").trim() } : { customers }, "Added. Nobody is told before somebody says go.");
  }
  return element("section", {}, element("h4", {}, "Whom it concerns"), form);
}

/** Nobody is written to before somebody has seen how many, and in which words. */
function telling(incident, run) {
  const shown = element("div", { class: "trial", role: "status" });
  const act = (deed, words) => () => attempt(`/v1/incidents/${incident.id}/${deed}`, {}, words);
  const given = run.approvals.length;
  return element("section", {}, element("h4", {}, "Telling those who have not noticed"),
    element("p", { class: "quiet" }, run.stopped ? "Stopped: nobody else is told." : run.cleared ? "Going." : given ? `${given} of ${twoPeople} have said go: ${run.approvals.map(colleague).join(", ")}.` : "Nobody has said go."),
    element("p", { class: "buttons" },
      element("button", { type: "button", onclick: () => dryRun(`/v1/incidents/${incident.id}/dry-run`, shown) }, "Who, and in which words"),
      run.cleared || run.stopped ? "" : element("button", { type: "button", class: "main", onclick: act("go", "You said go.") }, "Go"),
      run.stopped ? element("button", { type: "button", onclick: act("resume", "It goes on.") }, "Go on") : element("button", { type: "button", class: "stop", onclick: act("stop", "Stopped.") }, "Stop")),
    shown);
}
