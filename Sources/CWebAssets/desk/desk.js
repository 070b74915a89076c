// The desk: signing in, then one shift. The shift decides, this page shows.
import { Composer } from "../widget/composer.js";
import { signOut } from "./access.js";
import { alertOf, askAlerts, takeBack } from "./alerts.js";
import { askHandBack, askResolve, askTakeOver } from "./asking.js";
import { Board } from "./board.js";
import { ContextPanel } from "./context.js";
import { announce, shutTheDoor, staySignedIn, toast, watchTheDoor } from "./door.js";
import { Keys } from "./keys.js";
import { Lists } from "./lists.js";
import { Offers, offerWords } from "./offers.js";
import { awayWords } from "./places.js";
import { Shift } from "./shift.js";
import { Timeline } from "./timeline.js";
import { askTransfer } from "./transfer.js";
import { reasonWords } from "./values.js";

const at = (id) => document.getElementById(id);

let shift;
let active;
/** A question was open when a chat came: its field is entered when the question is answered. */
let writeLater = false;
const timelines = new Map();

// MARK: Signing in

function leaveDesk(told) {
  shift?.stop();
  shift = undefined;
  timelines.clear();
  offers.show([]);
  document.querySelector("dialog[open]")?.close();
  at("conversation").replaceChildren();
  show(undefined);
  shutTheDoor(told);
}

at("sign-out").addEventListener("click", async () => {
  await signOut();
  leaveDesk();
});

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
    showBoard();
    fresh = fresh.filter((entry) => !entry.offered_to);
    if (fresh.length > 0) announce(fresh.length === 1 ? `New in the queue: ${reasonWords(fresh[0].reason)}` : `${fresh.length} new in the queue`);
  },
  chats() {
    if (active && !shift.chats.has(active.id)) show([...shift.chats.values()].at(-1));
    showChats();
  },
  claimed(chat) {
    show(chat);
    writeLater = document.querySelector("dialog[open]") !== null;
  },
  /** `fresh` is one that has just come, `gone` one that is over. */
  offers(fresh, gone) {
    offers.show([...shift.offers.values()]);
    if (gone) takeBack(gone);
    if (fresh) {
      at("alarm").textContent = `A visitor is offered to you: ${offerWords(fresh, shift.now())}. Alt A accepts, Alt D declines.`;
      alertOf(fresh, offerWords(fresh, shift.now()), () => document.querySelector("#offers button")?.focus());
    } else if (shift.offers.size === 0) {
      at("alarm").textContent = "";
    }
    showTitle();
  },
  presence: () => shift && showPresence(),
  colleagues() {
    showBoard();
    showQueue();
    if (active) showHead();
  },
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
    if (chat === active) {
      showHead();
      if (!chat.ended && document.activeElement === document.body) composer.focus();
    }
    showChats();
  },
  forgotten(chat) { timelineOf(chat).clear(); },
  told: toast,
};

// MARK: Showing

const lists = new Lists({ mine: at("mine"), queue: at("queue") }, {
  claim: (conversation) => shift.claim(conversation),
  open: (chat) => show(chat),
  now: () => shift?.now() ?? Date.now(),
  nameOf: (agent) => shift.nameOf(agent),
  me: () => shift?.me.agent,
});
const offers = new Offers({
  accept: (conversation) => shift.claim(conversation),
  decline: (conversation) => shift.decline(conversation),
  announce,
  now: () => shift?.now() ?? Date.now(),
});
const board = new Board(at("board"), {
  watch: (conversation) => shift.watch(conversation),
  takeOver: (conversation, name) => askTakeOver(titleOf(conversation), name, () => shift.takeOver(conversation)),
  title: titleOf,
  now: () => shift.now(),
  me: () => shift.me.agent,
});
const context = new ContextPanel(at("context-body"), insert);
const composer = new Composer(at("composer"), {
  send: (text) => (active.asNote || active.watching ? shift.note(active, text) : shift.say(active, text)),
  typing: (on) => active && !active.asNote && shift?.typing(active, on),
  told: (key, { n } = {}) => {
    at("composer-told").textContent = key === "too_long" ? `At most ${n} characters.` : key === "full" ? "Too many messages wait to be sent." : "";
  },
});

