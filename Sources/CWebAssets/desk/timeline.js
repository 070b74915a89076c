// A chat's lines, with what the bot did between them folded into one quiet row.
import { element } from "../widget/elements.js";
import { anchor, safePicture, written } from "../widget/rich.js";
import { isInner } from "./chat.js";
import { actionWords, dateOf, plain, reasonWords, timeOf, valueWords } from "./values.js";

export class Timeline {
  root = element("div", { class: "timeline", role: "log", "aria-live": "off", "aria-label": "Conversation", tabindex: 0 });
  #lines = element("ol", { class: "lines" });
  #pending = element("ol", { class: "lines" });
  #typing = element("p", { class: "typing", hidden: true });
  #fold;
  #elements = new Map();
  #act;

  /** `act`: `retry(cmid)`, `discard(cmid)`, `nameOf(agent)`. */
  constructor(act) {
    this.#act = act;
    this.root.append(this.#lines, this.#pending, this.#typing);
  }

  clear() {
    this.#lines.replaceChildren();
    this.#fold = undefined;
  }

  show(event) {
    const stick = this.#atEnd();
    if (isInner(event)) this.#foldIn(event);
    else this.#lineOf(event);
    if (stick) this.toEnd();
  }

  showPending(items) {
    const stick = this.#atEnd();
    const kept = new Map();
    for (const item of items) {
      const shown = this.#elements.get(item.cmid);
      kept.set(item.cmid, shown?.state === item.state ? shown : { line: this.#waiting(item), state: item.state });
    }
    this.#elements = kept;
    this.#pending.replaceChildren(...[...kept.values()].map(({ line }) => line));
    if (stick) this.toEnd();
  }

  showTyping(by) {
    this.#typing.hidden = by === "";
    this.#typing.textContent = by === "visitor" ? "The visitor is writing …" : "The bot is writing …";
    if (by && this.#atEnd()) this.toEnd();
  }

  /** Opens or closes everything that is folded. */
  unfold() {
    const folds = [...this.#lines.querySelectorAll("details")];
    const open = folds.some((fold) => !fold.open);
    for (const fold of folds) fold.open = open;
  }

  toEnd() { this.root.scrollTop = this.root.scrollHeight; }

  #atEnd() {
    return this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < 90;
  }

  #lineOf(event) {
    this.#fold = undefined;
    switch (event.kind) {
      case "visitor": return this.#add("visitor", "Visitor", event, bubble(event.text));
      case "bot": return this.#add("bot", "Bot", event, ...this.#parts(event));
      case "agent": return this.#add("agent", event.name || "Agent", event, bubble(event.text));
      case "note": return this.#add("note", this.#noteBy(event), event, bubble(event.text));
      case "agent_joined": return this.#notice(event, `${event.name} took the chat`);
      case "agent_left": return event.why === "resolved" ? undefined : this.#notice(event, this.#leftWords(event));
      case "left_queue": return this.#notice(event, queueLeftWords(event));
      case "callback": return this.#notice(event, `A call-back was booked for ${dateOf(event.begins)}`);
      case "resolved": return this.#notice(event, event.outcome ? `Resolved: ${plain(event.outcome)}` : "Resolved");
      case "rated": return this.#rated(event);
      case "waiting": return this.#notice(event, "A person was called");
      default: return undefined;
    }
  }

  #add(kind, name, event, ...content) {
    this.#lines.append(element("li", { class: `line ${kind}` },
      element("p", { class: "head" }, element("span", { class: "name" }, name),
        element("time", { datetime: new Date(event.at).toISOString() }, timeOf(event.at))),
      ...content));
  }

