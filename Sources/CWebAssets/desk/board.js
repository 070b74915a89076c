// The floor at a glance, for supervisors: who is on duty, what they hold, and a hand in each conversation.
import { element } from "../widget/elements.js";
import { statusWords } from "./places.js";
import { Stops } from "./stops.js";
import { waited } from "./values.js";

export class Board {
  #stops;
  #act;

  /** `act`: `watch(conversation)`, `takeOver(conversation, agent)`, `title(conversation)`, `now()`, `me()`. */
  constructor(root, act) {
    this.#stops = new Stops(root);
    this.#act = act;
  }

  show({ colleagues, queue, more }) {
    this.#stops.redraw(this.#figures(colleagues, queue, more),
      element("ul", { class: "people" }, colleagues.map((colleague) => this.#person(colleague))),
      colleagues.length === 0 ? element("p", { class: "quiet" }, "Nobody is on duty.") : "");
  }

  #figures(colleagues, queue, more) {
    const ready = colleagues.filter(({ status }) => status === "available");
    const free = ready.reduce((sum, { load, capacity }) => sum + Math.max(0, capacity - load), 0);
    const longest = queue.reduce((ms, entry) => Math.max(ms, this.#act.now() - entry.waiting_since), 0);
    const figures = [
      ["waiting", queue.length + more], ["longest wait", queue.length > 0 ? waited(longest) : "–"],
      ["available", `${ready.length} of ${colleagues.length}`], ["free places", free],
    ];
    return element("dl", { class: "figures" }, figures.map(([name, value]) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, String(value)))));
  }

  #person({ agent, name, status, load, capacity, holds = [] }) {
    const mine = agent === this.#act.me();
    const places = Array.from({ length: Math.min(capacity, 12) }, (_, at) => element("i", { class: at < load ? "taken" : "" }));
    return element("li", { class: `person ${status}` },
      element("header", {},
        element("h3", {}, name, mine ? element("span", { class: "quiet" }, " you") : ""),
        element("span", { class: "status" }, statusWords(status)),
        element("span", { class: "places", role: "img", "aria-label": `${load} of ${capacity} places taken` }, places),
        element("span", { class: "load", "aria-hidden": "true" }, `${load} of ${capacity}`)),
      holds.length === 0 ? "" : element("ul", { class: "holds" }, holds.map((id) => this.#held(id, name, mine))));
  }

  #held(id, name, mine) {
    const title = this.#act.title(id);
    const button = (verb, words, run, shown = verb) => element("button", {
      type: "button", "data-key": `${verb} ${id}`, "aria-label": words, onclick: run }, shown);
    return element("li", {}, element("span", { class: "title" }, title),
      mine ? button("Open", `Open ${title}`, () => this.#act.watch(id)) : [
        button("Watch", `Watch ${title} with ${name}`, () => this.#act.watch(id)),
        button("Take over", `Take ${title} over from ${name}`, () => this.#act.takeOver(id, name), "Take over …"),
      ]);
  }
}
