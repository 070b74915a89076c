// The buttons of a list under the keyboard: arrows, j and k step through them, and whoever stands on one stays there
// when the list is drawn anew. Whoever waits at an empty list gets its first button when it comes.
export class Stops {
  #root;
  #selector;

  /** `root`: a focusable element; a button that may be drawn again carries a `data-key`. */
  constructor(root, selector = "button") {
    this.#root = root;
    this.#selector = selector;
    root.addEventListener("keydown", (event) => this.#step(event));
  }

  /** Puts new children into the list. */
  redraw(...children) {
    const focused = this.#root.contains(document.activeElement) ? document.activeElement : undefined;
    const at = Math.max(0, this.#all().indexOf(focused));
    this.#root.replaceChildren(...children);
    if (!focused) return;
    const stops = this.#all();
    const same = focused !== this.#root && stops.find((stop) => stop.dataset.key === focused.dataset.key);
    (same || stops[Math.min(at, stops.length - 1)] || this.#root).focus();
  }

  #all() {
    return [...this.#root.querySelectorAll(this.#selector)];
  }

  #step(event) {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, j: 1, k: -1 }[event.key];
    const stops = this.#all();
    if (!by || stops.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const from = stops.indexOf(document.activeElement);
    stops[from < 0 ? 0 : (from + by + stops.length) % stops.length].focus();
  }
}
