// The knowledge base beside a chat: what customers may read, and what is for agents alone.
import { passage } from "../widget/article.js";
import { element, icon } from "../widget/elements.js";
import { openDialog } from "./dialogs.js";

const pause = 180;
const forAgents = "agents";

/** `locale` of the visitor; `insert(text, source)` puts a passage into the reply, where there is one to put it into. */
export function findArticle({ words = "", locale = "", insert }) {
  const dialog = element("dialog", { class: "articles", "aria-labelledby": "articles-title" });
  const field = element("input", { type: "search", autofocus: true, maxlength: 300, value: words, autocomplete: "off", "aria-controls": "articles-found" });
  const told = element("p", { class: "quiet", role: "status" }, "Articles for customers, and those for agents only.");
  const found = element("div", { id: "articles-found" });
  let timer;
  let asked = 0;

  async function look() {
    const turn = ++asked;
    const question = field.value.trim();
    if (question === "") return found.replaceChildren();
    const answer = await get(`/api/v1/articles?${new URLSearchParams({ q: question, locale })}`);
    if (turn !== asked) return undefined;
    const hits = (answer?.hits ?? []).filter(({ confidence }) => confidence >= 0.05);
    told.textContent = !answer ? "The articles cannot be asked at the moment." : hits.length === 0 ? "Nothing fits. Try other words." : `${hits.length} found`;
    return found.replaceChildren(element("ol", { class: "cases" }, hits.map(shown)));
  }

  const shown = (hit) => element("li", {},
    element("p", {}, element("button", { type: "button", class: "title", onclick: () => read(hit) }, hit.section ? `${hit.title} › ${hit.section}` : hit.title), forWhom(hit)),
    element("p", {}, hit.passage),
    // What is for agents alone is never handed to a visitor by a slip of the mouse.
    insert && hit.audience !== forAgents ? element("button", { type: "button", onclick: () => use(hit) }, "Insert into the reply") : "");

  function use(hit) {
    dialog.close();
    insert(hit.passage, `article:${hit.article}`);
  }

  async function read({ article, section }) {
    const whole = await get(`/api/v1/articles/${encodeURIComponent(article)}`);
    if (!whole) {
      told.textContent = "The article could not be opened.";
      return;
    }
    const back = element("button", { type: "button", class: "ghost", onclick: () => { reading.remove(); list.hidden = false; field.focus(); } }, icon("back"), " What was found");
    const reading = element("div", { class: "reading" }, back,
      element("h3", { tabindex: -1 }, whole.title, forWhom(whole)),
      whole.sections.map((one) => element("section", one.heading && one.heading === section ? { class: "cited" } : {}, one.heading && element("h4", {}, one.heading), one.passages.map(passage))),
      element("p", { class: "quiet" }, "Version ", element("code", {}, whole.version)));
    list.hidden = true;
    dialog.append(reading);
    reading.querySelector("h3").focus();
    reading.querySelector(".cited")?.scrollIntoView({ block: "nearest" });
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, pause); });
  const list = element("form", { role: "search" },
    element("h2", { id: "articles-title" }, "Look up an article"), element("label", {}, "What is asked", field), told, found);
  list.addEventListener("submit", (event) => { event.preventDefault(); look(); });
  const close = element("button", { type: "button", class: "ghost close", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"));
  dialog.append(close, list);
  openDialog(dialog);
  field.select();
  if (words) look();
}

const forWhom = ({ audience }) => (audience === "public" ? "" : element("span", { class: "audience" }, audience === forAgents ? "agents only" : `for ${audience.replace(":", " ")}`));

async function get(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
