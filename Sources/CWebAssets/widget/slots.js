// Times at which a person can be there, as buttons; one is chosen, and it can turn out to be taken.
import { element } from "./elements.js";
import { momentWords } from "./waiting.js";

const shownAtFirst = 6;

/** `choose(begins)` gives back false when it could not be taken. What has passed already is not offered. */
export class CallbackSlots {
  root;
  #say;
  #told = element("p", { class: "quiet", role: "status" });

  constructor(say, times, choose, now = Date.now()) {
    this.#say = say;
    const ahead = times.filter((begins) => begins > now);
    const buttons = ahead.map((begins, at) => element("button", {
      type: "button", class: "choice", "data-begins": begins, hidden: at >= shownAtFirst,
      onclick: () => { if (choose(begins) !== false) this.#settle(true); },
    }, momentWords(say, begins)));
    const more = ahead.length > shownAtFirst && element("button", { type: "button", class: "choice more", onclick: () => {
      more.remove();
      for (const button of buttons) button.hidden = false;
      buttons[shownAtFirst].focus();
    } }, say("more_times"));
    this.root = element("div", { class: "slots", hidden: ahead.length === 0 },
      element("p", {}, say("callback_choose")),
      element("div", { class: "choices", role: "group", "aria-label": say("callback_choose") }, buttons, more || ""), this.#told);
  }

  /** The time was taken: the others can still be chosen. */
  refused(begins) {
    this.#settle(false);
    this.root.querySelector(`[data-begins="${Number(begins)}"]`)?.remove();
    this.#told.textContent = this.#say("slot_taken");
    this.root.querySelector("button")?.focus();
  }

  #settle(chosen) {
    for (const button of this.root.querySelectorAll("button")) button.disabled = chosen;
    this.#told.textContent = "";
  }
}
