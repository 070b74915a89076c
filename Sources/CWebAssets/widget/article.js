// An article, opened over the chat at the cited section.
import { element, icon } from "./elements.js";
import { written } from "./rich.js";

export class ArticleReader {
  #dialog;
  #say;

  constructor(dialog, say) {
    this.#dialog = dialog;
    this.#say = say;
  }

  speak(say) {
    this.#say = say;
  }

  /** `token`: the visitor's, since not everything is for everybody. */
  async open({ article, title, section }, token) {
    const body = element("div", { class: "reading", tabindex: 0 }, element("p", { class: "quiet" }, this.#say("loading")));
    this.#dialog.setAttribute("aria-label", title);
    this.#dialog.replaceChildren(
      element("header", {},
        element("button", { type: "button", class: "plain", "aria-label": this.#say("back"), onclick: () => this.#dialog.close() },
          icon("back")),
        element("h2", {}, title)),
      body);
    this.#dialog.showModal();
    try {
      const answer = await fetch(`/v1/articles/${encodeURIComponent(article)}`, { headers: token ? { Authorization: `Bearer ${token}` } : {} });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#show(await answer.json(), section, body);
    } catch {
      body.replaceChildren(element("p", {}, this.#say("article_missing")));
    }
  }

  #show({ sections }, cited, body) {
    const shown = sections.map(({ heading, passages }) => {
      const made = element("section", {}, heading && element("h3", {}, heading), passages.map(passage));
      if (cited && heading === cited) made.classList.add("cited");
      return made;
    });
    body.replaceChildren(...shown);
    body.querySelector(".cited")?.scrollIntoView({ block: "start" });
  }
}

/** A passage is a paragraph, or a list when each of its lines begins as one. */
export function passage(text) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length > 0 && lines.every((line) => /^\s*[-*•] /.test(line))) {
    return element("ul", {}, lines.map((line) => element("li", {}, written(line.replace(/^\s*[-*•] /, "")))));
  }
  if (lines.length > 0 && lines.every((line) => /^\s*\d+[.)] /.test(line))) {
    return element("ol", {}, lines.map((line) => element("li", {}, written(line.replace(/^\s*\d+[.)] /, "")))));
  }
  return element("p", {}, written(text));
}
