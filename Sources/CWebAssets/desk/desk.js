// The desk: signing in, then one shift. The shift decides, this page shows.
import { Composer } from "../widget/composer.js";
import { element } from "../widget/elements.js";
import { signIn, signOut, whoAmI } from "./access.js";
import { askHandBack, askResolve } from "./asking.js";
import { ContextPanel } from "./context.js";
import { Keys } from "./keys.js";
import { Lists } from "./lists.js";
import { Shift } from "./shift.js";
import { Timeline } from "./timeline.js";
import { reasonWords } from "./values.js";

const at = (id) => document.getElementById(id);
const renewEveryMs = 10 * 60 * 1000;

let shift;
let active;
let lastTouch = Date.now();
const timelines = new Map();

// MARK: Signing in

at("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const told = at("sign-in-told");
  const button = form.querySelector("button");
  told.textContent = "";
  button.disabled = true;
  try {
    await signIn(form.elements.name.value.trim(), form.elements.password.value);
    form.elements.password.value = "";
    await enter();
  } catch (refused) {
    told.textContent = refused.message;
    form.elements.password.select();
  } finally {
    button.disabled = false;
  }
});

async function enter() {
  let me;
  try {
    me = await whoAmI();
  } catch {
    at("sign-in-told").textContent = "Warmline does not answer. Is the connection up?";
  }
  at("sign-in").hidden = Boolean(me);
  at("desk").hidden = !me;
  if (!me) return at("sign-in").elements.name.focus();
  at("me").textContent = me.name;
  shift = new Shift(me, view);
  showPresence();
  show(undefined);
  shift.start();
}

function leaveDesk(told = "") {
  shift?.stop();
  shift = undefined;
  timelines.clear();
  at("conversation").replaceChildren();
  show(undefined);
  at("desk").hidden = true;
  at("sign-in").hidden = false;
  at("sign-in-told").textContent = told;
  at("sign-in").elements.name.focus();
}

at("sign-out").addEventListener("click", async () => {
  await signOut();
  leaveDesk();
});

// An open desk that is worked at stays signed in, also while only the socket is busy.
for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { lastTouch = Date.now(); }, { capture: true });
setInterval(() => shift && Date.now() - lastTouch < renewEveryMs && whoAmI().catch(() => undefined), renewEveryMs);

// MARK: What the shift tells

const view = {
  line(state, retryAt) {
    const line = at("line");
    const seconds = retryAt ? Math.ceil((retryAt - Date.now()) / 1000) : 0;
    line.dataset.state = state;
    line.textContent = state === "open" ? "Connected" : state === "waiting" && seconds > 1 ? `No connection, again in ${seconds} s` : "Connecting …";
    if (state === "stopped" && shift) leaveDesk("Please sign in again.");
  },
  queue(fresh) {
    showQueue();
    if (fresh.length > 0) announce(fresh.length === 1 ? `New in the queue: ${reasonWords(fresh[0].reason)}` : `${fresh.length} new in the queue`);
  },
  chats() {
    if (active && !shift.chats.has(active.id)) show([...shift.chats.values()].at(-1));
    showChats();
  },
  claimed(chat) { show(chat); },
  event(chat, event) {
    timelineOf(chat).show(event);
    const spoken = event.kind === "visitor" ? event.text : "";
    if (spoken && (chat !== active || document.hidden)) chat.unread += 1;
    if (spoken && event.at > Date.now() - 30_000) announce(`${chat === active ? "" : `${chat.title}: `}${spoken}`);
    if (event.kind === "rated" && event.at > Date.now() - 30_000) announce(`${chat.title} rated ${event.stars} of 5`);
    if (chat === active) {
      context.show(chat);
      showHead();
    }
    showChats();
  },
  pending(chat, items) { timelineOf(chat).showPending(items); },
  typing(chat) {
    timelineOf(chat).showTyping(chat.typing);
    showChats();
  },
  context(chat) {
    if (chat === active) {
      context.show(chat);
      showHead();
    }
    showChats();
  },
  ended(chat) {
    if (chat === active) showHead();
    showChats();
  },
  forgotten(chat) { timelineOf(chat).clear(); },
  told: toast,
};

