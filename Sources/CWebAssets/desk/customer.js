// What other systems know of the customer: who they are, what happened to them, what concerns them now.
import { element } from "../widget/elements.js";
import { dateOf, plain } from "./values.js";

const wordsOf = {
  bill: "Bill", used: "Used", visited: "Visit", contacted: "In touch", renewal: "Renewal", order: "Order",
  delivery: "Delivery", fault: "Fault", milestone: "Milestone", told: "We wrote",
};

/** Nothing when nobody is known there, or nobody can say just now: the chat does not wait for it. */
export async function fetchCustomer(conversation) {
  try {
    const answer = await fetch(`/v1/desk/timeline?conversation=${encodeURIComponent(conversation)}`, { credentials: "same-origin" });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/** The panel's sections, each with its title; those without anything to say are left out. */
export function customerParts(customer) {
  if (!customer) return [];
  const { attributes = [], events = [], incidents = [], alarms = [] } = customer;
  return [
    ["Promised", alarms.map(({ text, at }) => item(at, "", text))],
    ["Open incidents", incidents.map((one) => element("li", {},
      element("p", {}, element("strong", {}, one.title)),
      element("p", { class: "quiet" }, [plain(one.stage), one.reported && "they reported it", one.told && "they were told"].filter(Boolean).join(" · "))))],
    ["Customer", attributes.map(({ name, value, source }) => element("li", {},
      element("p", {}, element("span", { class: "quiet" }, `${plain(name)} `), value, element("span", { class: "quiet" }, ` · ${plain(source)}`))))],
    ["What happened", events.map(({ at, kind, text }) => item(at, wordsOf[kind] ?? plain(kind), text))],
  ].filter(([, items]) => items.length > 0);
}

function item(at, kind, text) {
  return element("li", {},
    element("p", {}, element("time", { class: "quiet" }, dateOf(Date.parse(at))), kind && ` ${kind}`),
    element("p", {}, text));
}
