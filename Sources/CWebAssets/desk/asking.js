// Questions about a chat: what the bot should know, how it ended, whether it is really to change hands.
import { element } from "../widget/elements.js";
import { openDialog } from "./dialogs.js";

/** `answer(form)` gives back false when the question stays open. */
export function ask(title, content, verb, answer) {
  const dialog = element("dialog", { class: "ask", "aria-labelledby": "ask-title" });
  const form = element("form", {},
    element("h2", { id: "ask-title" }, title), ...content,
    element("p", { class: "buttons" },
      element("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      element("button", { class: "primary" }, verb)));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (answer(new FormData(form)) === false) return;
    dialog.close();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("textarea, input") && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  dialog.append(form);
  openDialog(dialog);
}

export function askHandBack(answer) {
  ask("Hand back to the bot", [
    element("label", {}, "A note for the bot’s record and the next colleague",
      element("textarea", { name: "note", rows: 3, maxlength: 2000, autofocus: true, placeholder: "What was agreed, what is still open" })),
  ], "Hand back", (form) => answer(String(form.get("note")).trim()));
}

const outcomes = [
  ["solved", "Solved"], ["answered", "Question answered"], ["refunded", "Refunded or replaced"],
  ["passed_on", "Passed on to another team"], ["not_solved", "Could not be solved"], ["gone", "The visitor is gone"],
];

/** `tags`: `[{ name, title }]` that are suggested and not confirmed yet. */
export function askResolve(tags, answer) {
  const choices = outcomes.map(([value, label], at) => element("label", { class: "choice" },
    element("input", { type: "radio", name: "outcome", value, checked: at === 0, autofocus: at === 0 }), ` ${label}`));
  ask("Resolve this conversation", [
    element("fieldset", {}, element("legend", {}, "How did it end?"), choices),
    tags.length > 0 ? element("fieldset", {}, element("legend", {}, "What was it about?"), tags.map(({ name, title }, at) => element("label", { class: "choice" },
      element("input", { type: "checkbox", name: "tag", value: name, checked: at === 0 }), ` ${title}`))) : "",
    element("p", { class: "quiet" }, "The visitor is asked for stars."),
  ], "Resolve", (form) => answer(String(form.get("outcome")), form.getAll("tag").map(String)));
}

export function askTakeOver(title, name, answer) {
  ask("Take over", [
    element("p", {}, `${title} is with ${name}. The visitor is told that you are there now; ${name} is told too.`),
  ], "Take over", answer);
}
