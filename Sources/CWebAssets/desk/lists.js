// The two lists at the left: my chats and who is waiting. Rows keep their elements while they stay, so that
// focus and a half-made click survive every change of the queue.
import { element } from "../widget/elements.js";
import { clockChip, tick as tickClocks } from "./clocks.js";
import { whyWords } from "./places.js";
import { mood, plain, reasonWords, waited } from "./values.js";

/** Whoever waits since they are upset is that, whatever their mood was before. */
const upset = 0.55;

export class Lists {
  #mine;
  #queue;
  #rows = new Map();
  #act;

  /** `act`: `claim(conversation)`, `open(chat)`, `now()`, `nameOf(agent)`, `me()`. */
  constructor({ mine, queue }, act) {
    this.#mine = mine;
    this.#queue = queue;
    this.#act = act;
    setInterval(() => this.#tick(), 1000);
  }

  showChats(chats, active) {
    this.#fill(this.#mine, chats.map((chat) => {
      const row = this.#row(`chat ${chat.id}`, () => this.#act.open(chat));
      const state = chat.ended ? endedWords(chat.ended) : chat.watching ? `Watching · ${chat.preview || "…"}` : chat.typing === "visitor" ? "writing …" : chat.preview || "…";
      const { word, step } = mood(chat.frustration);
      const [due] = chat.ended ? [] : chat.clocks.filter((clock) => clock.due !== undefined);
      if (isAsDrawn(row, chat === active, chat.title, chat.ended, state, word, chat.unread, due?.kind, due?.due, due?.warns)) return row;
      row.classList.toggle("active", chat === active);
      row.classList.toggle("ended", chat.ended !== "");
      row.setAttribute("aria-current", chat === active ? "true" : "false");
      row.querySelector(".top").replaceChildren(element("span", { class: "title" }, chat.title),
        chat.unread > 0 ? element("span", { class: "unread" }, String(chat.unread), element("span", { class: "hidden" }, " new")) : "");
      row.querySelector(".middle").textContent = state;
      row.querySelector(".bottom").replaceChildren(gauge(word, step), due ? clockChip(due, this.#act.now(), true) : "");
      return row;
    }));
  }

  showQueue(entries) {
    this.#fill(this.#queue, entries.map((entry, at) => {
      const row = this.#row(`queue ${entry.conversation}`, () => this.#act.claim(entry.conversation));
      const { word, step } = mood(Math.max(entry.frustration, entry.reason === "frustrated" ? upset : 0));
      const asked = this.#askedWords(entry.offered_to);
      const why = [whyWords(entry.why), entry.settled ? "nobody new comes before" : ""].filter(Boolean).join(" · ");
      const { kind, due, warns } = entry.clock ?? {};
      const minutes = Math.floor((this.#act.now() - entry.waiting_since) / 60_000);
      if (isAsDrawn(row, at, entry.reason, word, entry.waiting_since, minutes, entry.last_text, entry.team, asked, why, kind, due, warns)) return row;
      const time = waited(this.#act.now() - entry.waiting_since);
      row.querySelector(".top").replaceChildren(
        element("span", { class: "place" }, String(at + 1)),
        element("span", { class: "title" }, reasonWords(entry.reason)),
        element("span", { class: "waited", "data-since": entry.waiting_since }, time));
      row.querySelector(".middle").textContent = entry.last_text ? `“${entry.last_text}”` : "";
      row.querySelector(".bottom").replaceChildren(gauge(word, step), element("span", {}, plain(entry.team)),
        entry.clock ? clockChip(entry.clock, this.#act.now(), true) : "",
        element("span", { class: "claim" }, "Claim"));
      row.querySelector(".why").replaceChildren(why, asked && element("strong", {}, asked));
      row.classList.toggle("offered", asked !== "");
      row.setAttribute("aria-label", [`Claim number ${at + 1}: ${reasonWords(entry.reason)}, ${word}, waiting ${time}`, why, asked, entry.last_text]
        .filter(Boolean).join(". "));
      return row;
    }));
  }

  #askedWords(agent) {
    if (!agent) return "";
    return agent === this.#act.me() ? "Offered to you" : `Offered to ${this.#act.nameOf(agent)}`;
  }

