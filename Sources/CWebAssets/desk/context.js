// The panel beside a chat: everything that spares an agent a question.
import { drawn, element } from "../widget/elements.js";
import { anchor, safeAddress } from "../widget/rich.js";
import { customerParts } from "./customer.js";
import { actionWords, dateOf, mood, plain, reasonWords, valueWords } from "./values.js";

export class ContextPanel {
  #root;
  #act;
  #unfolded = new Set();

  /** `act`: `insert(text, source)` puts a draft into the composer; `run(action)`, `source(name, on)`, `tagTitle(tag)`. */
  constructor(root, act) {
    this.#root = root;
    this.#act = act;
  }

  show(chat) {
    if (!chat) {
      this.#root.replaceChildren(element("p", { class: "empty" }, "What the bot knows about a visitor appears here."));
      return;
    }
    const packet = chat.packet ?? {};
    const unfolded = this.#root.querySelector("details.found")?.open === true;
    const focused = this.#stops().indexOf(document.activeElement);
    this.#root.replaceChildren(...[
      section("Summary", element("p", { class: "summary" }, packet.summary || "No summary."),
        packet.reason && element("p", { class: "facts" }, `${reasonWords(packet.reason)} · team ${plain(packet.team ?? "")}`)),
      this.#drafts(draftsOf(chat)),
      this.#silenced(chat.assistance?.off ?? []),
      this.#next(chat.assistance?.actions ?? []),
      section("Known", knownOf(chat), "Nothing yet.", foundOf(chat, unfolded)),
      section("Tried", actionsOf(chat), "No action was tried."),
      section("Mood", moodOf(chat), "No message yet."),
      section("Proved", listOf([...chat.verified].filter((what) => what !== "anonymous").map(plain)), "Nothing: anonymous."),
      section("Articles shown", articlesOf(chat), "None."),
      section("Where from", pairs(contextOf(chat))),
      ...this.#customer(chat),
      this.#cases("Earlier conversations", chat.background?.past ?? []),
      this.#cases("Resolved ones like this", chat.background?.similar ?? []),
    ].filter(Boolean));
    // It is drawn anew at every event: whoever stands in it with the keyboard stays there.
    if (focused >= 0) this.#stops()[focused]?.focus();
  }

  #stops() {
    return [...this.#root.querySelectorAll("button, summary, a")];
  }

  #drafts(drafts) {
    if (drafts.length === 0) return undefined;
    return section("Drafts", element("ol", { class: "drafts" }, drafts.map(({ text, title, source }, at) => element("li", {},
      element("button", { type: "button", title: "Insert into the reply", onclick: () => this.#act.insert(text, source) },
        element("span", { class: "from" }, at < 9 ? element("kbd", {}, `Alt ${at + 1}`) : "", sourceWords(source, title)),
        element("span", {}, text))))));
  }

  #silenced(off) {
    if (off.length === 0) return undefined;
    return element("ul", { class: "silenced" }, off.map(({ source, used, judged }) => element("li", { class: "quiet" },
      `${sourceWords(source)}: off, ${used} of the last ${judged} drafts were used. `,
      this.#act.mayTune() ? element("button", { type: "button", onclick: () => this.#act.source(source, true) }, "Switch on") : "")));
  }

  #next(actions) {
    if (actions.length === 0) return undefined;
    return section("The bot can", element("ol", { class: "drafts" }, actions.map((action, at) => element("li", {},
      element("button", { type: "button", onclick: () => this.#act.run(action) },
        element("span", { class: "from" }, at === 0 ? element("kbd", {}, "b") : "", action.reason),
        element("span", {}, action.resume ? `Go on with ${action.title}` : `Begin ${action.title}`))))));
  }

  /** A long story is folded: the newest that happened stands, the rest opens. */
  #customer(chat) {
    return customerParts(chat.customer).map(([title, items]) => section(title,
      element("ol", { class: "cases" }, items.slice(0, 5)), "",
      items.length > 5 ? element("details", { open: this.#unfolded.has(title), ontoggle: (event) => this.#unfold(title, event.target.open) },
        element("summary", {}, `${items.length - 5} more`), element("ol", { class: "cases" }, items.slice(5))) : undefined));
  }

  #unfold(title, open) {
    if (open) this.#unfolded.add(title);
    else this.#unfolded.delete(title);
  }

  #cases(title, cases) {
    if (cases.length === 0) return undefined;
    return section(title, element("ol", { class: "cases" }, cases.map((one) => element("li", {},
      element("p", {}, element("time", { class: "quiet" }, dateOf(one.began)), " ", element("strong", {}, one.about.join(", ") || "Nothing that was understood")),
      one.tags.length > 0 ? element("p", { class: "quiet" }, one.tags.map((tag) => this.#act.tagTitle(tag)).join(" · ")) : "",
      element("p", {}, one.outcome ? plain(one.outcome) : "open", one.stars ? ` · ${one.stars} of 5` : "",
        one.fixed_by.length > 0 ? element("span", { class: "quiet" }, ` · ${one.fixed_by.map(plain).join(", ")}`) : "")))));
  }
}

/** The service's drafts; before they come, those of the packet, whose source is not told. */
export function draftsOf(chat) {
  return chat.assistance?.drafts ?? (chat.packet?.drafts ?? []).map((text) => ({ text, title: "", source: "" }));
}

const kinds = { article: "Article", response: "The bot’s words", question: "The open question", reply: "Reply" };

function sourceWords(source, title) {
  const [kind, name = ""] = String(source).split(":");
  const heading = kinds[kind] ?? "Draft";
  return [heading, title === heading ? plain(name) : title || plain(name)].filter(Boolean).join(": ");
}

function section(title, content, ...more) {
  const fallback = typeof more[0] === "string" ? more.shift() : undefined;
  if (!content && !fallback) return undefined;
  return element("section", {}, element("h3", {}, title), content ?? element("p", { class: "quiet" }, fallback), ...more.filter(Boolean));
}

function pairs(entries) {
  if (entries.length === 0) return undefined;
  return element("dl", {}, entries.flatMap(([name, value]) => [
    element("dt", {}, name),
    element("dd", {}, safeAddress(value)?.protocol.startsWith("http") ? anchor(value, value) : value),
  ]));
}

const named = (slots) => slots.map(([name, value]) => [plain(name), valueWords(value)]);

/** What actions gave: looked up, not said. */
function givenBy(chat) {
  const tried = chat.actions.size > 0 ? [...chat.actions.values()] : chat.packet?.actions ?? [];
  return new Set(tried.flatMap((action) => Object.keys(action.result ?? {})));
}

/** What the visitor said. */
function knownOf(chat) {
  const given = givenBy(chat);
  return pairs(named([...chat.slots].filter(([name]) => !given.has(name))));
}

function foundOf(chat, open) {
  const given = givenBy(chat);
  const found = [...chat.slots].filter(([name]) => given.has(name));
  if (found.length === 0) return undefined;
  return element("details", { class: "found", open }, element("summary", {}, `Looked up (${found.length})`), pairs(named(found)));
}

function listOf(texts) {
  return texts.length > 0 ? element("ul", {}, texts.map((text) => element("li", {}, text))) : undefined;
}

const states = { done: "done", refused: "refused", over_limit: "over the limit", unknown: "unknown: look first", started: "running" };

function actionsOf(chat) {
  const events = [...chat.actions.values()];
  const tried = events.length > 0 ? events : chat.packet?.actions ?? [];
  if (tried.length === 0) return undefined;
  return element("ul", { class: "actions" }, tried.map((action) => element("li", { class: action.state },
    element("p", {}, element("strong", {}, actionWords(action.action)), " ",
      element("span", { class: "state" }, states[action.state] ?? plain(action.state ?? ""))),
    action.reason && element("p", { class: "quiet" }, plain(action.reason)),
    filled(action.arguments) && element("p", { class: "quiet" }, valueWords(action.arguments)))));
}

const filled = (record) => record && Object.keys(record).length > 0;

function articlesOf(chat) {
  return listOf([...chat.articles.values()].map((title) => (title.includes(" ") ? title : plain(title))));
}

function contextOf(chat) {
  const context = chat.packet?.context ?? chat.opened?.context ?? {};
  const began = chat.opened ? [["began", dateOf(chat.opened.at)], ["language", chat.opened.locale || "unknown"]] : [];
  return [...Object.entries(context).filter(([, value]) => value !== ""), ...began];
}

/** The mood of each message as a line from bad to good, and the words that moved the last ones. */
function moodOf(chat) {
  const moods = chat.moods.length > 0 ? chat.moods : chat.packet?.sentiment ?? [];
  if (moods.length === 0) return undefined;
  const scores = moods.map(({ valence, frustration }) => Math.max(-1, Math.min(1, valence - frustration)));
  const { word } = mood(chat.frustration);
  const words = [...new Set(moods.slice(-4).flatMap((one) => one.words))].slice(0, 12);
  return element("div", { class: "mood" },
    element("p", {}, element("strong", {}, word), ` · last message: frustration ${moods.at(-1).frustration.toFixed(2)}, valence ${moods.at(-1).valence.toFixed(2)}`),
    sparkline(scores),
    words.length > 0 ? element("p", { class: "words" }, words.map((one) => element("span", {}, one))) : "");
}

function sparkline(scores) {
  const width = 280;
  const height = 44;
  const x = (at) => (scores.length === 1 ? width / 2 : 6 + (at * (width - 12)) / (scores.length - 1));
  const y = (score) => height / 2 - score * (height / 2 - 6);
  const points = scores.map((score, at) => `${x(at).toFixed(1)},${y(score).toFixed(1)}`).join(" ");
  return drawn("svg", {
    viewBox: `0 0 ${width} ${height}`, class: "sparkline", role: "img",
    "aria-label": `Mood over ${scores.length} messages, from ${scores[0].toFixed(1)} to ${scores.at(-1).toFixed(1)}`,
  },
  drawn("line", { x1: 0, x2: width, y1: height / 2, y2: height / 2, class: "zero" }),
  drawn("polyline", { points }),
  drawn("circle", { cx: x(scores.length - 1), cy: y(scores.at(-1)), r: 4 }));
}
