// What this device remembers of a visitor, shared by its tabs. Where storage is blocked it lasts as long as the page.

export class Memory {
  #prefix;
  #held = new Map();
  #store;

  constructor(prefix) {
    this.#prefix = `warmline:${prefix}:`;
    try {
      this.#store = window.localStorage;
      this.#store.getItem(this.#prefix);
    } catch {
      this.#store = undefined;
    }
  }

  get(key) {
    const text = this.#store ? this.#store.getItem(this.#prefix + key) : this.#held.get(key);
    if (!text) return undefined;
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }

  set(key, value) {
    const text = JSON.stringify(value);
    if (this.#store) {
      try {
        this.#store.setItem(this.#prefix + key, text);
        return;
      } catch {
        this.#moveAside();
      }
    }
    this.#held.set(key, text);
  }

  remove(key) {
    this.#held.delete(key);
    this.#store?.removeItem(this.#prefix + key);
  }

  /** Calls back when another tab has changed a key. */
  watch(changed) {
    window.addEventListener("storage", (event) => {
      if (event.storageArea !== this.#store || !event.key?.startsWith(this.#prefix)) return;
      changed(event.key.slice(this.#prefix.length));
    });
  }

  /** Storage is full: go on in memory, with what was stored. */
  #moveAside() {
    const store = this.#store;
    this.#store = undefined;
    for (let index = 0; index < store.length; index += 1) {
      const key = store.key(index);
      if (key.startsWith(this.#prefix)) this.#held.set(key.slice(this.#prefix.length), store.getItem(key));
    }
  }
}