function timelineOf(chat) {
  if (!timelines.has(chat.id)) {
    timelines.set(chat.id, new Timeline({ retry: (cmid) => shift.retry(chat, cmid), discard: (cmid) => shift.discard(chat, cmid), nameOf: (agent) => shift.nameOf(agent) }));
  }
  return timelines.get(chat.id);
}

function show(chat) {
  if (active) active.draft = composer.field.value;
  active = chat;
  at("board").hidden = true;
  at("board-toggle").setAttribute("aria-expanded", "false");
  at("nobody").hidden = Boolean(chat);
  at("chat").hidden = !chat;
  context.show(chat);
  if (chat) {
    chat.unread = 0;
    const timeline = timelineOf(chat);
    at("conversation").replaceChildren(timeline.root);
    timeline.toEnd();
    composer.set(chat.draft);
    setNote(chat.asNote || chat.watching);
    showHead();
    if (!chat.ended) composer.focus();
  }
  showChats();
}

function showHead() {
  const chat = active;
  at("chat-title").textContent = chat.title;
  const holder = chat.watching && shift?.holderOf(chat.id);
  at("chat-about").textContent = [
    chat.watching && (holder ? `Watching: with ${holder.name}` : "Watching"), chat.packet && reasonWords(chat.packet.reason),
  ].filter(Boolean).join(" · ");
  const by = chat.endedBy ? shift?.nameOf(chat.endedBy) : "A supervisor";
  const over = {
    transferred: "Passed on.", taken_over: `${by} has taken this chat over.`,
     resolved: "Resolved.", handed_back: "Handed back: the bot is speaking again.", lost: "This chat went back to the queue while you were away." }[chat.ended];
  at("over").hidden = !chat.ended;
  at("over-text").textContent = over ?? "No longer yours.";
  at("composer").hidden = chat.ended !== "";
  for (const id of ["hand-back", "resolve", "pass-on"]) at(id).hidden = chat.ended !== "" || chat.watching;
  for (const id of ["take-over", "stop-watching"]) at(id).hidden = chat.ended !== "" || !chat.watching;
  at("as-reply").hidden = chat.watching;
}

function showChats() {
  const chats = shift ? [...shift.chats.values()] : [];
  for (const id of timelines.keys()) if (!shift?.chats.has(id)) timelines.delete(id);
  at("no-chats").hidden = chats.length > 0;
  lists.showChats(chats, active);
  showTitle();
}

function showTitle() {
  const offered = shift?.offers.size ?? 0;
  const waiting = (shift?.queue.length ?? 0) + (shift?.more ?? 0);
  const unread = shift ? [...shift.chats.values()].reduce((sum, chat) => sum + chat.unread, 0) : 0;
  const count = unread + waiting;
  document.title = offered > 0 ? "● Offer · Desk" : count > 0 ? `(${count}) Desk` : "Desk";
}

/** How a conversation is called here. */
function titleOf(conversation) {
  const entry = shift.queue.find((one) => one.conversation === conversation);
  return shift.chats.get(conversation)?.title ?? (entry ? reasonWords(entry.reason) : `Chat ${conversation.replace(/^[a-z]+[_-]/, "").slice(0, 6)}`);
}

function showBoard() {
  if (at("board").hidden) return;
  board.show(shift);
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
  const away = shift.available ? "" : awayWords(shift.awayWhy, shift.missed);
  at("away").hidden = away === "";
  at("away").querySelector("span").textContent = away;
  at("board-toggle").hidden = !shift.supervises;
}

// MARK: Doing

function setNote(wanted) {
  const asNote = wanted || active.watching;
  active.asNote = asNote;
  at("composer").classList.toggle("note", asNote);
  at("as-reply").setAttribute("aria-pressed", String(!asNote));
  at("as-note").setAttribute("aria-pressed", String(asNote));
  composer.field.placeholder = active.watching ? "Whisper: the agent sees it, the visitor does not" : asNote ? "A note: colleagues see it, the visitor does not" : "Reply to the visitor";
  composer.field.setAttribute("aria-label", asNote ? "Note for colleagues" : "Reply to the visitor");
  at("as-note").textContent = active.watching ? "Whisper" : "Note";
  at("send").textContent = active.watching ? "Whisper" : asNote ? "Add note" : "Send";
  if (asNote) shift?.typing(active, false);
}