// MARK: Showing

const lists = new Lists({ mine: at("mine"), queue: at("queue") }, {
  claim: (conversation) => shift.claim(conversation),
  open: (chat) => show(chat),
});
const context = new ContextPanel(at("context-body"), insert);
const composer = new Composer(at("composer"), {
  send: (text) => (active.asNote ? shift.note(active, text) : shift.say(active, text)),
  typing: (on) => active && !active.asNote && shift?.typing(active, on),
  told: (key, { n } = {}) => {
    at("composer-told").textContent = key === "too_long" ? `At most ${n} characters.` : key === "full" ? "Too many messages wait to be sent." : "";
  },
});

function timelineOf(chat) {
  if (!timelines.has(chat.id)) {
    timelines.set(chat.id, new Timeline({ retry: (cmid) => shift.retry(chat, cmid), discard: (cmid) => shift.discard(chat, cmid) }));
  }
  return timelines.get(chat.id);
}

function show(chat) {
  if (active) active.draft = composer.field.value;
  active = chat;
  at("nobody").hidden = Boolean(chat);
  at("chat").hidden = !chat;
  context.show(chat);
  if (chat) {
    chat.unread = 0;
    const timeline = timelineOf(chat);
    at("conversation").replaceChildren(timeline.root);
    timeline.toEnd();
    composer.set(chat.draft);
    setNote(chat.asNote);
    showHead();
    if (!chat.ended) composer.focus();
  }
  showChats();
}

function showHead() {
  const chat = active;
  at("chat-title").textContent = chat.title;
  at("chat-about").textContent = chat.packet ? reasonWords(chat.packet.reason) : "";
  const over = { resolved: "Resolved.", handed_back: "Handed back: the bot is speaking again.", lost: "This chat went back to the queue while you were away." }[chat.ended];
  at("over").hidden = !chat.ended;
  at("over-text").textContent = over ?? "No longer yours.";
  at("composer").hidden = chat.ended !== "";
  at("hand-back").hidden = chat.ended !== "";
  at("resolve").hidden = chat.ended !== "";
}

function showChats() {
  const chats = shift ? [...shift.chats.values()] : [];
  for (const id of timelines.keys()) if (!shift?.chats.has(id)) timelines.delete(id);
  at("no-chats").hidden = chats.length > 0;
  lists.showChats(chats, active);
  const waiting = (shift?.queue.length ?? 0) + (shift?.more ?? 0);
  const unread = chats.reduce((sum, chat) => sum + chat.unread, 0);
  document.title = unread + waiting > 0 ? `(${unread + waiting}) Desk` : "Desk";
}

function showQueue() {
  lists.showQueue(shift.queue);
  at("waiting-count").textContent = String(shift.queue.length + shift.more);
  at("no-queue").hidden = shift.queue.length > 0;
  at("more").hidden = shift.more === 0;
  at("more").textContent = `and ${shift.more} more`;
  showChats();
}

function showPresence() {
  at("presence").setAttribute("aria-checked", String(shift.available));
  at("presence-text").textContent = shift.available ? "Available" : "Away";
}

function announce(text) {
  at("announcer").append(element("p", {}, text));
  while (at("announcer").childElementCount > 4) at("announcer").firstElementChild.remove();
}

function toast(text) {
  const shown = element("p", {}, text);
  at("toasts").append(shown);
  while (at("toasts").childElementCount > 3) at("toasts").firstElementChild.remove();
  setTimeout(() => shown.remove(), 7000);
}

// MARK: Doing

function setNote(asNote) {
  active.asNote = asNote;
  at("composer").classList.toggle("note", asNote);
  at("as-reply").setAttribute("aria-pressed", String(!asNote));
  at("as-note").setAttribute("aria-pressed", String(asNote));
  composer.field.placeholder = asNote ? "A note: colleagues see it, the visitor does not" : "Reply to the visitor";
  composer.field.setAttribute("aria-label", asNote ? "Note for colleagues" : "Reply to the visitor");
  at("send").textContent = asNote ? "Add note" : "Send";
  if (asNote) shift?.typing(active, false);
}

