// What a conversation is about, in words of a closed vocabulary: suggested, confirmed with one key, taken away again.
import { element } from "../widget/elements.js";
import { ask } from "./asking.js";

export class TagBar {
  #root;
  #act;

  /** `act`: `set(tag, on)`, `title(tag)`, `choose()`. */
  constructor(root, act) {
    this.#root = root;
    this.#act = act;
  }

  /** The first that is suggested, for the key. */
  static suggestion(chat) {
    return chat?.assistance?.tags?.find((tag) => !chat.tags.has(tag));
  }

  show(chat) {
    const suggested = (chat.assistance?.tags ?? []).filter((tag) => !chat.tags.has(tag)).slice(0, 3);
    const held = [...this.#root.querySelectorAll("button")].indexOf(document.activeElement);
    this.#root.replaceChildren(
      ...[...chat.tags].map((tag) => element("button", {
        type: "button", class: "tag", "aria-label": `${this.#act.title(tag)}: take the tag away`, onclick: () => this.#act.set(tag, false),
      }, this.#act.title(tag), element("span", { "aria-hidden": "true" }, " ×"))),
      ...suggested.map((tag, at) => element("button", {
        type: "button", class: "tag suggested", "aria-label": `Tag it ${this.#act.title(tag)}`, onclick: () => this.#act.set(tag, true),
      }, `${this.#act.title(tag)}? `, at === 0 ? element("kbd", {}, "g") : "")),
      element("button", { type: "button", class: "tag more", onclick: () => this.#act.choose() }, "Tag …"));
    if (held >= 0) ([...this.#root.querySelectorAll("button")][held] ?? this.#root.lastElementChild).focus();
  }
}

/** `answer(tags)` gets those that are chosen and were not there. */
export function askTags(vocabulary, chat, answer) {
  const suggested = new Set(chat.assistance?.tags ?? []);
  const open = vocabulary.filter(({ name }) => !chat.tags.has(name));
  open.sort((one, other) => Number(suggested.has(other.name)) - Number(suggested.has(one.name)));
  ask("What is it about?", [
    element("fieldset", { class: "tags" }, element("legend", { class: "hidden" }, "Tags"), open.map(({ name, title }, at) => element("label", { class: "choice" },
      element("input", { type: "checkbox", name: "tag", value: name, autofocus: at === 0 }), ` ${title}`, suggested.has(name) ? element("span", { class: "quiet" }, " suggested") : ""))),
  ], "Tag", (form) => answer(form.getAll("tag").map(String)));
}
