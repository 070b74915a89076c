// Visitors who are offered to this agent: over everything on the page, open dialogs too, each with the time that is left.
import { element } from "../widget/elements.js";
import { whyWords } from "./places.js";
import { mood, plain, reasonWords, waited } from "./values.js";

const lastCallMs = 7_000;

export class Offers {
  #root = element("section", { id: "offers", "aria-label": "Offers", hidden: true });
  #shown = new Map();
  #act;
  #ticker;

  /** `act`: `accept(conversation)`, `decline(conversation)`, `announce(text)`, `now()` in the service's time. */
  constructor(act) {
    this.#act = act;
    document.body.append(this.#root);
    document.addEventListener("desk:covered", () => this.#place());
  }

  /** The one that runs out first, for the keys. */
  get first() {
    return [...this.#shown.values()].sort((one, other) => (one.offer.until ?? 0) - (other.offer.until ?? 0))[0]?.offer;
  }

  show(offers) {
    const gone = [...this.#shown.keys()].filter((id) => !offers.includes(this.#shown.get(id).offer));
    const held = this.#root.contains(document.activeElement);
    for (const id of gone) {
      this.#shown.get(id).card.remove();
      this.#shown.delete(id);
    }
    for (const offer of offers) if (!this.#shown.has(offer.conversation)) this.#add(offer);
    this.#root.hidden = offers.length === 0;
    // Whoever stood on a button that is gone stands on the next offer, not nowhere.
    if (held && !this.#root.contains(document.activeElement)) this.#root.querySelector("button")?.focus();
    clearInterval(this.#ticker);
    if (offers.length > 0) this.#ticker = setInterval(() => this.#tick(), 250);
    this.#place();
    this.#tick();
  }

  #add(offer) {
    const { word, step } = mood(offer.frustration);
    const title = element("h2", { id: `offer-${offer.conversation}` }, reasonWords(offer.reason));
    const left = element("span", { class: "left" });
    const wait = element("span");
    const bar = element("i", { "aria-hidden": "true" });
    const card = element("article", { class: "offer", "aria-labelledby": title.id },
      element("header", {}, title, element("span", { class: "clock", hidden: !offer.until }, element("span", { class: "hidden" }, "Time left: "), left)),
      offer.last_text && element("p", { class: "said" }, `“${offer.last_text}”`),
      element("p", { class: "about" }, [plain(offer.team), step > 0 && word].filter(Boolean).join(" · "), " · waits ", wait),
      offer.why && element("p", { class: "about" }, whyWords(offer.why)),
      element("p", { class: "buttons" },
        element("button", { type: "button", class: "primary", "aria-keyshortcuts": "Alt+A", onclick: () => this.#act.accept(offer.conversation) },
          "Accept ", element("kbd", {}, "Alt A")),
        element("button", { type: "button", "aria-keyshortcuts": "Alt+D", onclick: () => this.#act.decline(offer.conversation) },
          "Decline ", element("kbd", {}, "Alt D"))),
      element("div", { class: "running", hidden: !offer.until }, bar));
    this.#shown.set(offer.conversation, { offer, card, left, wait, bar, whole: Math.max(1, offer.until - this.#act.now()), called: false });
    this.#root.append(card);
  }

  /** Counts down for the eyes every second, for the ears once, shortly before the end. */
  #tick() {
    for (const shown of this.#shown.values()) {
      shown.wait.textContent = waited(this.#act.now() - shown.offer.waiting_since);
      if (!shown.offer.until) continue;
      const ms = Math.max(0, shown.offer.until - this.#act.now());
      const text = `${Math.ceil(ms / 1000)} s`;
      if (shown.left.textContent !== text) shown.left.textContent = text;
      shown.bar.style.scale = `${Math.min(1, ms / shown.whole)} 1`;
      shown.card.classList.toggle("last", ms <= lastCallMs);
      if (ms > lastCallMs || ms === 0 || shown.called) continue;
      shown.called = true;
      if (shown.whole > lastCallMs * 1.5) this.#act.announce(`The offer ends in ${Math.ceil(ms / 1000)} seconds`);
    }
  }

  /** Only what is inside an open dialog can be seen and reached. */
  #place() {
    const home = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
    if (this.#root.parentElement === home) return;
    const focused = this.#root.contains(document.activeElement) ? document.activeElement : undefined;
    home.append(this.#root);
    focused?.focus();
  }
}

/** What a screen reader and a notification say of an offer. */
export function offerWords(offer, now) {
  const { word, step } = mood(offer.frustration);
  return [reasonWords(offer.reason), step > 0 && word, `waiting ${waited(now - offer.waiting_since)}`].filter(Boolean).join(", ");
}
