// When to try again, and when to give a connection up: arithmetic only, so that it can be tested without waiting.

/**
 * Milliseconds until the next attempt: full jitter under a doubling ceiling, never before what the server asked for.
 * `chance` is a random number in 0 ..< 1.
 */
export function reconnectDelay(attempt, chance, { base = 400, ceiling = 10_000, atLeast = 0 } = {}) {
  return atLeast + chance * Math.min(ceiling, base * 2 ** Math.min(attempt, 16));
}

/**
 * What to do at a tick of the heartbeat: `ping`, `wait`, or `dead`. `heard` is when anything last arrived, `pinged` when
 * we last asked, `asked` when we first asked since `heard` (0 when we have not): a tab whose timers slept has heard
 * nothing because it asked nothing, so it must ask before it gives up.
 */
export function heartbeat({ now, heard, pinged, asked, everyMs, deadMs }) {
  if (now - heard >= deadMs && asked > 0 && now - asked >= Math.min(deadMs - everyMs, everyMs)) return "dead";
  return now - pinged >= everyMs ? "ping" : "wait";
}

/**
 * Where an event stands against the last number read: `next`, `seen` (already shown), or `gap` (something is missing:
 * connect again and ask).
 */
export function placeOf(event, last) {
  if (event.seq <= last) return "seen";
  return (event.since ?? event.seq) <= last + 1 ? "next" : "gap";
}
