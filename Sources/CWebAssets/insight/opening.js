// Forms of whoever runs incidents, and sending them.
import { element } from "/widget/elements.js";
import { say, tell } from "./asking.js";

const impacts = [["none", "Nothing noticeable"], ["minor", "Minor: a nuisance"], ["major", "Major: a part does not work"], ["critical", "Critical: nothing works"]];
const news = [["", "not promised"], ["15", "in 15 min"], ["30", "in 30 min"], ["60", "in 1 hour"], ["240", "in 4 hours"]];
let fields = 0;

/** A label above its control. */
export function field(words, control, hint) {
  const id = `field-${(fields += 1)}`;
  control.id = id;
  return element("p", { class: "field" }, element("label", { for: id }, words), control, hint ? element("small", { class: "quiet" }, hint) : "");
}

export const choice = (name, options, value) => element("select", { name },
  options.map(([key, words]) => element("option", { value: key, selected: key === value }, words)));

export const nextNews = () => field("The next news", choice("next", news, "30"), "Said to everybody, and kept.");

/** A group of boxes to tick. */
export function boxes(legend, name, options, ticked) {
  return element("fieldset", {}, element("legend", {}, legend), element("div", { class: "boxes" }, options.map(({ id, title }) =>
    element("label", {}, element("input", { type: "checkbox", name, value: id, checked: ticked.includes(id) }), title))));
}

export const chosen = (form, name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map(({ value }) => value);

export const plain = (name) => name.replaceAll("_", " ");

/** What an incident is, for somebody to open it; of a draft, under its name. */
export function openingForm(house, { id, title, impact, components, intents }) {
  const all = house.intents.map((name) => ({ id: name, title: plain(name) }));
  const likely = all.filter((one) => intents.includes(one.id));
  const others = all.filter((one) => !intents.includes(one.id));
  const form = element("form", { class: "sheet", onsubmit: send },
    field("What is broken, in the customers’ words", element("input", { name: "title", required: true, maxlength: 200, value: title, autocomplete: "off" })),
    field("What is known so far", element("textarea", { name: "text", rows: 2, maxlength: 2000, required: true }, "We are looking into it.")),
    element("div", { class: "pair" }, field("How bad it is", choice("impact", impacts, impact)), nextNews()),
    boxes("Parts of the status page", "component", house.components, components),
    likely.length ? boxes("Who asks about this is told at once", "intent", likely, intents) : "",
    element("details", {}, element("summary", {}, likely.length ? "Other things that people ask about" : "What people ask about, to be told at once"), boxes("Other intents", "intent", others, [])),
    element("button", { class: "main" }, "Open it"));
  function send(event) {
    event.preventDefault();
    const values = new FormData(form);
    const minutes = Number(values.get("next"));
    attempt("/v1/incidents", {
      ...(id && { id }), title: values.get("title"), text: values.get("text"), impact: values.get("impact"),
      components: chosen(form, "component"), intents: chosen(form, "intent"), ...(minutes && { next_minutes: minutes }),
    }, "It is open. Whoever asks about it is told.", "#incidents");
  }
  return form;
}

/** Tells the service, says how it went, and shows the page as it is then. */
export async function attempt(path, body, words, goTo) {
  try {
    await tell(path, body);
    say(words);
    if (goTo && location.hash !== goTo) location.hash = goTo;
    else dispatchEvent(new HashChangeEvent("hashchange"));
    return true;
  } catch (trouble) {
    say(trouble.message);
    return false;
  }
}
