// One WebSocket that is always coming back: hello, heartbeat, full-jitter reconnects. It knows nothing of chats;
// the widget and the desk both stand on it.
import { heartbeat, reconnectDelay } from "./timing.js";

const welcomeWithinMs = 10_000;
const steadyAfterMs = 5_000;

export class Connection {
  #options;
  #socket;
  #state = "stopped";
  #attempt = 0;
  #atLeastMs = 0;
  #notBefore = 0;
  #retryTimer;
  #deadline;
  #ticker;
  #opened = 0;
  #heard = 0;
  #pinged = 0;
  #asked = 0;
  #pings = 0;
  #beat = { every_ms: 20_000, dead_ms: 45_000 };

  /**
   * `address`: a function giving the URL; `protocol`: the subprotocol; `hello`: a function giving the first frame
   * (may be async; throwing means "try later", returning null means "stop"); `heard(frame)`: every frame but `pong`;
   * `changed(state, retryAt)`: `connecting`, `open` (after `welcome`), `waiting` (until `retryAt`), `stopped`.
   */
  constructor(options) {
    this.#options = options;
    window.addEventListener("online", () => this.#hurry());
    window.addEventListener("offline", () => this.#state === "open" && this.#probe());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
  }

  get state() { return this.#state; }

  start() {
    if (this.#state !== "stopped") return;
    this.#attempt = 0;
    this.#atLeastMs = 0;
    this.#connect();
  }

  stop() {
    clearTimeout(this.#retryTimer);
    this.#drop();
    this.#change("stopped");
  }

  /** Closes and comes back at once; `failed` counts it as a failure, so that a persistent one slows down. */
  restart({ failed = false } = {}) {
    if (this.#state === "stopped") return;
    if (!failed) this.#attempt = 0;
    this.#drop();
    this.#later();
  }

  /** False when nothing can be sent now; the caller keeps what it wanted to say. */
  send(frame) {
    if (this.#state !== "open" || this.#socket.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  async #connect() {
    this.#change("connecting");
    let hello;
    try {
      hello = await this.#options.hello();
    } catch {
      return this.#later();
    }
    if (this.#state !== "connecting") return;
    if (hello === null) return this.stop();

    const socket = new WebSocket(this.#options.address(), this.#options.protocol);
    this.#socket = socket;
    this.#deadline = setTimeout(() => this.#lost(socket), welcomeWithinMs);
    socket.addEventListener("open", () => socket.send(JSON.stringify(hello)));
    socket.addEventListener("message", (message) => socket === this.#socket && this.#receive(message.data));
    socket.addEventListener("close", () => this.#lost(socket));
  }

  #receive(text) {
    this.#heard = Date.now();
    this.#asked = 0;
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return this.restart({ failed: true });
    }
    if (frame.type === "pong") return;
    if (frame.retry_after_ms > 0) this.#atLeastMs = Math.min(frame.retry_after_ms, 300_000);
    if (frame.type === "welcome") this.#welcomed(frame);
    this.#options.heard(frame);
  }

  #welcomed(frame) {
    clearTimeout(this.#deadline);
    this.#opened = Date.now();
    this.#pinged = this.#opened;
    if (frame.heartbeat) this.#beat = frame.heartbeat;
    clearInterval(this.#ticker);
    this.#ticker = setInterval(() => this.#tick(), Math.min(1_000, this.#beat.every_ms));
    this.#change("open");
  }

  #tick() {
    const verdict = heartbeat({
      now: Date.now(), heard: this.#heard, pinged: this.#pinged, asked: this.#asked,
      everyMs: this.#beat.every_ms, deadMs: this.#beat.dead_ms,
    });
    if (verdict === "dead") this.#lost(this.#socket);
    if (verdict === "ping") this.#probe();
  }

  #probe() {
    this.#pinged = Date.now();
    if (this.#asked === 0) this.#asked = this.#pinged;
    this.#pings += 1;
    this.send({ type: "ping", n: this.#pings });
  }

  #lost(socket) {
    if (socket !== this.#socket || this.#state === "stopped") return;
    this.#drop();
    this.#later();
  }

  #later() {
    const steady = this.#opened > 0 && Date.now() - this.#opened > steadyAfterMs;
    if (steady) this.#attempt = 0;
    this.#opened = 0;
    const delay = reconnectDelay(this.#attempt, Math.random(), { atLeast: this.#atLeastMs });
    this.#attempt += 1;
    this.#notBefore = Date.now() + this.#atLeastMs;
    this.#atLeastMs = 0;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#connect(), delay);
    this.#change("waiting", Date.now() + delay);
  }

  /** The device says that it is online again, or the page is looked at again: no reason to wait on. */
  #hurry() {
    if (this.#state === "open") return this.#probe();
    if (this.#state !== "waiting" || this.#attempt < 2) return;
    clearTimeout(this.#retryTimer);
    const owed = Math.max(0, this.#notBefore - Date.now());
    this.#retryTimer = setTimeout(() => this.#connect(), owed + 50 + Math.random() * 450);
  }

  #drop() {
    clearTimeout(this.#deadline);
    clearInterval(this.#ticker);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#asked = 0;
    if (socket && socket.readyState <= WebSocket.OPEN) socket.close(1000);
  }

  #change(state, retryAt) {
    this.#state = state;
    this.#options.changed(state, retryAt);
  }
}

/** The address of a WebSocket on this page's own host. */
export function socketAddress(path) {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`;
}