function insert(text) {
  if (!active || active.ended) return;
  setNote(false);
  composer.insert(text);
}

const withChat = (run) => () => (active && !active.ended ? run(active) : false);
const handBack = withChat((chat) => askHandBack((note) => shift.handBack(chat, note)));
const resolve = withChat((chat) => askResolve((outcome) => shift.resolve(chat, outcome)));
const toggleNote = withChat((chat) => {
  setNote(!chat.asNote);
  composer.focus();
});

function putAway() {
  if (!active?.ended) return false;
  shift.leave(active);
  if (!active) lists.focusFirstWaiting();
  return undefined;
}

function togglePresence() {
  shift.setAvailable(!shift.available);
  showPresence();
  announce(shift.available ? "You are available" : "You are away");
}

function neighbour(by) {
  const chats = [...shift.chats.values()];
  if (chats.length === 0) return false;
  show(chats[(chats.indexOf(active) + by + chats.length) % chats.length]);
  return undefined;
}

function toggleContext(open = !document.body.classList.contains("context-open")) {
  document.body.classList.toggle("context-open", open);
  at("context-toggle").setAttribute("aria-expanded", String(open));
  if (open && matchMedia("(max-width: 1100px)").matches) at("context").focus();
}

at("hand-back").addEventListener("click", handBack);
at("resolve").addEventListener("click", resolve);
at("put-away").addEventListener("click", putAway);
at("presence").addEventListener("click", togglePresence);
at("as-reply").addEventListener("click", () => { setNote(false); composer.focus(); });
at("as-note").addEventListener("click", () => { setNote(true); composer.focus(); });
at("context-toggle").addEventListener("click", () => toggleContext());
at("context-close").addEventListener("click", () => { toggleContext(false); at("context-toggle").focus(); });
at("keys").addEventListener("click", () => keys.sheet());
composer.field.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelector("#mine .active")?.focus();
});
at("context").addEventListener("keydown", (event) => { if (event.key === "Escape") { toggleContext(false); at("context-toggle").focus(); } });

const desk = (run) => (event) => (shift ? run(event) : false);
const draft = (index) => withChat((chat) => {
  const text = chat.packet?.drafts?.[index];
  if (!text) return false;
  insert(text);
  return undefined;
});
const keys = new Keys([
  { key: "j", shown: "j ↓", words: "next in the lists", run: desk(() => lists.step(1)) },
  { key: "k", shown: "k ↑", words: "previous in the lists", run: desk(() => lists.step(-1)) },
  { key: "Enter", shown: "Enter", words: "claim the visitor, open the chat", run: () => false },
  { key: "]", words: "next chat", run: desk(() => neighbour(1)) },
  { key: "[", words: "previous chat", run: desk(() => neighbour(-1)) },
  { key: "r", words: "write a reply", run: withChat(() => { setNote(false); composer.focus(); }) },
  { key: "n", words: "write a note for colleagues", run: withChat(() => { setNote(true); composer.focus(); }) },
  { key: "n", code: "KeyN", alt: true, shown: "Alt n", words: "reply or note, while writing", run: toggleNote },
  ...Array.from({ length: 9 }, (_, index) => ({
    key: String(index + 1), code: `Digit${index + 1}`, alt: true, run: draft(index),
    ...(index === 0 && { shown: "Alt 1…9", words: "insert a draft" }),
  })),
  { key: "Escape", shown: "Esc", words: "leave the text, back to the lists", run: () => false },
  { key: "h", words: "hand back to the bot", run: handBack },
  { key: "e", words: "resolve", run: resolve },
  { key: "x", words: "put a finished chat away", run: desk(putAway) },
  { key: ".", words: "unfold what the bot did", run: desk(() => (active ? timelineOf(active).unfold() : false)) },
  { key: "i", words: "show or hide the context", run: desk(() => toggleContext()) },
  { key: "p", words: "available or away", run: desk(togglePresence) },
  { key: "?", words: "this sheet", run: desk(() => keys.sheet()) },
]);

document.addEventListener("visibilitychange", () => {
  if (document.hidden || !active) return;
  active.unread = 0;
  showChats();
});

enter();
