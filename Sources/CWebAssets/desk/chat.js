// One conversation as an agent knows it: the handover packet, then everything that happened.

const inner = new Set(["opened", "understood", "flow", "slot", "verified", "confirmation", "article", "action", "escalated", "failed", "tag", "hidden"]);

/** Whether an event is the bot's own bookkeeping, folded away between the lines. */
export const isInner = (event) => inner.has(event.kind);

export class Chat {
  id;
  last = 0;
  /** Why it is no longer ours: `resolved`, `handed_back`, `lost`, `transferred`, `taken_over`; empty while it is. */
  ended = "";
  /** Who took it, when somebody did. */
  endedBy = "";
  /** A supervisor looks on: nothing but notes can be written. */
  watching = false;
  /** Lines since it was last looked at. */
  unread = 0;
  typing = "";
  typingTimer;
  /** When we last said that we write; 0 when we do not. */
  typingSaid = 0;
  catchingUp = false;
  draft = "";
  asNote = false;
  agentName = "";
  preview = "";
  acknowledged = new Map();
  /** Drafts with their sources, replies, next best actions, suggested tags. */
  assistance;
  /** What is due to the visitor, and when. */
  clocks = [];
  /** Warnings that were given, so that each is given once. */
  warned = new Set();
  onlookers = [];
  /** The customer's other conversations, and resolved ones like this. */
  background;
  /** What other systems know of them. */
  customer;
  /** A line that was not sent as it stood. */
  heldBack;
  /** Whose words the composer's text began as. */
  draftSource;
  tags = new Set();

  packet;
  slots = new Map();
  actions = new Map();
  moods = [];
  articles = new Map();
  verified = new Set();
  opened;
  intents = [];

  constructor(id) {
    this.id = id;
  }

  /** Another history: everything read is void, what we wrote is not. */
  forget() {
    this.last = 0;
    this.acknowledged.clear();
    this.packet = undefined;
    this.slots = new Map();
    this.actions = new Map();
    this.moods = [];
    this.articles = new Map();
    this.verified = new Set();
    this.opened = undefined;
    this.tags = new Set();
  }

  take(packet) {
    this.packet = packet;
    for (const [name, value] of Object.entries(packet.slots ?? {})) if (!this.slots.has(name)) this.slots.set(name, value);
    for (const what of packet.identity ?? []) this.verified.add(what);
    for (const cited of packet.articles ?? []) this.articles.set(cited.article, cited.title || cited.article);
  }

  happened(event, me) {
    this.last = event.seq;
    for (const seq of this.acknowledged.keys()) if (seq <= event.seq) this.acknowledged.delete(seq);
    switch (event.kind) {
      case "opened": this.opened = event; break;
      case "visitor": this.preview = event.text; break;
      case "agent_joined": this.agentName = event.name; break;
      case "understood":
        this.intents = event.intents ?? [];
        this.moods.push({ valence: event.valence, frustration: event.frustration, words: event.words ?? [], at: event.at });
        break;
      case "slot":
        if ("value" in event) this.slots.set(event.slot, event.value);
        else this.slots.delete(event.slot);
        break;
      case "tag":
        if (event.on) this.tags.add(event.tag);
        else this.tags.delete(event.tag);
        break;
      case "verified": this.verified.add(event.what); break;
      case "article": if (!this.articles.has(event.article)) this.articles.set(event.article, event.article); break;
      case "bot": if (event.citation) this.articles.set(event.citation.article, event.citation.title); break;
      case "action": this.#acted(event); break;
      default: break;
    }
    if (event.kind === "agent" && !event.name) event.name = this.agentName || me.name;
  }

  /** An action's end names its beginning by `id`. */
  #acted(event) {
    const id = event.id ?? event.action;
    const begun = this.actions.get(id);
    event.action ??= begun?.action ?? "";
    this.actions.set(id, { ...begun, ...event });
  }

  /** A short name to know it by. */
  get title() {
    const context = this.packet?.context ?? this.opened?.context ?? {};
    if (context.name) return context.name;
    const visitor = this.packet?.visitor ?? this.opened?.visitor ?? this.id;
    return `Visitor ${visitor.replace(/^[a-z]+[_-]/, "").slice(0, 5)}`;
  }

  /** The worst of the last three messages: who was furious two lines ago is not calm yet. */
  get frustration() {
    const moods = this.moods.length > 0 ? this.moods : this.packet?.sentiment ?? [];
    return Math.max(0, ...moods.slice(-3).map(({ frustration }) => frustration));
  }

  /** Our lines that do not stand in the log yet: those of the outbox that are meant for it, and acknowledged ones. */
  pending(items, state) {
    const waiting = items.filter((item) => item.conversation === this.id).map((item) => ({ ...item, state: item.failed ? "failed" : state }));
    return [...[...this.acknowledged.values()].map((item) => ({ ...item, state: "sent" })), ...waiting];
  }
}
