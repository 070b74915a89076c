// What a line shows beside its words: pictures, links, cards, codes to scan.
import { drawn, element, icon } from "./elements.js";
import { part } from "./part.js";
import { anchor, safeAddress, safePicture } from "./rich.js";

/**
 * `act`: `choose(button)`, `grown()` when a picture has come, `site()` the address of the page the chat is on, which
 * paths are paths of.
 */
export class Parts {
  #say;
  #act;

  constructor(say, act) {
    this.#say = say;
    this.#act = act;
  }

  speak(say) { this.#say = say; }

  #absolute(url) {
    if (!/^\/(?![/\\])/.test(url)) return url;
    try {
      return new URL(url, this.#act.site()).href;
    } catch {
      return url;
    }
  }

  picture({ url, description }, { captioned = true } = {}) {
    const address = this.#absolute(url);
    const figure = element("figure", { class: "picture" });
    const instead = () => {
      figure.classList.add("missing");
      figure.replaceChildren(element("figcaption", {}, description, " ", anchor(address, this.#say("picture_missing"))));
    };
    const source = safePicture(address);
    if (!source) {
      instead();
      return figure;
    }
    const image = element("img", { alt: description, referrerpolicy: "no-referrer", decoding: "async" });
    image.addEventListener("error", instead, { once: true });
    image.addEventListener("load", () => this.#act.grown(), { once: true });
    image.src = source;
    figure.append(image);
    if (captioned) figure.append(element("figcaption", { "aria-hidden": "true" }, description));
    return figure;
  }

  link({ url, label }) {
    const whole = this.#absolute(url);
    const address = safeAddress(whole);
    if (!address) return element("p", { class: "card" }, `${label}: ${url}`);
    const card = anchor(whole, icon("link"),
      element("span", { class: "label" }, label),
      element("span", { class: "host" }, address.protocol === "mailto:" ? address.pathname : address.host));
    card.classList.add("card");
    card.setAttribute("aria-label", `${label}, ${address.host || address.pathname} (${this.#say("opens_elsewhere")})`);
    return card;
  }

  /** Things side by side; the buttons that pick them are handed to `retire`, since they go when the talk has moved on. */
  cards(cards, retire) {
    return element("ul", { class: "things", role: "list", tabindex: cards.length > 1 ? 0 : undefined,
      "aria-label": this.#say("suggested") }, cards.map((card) => this.#thing(card, retire)));
  }

  #thing({ title, text, image, link, button }, retire) {
    const thing = element("li", { class: "thing" },
      image && this.picture(image, { captioned: false }),
      element("p", { class: "title" }, title),
      text && element("p", { class: "about" }, text),
      link && this.#plainLink(link, title));
    if (button) {
      const pick = element("button", {
        type: "button", class: "choice", "aria-label": `${button.label}: ${title}`,
        // What the visitor then says is the thing's name, which reads better than eight times "this one".
        onclick: () => this.#act.choose({ label: title, choice: button.choice }),
      }, button.label);
      thing.append(pick);
      retire(pick);
    }
    return thing;
  }

  #plainLink({ url, label }, title) {
    const made = anchor(this.#absolute(url), label);
    made.classList.add("more");
    if (made.href) made.setAttribute("aria-label", `${label}: ${title} (${this.#say("opens_elsewhere")})`);
    else made.textContent = `${label}: ${url}`;
    return made;
  }

  /** Drawn here, dark on light whatever the theme; the text below is for those who cannot scan it. */
  code({ text, description }) {
    const words = element("code", {}, text);
    const figure = element("figure", { class: "picture code" }, element("figcaption", {}, description, " ", words));
    part("qr").then(({ modulesOf }) => {
      const rows = modulesOf(text);
      if (!rows) return;
      const border = 4;
      const side = rows.length + 2 * border;
      const dark = rows.flatMap((row, y) => row.map((bit, x) => (bit ? `M${x + border} ${y + border}h1v1h-1z` : ""))).join("");
      figure.prepend(drawn("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": description, "shape-rendering": "crispEdges" },
        drawn("path", { d: `M0 0h${side}v${side}h-${side}z`, fill: "#fff" }), drawn("path", { d: dark, fill: "#000" })));
      this.#act.grown();
    }, () => {});
    return figure;
  }
}

/** The same for readers who only listen. */
export function spoken({ images = [], links = [], cards = [], codes = [] }) {
  return [
    ...images.map(({ description }) => description), ...links.map(({ label }) => label),
    ...cards.map(({ title, text, button }) => [title, text, button?.label].filter(Boolean).join(", ")),
    ...codes.map(({ description, text }) => `${description}: ${text}`),
  ];
}
