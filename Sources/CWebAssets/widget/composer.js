// Where a visitor writes: Enter sends, Shift and Enter begin a new line, the field grows with its text.

const stillTypingMs = 4_000;

export class Composer {
  #form;
  #field;
  #most;
  #told;
  #typing;
  #timer;

  /** `send(text)` gives back false when it could not be taken; `typing(on)` is told when writing begins and pauses. */
  constructor(form, { send, typing, most = 4000, told = () => {} }) {
    this.#form = form;
    this.#field = form.querySelector("textarea");
    this.#most = most;
    this.#told = told;
    this.#typing = typing;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(send);
    });
    this.#field.addEventListener("keydown", (event) => {
      // While an input method composes, Enter chooses a word.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit(send);
    });
    this.#field.addEventListener("input", () => this.#written());
    this.#field.addEventListener("blur", () => this.#pause());
  }

  get field() { return this.#field; }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  insert(text) {
    const { value, selectionStart, selectionEnd } = this.#field;
    const gap = selectionStart > 0 && !/\s$/.test(value.slice(0, selectionStart)) ? " " : "";
    this.#field.setRangeText(gap + text, selectionStart, selectionEnd, "end");
    this.#written();
    this.focus();
  }

  set(text) {
    this.#field.value = text;
    this.#grow();
  }

  #submit(send) {
    const text = this.#field.value.trim();
    if (text === "") return;
    // The server counts characters as people do; code points are a close upper bound.
    if ([...text].length > this.#most) return this.#told("too_long", { n: this.#most });
    if (send(text) === false) return this.#told("full");
    this.#field.value = "";
    this.#told("");
    this.#grow();
    this.#pause();
    this.focus();
  }

  #written() {
    this.#grow();
    clearTimeout(this.#timer);
    if (this.#field.value.trim() === "") return this.#pause();
    this.#typing(true);
    this.#timer = setTimeout(() => this.#pause(), stillTypingMs);
  }

  #pause() {
    clearTimeout(this.#timer);
    this.#typing(false);
  }

  #grow() {
    this.#field.style.height = "auto";
    this.#field.style.height = `${Math.min(this.#field.scrollHeight, 160)}px`;
    this.#form.classList.toggle("filled", this.#field.value.trim() !== "");
  }
}
