// A visitor's side of one conversation: what has been read, what is still to be sent, who holds the line.
// It decides; the view shows.
import { Connection, socketAddress } from "./connection.js";
import { makeIdentifier } from "./identifiers.js";
import { Outbox } from "./outbox.js";
import { placeOf } from "./timing.js";

const typingShownMs = 10_000;
const typingAgainMs = 5_000;
const mostShared = 16;
const tryAgainLater = new Set(["busy", "rate_limited", "unavailable"]);
const notThisVisit = new Set(["unauthorized", "not_found", "not_allowed"]);

const leftTheLine = new Set(["agent_joined", "left_queue", "resolved"]);
/** Who has the line when an agent has left; for a colleague who takes it over, `agent_joined` follows. */
const afterAgent = { lost: "queue", transferred: "queue", taken_over: "agent" };

export class Visit {
  #memory;
  #view;
  #outbox;
  #connection;
  #last = 0;
  #head = 0;
  #fromStart = true;
  #token;
  /** What only this page knows, as long as it is open: by it the service tells it from one that took our token. */
  #secret = makeIdentifier();
  #mark;
  /** When we last said that the visitor writes; 0 when they do not. */
  #typingSaid = 0;
  #typingTimer;
  #acknowledged = new Map();
  /** Where we stand in the line; it can be told before the line that says we wait. */
  #place;
  #shown = new Set();
  #read = 0;

  /** Who the visitor is with: `bot`, `queue`, `agent`, or `nobody` once resolved. */
  holder = "bot";
  agentName = "";
  assistant = { name: "", company: "" };
  locale = "en";
  context = {};
  user;
  /** Who the visitor is, signed by the site; never stored, never shown. */
  identity;

