// The visitors who are offered to this agent: what stands, and what is over for us.

export class OfferBook {
  #told;
  /** Offers that are over for us; a list of the queue that was made before may still say that they stand. */
  #over = new Set();
  /** By conversation. */
  standing = new Map();

  /** `told(fresh, gone)`: one that has just come, or one that is over. */
  constructor(told) {
    this.#told = told;
  }

  /** An offer that was made while we were not connected, or at another window: the queue says that it stands, not for how long. */
  read(entries, me) {
    const mine = new Map(entries.filter((entry) => entry.offered_to === me).map((entry) => [entry.conversation, entry]));
    for (const conversation of this.#over) if (!mine.has(conversation)) this.#over.delete(conversation);
    for (const [conversation, offer] of this.standing) if (!offer.until && !mine.has(conversation)) this.takeBack(conversation);
    for (const [conversation, entry] of mine) {
      if (this.standing.has(conversation) || this.#over.has(conversation)) continue;
      this.standing.set(conversation, entry);
      this.#told(entry);
    }
  }

  came(offer) {
    this.#over.delete(offer.conversation);
    this.standing.set(offer.conversation, offer);
    this.#told(offer);
  }

  takeBack(conversation) {
    this.#over.add(conversation);
    if (this.standing.delete(conversation)) this.#told(undefined, conversation);
  }

  clear() {
    for (const conversation of [...this.standing.keys()]) this.takeBack(conversation);
    this.#over.clear();
  }
}
