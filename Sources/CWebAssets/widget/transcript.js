// The lines of a conversation, as they are shown to the visitor. Who speaks comes from the server's `kind`,
// never from a text, so nobody can write themselves into an agent or a notice.
import { Parts, spoken } from "./cards.js";
import { element, icon } from "./elements.js";
import { part } from "./part.js";
import { written } from "./rich.js";
import { momentWords } from "./waiting.js";

export class Transcript {
  #lines;
  #pending;
  #typing;
  #say;
  #act;
  #show;
  #clock;
  #speaker = "";
  #buttons = [];
  #stars;
  #justResolved = false;
  #slots;
  #elements = new Map();

  /**
   * `lines` and `pending` are lists in the page, `act` what a visitor can do from here:
   * `choose(button)`, `open(citation)`, `retry(cmid)`, `discard(cmid)`, `rate(stars, comment)`,
   * `callback(begins)`, `grown()`, `site()`.
   */
  constructor({ lines, pending, typing }, say, act) {
    this.#lines = lines;
    this.#pending = pending;
    this.#typing = typing;
    this.#act = act;
    this.#show = new Parts(say, act);
    this.speak(say);
  }

  speak(say) {
    this.#say = say;
    this.#show.speak(say);
    this.#clock = new Intl.DateTimeFormat(say.locale, { hour: "2-digit", minute: "2-digit" });
  }

  clear() {
    this.#lines.replaceChildren();
    this.#speaker = "";
    this.#buttons = [];
    this.#stars = undefined;
    this.#slots = undefined;
    this.#justResolved = false;
  }

  introduce(assistant) {
    const text = this.#say("intro", assistant);
    const first = this.#lines.querySelector(".intro");
    if (first) first.textContent = text;
    else this.#lines.prepend(element("li", { class: "line notice intro" }, text));
  }

