// Parts that come when they are needed. A line that is down for a moment loses none of them: they are asked for again, each
// time under another address, since a browser may keep a module's failure for as long as the page lives.

const pauses = [0, 700, 2500, 8000];

/** The module of a name; throws when it could not be had in eleven seconds. */
export async function part(name, wait = (ms) => new Promise((done) => { setTimeout(done, ms); })) {
  let failure;
  for (const [tried, pause] of pauses.entries()) {
    if (pause > 0) await wait(pause);
    try {
      return await import(`./${name}.js${tried > 0 ? `?again=${tried}` : ""}`);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
