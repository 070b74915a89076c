// An agent's shift: one connection, the queue, and the chats they follow. It decides; the pages show.
import { Connection, socketAddress } from "../widget/connection.js";
import { makeIdentifier } from "../widget/identifiers.js";
import { Memory } from "../widget/memory.js";
import { Outbox } from "../widget/outbox.js";
import { placeOf } from "../widget/timing.js";
import { ahead, takeTicket } from "./access.js";
import { Chat } from "./chat.js";
import { OfferBook } from "./offering.js";
import { Attendance } from "./attendance.js";
import { fetchCustomer } from "./customer.js";
import { claimWords } from "./places.js";

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
  #offers;

  me;
  queue = [];
  more = 0;
  /** By conversation, in the order in which they were taken. */
  chats = new Map();
  #attendance;
  /** Everyone on duty; supervisors see what they hold. */
  colleagues = [];
  /** What can be chosen from: teams, skills, tags. */
  house = { teams: [], skills: [], tags: [] };
  /** What waits for a person's word, and notes that name us and that we have not read, oldest first. */
  approvals = [];
  mentions = [];

  constructor(me, view) {
    this.me = me;
    this.#view = view;
    this.#offers = new OfferBook((fresh, gone) => view.offers(fresh, gone));
    this.#memory = new Memory(`desk:${me.agent}`);
    this.#outbox = new Outbox(this.#memory);
    this.#attendance = new Attendance(this.#memory, () => view.presence());
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
        if (state !== "open") {
          for (const chat of this.chats.values()) chat.typing = "";
          this.#offers.clear();
        }
        view.line(state, retryAt);
        for (const chat of this.chats.values()) this.#showPending(chat);
      },
    });
  }

  start() { this.#connection.start(); }
  stop() { this.#connection.stop(); }

  /** The service's time, by which offers run out. */
  now() { return Date.now() + ahead(); }

  /** Visitors who are offered to us, by conversation. */
  get offers() { return this.#offers.standing; }

  get available() { return this.#attendance.available; }
  get awayWhy() { return this.#attendance.why; }
  get missed() { return this.#attendance.missed; }

  get supervises() { return this.me.role === "supervisor" || this.me.role === "admin"; }

  nameOf(agent) {
    if (agent === this.me.agent) return this.me.name;
    return this.colleagues.find((colleague) => colleague.agent === agent)?.name ?? agent ?? "a colleague";
  }

  /** Who holds a conversation, as far as we may know. */
  holderOf(conversation) {
    return this.colleagues.find(({ holds }) => holds?.includes(conversation));
  }

  // MARK: What an agent does

  claim(conversation) {
    const mine = this.chats.get(conversation);
    if (mine && !mine.ended && !mine.watching) return this.#view.claimed(mine);
    if (!this.#connection.send({ type: "claim", conversation })) return this.#view.told("There is no connection just now.");
    this.#claiming.add(conversation);
  }

  decline(conversation) {
    if (!this.#connection.send({ type: "decline", conversation })) return;
    this.#offers.takeBack(conversation);
  }

  /** A supervisor looks on; the visitor notices nothing. */
  watch(conversation) {
    const known = this.chats.get(conversation);
    if (known && !known.ended) return this.#view.claimed(known);
    const chat = this.#admit(conversation);
    chat.watching = true;
    this.#follow(chat);
    this.#lookUp(chat);
    this.#view.chats();
    return this.#view.claimed(chat);
  }

  takeOver(conversation) {
    if (!this.#connection.send({ type: "take_over", conversation })) return this.#view.told("There is no connection just now.");
    this.#claiming.add(conversation);
    return undefined;
  }

  transfer(chat, target) { return this.#send({ type: "transfer", conversation: chat.id, ...target }); }

  /** `draft` names whose words it began as, `checked` that what is wrong with it was seen. */
  say(chat, text, { draft, checked } = {}) {
    return this.#send({ type: "say", conversation: chat.id, text, ...(draft && { draft }), ...(checked && { checked }) });
  }
  note(chat, text) { return this.#send({ type: "note", conversation: chat.id, text }); }
  tag(chat, tag, on) { return this.#send({ type: "tag", conversation: chat.id, tag, on }); }
  delegate(chat, intent) { return this.#send({ type: "delegate", conversation: chat.id, intent }); }
  askBackground(chat) { this.#connection.send({ type: "background", conversation: chat.id }); }
  setSource(source, on) { this.#connection.send({ type: "source", source, on }); }
  approve(approval, note) { this.#connection.send({ type: "approve", approval, note }); }
  disapprove(approval, reason) { this.#connection.send({ type: "disapprove", approval, reason }); }
  handBack(chat, note) { return this.#send({ type: "hand_back", conversation: chat.id, note }); }
  resolve(chat, outcome) { return this.#send({ type: "resolve", conversation: chat.id, outcome }); }

  /** The chat is looked at: what names us there is read. */
  looked(chat) {
    if (this.mentions.some(({ conversation }) => conversation === chat.id)) this.#connection.send({ type: "seen", conversation: chat.id });
  }

  typing(chat, on) {
    const now = Date.now();
    if (chat.ended || (on ? now - chat.typingSaid < typingAgainMs : chat.typingSaid === 0)) return;
    chat.typingSaid = on ? now : 0;
    this.#connection.send({ type: "typing", conversation: chat.id, on });
  }

  setAvailable(available) {
    this.#attendance.set(available);
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
      case "offer": return this.#offers.came(frame);
      case "offer_gone": return this.#offerGone(frame);
      case "presence": return this.#attendance.told(frame);
      case "agents":
        this.colleagues = frame.agents;
        return this.#view.colleagues();
      case "claimed": return this.#claimed(frame.conversation);
      case "approvals":
        this.approvals = frame.approvals;
        return this.#view.approvals();
      case "mentions":
        this.mentions = frame.mentions;
        return this.#view.mentions();
      case "mentioned": return this.#view.mentioned(frame);
      case "source": return this.#view.source(frame);
      case "refused": return this.#refused(frame);
      default: break;
    }
    const chat = this.chats.get(frame.conversation);
    if (!chat) return undefined;
    switch (frame.type) {
      case "handover":
        chat.take(frame.packet);
        return this.#view.context(chat);
      case "event": return this.#happened(chat, frame);
      case "assistance":
        chat.assistance = frame;
        return this.#view.context(chat);
      case "clocks":
        chat.clocks = frame.clocks;
        return this.#view.clocks(chat);
      case "onlookers":
        chat.onlookers = frame.onlookers;
        return this.#view.ended(chat);
      case "background":
        chat.background = frame;
        return this.#view.context(chat);
      case "held_back": return this.#heldBack(chat, frame);
      case "ack": return this.#acked(chat, frame);
      case "typing": return this.#theyType(chat, frame);
      case "taken_away": return this.#ended(chat, frame.why);
      case "reset":
        chat.forget();
        this.#view.forgotten(chat);
        return this.#follow(chat);
      default: return undefined;
    }
  }

  #welcomed(frame) {
    this.me = { ...this.me, name: frame.name, agent: frame.agent, role: frame.role ?? this.me.role, teams: frame.teams ?? this.me.teams };
    this.house = frame.house ?? this.house;
    if (this.#epoch && this.#epoch !== frame.epoch) {
      for (const chat of this.chats.values()) {
        chat.forget();
        this.#view.forgotten(chat);
      }
    }
    this.#epoch = frame.epoch;
    this.#connection.send({ type: "presence", status: this.available ? "available" : "away" });
    const mine = new Set(frame.mine);
    for (const chat of this.chats.values()) if (!chat.ended && !chat.watching && !mine.has(chat.id)) this.#ended(chat, "lost");
    for (const conversation of frame.mine) if (!this.chats.has(conversation)) this.#lookUp(this.#admit(conversation));
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
    this.#offers.read(entries, this.me.agent);
    this.#view.queue(fresh);
  }

  #offerGone({ conversation, why }) {
    const offer = this.offers.get(conversation);
    if (why === "missed") this.#attendance.misses();
    this.#offers.takeBack(conversation);
    if (!offer || why === "declined" || this.#claiming.has(conversation)) return;
    this.#view.told(why === "missed" ? "The offer ran out." : "The offer was withdrawn: the visitor is looked after.");
  }

  #admit(conversation) {
    const known = this.chats.get(conversation);
    if (known) {
      known.ended = "";
      known.watching = false;
      return known;
    }
    const chat = new Chat(conversation);
    this.chats.set(conversation, chat);
    return chat;
  }

  #claimed(conversation) {
    this.#claiming.delete(conversation);
    this.#offers.takeBack(conversation);
    this.#attendance.took();
    const chat = this.#admit(conversation);
    this.#follow(chat);
    this.askBackground(chat);
    this.#lookUp(chat);
    this.#view.chats();
    this.#view.claimed(chat);
  }

  async #lookUp(chat) {
    chat.customer = await fetchCustomer(chat.id);
    if (chat.customer) this.#view.context(chat);
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
    // A history that is read again tells of earlier ends; the last one to join who is us still has it.
    if (event.kind === "agent_joined" && chat.ended && !chat.watching && event.name === this.me.name) {
      chat.ended = "";
      this.#view.ended(chat);
    }
    if (event.kind === "resolved") this.#ended(chat, "resolved");
    if (event.kind === "agent_left" && !chat.watching) this.#ended(chat, event.why, event.by);
    this.#view.event(chat, event);
    this.#showPending(chat);
  }

  #settle(cmid) {
    if (this.#outbox.find(cmid)) this.#outbox.remove(cmid);
  }

  /** It was not sent: its words go back to where they were written. */
  #heldBack(chat, { cmid, findings }) {
    const item = this.#outbox.find(cmid);
    this.#settle(cmid);
    this.#showPending(chat);
    if (!item) return;
    chat.heldBack = { text: item.text, draft: item.draft, findings };
    this.#view.heldBack(chat);
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

  #ended(chat, why, by) {
    if (why === "resolved" || !chat.ended) chat.ended = why;
    if (by) chat.endedBy = by;
    chat.typing = "";
    chat.asNote = false;
    this.#view.ended(chat);
  }

  #refused(frame) {
    if (tryAgainLater.has(frame.code)) return this.#view.told("The service is busy; nothing is lost, it goes on in a moment.");
    const chat = this.chats.get(frame.conversation);
    // Nobody to pass it on to: it stays ours, and is not tried again by itself.
    const passed = frame.cmid ? undefined : this.#outbox.items.find((item) => item.type === "transfer" && item.conversation === frame.conversation);
    if (passed) this.#outbox.remove(passed.cmid);
    if (frame.cmid) this.#outbox.fail(frame.cmid, frame.code);
    if (chat && (passed || frame.cmid)) this.#showPending(chat);
    if (this.#claiming.delete(frame.conversation) || frame.code === "already_claimed" || frame.code === "not_waiting") {
      this.#offers.takeBack(frame.conversation);
      return this.#view.told(claimWords(frame.code, frame.message));
    }
    // Whether the session is over is asked with the next ticket.
    if (frame.code === "unauthorized") return this.#connection.restart({ failed: true });
    if (frame.code === "not_found" && chat?.ended) return undefined;
    if (frame.code === "not_found" && chat?.watching && !frame.cmid) {
      // It is gone, or not for us to see: neither is said.
      this.leave(chat);
      return this.#view.told("There is no such chat, or it is not yours to look at.");
    }
    return this.#view.told(frame.message || frame.code);
  }

  #showPending(chat) {
    this.#view.pending(chat, chat.pending(this.#outbox.items, this.#connection.state === "open" ? "sending" : "queued"));
  }
}