  /** Shows an event and gives back what a screen reader should say of it when it is new; nothing for the visitor's own. */
  show(event, { assistant, agentName }) {
    const say = this.#say;
    switch (event.kind) {
      case "visitor":
        this.#retire();
        this.#justResolved = false;
        this.#add(this.#line("visitor", say("you"), event.at, this.#bubble(event.text)));
        return "";
      case "bot": {
        this.#retire();
        const name = assistant.name || say("bot");
        this.#add(this.#line("bot", name, event.at, ...this.#parts(event)));
        // The bot's own words about rating stand above the stars.
        if (this.#justResolved) this.#add(this.#stars.parentElement);
        // The same for when people are back: the bot's words come first, the times to choose from below them.
        else if (this.#slots) this.#add(this.#slots.root.parentElement);
        this.#justResolved = false;
        return say("says", { name: `${name}, ${say("bot")}`, text: this.#spoken(event) });
      }
      case "agent": {
        this.#retire();
        const name = event.name || agentName || say("somebody");
        this.#add(this.#line("agent", name, event.at, this.#bubble(event.text)));
        return say("says", { name, text: event.text });
      }
      case "waiting":
        this.#forgetSlots();
        return this.#notice(say("waiting"));
      case "left_queue": return this.#leftQueue(event);
      case "callback":
        this.#forgetSlots();
        return this.#notice(say("callback_booked", { when: momentWords(say, event.begins) }));
      case "agent_joined": return this.#notice(say("agent_joined", { name: event.name }));
      case "agent_left": return this.#left(event.why, agentName || say("somebody"), assistant.name);
      case "resolved": return this.#resolved();
      case "rated": return this.#rated(event.stars);
      default: return "";
    }
  }

  /** Lines that are not in the conversation yet; the same element is kept for the same message. */
  showPending(items) {
    if (items.length > 0) this.#retire();
    const kept = new Map();
    for (const item of items) {
      const shown = this.#elements.get(item.cmid);
      const line = shown?.state === item.state ? shown.line : this.#waitingLine(item);
      kept.set(item.cmid, { line, state: item.state });
    }
    this.#elements = kept;
    const lines = [...kept.values()].map(({ line }) => line);
    const same = lines.length === this.#pending.children.length && lines.every((line, at) => line === this.#pending.children[at]);
    if (!same) this.#pending.replaceChildren(...lines);
  }

  showTyping(on, who) {
    this.#typing.hidden = !on;
    this.#typing.querySelector(".who").textContent = on ? who : "";
  }

  couldNotBook(begins) {
    this.#slots?.refused(begins);
  }

  couldNotRate() {
    this.#stars?.replaceChildren(element("p", { class: "quiet" }, this.#say("not_rated")));
    this.#stars = undefined;
    this.#justResolved = false;
  }

  #add(line) {
    this.#lines.append(line);
  }

  #line(speaker, name, at, ...content) {
    const again = this.#speaker === `${speaker}:${name}`;
    this.#speaker = `${speaker}:${name}`;
    const mark = speaker === "visitor" ? "" : this.#say(speaker === "bot" ? "bot" : "person");
    const head = element("p", { class: again ? "head repeated" : "head" },
      speaker === "visitor" ? "" : icon(speaker === "bot" ? "bot" : "person"),
      element("span", { class: "name" }, name),
      mark && element("span", { class: "mark" }, mark),
      element("time", { datetime: new Date(at).toISOString() }, this.#clock.format(at)),
      speaker === "visitor" ? [icon("check"), element("span", { class: "hidden" }, this.#say("sent"))] : "");
    return element("li", { class: `line ${speaker}` }, head, ...content);
  }

  #bubble(text) {
    return element("div", { class: "bubble" }, written(text));
  }

  #parts(event) {
    const parts = [];
    if (event.text) parts.push(this.#bubble(event.text));
    const show = this.#show;
    for (const image of event.images ?? []) parts.push(show.picture(image));
    if (event.cards?.length > 0) parts.push(show.cards(event.cards, (button) => this.#buttons.push(button)));
    for (const code of event.codes ?? []) parts.push(show.code(code));
    for (const link of event.links ?? []) parts.push(show.link(link));
    if (event.citation) parts.push(this.#citation(event.citation));
    if (event.buttons?.length > 0) parts.push(this.#choices(event.buttons));
    return parts;
  }

  #citation(citation) {
    const where = citation.section ? `${citation.title} › ${citation.section}` : citation.title;
    return element("button", { type: "button", class: "card citation", onclick: () => this.#act.open(citation) },
      icon("article"),
      element("span", { class: "host" }, this.#say("from_article")),
      element("span", { class: "label" }, where));
  }

  #choices(buttons) {
    const group = element("div", { class: "choices", role: "group", "aria-label": this.#say("suggested") },
      buttons.map((button) => element("button", {
        type: "button", class: "choice", onclick: () => this.#act.choose(button),
      }, button.label)));
    this.#buttons.push(group);
    return group;
  }

  /** Suggestions belong to the line they came with; once the conversation has moved on they go. */
  #retire() {
    for (const group of this.#buttons) group.remove();
    this.#buttons = [];
  }

  #spoken(event) {
    const labels = (event.buttons ?? []).map((button) => button.label);
    return [event.text, ...spoken(event), labels.join(", ")].filter(Boolean).join(" ");
  }

  #notice(text, ...more) {
    this.#speaker = "";
    this.#add(element("li", { class: "line notice" }, element("p", {}, text), ...more));
    return text;
  }

  #left(why, name, bot) {
    if (why === "handed_back") return this.#notice(this.#say("handed_back", { name, bot }));
    if (why === "transferred") return this.#notice(this.#say("transferred", { name }));
    if (why === "lost") return this.#notice(this.#say("agent_lost", { name }));
    return "";
  }

  /** The bot says that it is back; what it cannot say is when people are, and which times are free. */
  #leftQueue({ why, opens, callbacks = [] }) {
    if (why === "chosen") return "";
    const say = this.#say;
    this.#forgetSlots();
    if (callbacks.length > 0) this.#slots = this.#slotsFor(say, callbacks);
    const text = why === "full" ? say("queue_full") : opens ? say("opens", { when: momentWords(say, opens) }) : say("closed_now");
    const spoken = this.#notice(text, this.#slots?.root ?? "");
    return this.#slots ? `${spoken} ${say("callback_choose")}` : spoken;
  }

  #forgetSlots() {
    this.#slots?.root.remove();
    this.#slots = undefined;
  }

  #resolved() {
    this.#retire();
    this.#justResolved = true;
    const held = element("div");
    this.#stars = held;
    // What most visits never show comes when it is needed.
    part("stars").then(({ starsFor }) => held.append(starsFor(this.#say,
      (stars, comment) => this.#act.rate(stars, comment),
      () => this.#act.choose({ label: this.#say("not_solved"), choice: { person: true } }))), () => {});
    return this.#notice(this.#say("resolved"), this.#stars);
  }

  #slotsFor(say, callbacks) {
    const slots = { root: element("div"), refused: () => undefined };
    part("slots").then(({ CallbackSlots }) => {
      const times = new CallbackSlots(say, callbacks, (begins) => this.#act.callback(begins));
      slots.refused = (begins) => times.refused(begins);
      slots.root.append(times.root);
    }, () => {});
    return slots;
  }

  #rated(stars) {
    this.#stars?.remove();
    this.#stars = undefined;
    this.#justResolved = false;
    return this.#notice(this.#say("rated", { n: stars }));
  }

  #waitingLine({ cmid, text, state, failed }) {
    const say = this.#say;
    const told = state !== "failed" ? say(state) : failed === "too_long" ? say("failed_too_long") : say("failed");
    const foot = element("p", { class: "state" }, state === "sent" ? icon("check") : "", element("span", {}, told));
    if (state === "failed") {
      foot.append(
        element("button", { type: "button", onclick: () => this.#act.retry(cmid) }, say("retry")),
        element("button", { type: "button", onclick: () => this.#act.discard(cmid) }, say("discard")));
    }
    return element("li", { class: `line visitor ${state}` }, this.#bubble(text), foot);
  }
}
