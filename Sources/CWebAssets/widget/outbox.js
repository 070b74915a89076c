// What was written and is not acknowledged yet. Kept on the device, shared by its tabs, in the order of writing;
// every tab may send everything, the server knows a `cmid` it has already.

const most = 50;

export class Outbox {
  #memory;
  #key;
  #sent = new Set();

  constructor(memory, key = "outbox") {
    this.#memory = memory;
    this.#key = key;
  }

  /** Oldest first: UUIDv7 sorts by time. */
  get items() {
    return (this.#memory.get(this.#key) ?? []).sort((one, other) => (one.cmid < other.cmid ? -1 : 1));
  }

  /** False when too much is waiting already. */
  add(item) {
    const items = this.items;
    if (items.length >= most) return false;
    this.#memory.set(this.#key, [...items, item]);
    return true;
  }

  find(cmid) {
    return this.items.find((item) => item.cmid === cmid);
  }

  remove(cmid) {
    this.#sent.delete(cmid);
    this.#memory.set(this.#key, this.items.filter((item) => item.cmid !== cmid));
  }

  /** The server will never take it as it is: kept for the visitor to see, not sent again by itself. */
  fail(cmid, reason) {
    this.#sent.delete(cmid);
    this.#memory.set(this.#key, this.items.map((item) => (item.cmid === cmid ? { ...item, failed: reason } : item)));
  }

  clear() {
    this.#sent.clear();
    this.#memory.remove(this.#key);
  }

  /** A new connection has heard none of it. */
  forgetSent() {
    this.#sent.clear();
  }

  /** Sends in order what this connection has not carried yet; stops at the first that cannot go. */
  flush(send) {
    for (const item of this.items) {
      if (item.failed || this.#sent.has(item.cmid)) continue;
      if (!send(item)) return;
      this.#sent.add(item.cmid);
    }
  }
}
