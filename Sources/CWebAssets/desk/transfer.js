// To whom a conversation is passed on: a colleague, a team, or whoever has a skill.
import { element } from "../widget/elements.js";
import { ask } from "./asking.js";
import { statusWords } from "./places.js";
import { plain } from "./values.js";

/** `answer({ to, name, level?, note })`. `teams` are those that are known here; the service knows them all. */
export function askTransfer({ colleagues, teams, skills }, answer) {
  const kinds = { agent: "A colleague", team: "A team", skill: "Whoever has a skill" };
  const first = colleagues.length > 0 ? "agent" : "team";
  const fields = {
    agent: colleagueField(colleagues),
    team: element("label", {}, "Team", listed("team", teams)),
    skill: element("div", { class: "pair" },
      element("label", {}, "Skill", listed("skill", skills)),
      element("label", {}, "Level, at least", element("input", { name: "level", type: "number", min: 1, max: 10, value: 1, required: true }))),
  };
  const show = (kind) => {
    for (const [name, field] of Object.entries(fields)) {
      field.hidden = name !== kind;
      for (const input of field.querySelectorAll("input, select")) input.disabled = name !== kind;
    }
  };
  const choices = Object.entries(kinds).map(([value, label]) => element("label", { class: "choice" },
    element("input", {
      type: "radio", name: "to", value, checked: value === first, autofocus: value === first,
      disabled: value === "agent" && colleagues.length === 0, onchange: () => show(value),
    }), ` ${label}`, value === "agent" && colleagues.length === 0 ? " (nobody else is on duty)" : ""));
  show(first);
  ask("Pass this conversation on", [
    element("fieldset", { class: "across" }, element("legend", { class: "hidden" }, "To whom"), choices),
    ...Object.values(fields),
    element("label", {}, "A note for whoever takes it",
      element("textarea", { name: "note", rows: 3, maxlength: 2000, placeholder: "What they want, what was tried, what is promised" })),
    element("p", { class: "quiet" }, "The visitor keeps their place by the time they have waited, and need not repeat anything."),
  ], "Pass on", (form) => {
    const to = String(form.get("to"));
    const name = String(form.get(to) ?? "").trim();
    if (!name) return false;
    return answer({ to, name, note: String(form.get("note")).trim(), ...(to === "skill" && { level: Number(form.get("level")) || 1 }) });
  });
}

function colleagueField(colleagues) {
  const options = colleagues.map(({ agent, name, status, load, capacity }) =>
    element("option", { value: agent }, `${name}: ${statusWords(status)}, ${load} of ${capacity} places taken`));
  return element("label", {}, "Colleague", element("select", { name: "agent" }, options));
}

/** A field with what is known as suggestions, since not everything is. */
function listed(name, values) {
  const id = `known-${name}`;
  return [
    element("input", { name, list: id, required: true, maxlength: 64, autocomplete: "off", autocapitalize: "none", spellcheck: "false", value: values.length === 1 ? values[0] : "" }),
    element("datalist", { id }, values.map((value) => element("option", { value }, plain(value)))),
  ];
}
