// The desk: signing in, then one shift. The shift decides, this page shows.
import { Composer } from "../widget/composer.js";
import { signOut } from "./access.js";
import { alertOf, takeBack } from "./alerts.js";
import { Inbox } from "./approvals.js";
import { askTakeOver } from "./asking.js";
import { Board } from "./board.js";
import { alarms, clockChip, tick } from "./clocks.js";
import { bindCommands } from "./commands.js";
import { ContextPanel } from "./context.js";
import { announce, shutTheDoor, staySignedIn, toast, watchTheDoor } from "./door.js";
import { HeldBack } from "./heldback.js";
import { Lists } from "./lists.js";
import { Mentions } from "./mentions.js";
import { Offers, offerWords } from "./offers.js";
import { awayWords } from "./places.js";
import { Shift } from "./shift.js";
import { TagBar } from "./tags.js";
import { Timeline } from "./timeline.js";
import { plain, reasonWords } from "./values.js";

const at = (id) => document.getElementById(id);

let shift;
let active;
/** A question was open when a chat came: its field is entered when the question is answered. */
let writeLater = false;
const timelines = new Map();

// MARK: Signing in

function leaveDesk(told) {
  // It is nobody's shift any more before it stops: the line that goes down then asks nobody to leave again.
  const left = shift;
  shift = undefined;
  left?.stop();
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

/** What changed since the last frame is drawn once, with the next: twenty lines at once are one drawing. */
const changed = new Set();

function soon(draw) {
  changed.add(draw);
  if (changed.size > 1) return;
  if (document.hidden) setTimeout(drawChanged, 250);
  else requestAnimationFrame(drawChanged);
}

function drawChanged() {
  const draws = [...changed];
  changed.clear();
  if (shift) for (const draw of draws) draw();
}

function showActive() {
  if (!active) return;
  context.show(active);
  showHead();
}

/** Clocks, colleagues and who looks on stand in the head: the panel beside it stays as it is. */
const showActiveHead = () => active && showHead();

const view = {
  line(state, retryAt) {
    const line = at("line");
    const seconds = retryAt ? Math.ceil((retryAt - Date.now()) / 1000) : 0;
    line.dataset.state = state;
    line.textContent = state === "open" ? "Connected" : state === "waiting" && seconds > 1 ? `No connection, again in ${seconds} s` : "Connecting …";
    if (state === "stopped" && shift) leaveDesk("Please sign in again.");
  },
  queue(fresh) {
    soon(showQueue);
    soon(showBoard);
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
    if (gone) takeBack(`offer ${gone}`);
    if (fresh) {
      at("alarm").textContent = `A visitor is offered to you: ${offerWords(fresh, shift.now())}. Alt A accepts, Alt D declines.`;
      alertOf(`offer ${fresh.conversation}`, "A visitor is offered to you", offerWords(fresh, shift.now()), () => document.querySelector("#offers button")?.focus());
    } else if (shift.offers.size === 0) {
      at("alarm").textContent = "";
    }
    showTitle();
  },
  presence: () => shift && showPresence(),
  colleagues() {
    soon(showBoard);
    soon(showQueue);
    soon(showActiveHead);
  },
  event(chat, event) {
    timelineOf(chat).show(event);
    if (chat === active && event.kind === "visitor" && composer.field.value.trim() !== "") {
      at("composer-told").textContent = "The visitor has written since you began.";
    }
    const spoken = event.kind === "visitor" ? event.text : "";
    if (spoken && (chat !== active || document.hidden)) chat.unread += 1;
    if (spoken && event.at > Date.now() - 30_000) announce(`${chat === active ? "" : `${chat.title}: `}${spoken}`);
    if (event.kind === "rated" && event.at > Date.now() - 30_000) announce(`${chat.title} rated ${event.stars} of 5`);
    if (chat === active) soon(showActive);
    soon(showChats);
  },
  pending(chat, items) { timelineOf(chat).showPending(items); },
  typing(chat) {
    timelineOf(chat).showTyping(chat.typing);
    soon(showChats);
  },
  context(chat) {
    if (chat === active) soon(showActive);
    soon(showChats);
  },
  ended(chat) {
    if (chat === active) {
      showHead();
      if (!chat.ended && document.activeElement === document.body) composer.focus();
    }
    showChats();
  },
  clocks(chat) {
    if (chat === active) soon(showActiveHead);
    soon(showChats);
    ring();
  },
  heldBack(chat) {
    if (chat !== active) return toast(`${chat.title}: a line was not sent`);
    if (composer.field.value.trim() === "") composer.set(chat.heldBack.text);
    held.show(chat.heldBack);
    return composer.focus();
  },
  approvals() {
    const mine = shift.approvals.filter(({ obstacle }) => !obstacle).length;
    at("inbox-toggle").hidden = shift.me.role === "author";
    at("inbox-count").textContent = mine > 0 ? String(mine) : "";
    if (!at("inbox").hidden) inbox.show(shift.approvals);
  },
  mentioned({ conversation, by, text }) {
    toast(`${by} in “${titleOf(conversation)}”: ${text.slice(0, 120)}`, conversation);
    announce(`${by} has a word for you in ${titleOf(conversation)}. Press m.`);
    alertOf(`word ${conversation}`, "A note names you", "", () => shift?.watch(conversation));
  },
  mentions() {
    const count = shift.mentions.length;
    at("mentions-toggle").hidden = shift.me.role === "author";
    at("mentions-count").textContent = count > 0 ? String(count) : "";
    if (!at("mentions").hidden) mentions.show(shift.mentions);
    if (active && !document.hidden) shift.looked(active);
  },
  source({ source, on }) {
    toast(on ? `Drafts are shown again: ${plain(source.source)}` : `Drafts too few found useful are switched off: ${plain(source.source)} (${source.used} of ${source.judged} used)`);
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
const inbox = new Inbox(at("inbox"), {
  approve: (id, note) => shift.approve(id, note),
  disapprove: (id, reason) => shift.disapprove(id, reason),
  watch: (conversation) => shift.watch(conversation),
  now: () => shift.now(),
});
const mentions = new Mentions(at("mentions"), { watch: (conversation) => shift.watch(conversation), title: titleOf });
const tagBar = new TagBar(at("chat-tags"), {
  set: (tag, on) => active && shift.tag(active, tag, on),
  title: tagTitle,
  choose: () => commands.chooseTags(),
});
const held = new HeldBack(at("held-back"), { anyway: () => commands.sendAnyway(), away: () => { active.heldBack = undefined; held.show(); composer.focus(); } });
const context = new ContextPanel(at("context-body"), {
  insert: (text, source) => commands.insert(text, source),
  run: (action) => commands.run(action),
  source: (name, on) => shift.setSource(name, on),
  mayTune: () => shift.supervises || shift.me.role === "author",
  tagTitle,
});
const composer = new Composer(at("composer"), {
  send: (text) => {
    if (active.asNote || active.watching) return shift.note(active, text);
    held.show();
    active.heldBack = undefined;
    const draft = active.draftSource;
    active.draftSource = undefined;
    return shift.say(active, text, { draft });
  },
  typing: (on) => active && !active.asNote && shift?.typing(active, on),
  told: (key, { n } = {}) => {
    at("composer-told").textContent = key === "too_long" ? `At most ${n} characters.` : key === "full" ? "Too many messages wait to be sent." : "";
  },
});

function tagTitle(tag) {
  return shift?.house.tags.find(({ name }) => name === tag)?.title ?? plain(tag);
}

function timelineOf(chat) {
  if (!timelines.has(chat.id)) {
    timelines.set(chat.id, new Timeline({ retry: (cmid) => shift.retry(chat, cmid), discard: (cmid) => shift.discard(chat, cmid), nameOf: (agent) => shift.nameOf(agent) }));
  }
  return timelines.get(chat.id);
}

function show(chat) {
  if (active) active.draft = composer.field.value;
  active = chat;
  // Where there is room for one thing only, this is it.
  if (chat) document.body.classList.remove("lists");
  for (const aside of ["board", "inbox", "mentions"]) {
    at(aside).hidden = true;
    at(`${aside}-toggle`).setAttribute("aria-expanded", "false");
  }
  at("nobody").hidden = Boolean(chat);
  at("chat").hidden = !chat;
  context.show(chat);
  if (chat) {
    chat.unread = 0;
    shift?.looked(chat);
    const timeline = timelineOf(chat);
    at("conversation").replaceChildren(timeline.root);
    timeline.toEnd();
    composer.set(chat.draft);
    commands.setNote(chat.asNote || chat.watching);
    held.show(chat.heldBack);
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
    ...chat.onlookers.map(({ name, writing }) => (writing ? `${name} is writing …` : `${name} looks on`)),
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
  at("chat-tags").hidden = chat.ended === "lost" || chat.ended === "taken_over";
  tagBar.show(chat);
  showClocks();
}

function showClocks() {
  at("chat-clocks").replaceChildren(...(active.ended ? [] : active.clocks.map((clock) => clockChip(clock, shift.now()))));
}

/** Before a promise to a visitor is broken, and when it is. */
function ring() {
  for (const { chat, words, brief } of alarms(shift.chats.values(), shift.now())) {
    toast(words, chat === active ? "" : chat.id);
    announce(words);
    alertOf(`clock ${chat.id}`, brief, "", () => show(chat));
  }
}

setInterval(() => {
  if (!shift) return;
  tick(at("chat-clocks"), shift.now());
  ring();
}, 1000);

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
  at("elsewhere").textContent = count > 0 ? String(count) : "";
  document.title = offered > 0 ? "● Offer · Desk" : count > 0 ? `(${count}) Desk` : "Desk";
}

/** How a conversation is called here. */
function titleOf(conversation) {
  const entry = shift.queue.find((one) => one.conversation === conversation);
  return shift.chats.get(conversation)?.title ?? (entry ? reasonWords(entry.reason) : `Chat ${conversation.replace(/^[a-z]+[_-]/, "").slice(0, 6)}`);
}

function showBoard() {
  if (!at("board").hidden) board.show(shift);
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
  for (const id of ["inbox-toggle", "mentions-toggle"]) at(id).hidden = shift.me.role === "author";
}

/** An address may name a chat: `/desk/#ID`, as alarms and notices write it. */
function openNamed() {
  const named = /^#([A-Za-z0-9_-]{1,64})$/.exec(location.hash)?.[1];
  if (!named || !shift) return;
  history.replaceState(null, "", location.pathname);
  shift.watch(named);
}
window.addEventListener("hashchange", openNamed);

const commands = bindCommands({
  at, announce, board, composer, held, inbox, lists, mentions, offers, show, showBoard, timelineOf,
  get shift() { return shift; },
  get active() { return active; },
});

document.addEventListener("desk:covered", () => {
  if (!writeLater || document.querySelector("dialog[open]")) return;
  writeLater = false;
  if (active && !active.ended) composer.focus();
});
document.addEventListener("visibilitychange", () => {
  // No frame comes to a page that nobody sees, and its title still counts.
  if (document.hidden) drawChanged();
  if (document.hidden || !active) return;
  active.unread = 0;
  shift?.looked(active);
  showChats();
});

watchTheDoor((me) => {
  shift = new Shift(me, view);
  showPresence();
  show(undefined);
  openNamed();
  shift.start();
});
staySignedIn(() => shift !== undefined);
