// A line that was not sent as it stood: what is wrong with it, and how it goes on.
import { element } from "../widget/elements.js";

const why = {
  undated: (words) => `“${words}” promises something and says no time.`,
  banned: (words) => `“${words}” is not said here.`,
  known: (words) => `It asks for what is known already: ${words}.`,
  card: () => "It holds the number of a payment card, which is never sent.",
};

export class HeldBack {
  #root;
  #act;

  /** `act`: `anyway()`, `away()`. */
  constructor(root, act) {
    this.#root = root;
    this.#act = act;
  }

  show(held) {
    this.#root.hidden = !held;
    if (!held) return this.#root.replaceChildren();
    const isCard = held.findings.some(({ kind }) => kind === "card");
    return this.#root.replaceChildren(
      element("p", {}, element("strong", {}, "Not sent. "), held.findings.map(({ kind, words }) => (why[kind] ?? (() => kind))(words)).join(" ")),
      isCard ? "" : element("button", { type: "button", "aria-keyshortcuts": "Alt+S", onclick: () => this.#act.anyway() }, "Send anyway ", element("kbd", {}, "Alt S")),
      element("button", { type: "button", class: "ghost", onclick: () => this.#act.away() }, "Dismiss"));
  }
}