  #parts(event) {
    const parts = event.text ? [bubble(event.text)] : [];
    for (const { url, description } of event.images ?? []) {
      const address = safePicture(url);
      parts.push(element("p", { class: "part" }, "Picture: ", address?.startsWith("data:") ? description : anchor(url, description)));
    }
    for (const card of event.cards ?? []) parts.push(cardPart(card));
    for (const { text, description } of event.codes ?? []) {
      parts.push(element("p", { class: "part" }, `Code to scan: ${description} (`, element("code", {}, text), ")"));
    }
    for (const { url, label } of event.links ?? []) parts.push(element("p", { class: "part" }, "Link: ", anchor(url, label)));
    if (event.citation) parts.push(element("p", { class: "part" }, `Article: ${event.citation.title}`));
    if (event.buttons?.length > 0) {
      parts.push(element("p", { class: "part" }, `Offered: ${event.buttons.map((button) => button.label).join(" · ")}`));
    }
    return parts;
  }

  #noteBy(event) {
    if (event.reason === "stale") return "Not said: the bot was about to say this";
    if (event.reason === "system") return "Note by the service";
    return event.by ? `Note by ${this.#act.nameOf(event.by)}` : "Note for colleagues";
  }

  #leftWords(event) {
    switch (event.why) {
      case "handed_back": return event.note ? `Handed back to the bot: ${event.note}` : "Handed back to the bot";
      case "transferred": return event.note ? `Passed on: ${event.note}` : "Passed on";
      case "taken_over": return `Taken over by ${this.#act.nameOf(event.by)}`;
      default: return "The agent was lost; back in the queue";
    }
  }

  #notice(event, text) {
    this.#lines.append(element("li", { class: "line notice" }, element("span", {}, text), " ",
      element("time", { datetime: new Date(event.at).toISOString() }, timeOf(event.at))));
  }

  #rated(event) {
    const stars = element("span", { class: "rating", role: "img", "aria-label": `${event.stars} of 5 stars` },
      "★".repeat(event.stars) + "☆".repeat(5 - event.stars));
    this.#lines.append(element("li", { class: "line notice" }, "Rated ", stars,
      event.comment && element("span", {}, ` “${event.comment}”`)));
  }

  #foldIn(event) {
    const words = innerWords(event);
    if (!words) return;
    if (!this.#fold) {
      const brief = element("span", { class: "brief" });
      const list = element("ol");
      const details = element("details", {}, element("summary", {}, brief), list);
      this.#lines.append(element("li", { class: "line inner" }, details));
      this.#fold = { brief, list, said: [] };
    }
    this.#fold.list.append(element("li", { class: words.tone ?? "" },
      element("time", {}, timeOf(event.at)), element("span", { class: "what" }, words.what), words.text));
    if (words.brief) this.#fold.said.push(words.brief);
    this.#fold.brief.textContent = this.#fold.said.slice(0, 4).join(" · ") || "details";
  }

  #waiting(item) {
    const text = item.text ?? (item.note || plain(item.outcome ?? item.name ?? item.tag ?? item.intent ?? ""));
    const kind = item.type === "say" ? "agent" : "note";
    const lead = { say: "", note: "Note", hand_back: "Handing back", resolve: "Resolving", transfer: "Passing on", tag: "Tag", delegate: "To the bot" }[item.type];
    const state = { queued: "Waits for the connection", sending: "Sending …", sent: "Sent", failed: `Not sent (${plain(item.failed ?? "")})` }[item.state];
    const foot = element("p", { class: "state" }, state);
    if (item.state === "failed") {
      foot.append(" ",
        element("button", { type: "button", onclick: () => this.#act.retry(item.cmid) }, "Try again"), " ",
        element("button", { type: "button", onclick: () => this.#act.discard(item.cmid) }, "Discard"));
    }
    return element("li", { class: `line ${kind} ${item.state}` },
      lead && element("p", { class: "head" }, element("span", { class: "name" }, lead)), text && bubble(text), foot);
  }
}

/** One line a card. Where its link is a page of the visitor's site, that is said: we do not go where a visitor says. */
function cardPart({ title, text, image, link, button }) {
  return element("p", { class: "part" }, "Card: ", element("strong", {}, title), text && ` ${text}`,
    image && ` (picture: ${image.description})`,
    link && [", ", link.url.startsWith("/") ? `${link.label} (${link.url} on the site)` : anchor(link.url, link.label)],
    button && ` [${button.label}]`);
}

const bubble = (text) => element("div", { class: "bubble" }, written(text));

function queueLeftWords({ why, opens }) {
  if (why === "chosen") return "The visitor went on with the bot";
  if (why === "full") return "The queue was full: back to the bot";
  return opens ? `Out of hours until ${dateOf(opens)}: back to the bot` : "Out of hours: back to the bot";
}

/** An inner event as `what`, `text`, a `brief` for the folded row, and a `tone`. */
function innerWords(event) {
  switch (event.kind) {
    case "opened": return { what: "opened", text: `${event.channel}, ${event.locale || "no locale"}`, brief: "began" };
    case "understood": {
      const [best] = event.intents ?? [];
      const ranked = (event.intents ?? []).slice(0, 3).map(({ name, confidence }) => `${plain(name)} ${Math.round(confidence * 100)} %`);
      const found = (event.entities ?? []).map(({ name, text }) => `${plain(name)} “${text}”`);
      return {
        what: "understood", text: [...ranked, ...found].join(", ") || "nothing",
        brief: best && event.band === "act" ? plain(best.name) : "not understood",
      };
    }
    case "flow": {
      const text = plain(event.flow) + (event.outcome ? `: ${plain(event.outcome)}` : "");
      return { what: `flow ${event.state}`, text, brief: event.state === "ended" ? text : "" };
    }
    case "slot": {
      const text = `${plain(event.slot)} = ${"value" in event ? valueWords(event.value) : "cleared"}`;
      return { what: "slot", text, brief: text.length < 40 ? text : plain(event.slot) };
    }
    case "verified": return { what: "verified", text: plain(event.what), brief: `✓ ${plain(event.what)}` };
    case "confirmation": return { what: event.answer === undefined ? "asked to confirm" : "answered", text: event.answer === undefined ? plain(event.response) : event.answer ? "yes" : "no" };
    case "article": return { what: "article", text: plain(event.article) + (event.section ? ` › ${event.section}` : ""), brief: `article ${plain(event.article)}` };
    case "action": {
      if (event.state === "started") return { what: "action", text: `${actionWords(event.action)} started` };
      const end = event.state === "done" ? "done" : `${plain(event.state)}${event.reason ? `: ${plain(event.reason)}` : ""}`;
      const shown = event.result && Object.keys(event.result).length > 0 ? ` (${valueWords(event.result)})` : "";
      return { what: "action", text: `${actionWords(event.action)} ${end}${shown}`, brief: `${actionWords(event.action)} ${end}`, tone: event.state === "done" ? "good" : "bad" };
    }
    case "tag": return { what: event.on ? "tagged" : "tag taken away", text: plain(event.tag), brief: event.on ? `#${plain(event.tag)}` : "" };
    case "escalated": return { what: "called a person", text: `${reasonWords(event.reason)}, team ${plain(event.team)}`, brief: reasonWords(event.reason).toLowerCase() };
    case "failed": return { what: "failed", text: plain(event.reason), brief: "a turn failed", tone: "bad" };
    default: return undefined;
  }
}
