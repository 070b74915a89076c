// An agent's shift: one connection, the queue, and the chats they follow. It decides; the pages show.
import { Connection, socketAddress } from "../widget/connection.js";
import { makeIdentifier } from "../widget/identifiers.js";
import { Memory } from "../widget/memory.js";
import { Outbox } from "../widget/outbox.js";
import { placeOf } from "../widget/timing.js";
import { takeTicket } from "./access.js";
import { Chat } from "./chat.js";

const tryAgainLater = new Set(["busy", "rate_limited", "unavailable"]);
const typingShownMs = 10_000;
const typingAgainMs = 5_000;

export class Shift {
  #view;
  #connection;
  #outbox;
  #memory;
  #epoch;
  #claiming = new Set();

  me;
  queue = [];
  more = 0;
  /** By conversation, in the order in which they were taken. */
  chats = new Map();
  available = true;

  constructor(me, view) {
    this.me = me;
    this.#view = view;
    this.#memory = new Memory(`desk:${me.agent}`);
    this.#outbox = new Outbox(this.#memory);
    this.available = this.#memory.get("available") ?? true;
    this.#connection = new Connection({
      address: () => socketAddress("/v1/desk"),
      protocol: "warmline.desk.v1",
      hello: async () => {
        const ticket = await takeTicket();
        if (!ticket) return null;
        return { type: "hello", v: 1, ticket };
      },
      heard: (frame) => this.#heard(frame),
      changed: (state, retryAt) => {
        if (state !== "open") for (const chat of this.chats.values()) chat.typing = "";
        view.line(state, retryAt);
        for (const chat of this.chats.values()) this.#showPending(chat);
      },
    });
  }

  start() { this.#connection.start(); }
  stop() { this.#connection.stop(); }

  // MARK: What an agent does

  claim(conversation) {
    const mine = this.chats.get(conversation);
    if (mine && !mine.ended) return this.#view.claimed(mine);
    if (!this.#connection.send({ type: "claim", conversation })) return this.#view.told("There is no connection just now.");
    this.#claiming.add(conversation);
  }

  say(chat, text) { return this.#send({ type: "say", conversation: chat.id, text }); }
  note(chat, text) { return this.#send({ type: "note", conversation: chat.id, text }); }
  handBack(chat, note) { return this.#send({ type: "hand_back", conversation: chat.id, note }); }
  resolve(chat, outcome) { return this.#send({ type: "resolve", conversation: chat.id, outcome }); }

  typing(chat, on) {
    const now = Date.now();
    if (chat.ended || (on ? now - chat.typingSaid < typingAgainMs : chat.typingSaid === 0)) return;
    chat.typingSaid = on ? now : 0;
    this.#connection.send({ type: "typing", conversation: chat.id, on });
  }

  setAvailable(available) {
    this.available = available;
    this.#memory.set("available", available);
    this.#connection.send({ type: "presence", status: available ? "available" : "away" });
  }

  retry(chat, cmid) {
    const item = this.#outbox.find(cmid);
    if (!item) return;
    this.#outbox.remove(cmid);
    const { failed, at, ...rest } = item;
    this.#send(rest);
  }

  discard(chat, cmid) {
    this.#outbox.remove(cmid);
    this.#showPending(chat);
  }

  /** Puts a finished chat away. */
  leave(chat) {
    for (const item of this.#outbox.items) if (item.conversation === chat.id) this.#outbox.remove(item.cmid);
    this.#connection.send({ type: "leave", conversation: chat.id });
    this.chats.delete(chat.id);
    this.#view.chats();
  }

  #send(body) {
    if (!this.#outbox.add({ ...body, cmid: makeIdentifier(), at: Date.now() })) return false;
    const chat = this.chats.get(body.conversation);
    if (chat) {
      this.typing(chat, false);
      this.#showPending(chat);
    }
    this.#flush();
    return true;
  }

  #flush() {
    this.#outbox.flush(({ at, failed, ...frame }) => this.#connection.send(frame));
  }

  // MARK: What the service says

  #heard(frame) {
    switch (frame.type) {
      case "welcome": return this.#welcomed(frame);
      case "queue": return this.#queued(frame);
      case "claimed": return this.#claimed(frame.conversation);
      case "refused": return this.#refused(frame);
      case "bye": return undefined;
      default: break;
    }
    const chat = this.chats.get(frame.conversation);
    if (!chat) return undefined;
    switch (frame.type) {
      case "handover":
        chat.take(frame.packet);
        return this.#view.context(chat);
      case "event": return this.#happened(chat, frame);
      case "ack": return this.#acked(chat, frame);
      case "typing": return this.#theyType(chat, frame);
      case "taken_away": return this.#ended(chat, frame.why === "lost" ? "lost" : frame.why);
      case "reset":
        chat.forget();
        this.#view.forgotten(chat);
        return this.#follow(chat);
      default: return undefined;
    }
  }

  #welcomed(frame) {
    this.me = { ...this.me, name: frame.name, agent: frame.agent };
    if (this.#epoch && this.#epoch !== frame.epoch) {
      for (const chat of this.chats.values()) {
        chat.forget();
        this.#view.forgotten(chat);
      }
    }
    this.#epoch = frame.epoch;
    this.#connection.send({ type: "presence", status: this.available ? "available" : "away" });
    const mine = new Set(frame.mine);
    for (const chat of this.chats.values()) if (!chat.ended && !mine.has(chat.id)) this.#ended(chat, "lost");
    for (const conversation of frame.mine) this.#admit(conversation);
    for (const chat of this.chats.values()) this.#follow(chat);
    this.#outbox.forgetSent();
    this.#flush();
    this.#view.chats();
  }

  #queued({ entries, more = 0 }) {
    const known = new Set(this.queue.map((entry) => entry.conversation));
    const fresh = entries.filter((entry) => !known.has(entry.conversation));
    this.queue = entries;
    this.more = more;
    this.#view.queue(fresh);
  }

  #admit(conversation) {
    const known = this.chats.get(conversation);
    if (known) {
      known.ended = "";
      return known;
    }
    const chat = new Chat(conversation);
    this.chats.set(conversation, chat);
    return chat;
  }

  #claimed(conversation) {
    this.#claiming.delete(conversation);
    const chat = this.#admit(conversation);
    this.#follow(chat);
    this.#view.chats();
    this.#view.claimed(chat);
  }

  #follow(chat) {
    const from = chat.last > 0 ? { epoch: this.#epoch, last: chat.last } : {};
    chat.catchingUp = true;
    this.#connection.send({ type: "open", conversation: chat.id, ...from });
  }

  #happened(chat, event) {
    const place = placeOf(event, chat.last);
    if (place === "seen") return;
    if (place === "gap") return this.#connection.restart({ failed: true });
    chat.happened(event, this.me);
    if (event.cmid) this.#settle(event.cmid);
    if (event.kind === "agent_left" || event.kind === "resolved") {
      this.#ended(chat, event.kind === "resolved" ? "resolved" : event.why);
    }
    this.#view.event(chat, event);
    this.#showPending(chat);
  }

  #settle(cmid) {
    if (this.#outbox.find(cmid)) this.#outbox.remove(cmid);
  }

  #acked(chat, frame) {
    const item = this.#outbox.find(frame.cmid);
    this.#settle(frame.cmid);
    if (item && frame.seq > chat.last) chat.acknowledged.set(frame.seq, item);
    this.#showPending(chat);
  }

  #theyType(chat, { by, on }) {
    clearTimeout(chat.typingTimer);
    chat.typing = on ? by : "";
    if (on) chat.typingTimer = setTimeout(() => this.#theyType(chat, { by, on: false }), typingShownMs);
    this.#view.typing(chat);
  }

  #ended(chat, why) {
    if (why === "resolved" || !chat.ended) chat.ended = why;
    chat.typing = "";
    chat.asNote = false;
    this.#view.ended(chat);
  }

  #refused(frame) {
    if (tryAgainLater.has(frame.code)) return this.#view.told("The service is busy; nothing is lost, it goes on in a moment.");
    const chat = this.chats.get(frame.conversation);
    if (frame.cmid) {
      this.#outbox.fail(frame.cmid, frame.code);
      if (chat) this.#showPending(chat);
    }
    if (this.#claiming.delete(frame.conversation) || frame.code === "already_claimed" || frame.code === "not_waiting") {
      return this.#view.told(claimWords(frame.code));
    }
    // Whether the session is over is asked with the next ticket.
    if (frame.code === "unauthorized") return this.#connection.restart({ failed: true });
    if (frame.code === "not_found" && chat?.ended) return undefined;
    return this.#view.told(frame.message || frame.code);
  }

  #showPending(chat) {
    const state = this.#connection.state === "open" ? "sending" : "queued";
    const waiting = this.#outbox.items
      .filter((item) => item.conversation === chat.id)
      .map((item) => ({ ...item, state: item.failed ? "failed" : state }));
    const sent = [...chat.acknowledged.values()].map((item) => ({ ...item, state: "sent" }));
    this.#view.pending(chat, [...sent, ...waiting]);
  }
}

function claimWords(code) {
  if (code === "already_claimed") return "A colleague was quicker: this visitor is in good hands.";
  if (code === "not_waiting") return "This visitor is no longer waiting.";
  return "This conversation cannot be taken.";
}
