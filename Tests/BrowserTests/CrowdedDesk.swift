/// A desk whose service is a script in the page: 200 wait, 20 chats are open, and something happens all the time. What
/// is measured is the page alone.
enum CrowdedDesk {
    /// Stands in for the socket and for who is signed in. `crowd.watch(ms)` gives the lengths of the frames, sorted;
    /// `crowd.play()` lets things happen until `crowd.rest()`.
    static let script = """
        (() => {
          const answers = {
            "/v1/desk/me": { agent: "a-ida", name: "Ida", role: "supervisor", teams: [] },
            "/v1/desk/ticket": { ticket: "t" },
          };
          const real = window.fetch;
          window.fetch = (path, options) => (answers[path]
            ? Promise.resolve(new Response(JSON.stringify(answers[path]), { headers: { "Content-Type": "application/json" } }))
            : String(path).startsWith("/v1/desk/") ? Promise.resolve(new Response("", { status: 404 })) : real(path, options));
          const crowd = {};
          window.crowd = crowd;
          const now = Date.now();
          const waiting = (n, place) => ({
            conversation: `q-${n}`, reason: n % 3 ? "asked" : "frustrated", team: "support", priority: 0.2,
            waiting_since: now - n * 1000, frustration: (n % 10) / 10, last_text: `This is what visitor ${n} said last`,
            why: { wait: n / 60, frustration: 0.2, urgency: 0, value: 0, priority: 0.2, total: n / 60 + 0.4 },
            clock: { kind: "first", left_ms: 60000, due: now + 60000 + n * 100, warns: now + 30000 },
          });
          let order = Array.from({ length: 200 }, (_, n) => n);
          const seqs = new Map();
          window.WebSocket = class extends EventTarget {
            static OPEN = 1;
            readyState = 0;
            protocol = "warmline.desk.v1";
            bufferedAmount = 0;
            constructor() {
              super();
              crowd.socket = this;
              setTimeout(() => { this.readyState = 1; this.#fire("open"); }, 0);
            }
            #fire(type, data) {
              const event = data === undefined ? new Event(type) : new MessageEvent(type, { data });
              this[`on${type}`]?.(event);
              this.dispatchEvent(event);
            }
            tell(frame) {
              this.#fire("message", JSON.stringify(frame));
            }
            send(text) {
              const frame = JSON.parse(text);
              if (frame.type === "hello") {
                this.tell({ type: "welcome", v: 1, agent: "a-ida", name: "Ida", role: "supervisor", teams: [], epoch: "e",
                  heartbeat: { every_ms: 20000, dead_ms: 45000 }, mine: Array.from({ length: 20 }, (_, n) => `c-${n}`),
                  house: { teams: [], skills: [], tags: [] } });
                this.tell({ type: "queue", entries: order.map(waiting), more: 0 });
              }
              if (frame.type === "open") {
                for (let n = 0; n < 60; n += 1) crowd.say(frame.conversation, n % 2 ? "bot" : "visitor");
              }
            }
            close() {}
          };
          crowd.say = (conversation, kind) => {
            const seq = (seqs.get(conversation) ?? 0) + 1;
            seqs.set(conversation, seq);
            crowd.socket.tell({ type: "event", conversation, seq, at: Date.now(), kind, text: `Line ${seq} of ${conversation}, which is as long as lines are` });
          };
          crowd.watch = (ms) => new Promise((done) => {
            const ends = performance.now() + ms;
            const frames = [];
            let last;
            const look = (moment) => {
              if (last !== undefined) frames.push(moment - last);
              last = moment;
              if (performance.now() < ends) requestAnimationFrame(look);
              else done(frames.toSorted((one, other) => one - other));
            };
            requestAnimationFrame(look);
          });
          let at = 0;
          crowd.play = () => {
            const scrolled = document.querySelector("nav");
            crowd.timer = setInterval(() => {
              at += 1;
              scrolled.scrollTop = (scrolled.scrollTop + 40) % 8000;
              crowd.say(`c-${at % 20}`, at % 3 ? "visitor" : "bot");
              if (at % 4 === 0) crowd.socket.tell({ type: "typing", conversation: `c-${(at * 7) % 20}`, by: "visitor", on: at % 8 === 0 });
              if (at % 10 === 0) {
                order = [...order.slice(1), order[0]];
                crowd.socket.tell({ type: "queue", entries: order.map(waiting), more: 0 });
              }
              if (at % 25 === 0) crowd.socket.tell({ type: "agents", agents: Array.from({ length: 12 }, (_, n) => ({ agent: `a-${n}`, name: `Agent ${n}`, status: "available", load: at % 5, capacity: 5, holds: [] })) });
            }, 50);
          };
          crowd.rest = () => clearInterval(crowd.timer);
        })();
        """
}