function insert(text) {
  if (!active || active.ended) return;
  setNote(false);
  composer.insert(text);
}

const withChat = (run) => () => (active && !active.ended && !active.watching ? run(active) : false);
const withAnyChat = (run) => () => (active && !active.ended ? run(active) : false);
const handBack = withChat((chat) => askHandBack((note) => shift.handBack(chat, note)));
const resolve = withChat((chat) => askResolve((outcome) => shift.resolve(chat, outcome)));
const passOn = withChat((chat) => askTransfer({
  colleagues: shift.colleagues.filter(({ agent }) => agent !== shift.me.agent),
  teams: [...new Set([...(shift.me.teams ?? []), ...shift.queue.map((entry) => entry.team), chat.packet?.team].filter(Boolean))],
  skills: [],
}, (target) => shift.transfer(chat, target)));
const takeOver = withAnyChat((chat) => {
  if (!chat.watching) return false;
  askTakeOver(chat.title, shift.holderOf(chat.id)?.name ?? "a colleague", () => shift.takeOver(chat.id));
  return undefined;
});
const stopWatching = withAnyChat((chat) => (chat.watching ? shift.leave(chat) : false));
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
  announce(shift.available ? "You are available" : "You are away");
}

function toggleBoard() {
  if (!shift.supervises) return false;
  const open = at("board").hidden;
  if (!open) {
    show(active);
    return at("board-toggle").focus();
  }
  at("board").hidden = false;
  at("chat").hidden = true;
  at("nobody").hidden = true;
  at("board-toggle").setAttribute("aria-expanded", "true");
  showBoard();
  return (at("board").querySelector("button") ?? at("board")).focus();
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
at("pass-on").addEventListener("click", passOn);
at("take-over").addEventListener("click", takeOver);
at("stop-watching").addEventListener("click", stopWatching);
at("alerts").addEventListener("click", askAlerts);
at("board-toggle").addEventListener("click", toggleBoard);
at("board").addEventListener("keydown", (event) => { if (event.key === "Escape") toggleBoard(); });
at("back").addEventListener("click", () => { togglePresence(); at("presence").focus(); });
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

const offered = (run) => (offers.first ? run(offers.first) : false);
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
  { key: "a", code: "KeyA", alt: true, always: true, shown: "Alt a", words: "accept the offer", run: desk(() => offered((offer) => shift.claim(offer.conversation))) },
  { key: "d", code: "KeyD", alt: true, always: true, shown: "Alt d", words: "decline the offer", run: desk(() => offered((offer) => shift.decline(offer.conversation))) },
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
  { key: "t", words: "pass on to a colleague, a team, a skill", run: passOn },
  { key: "f", words: "the floor: who is on duty, for supervisors", run: desk(toggleBoard) },
  { key: "o", words: "take over the chat you watch", run: takeOver },
  { key: "x", words: "put a finished chat away, stop watching", run: desk(() => (active?.watching && !active.ended ? stopWatching() : putAway())) },
  { key: ".", words: "unfold what the bot did", run: desk(() => (active ? timelineOf(active).unfold() : false)) },
  { key: "i", words: "show or hide the context", run: desk(() => toggleContext()) },
  { key: "p", words: "available or away", run: desk(togglePresence) },
  { key: "?", words: "this sheet", run: desk(() => keys.sheet()) },
]);

document.addEventListener("desk:covered", () => {
  if (!writeLater || document.querySelector("dialog[open]")) return;
  writeLater = false;
  if (active && !active.ended) composer.focus();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !active) return;
  active.unread = 0;
  showChats();
});

watchTheDoor((me) => {
  shift = new Shift(me, view);
  showPresence();
  show(undefined);
  shift.start();
});
staySignedIn(() => shift !== undefined);
