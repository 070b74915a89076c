// The pages of insight: which one is open stands in the address, so that a link can be sent.
import { element } from "/widget/elements.js";
import { whoAmI } from "/desk/access.js";
import { ask } from "./asking.js";
import { showFigures } from "./figures.js";
import { showAlerts } from "./alerts.js";
import { showIncidents } from "./incidents.js";
import { showKnowledge } from "./knowledge.js";
import { showVoice } from "./voice.js";

const pages = { figures: showFigures, alerts: showAlerts, incidents: showIncidents, voice: showVoice, knowledge: showKnowledge };
const page = document.getElementById("page");
let shown = 0;

/** `#figures?days=30&by=intent` */
function place() {
  const [name, query] = location.hash.slice(1).split("?");
  return { name: pages[name] ? name : "figures", settings: new URLSearchParams(query ?? "") };
}

async function open() {
  const turn = ++shown;
  const { name, settings } = place();
  for (const link of document.querySelectorAll("nav [data-page]")) {
    if (link.dataset.page === name) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else {
      link.removeAttribute("aria-current");
    }
  }
  document.title = `${name[0].toUpperCase()}${name.slice(1)} · Insight`;
  page.setAttribute("aria-busy", "true");
  try {
    const made = await pages[name](settings, me);
    if (turn !== shown) return;
    // Whoever works by keyboard stays where they were.
    const held = page.contains(document.activeElement) ? document.activeElement.id : "";
    page.replaceChildren(...made);
    if (held) document.getElementById(held)?.focus();
  } catch (trouble) {
    if (turn !== shown) return;
    page.replaceChildren(element("div", { class: "empty" },
      element("h2", {}, "That did not work"), element("p", {}, trouble.message),
      element("button", { type: "button", onclick: open }, "Try again")));
  } finally {
    if (turn === shown) page.removeAttribute("aria-busy");
  }
}

/** How many alerts and incidents are open stands beside the word, on every page. */
async function count() {
  // The page itself says what is wrong.
  const [alerts, house] = await Promise.all([ask("/api/v1/alerts"), ask("/v1/incidents")].map((asked) => asked.catch(() => undefined)));
  if (alerts) badge("open-alerts", alerts.open, "open");
  if (house) badge("open-incidents", house.incidents.filter(({ incident }) => incident.stage !== "resolved").length + house.drafts.length, "open or drafted");
}

function badge(id, number, words) {
  const shown = document.getElementById(id);
  shown.hidden = number === 0;
  shown.textContent = String(number);
  shown.setAttribute("aria-label", `${number} ${words}`);
}

let me;
me = await whoAmI().catch(() => undefined);
if (me) {
  document.getElementById("me").textContent = me.name;
  addEventListener("hashchange", open);
  await open();
  await count();
  setInterval(() => document.visibilityState === "visible" && count(), 30000);
} else {
  page.replaceChildren(element("div", { class: "empty" },
    element("h2", {}, "Sign in first"), element("p", {}, "Figures are for whoever is signed in at the desk."),
    element("a", { class: "button", href: "/desk/" }, "To the desk")));
}
