// What is due to a visitor, and when: a clock beside each chat, and a word before a promise is broken.
import { element } from "../widget/elements.js";
import { waited } from "./values.js";

const names = { first: "First answer", next: "Answer", resolution: "Resolution" };
/** Where there is little room. */
const short = { ...names, first: "First" };

/** `3:05`, `−0:40` when it is broken, `rests` while the visitor is waited for. */
export function clockWords(clock, now) {
  if (clock.due === undefined) return "rests";
  const left = clock.due - now;
  return left < 0 ? `−${waited(-left)}` : waited(left);
}

export function clockState(clock, now) {
  if (clock.due === undefined) return "resting";
  if (clock.due <= now) return "broken";
  return clock.warns !== undefined && clock.warns <= now ? "near" : "";
}

/** A chip that counts by itself: `tick(now)` on every element with a `clock`. */
export function clockChip(clock, now, isShort = false) {
  const chip = element("span", { class: `due ${clockState(clock, now)}` },
    element("span", {}, `${(isShort ? short : names)[clock.kind] ?? clock.kind} `), element("b", {}, clockWords(clock, now)));
  chip.clock = clock;
  return chip;
}

export function tick(root, now) {
  for (const chip of root.querySelectorAll(".due")) {
    if (!chip.clock) continue;
    chip.className = `due ${clockState(chip.clock, now)}`;
    chip.lastElementChild.textContent = clockWords(chip.clock, now);
  }
}

/** The clocks of our chats that have just come near their end or past it, each once: in words, and without the name. */
export function alarms(chats, now) {
  const fresh = [];
  for (const chat of chats) {
    if (chat.ended || chat.watching) continue;
    for (const clock of chat.clocks) {
      const state = clockState(clock, now);
      const name = `${clock.kind} ${clock.due} ${state}`;
      if ((state !== "near" && state !== "broken") || chat.warned.has(name)) continue;
      chat.warned.add(name);
      const due = state === "near" ? `is due in ${clockWords(clock, now)}` : "is late";
      fresh.push({ chat, words: `${chat.title}: ${names[clock.kind].toLowerCase()} ${due}`, brief: `${names[clock.kind]} ${due}` });
    }
  }
  return fresh;
}
