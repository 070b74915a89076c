// What the articles do not answer, which of them help less than they did, and which nobody has looked at for long.
import { passage } from "/widget/article.js";
import { element } from "/widget/elements.js";
import { ask, say } from "./asking.js";
import { count, dateAndTime, share, shortDay } from "./words.js";

const shown = 50;

/** `article`: the one that is read; without it, the report. */
export async function showKnowledge(settings) {
  const article = settings.get("article");
  return article ? reading(article) : report();
}

/** As it stands in the playbook, whoever it is for and whether or not it still holds: the help pages have less. */
async function reading(name) {
  const { title, audience, version, sections } = await ask(`/api/v1/articles/${encodeURIComponent(name)}`);
  return [
    element("p", { class: "controls" }, element("a", { href: "#knowledge" }, "All of knowledge")),
    element("article", { class: "reading" }, element("h2", {}, title),
      sections.map(({ heading, passages }) => element("section", {}, heading && element("h3", {}, heading), passages.map(passage))),
      element("p", { class: "quiet" }, audience === "public" ? "For anybody" : audience === "agents" ? "For agents only" : `For ${audience.replace(":", " ")}`, " · version ", element("code", {}, version))),
  ];
}

async function report() {
  const { at, questions, gaps, articles, stale } = await ask("/api/v1/knowledge");
  return [
    element("div", { class: "controls" }, element("h2", {}, "What the articles do not answer"), element("span", { class: "gap" }),
      element("p", { class: "quiet" }, `${count(questions)} questions of ninety days · ${dateAndTime(at)}`), element("a", { href: "/help/" }, "Help pages")),
    gaps.length === 0 ? element("p", { class: "nothing" }, "Nothing yet. Questions that nothing answers, or that an article did not help with, stand here together.") : "",
    element("ol", { class: "issues" }, gaps.slice(0, shown).map(gapCard)),
    gaps.length > shown ? element("p", { class: "nothing" }, `… and ${count(gaps.length - shown)} that were asked less often`) : "",
    articles.length ? judgedTable(articles) : "",
    stale.length ? staleTable(stale) : "",
  ].filter(Boolean);
}

function gapCard(gap) {
  return element("li", { class: "issue" },
    element("header", {}, element("h3", {}, gap.question), element("span", { class: "kind" }, times(gap.count))),
    element("p", { class: "quiet" }, `${count(gap.conversations)} ${gap.conversations === 1 ? "conversation" : "conversations"}, `,
      shortDay(gap.first) === shortDay(gap.last) ? `on ${shortDay(gap.last)}` : `from ${shortDay(gap.first)} to ${shortDay(gap.last)}`,
      gap.unanswered ? ` · ${count(gap.unanswered)} not answered at all` : ""),
    gap.examples.slice(1, 4).map((example) => element("blockquote", {}, example)),
    gap.unhelpful.length ? element("ul", { class: "remedies" }, gap.unhelpful.map((one) => element("li", {},
      article(one.article), element("span", {}, `was shown and did not help, ${times(one.count)}`)))) : "",
    element("details", {}, element("summary", {}, "The beginning of an article"), draftOf(gap)));
}

const times = (number) => (number === 1 ? "once" : `${count(number)} times`);
const article = (name) => element("a", { href: `#knowledge?${new URLSearchParams({ article: name })}` }, name.replaceAll("_", " "));

function draftOf({ name, draft }) {
  const text = element("pre", { tabindex: "0", "aria-label": "Draft" }, draft);
  const copy = element("button", { type: "button", onclick: async () => {
    try {
      await navigator.clipboard.writeText(draft);
      say(`Copied. It belongs into knowledge/${name}.md`);
    } catch {
      getSelection().selectAllChildren(text);
      say("Copying is not allowed here; it is marked, copy it by hand.");
    }
  } }, "Copy it");
  return [text, element("p", { class: "buttons" }, copy, element("span", { class: "quiet" }, `for knowledge/${name}.md`))];
}

const table = (title, columns, rows) => element("section", { class: "breakdown" }, element("h2", {}, title),
  element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, element("table", {},
    element("thead", {}, element("tr", {}, columns.map((words) => element("th", { scope: "col" }, words)))), element("tbody", {}, rows))));

function judgedTable(articles) {
  const part = (helped, judged) => (judged ? `${share(helped / judged)} of ${count(judged)}` : "–");
  return table("Whether articles helped", ["Article", "Last 30 days", "Before", ""], articles.map((one) => element("tr", {},
    element("th", { scope: "row" }, article(one.article)), element("td", {}, part(one.helped, one.judged)),
    element("td", {}, part(one.helped_before, one.judged_before)),
    element("td", {}, one.has_fallen ? element("span", { class: "kind hot" }, "helps less than it did") : ""))));
}

function staleTable(stale) {
  const reason = (one) => (one.is_over ? "no longer holds" : one.review_by ? `was due on ${shortDay(one.review_by)} ${one.review_by.slice(0, 4)}` : "has no review day");
  return table("To be looked at again", ["Article", "Why", "Whose"], stale.map((one) => element("tr", {},
    element("th", { scope: "row" }, article(one.article)), element("td", {}, reason(one)), element("td", {}, one.owner ?? "nobody’s"))));
}
