// Whether we are there for visitors, and why not. Kept on this device: whoever was set away is not back because the page
// was loaded again.

export class Attendance {
  #memory;
  #changed;
  available;
  /** Why the service has set us away: `misses`; empty when it has not. */
  why;
  /** Offers missed in a row. */
  missed;

  constructor(memory, changed) {
    this.#memory = memory;
    this.#changed = changed;
    this.available = memory.get("available") ?? true;
    this.why = memory.get("away_why") ?? "";
    this.missed = memory.get("missed") ?? 0;
  }

  set(available) { this.#keep(available, "", 0); }
  misses() { this.#keep(this.available, this.why, this.missed + 1); }
  /** A visitor was taken. */
  took() { this.#keep(this.available, this.why, 0); }

  /** As it counts for the service. */
  told({ status, why = "" }) {
    const available = status === "available";
    // We say "away" again when we come back to a desk that was set away: that does not make it our choice.
    const kept = !available && why === "chosen" && this.why === "misses" ? "misses" : why;
    this.#keep(available, available || kept === "chosen" ? "" : kept, available ? 0 : this.missed);
  }

  #keep(available, why, missed) {
    this.available = available;
    this.why = why;
    this.missed = missed;
    this.#memory.set("available", available);
    this.#memory.set("away_why", why);
    this.#memory.set("missed", missed);
    this.#changed();
  }
}