  constructor(memory, view) {
    this.#memory = memory;
    this.#view = view;
    this.#outbox = new Outbox(memory);
    this.#connection = new Connection({
      address: () => socketAddress("/v1/chat"),
      protocol: "warmline.v1",
      hello: () => this.#hello(),
      heard: (frame) => this.#heard(frame),
      changed: (state, retryAt) => this.#changed(state, retryAt),
    });
    memory.watch((key) => this.#changedElsewhere(key));
  }

  start() {
    this.#showPending();
    this.#connection.start();
  }

  /** False when too much is waiting to be sent already. */
  say(text, choice) {
    const item = { type: "say", cmid: this.#name(), text, at: Date.now(), ...(choice && { choice }) };
    return this.#send(item);
  }

  rate(stars, comment) {
    return this.#send({ type: "rate", cmid: this.#name(), stars, at: Date.now(), ...(comment && { comment }) });
  }

  /** Rather the bot than waiting. */
  leaveQueue() {
    return this.#send({ type: "leave_queue", cmid: this.#name(), at: Date.now() });
  }

  /** Enough, whoever it is with. */
  end() {
    return this.#send({ type: "end", cmid: this.#name(), at: Date.now() });
  }

  /** One of the times that were offered. */
  callback(begins) {
    return this.#send({ type: "callback", cmid: this.#name(), begins, at: Date.now() });
  }

  /** A failed message goes out again under a new name: the server has settled the old one. */
  retry(cmid) {
    const item = this.#outbox.find(cmid);
    if (!item) return;
    this.#outbox.remove(cmid);
    const { failed, ...rest } = item;
    this.#send({ ...rest, cmid: this.#name(), at: Date.now() });
  }

  discard(cmid) {
    this.#outbox.remove(cmid);
    this.#showPending();
  }

  typing(on) {
    const now = Date.now();
    // Said again while the writing goes on: the other side forgets it after a while.
    if (on ? now - this.#typingSaid < typingAgainMs : this.#typingSaid === 0) return;
    this.#typingSaid = on ? now : 0;
    this.#connection.send({ type: "typing", on });
  }

  /** The visitor has seen everything up to here. */
  sawAll() {
    if (this.#last > this.#read && this.#connection.send({ type: "read", seq: this.#last })) this.#read = this.#last;
  }

  /** Forgets this visitor and begins a new conversation. */
  reset() {
    this.#memory.remove("visit");
    this.#outbox.clear();
    this.#forget();
    this.#connection.restart();
  }

  /** Another person than the one who was here must not see what was said before. */
  identify(user, identity) {
    const before = this.#memory.get("visit")?.user ?? this.user;
    const isNews = identity !== undefined && identity !== this.identity;
    this.user = user;
    this.identity = identity;
    if (before && user && before !== user) return this.reset();
    this.#remember({});
    if (isNews) this.#connection.restart();
  }

  #name() {
    return this.#mark ? `${this.#mark}-${makeIdentifier()}` : makeIdentifier();
  }

  #send(item) {
    const { at, ...frame } = item;
    if (JSON.stringify(frame).length > 60_000 || !this.#outbox.add(item)) return false;
    this.typing(false);
    this.#showPending();
    this.#flush();
    return true;
  }

  #flush() {
    this.#outbox.flush(({ at, failed, ...frame }) => this.#connection.send(frame));
  }

  #hello() {
    const visit = this.#memory.get("visit") ?? {};
    if (visit.token !== this.#token && this.#last > 0) this.#forget();
    this.#token = visit.token;
    this.#fromStart = this.#last === 0;
    return {
      type: "hello", v: 1, secret: this.#secret, locale: this.locale.slice(0, 35),
      context: Object.fromEntries(Object.entries(this.context).slice(0, mostShared)),
      ...(visit.token && { token: visit.token, last: this.#last }),
      ...(visit.token && visit.epoch && { epoch: visit.epoch }),
      ...(this.identity && { identity: this.identity }),
    };
  }

  #heard(frame) {
    switch (frame.type) {
      case "welcome": return this.#welcomed(frame);
      case "event": return this.#happened(frame);
      case "token": return this.#known(frame.token);
      case "ack": return this.#acked(frame);
      case "typing": return this.#theyType(frame);
      case "queue":
        this.#place = frame;
        return this.holder === "queue" ? this.#view.queue(frame) : undefined;
      case "people": return this.#view.people(frame);
      case "reset": return this.#startAgain(frame);
      case "refused": return this.#refused(frame);
      default: return undefined;
    }
  }

  /** Opens what only this visitor may read. */
  get token() { return this.#token; }

  /** It is proved who the visitor is: the token from before opens nothing any more. */
  #known(token) {
    this.#token = token;
    this.#remember({ token });
  }

  #welcomed(frame) {
    this.#mark = frame.mark;
    this.#head = frame.head;
    this.assistant = frame.assistant ?? this.assistant;
    this.#token = frame.token;
    this.#remember({ token: frame.token, epoch: frame.epoch });
    this.#typingSaid = 0;
    this.#view.welcomed(this.assistant, frame.identity ?? "anonymous");
    this.#outbox.forgetSent();
    this.#flush();
    this.#showPending();
  }

  #happened(event) {
    const place = placeOf(event, this.#last);
    if (place === "seen") return;
    if (place === "gap") return this.#connection.restart({ failed: true });
    this.#last = event.seq;
    if (event.kind === "visitor" && event.cmid) {
      this.#acknowledged.delete(event.cmid);
      this.#shown.add(event.cmid);
      if (this.#outbox.find(event.cmid)) this.#outbox.remove(event.cmid);
    }
    this.#follow(event);
    this.#view.event(event, { live: !(this.#fromStart && event.seq <= this.#head) });
    if (event.kind === "visitor") this.#showPending();
  }

  #follow(event) {
    switch (event.kind) {
      case "waiting": this.holder = "queue"; break;
      case "agent_joined": this.holder = "agent"; this.agentName = event.name; break;
      case "agent_left": this.holder = afterAgent[event.why] ?? "bot"; break;
      case "left_queue": this.holder = "bot"; break;
      case "resolved": this.holder = "nobody"; break;
      case "visitor": if (this.holder === "nobody") this.holder = "bot"; break;
      default: break;
    }
    if (event.kind === "bot" || event.kind === "agent") this.#theyType({ by: event.kind, on: false });
    if (leftTheLine.has(event.kind)) this.#place = undefined;
    this.#view.held(this.holder, this.agentName);
    if (event.kind === "waiting" && this.#place) this.#view.queue(this.#place);
  }

  #acked(frame) {
    const item = this.#outbox.find(frame.cmid);
    if (!item) return;
    this.#outbox.remove(frame.cmid);
    if (item.type === "say" && frame.seq > this.#last && !this.#shown.has(frame.cmid)) {
      this.#acknowledged.set(frame.cmid, item);
    }
    this.#showPending();
  }

  #theyType({ by, on }) {
    clearTimeout(this.#typingTimer);
    if (on) this.#typingTimer = setTimeout(() => this.#view.typing(by, false), typingShownMs);
    this.#view.typing(by, on);
  }

  #startAgain(frame) {
    this.#forget();
    this.#remember({ epoch: frame.epoch });
    this.#connection.restart();
  }

  #refused(frame) {
    if (tryAgainLater.has(frame.code)) {
      this.#view.refused(frame.code);
      return;
    }
    if (frame.cmid) {
      const item = this.#outbox.find(frame.cmid);
      if (item?.type === "rate") {
        this.#outbox.remove(frame.cmid);
        this.#view.notRated();
      } else if (["leave_queue", "end", "callback"].includes(item?.type)) {
        // Somebody may just have joined, or another visitor was quicker.
        this.#outbox.remove(frame.cmid);
        if (item.type === "callback") this.#view.notBooked(item.begins);
      } else {
        this.#outbox.fail(frame.cmid, frame.code);
      }
      return this.#showPending();
    }
    if (frame.code === "unsupported_version") {
      this.#connection.stop();
      this.#view.refused(frame.code);
    } else if (frame.code === "unauthorized" && this.identity) {
      // The token may be what was wrong: without it the visitor can still talk, and the site hears of it.
      this.identity = undefined;
      this.#view.notIdentified(frame.message);
      this.#connection.restart();
    } else if (notThisVisit.has(frame.code)) {
      // Another tab may have proved who we are since, and has the token that is good now.
      if ((this.#memory.get("visit")?.token ?? this.#token) !== this.#token) return this.#connection.restart();
      this.#memory.remove("visit");
      this.#forget();
      this.#connection.restart({ failed: true });
    }
  }

  #changed(state, retryAt) {
    if (state !== "open") this.#theyType({ by: "bot", on: false });
    this.#view.connection(state, retryAt);
    this.#showPending();
  }

  #changedElsewhere(key) {
    if (key === "outbox") return this.#showPending();
    if (key !== "visit") return;
    const token = this.#memory.get("visit")?.token;
    if (token && token !== this.#token) this.#connection.restart();
  }

  #remember(changes) {
    const visit = this.#memory.get("visit") ?? {};
    const next = { ...visit, ...changes, ...(this.user && { user: this.user }) };
    if (JSON.stringify(next) !== JSON.stringify(visit)) this.#memory.set("visit", next);
  }

  #forget() {
    this.#last = 0;
    this.#head = 0;
    this.#read = 0;
    this.#acknowledged.clear();
    this.#shown.clear();
    this.#place = undefined;
    this.holder = "bot";
    this.agentName = "";
    this.#view.cleared();
  }

  #showPending() {
    const state = this.#connection.state === "open" ? "sending" : "queued";
    const waiting = this.#outbox.items
      .filter((item) => item.type === "say" && !this.#shown.has(item.cmid))
      .map((item) => ({ ...item, state: item.failed ? "failed" : state }));
    const sent = [...this.#acknowledged.values()].map((item) => ({ ...item, state: "sent" }));
    this.#view.pending([...sent, ...waiting]);
  }
}