  /** Steps through both lists as one; wraps around. */
  step(by) {
    const rows = this.#all();
    if (rows.length === 0) return;
    const at = rows.indexOf(document.activeElement);
    const from = at >= 0 ? at : rows.findIndex((row) => row.classList.contains("active"));
    rows[(from + by + rows.length * 2) % rows.length]?.focus();
  }

  focusFirstWaiting() {
    (this.#queue.querySelector("button") ?? this.#all()[0])?.focus();
  }

  #all() {
    return [...this.#mine.querySelectorAll("button"), ...this.#queue.querySelectorAll("button")];
  }

  #row(key, activate) {
    const known = this.#rows.get(key);
    if (known) return known;
    const row = element("button", { type: "button", class: "row", onclick: activate, "data-key": key },
      element("span", { class: "top" }), element("span", { class: "middle" }), element("span", { class: "bottom" }), element("span", { class: "why" }));
    row.addEventListener("focus", () => this.#rove(row));
    row.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      this.step(by);
    });
    this.#rows.set(key, row);
    return row;
  }

  #fill(list, rows) {
    const focused = document.activeElement;
    const items = rows.map((row) => row.parentElement ?? element("li", {}, row));
    const same = items.length === list.children.length && items.every((item, at) => item === list.children[at]);
    if (!same) {
      const places = new Map(items.map((item, at) => [item, at]));
      const gone = [...list.children].filter((item) => !places.has(item));
      for (const item of gone) this.#rows.delete(item.firstChild.dataset.key);
      const lostFocus = gone.some((item) => item.contains(focused));
      for (const item of gone) item.remove();
      order(list, items, places);
      if (rows.includes(focused) && document.activeElement !== focused) focused.focus();
      else if (lostFocus) (list.querySelector("button") ?? this.#all()[0])?.focus();
    }
    this.#rove();
  }

  /** One row is in the tab order: the focused one, or the first. */
  #rove(chosen) {
    const rows = this.#all();
    const stop = chosen ?? rows.find((row) => row.tabIndex === 0) ?? rows[0];
    for (const row of rows) {
      const index = row === stop ? 0 : -1;
      if (row.tabIndex !== index) row.tabIndex = index;
    }
  }

  #tick() {
    for (const list of [this.#mine, this.#queue]) tickClocks(list, this.#act.now());
    for (const shown of this.#queue.querySelectorAll(".waited")) {
      shown.textContent = waited(this.#act.now() - Number(shown.dataset.since));
    }
  }
}

/** Whether a row shows these facts already; from now on it does. */
function isAsDrawn(row, ...facts) {
  const drawing = JSON.stringify(facts);
  if (row.drawing === drawing) return true;
  row.drawing = drawing;
  return false;
}

/** Brings the items into their order with few moves: what stands right stays, and keeps what it has. */
function order(list, items, places) {
  items.forEach((item, at) => {
    const there = list.children[at];
    if (there === item) return;
    // One that goes far down makes room for all that move up behind it.
    if (there?.nextElementSibling === item && places.get(there) > at + 1) list.append(there);
    else list.insertBefore(item, there ?? null);
  });
}

function gauge(word, step) {
  return element("span", { class: `gauge step${step}` }, element("i", { "aria-hidden": "true" }), element("i", { "aria-hidden": "true" }),
    element("i", { "aria-hidden": "true" }), word);
}

function endedWords(why) {
  return { resolved: "resolved", handed_back: "handed back to the bot", lost: "back in the queue", transferred: "passed on", taken_over: "taken over" }[why] ?? plain(why);
}
