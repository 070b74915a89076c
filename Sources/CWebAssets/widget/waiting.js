// What a waiting visitor sees: the place in the line, an honest time, the way back to the bot. The eyes see every change;
// the ears hear the first word, a new place and a reason, and a new time at most once a minute.
import { element } from "./elements.js";

const quietMs = 60_000;

export class Waiting {
  #root;
  #say;
  #act;
  #place = element("p", { class: "place" });
  #eta = element("p", { class: "eta" });
  #leave = element("button", { type: "button" });
  #position = 0;
  #spoken = "";
  #spokenAt = 0;
  #last;

  /** `act`: `leave()` gives back false when it could not be taken, `announce(text)`. */
  constructor(root, say, act) {
    this.#root = root;
    this.#act = act;
    this.#leave.addEventListener("click", () => {
      if (this.#leave.getAttribute("aria-disabled") === "true" || this.#act.leave() === false) return;
      this.#leave.setAttribute("aria-disabled", "true");
    });
    root.append(element("div", {}, this.#place, this.#eta), this.#leave);
    this.speak(say);
  }

  speak(say) {
    this.#say = say;
    this.#leave.textContent = say("leave_queue");
    this.#root.setAttribute("aria-label", say("status_queue"));
    if (this.#last) this.#write(this.#last);
  }

  show(frame) {
    this.#last = frame;
    this.#root.hidden = false;
    const eta = this.#write(frame);
    const isNews = frame.position !== this.#position || Boolean(frame.reason);
    const isDue = eta !== this.#spoken && Date.now() - this.#spokenAt >= quietMs;
    if (!isNews && !isDue) return;
    this.#position = frame.position;
    this.#spoken = eta;
    this.#spokenAt = Date.now();
    this.#act.announce([this.#place.textContent, eta].filter(Boolean).join(" "));
  }

  hide() {
    this.#last = undefined;
    this.#position = 0;
    this.#spoken = "";
    this.#spokenAt = 0;
    this.#root.hidden = true;
    this.#leave.removeAttribute("aria-disabled");
  }

  #write({ position, waiting, eta, reason }) {
    const say = this.#say;
    set(this.#place, position <= 1 ? say("waiting_next") : say("waiting_place", { position, waiting }));
    const text = [reason && reasons.has(reason) && say(`why_${reason}`), eta && waitWords(say, eta)].filter(Boolean).join(" ");
    set(this.#eta, text);
    return text;
  }
}

const reasons = new Set(["moreUrgentCame", "fewerAgents", "slowerThanUsual"]);

const set = (shown, text) => {
  if (shown.textContent !== text) shown.textContent = text;
};

/** From what half of such waits take to what four in five take, in units that promise no more than is known. */
export function waitWords(say, { p50_ms: from, p80_ms: to }) {
  if (to <= 60_000) return say("eta_soon");
  if (to > 5_400_000) return ranged(say, "hours", from / 3_600_000, to / 3_600_000);
  // Beyond a quarter of an hour nobody knows it to the minute.
  const step = to > 900_000 ? 5 : 1;
  return ranged(say, "minutes", from / 60_000, to / 60_000, step);
}

function ranged(say, unit, from, to, step = 1) {
  const low = Math.max(step, Math.floor(from / step) * step);
  const high = Math.max(step, Math.ceil(to / step) * step);
  if (low === high) return say(high === 1 ? `eta_one_${unit}` : `eta_about_${unit}`, { to: high });
  return say(`eta_${unit}`, { from: low, to: high });
}

const clock = { hour: "2-digit", minute: "2-digit" };
const isToday = (at, now) => new Date(at).toDateString() === new Date(now).toDateString();

/** A moment as a visitor would say it: the time today, the day and the time otherwise. */
export function momentWords(say, at, now = Date.now()) {
  const day = isToday(at, now) ? {} : { weekday: "long", day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(say.locale, { ...clock, ...day }).format(at);
}

/** The same where there is little room; within a week a weekday says it. */
function shortly(say, at, now = Date.now()) {
  const day = isToday(at, now) ? {} : at - now < 6 * 86_400_000 ? { weekday: "short" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(say.locale, { ...clock, ...day }).format(at);
}

/** Whether a person can be had, in a few words; empty when nothing certain is known. */
export function peopleWords(say, { state, waiting = 0, opens } = {}) {
  switch (state) {
    case "at_once": return say("people_now");
    case "after": return waiting > 0 ? say("people_after", { n: waiting }) : say("people_busy");
    case "full": return say("people_full");
    case "nobody": return say("people_nobody");
    case "closed": return opens ? say("people_back", { when: shortly(say, opens) }) : say("people_closed");
    default: return "";
  }
}
