// What the bot may not do without a person's word: exactly what would be done, why it asks, and a yes or a no.
import { element } from "../widget/elements.js";
import { ask } from "./asking.js";
import { Stops } from "./stops.js";
import { actionWords, dateOf, plain, timeOf, valueWords, waited } from "./values.js";

export class Inbox {
  #stops;
  #act;

  /** `act`: `approve(id, note)`, `disapprove(id, reason)`, `watch(conversation)`, `now()`. */
  constructor(root, act) {
    this.#stops = new Stops(root, "button:not(:disabled)");
    this.#act = act;
  }

  show(approvals) {
    this.#stops.redraw(element("h2", {}, "Waiting for your word"),
      approvals.length === 0 ? element("p", { class: "quiet" }, "Nothing waits for anybody’s word.")
        : element("ul", { class: "asked" }, approvals.map((approval) => this.#card(approval))));
  }

  #card(approval) {
    const what = actionWords(approval.action);
    const left = approval.answer_by - this.#act.now();
    const details = Object.entries(approval.arguments ?? {}).flatMap(([name, value]) => [element("dt", {}, plain(name)), element("dd", {}, valueWords(value))]);
    const button = (verb, words, run, attributes = {}) => element("button", {
      type: "button", "data-key": `${verb} ${approval.approval}`, "aria-label": `${words}: ${what}`, onclick: run, ...attributes }, words);
    return element("li", { class: "approval" },
      element("header", {}, element("h3", {}, what), approval.money ? element("strong", {}, valueWords(approval.money)) : ""),
      element("dl", {}, details),
      approval.reasons.length > 0 ? element("p", {}, "The bot may not: ", approval.reasons.join("; ")) : "",
      element("p", { class: "quiet" }, `Asked at ${timeOf(approval.asked_at)}. The visitor was promised a word by ${dateOf(approval.answer_by)}, ${left > 0 ? `in ${waited(left)}` : "which is past"}.`),
      approval.obstacle ? element("p", { class: "obstacle" }, `Not yours to decide: ${approval.obstacle}`) : "",
      element("p", { class: "buttons" },
        button("watch", "Look at the chat", () => this.#act.watch(approval.conversation)),
        button("no", "Decline …", () => this.#decline(approval)),
        button("yes", "Approve …", () => this.#approve(approval), { class: "primary", disabled: Boolean(approval.obstacle) })));
  }

  #approve(approval) {
    ask(`Approve: ${actionWords(approval.action)}`, [
      element("p", {}, "Exactly this will be done: ", element("strong", {}, [approval.money && valueWords(approval.money), valueWords(approval.arguments)].filter(Boolean).join("; "))),
      element("label", {}, "A note for the record", element("textarea", { name: "note", rows: 2, maxlength: 500, autofocus: true })),
    ], "Approve", (form) => this.#act.approve(approval.approval, String(form.get("note")).trim()));
  }

  #decline(approval) {
    ask(`Decline: ${actionWords(approval.action)}`, [
      element("label", {}, "Why? The bot tells the visitor no in its own words; colleagues read this.",
        element("textarea", { name: "reason", rows: 2, maxlength: 500, required: true, autofocus: true })),
    ], "Decline", (form) => {
      const reason = String(form.get("reason")).trim();
      return reason === "" ? false : this.#act.disapprove(approval.approval, reason);
    });
  }
}
