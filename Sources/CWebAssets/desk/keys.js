// One-key commands. Silent while something is written, and they can be switched off (WCAG 2.1.4).
import { element } from "../widget/elements.js";
import { openDialog } from "./dialogs.js";

const stored = "warmline:desk:keys";

export class Keys {
  #commands;
  #on = true;

  /**
   * `commands`: `[{ key, shown?, words, run, alt?, always? }]`; those with `alt` work while writing too, those with
   * `always` also while a question is open.
   */
  constructor(commands) {
    this.#commands = commands;
    try {
      this.#on = localStorage.getItem(stored) !== "off";
    } catch { /* Storage is blocked: on until the page closes. */ }
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    const asked = document.querySelector("dialog[open]");
    const writes = event.target.closest?.("textarea, input, select");
    const command = this.#commands.find((one) => {
      if (asked && !one.always) return false;
      if (one.alt) return event.altKey && (one.code === event.code || one.key === event.key.toLowerCase());
      return !event.altKey && this.#on && !writes && one.key === event.key;
    });
    if (!command || command.run(event) === false) return;
    event.preventDefault();
  }

  sheet() {
    const dialog = element("dialog", { class: "sheet", "aria-labelledby": "sheet-title" });
    const on = element("input", { type: "checkbox", checked: this.#on });
    on.addEventListener("change", () => {
      this.#on = on.checked;
      try {
        localStorage.setItem(stored, on.checked ? "on" : "off");
      } catch { /* As above. */ }
    });
    const listed = this.#commands.filter((command) => command.words);
    dialog.append(
      element("h2", { id: "sheet-title" }, "Keyboard"),
      element("dl", {}, listed.flatMap(({ key, shown, words }) => [
        element("dt", {}, (shown ?? key).split(" ").map((part) => element("kbd", {}, part))), element("dd", {}, words)])),
      element("label", {}, on, " One-key commands are on"),
      element("form", { method: "dialog" }, element("button", { class: "primary" }, "Close")));
    openDialog(dialog);
  }
}
