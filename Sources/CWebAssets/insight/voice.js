// The voice of the customer: the issues of the week, and two things to do about each.
import { element } from "/widget/elements.js";
import { ask } from "./asking.js";
import { count, dateAndTime, shortDay } from "./words.js";

const kinds = { intent: "asked for", tag: "tagged", topic: "new topic" };
const remedies = { incident: "Open an incident", outreach: "Reach out", write: "Write", mend: "Mend" };

export async function showVoice() {
  const digest = await ask("/api/v1/digest");
  const most = Math.max(1, ...digest.issues.flatMap((issue) => [issue.count, issue.previous]));
  return [
    element("div", { class: "controls" }, element("h2", {}, "What customers said this week"), element("span", { class: "gap" }),
      element("p", { class: "quiet" }, `${count(digest.remarks)} messages read · ${dateAndTime(digest.at)}`)),
    digest.issues.length === 0 ? element("p", { class: "nothing" }, "Nothing yet. The issues of the week stand here as soon as somebody writes.") : "",
    element("ol", { class: "issues" }, digest.issues.map((issue) => row(issue, most))),
    digest.trends.length ? element("section", { class: "topics" }, element("h2", {}, "The playbook has no word for"),
      element("ul", {}, digest.trends.map((topic) => element("li", {}, element("b", {}, topic.label),
        ` ${count(topic.count)} conversations, ${count(topic.previous)} the week before; first on ${shortDay(topic.first_seen)}`,
        topic.quotes.map((quote) => element("blockquote", {}, quote)))))) : "",
  ].filter(Boolean);
}

function row(issue, most) {
  const bar = (words, value, tone) => {
    const filled = element("i", { class: tone, "aria-hidden": "true" });
    filled.style.inlineSize = `${Math.max(0.5, (value / most) * 100)}%`;
    return element("div", {}, element("dt", {}, words), element("dd", {}, filled, element("span", {}, count(value))));
  };
  return element("li", { class: `issue ${issue.kind}` },
    element("header", {}, element("h3", {}, issue.title.replace(/^new: /, "")), element("span", { class: "kind" }, kinds[issue.kind]),
      issue.has_spiked ? element("span", { class: "kind hot" }, "alert this week") : "", change(issue)),
    element("dl", { class: "weeks" }, bar("this week", issue.count, "now"), bar("last week", issue.previous, "then")),
    issue.bad ? element("p", { class: "moods" }, `${count(issue.bad)} of ${count(issue.count)} upset`) : "",
    issue.quotes.map((quote) => element("blockquote", {}, quote)),
    element("ul", { class: "remedies" }, issue.remedies.map((remedy) => element("li", {}, element("b", {}, way(remedy, issue)), element("span", {}, remedy.words)))));
}

/** Where it is done: gaps stand with the beginnings of their articles. */
function way({ kind }, issue) {
  if (kind === "incident") return opening(issue);
  return kind === "write" ? element("a", { href: "#knowledge" }, remedies.write) : remedies[kind];
}

/** The form, filled in as far as the digest knows. */
function opening(issue) {
  const known = new URLSearchParams({ title: issue.title });
  if (issue.kind === "intent") known.append("intent", issue.name);
  return element("a", { href: `#incidents?${known}` }, remedies.incident);
}

/** Only what is more than chance is called a change. */
function change({ count: now, previous, has_changed: hasChanged, interval }) {
  if (previous === 0) return element("span", { class: "quiet" }, now >= 5 ? "none last week" : "");
  if (!hasChanged) return element("span", { class: "quiet" }, "as usual");
  const percent = Math.round((now / previous - 1) * 100);
  const words = now >= previous * 4 ? `▲ ${Math.round(now / previous)} times as many` : `${percent > 0 ? "▲" : "▼"} ${Math.abs(percent)} %`;
  return element("span", { class: "quiet", title: `95 %: ${interval[0]} to ${interval[1]} times` }, words);
}
