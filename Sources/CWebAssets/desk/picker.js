// Lists that open while something is written: `/` calls up a reply, `@` a colleague.
import { element } from "../widget/elements.js";

export class Picker {
  #field;
  #sources;
  #list = element("ul", { id: "picker", class: "picker", role: "listbox", "aria-label": "Suggestions", hidden: true });
  #shown = [];
  #at = 0;
  #found;

  /** `sources`: `[{ before, choices() }]`; a choice is `{ label, hint, text, picked? }`, and `before` a regular expression of what stands before the cursor. */
  constructor(field, sources) {
    this.#field = field;
    this.#sources = sources;
    field.after(this.#list);
    field.setAttribute("aria-controls", "picker");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("role", "combobox");
    field.addEventListener("input", () => this.#look());
    field.addEventListener("blur", () => this.close());
    // Before the composer sends and the desk's keys run.
    field.addEventListener("keydown", (event) => this.#pressed(event), { capture: true });
  }

  close() {
    this.#shown = [];
    this.#list.hidden = true;
    this.#field.setAttribute("aria-expanded", "false");
    this.#field.removeAttribute("aria-activedescendant");
  }

  #look() {
    const before = this.#field.value.slice(0, this.#field.selectionStart);
    for (const source of this.#sources) {
      const match = before.match(source.before);
      if (!match) continue;
      const asked = match[1].toLowerCase();
      const choices = source.choices().filter(({ label, hint }) => label.toLowerCase().startsWith(asked) || hint.toLowerCase().includes(asked));
      if (choices.length === 0) continue;
      this.#found = { from: before.length - match[1].length - 1, to: before.length };
      return this.#show(choices.slice(0, 8));
    }
    return this.close();
  }

  #show(choices) {
    this.#shown = choices;
    this.#at = 0;
    this.#list.replaceChildren(...choices.map((choice, at) => element("li", {
      id: `picker-${at}`, role: "option",
      onpointerdown: (event) => { event.preventDefault(); this.#pick(at); },
    }, element("b", {}, choice.label), " ", element("span", { class: "quiet" }, choice.hint))));
    this.#list.hidden = false;
    this.#field.setAttribute("aria-expanded", "true");
    this.#mark();
  }

  #mark() {
    [...this.#list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === this.#at)));
    this.#list.children[this.#at]?.scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", `picker-${this.#at}`);
  }

  #pressed(event) {
    if (this.#shown.length === 0 || event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) this.#at = (this.#at + by + this.#shown.length) % this.#shown.length;
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" || event.key === "Tab") this.#pick(this.#at);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (by) this.#mark();
  }

  #pick(at) {
    const choice = this.#shown[at];
    if (!choice) return;
    this.close();
    this.#field.setRangeText(choice.text, this.#found.from, this.#found.to, "end");
    choice.picked?.();
    this.#field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
