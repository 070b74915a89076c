// Times at which a person can be there, day by day, as buttons; one is chosen, and it can turn out to be taken.
import { element } from "./elements.js";
import { momentWords } from "./waiting.js";

const shownAtFirst = 8;

/** `choose(begins)` gives back false when it could not be taken. What has passed already is not offered. */
export class CallbackSlots {
  root;
  #say;
  #told = element("p", { class: "quiet", role: "status" });

  constructor(say, times, choose, now = Date.now()) {
    this.#say = say;
    const clock = new Intl.DateTimeFormat(say.locale, { hour: "2-digit", minute: "2-digit" });
    const dayOf = new Intl.DateTimeFormat(say.locale, { weekday: "long", day: "numeric", month: "long" });
    const ahead = times.filter((begins) => begins > now).sort((one, other) => one - other);
    const days = new Map();
    for (const [at, begins] of ahead.entries()) {
      const name = dayOf.format(begins);
      if (!days.has(name)) days.set(name, element("div", { class: "choices", role: "group", "aria-label": name, hidden: at >= shownAtFirst }, element("p", {}, name)));
      days.get(name).append(element("button", {
        type: "button", class: "choice", "data-begins": begins, "aria-label": momentWords(say, begins, now), hidden: at >= shownAtFirst,
        onclick: () => { if (choose(begins) !== false) this.#settle(true); },
      }, clock.format(begins)));
    }
    this.root = element("div", { class: "slots", hidden: ahead.length === 0 }, element("p", {}, say("callback_choose")), [...days.values()],
      ahead.length > shownAtFirst && element("button", { type: "button", class: "choice more", onclick: (event) => this.#unfold(event.target) }, say("more_times")),
      this.#told);
  }

  /** The time was taken: the others can still be chosen. */
  refused(begins) {
    this.#settle(false);
    this.root.querySelector(`[data-begins="${Number(begins)}"]`)?.remove();
    this.#told.textContent = this.#say("slot_taken");
    this.root.querySelector("button")?.focus();
  }

  #unfold(more) {
    const folded = [...this.root.querySelectorAll("[hidden]")];
    for (const one of folded) one.hidden = false;
    folded.find((one) => one.matches("button"))?.focus();
    more.remove();
  }

  #settle(chosen) {
    for (const button of this.root.querySelectorAll("button")) button.disabled = chosen;
    this.#told.textContent = "";
  }
}
