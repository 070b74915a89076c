// Between the frame and the page around it. Messages go to, and are taken from, one window of one origin.

export class Bridge {
  #origin;
  #handlers = {};

  constructor() {
    this.#origin = parentOrigin();
    if (!this.framed) return;
    window.addEventListener("message", (message) => {
      if (message.source !== window.parent || message.origin !== this.#origin) return;
      const said = message.data;
      if (said?.warmline !== 1 || !Object.hasOwn(this.#handlers, said.type)) return;
      this.#handlers[said.type](said);
    });
  }

  /** Whether a page of a known origin is around us; else the chat stands alone in its own tab. */
  get framed() { return window.parent !== window && this.#origin !== undefined; }

  on(type, handler) {
    this.#handlers[type] = handler;
  }

  post(type, body = {}) {
    if (this.framed) window.parent.postMessage({ warmline: 1, type, ...body }, this.#origin);
  }

  tell(name, detail = {}) {
    this.post("event", { name, detail });
  }
}

/** What the loader says its origin is, believed only where the browser does not say otherwise. */
function parentOrigin() {
  const claimed = new URLSearchParams(location.hash.slice(1)).get("origin");
  if (!claimed || !/^https?:\/\/[^/]+$/.test(claimed)) return undefined;
  const known = location.ancestorOrigins?.[0] ?? (document.referrer ? new URL(document.referrer).origin : claimed);
  return known === claimed ? claimed : undefined;
}
