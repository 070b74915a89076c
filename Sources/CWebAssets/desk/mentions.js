// Notes in which colleagues name us, until we have looked at their chats: also those from while we were away.
import { element } from "../widget/elements.js";
import { Stops } from "./stops.js";
import { dateOf } from "./values.js";

export class Mentions {
  #stops;
  #act;

  /** `act`: `watch(conversation)`, `title(conversation)`. */
  constructor(root, act) {
    this.#stops = new Stops(root);
    this.#act = act;
  }

  show(mentions) {
    this.#stops.redraw(element("h2", {}, "Notes that name you"),
      mentions.length === 0 ? element("p", { class: "quiet" }, "You have read them all.")
        : element("ul", { class: "asked" }, mentions.map((mention) => this.#card(mention))));
  }

  #card({ conversation, by, at, text }) {
    const title = this.#act.title(conversation);
    return element("li", { class: "approval" },
      element("header", {}, element("h3", {}, `${by} in “${title}”`), element("time", { class: "quiet" }, dateOf(at))),
      element("p", { class: "words" }, text),
      element("p", { class: "buttons" }, element("button", {
        type: "button", "data-key": `look ${conversation} ${at}`, "aria-label": `Look at the chat: ${title}`,
        onclick: () => this.#act.watch(conversation) }, "Look at the chat")));
  }
}
