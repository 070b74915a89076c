import Testing

extension BrowserTests {
    /// Stored scripts (`security.md`, check 28): every text that the desk shows, wherever it comes from, is one of a corpus
    /// of payloads, under the desk's own policy with Trusted Types.
    @Suite struct HostileTexts {
        /// `H` is what would be run.
        private static let corpus = #"""
            const bases = ["<script>H</script>", "<img src=x onerror=H>", "<svg onload=H>", "<svg/onload=H>", "<body onload=H>",
              "<iframe src=\"javascript:H\">", "<iframe srcdoc=\"<script>parent.hurt=1</script>\">", "<a href=\"javascript:H\">x</a>",
              "javascript:H", "data:text/html,<script>H</script>", "<details open ontoggle=H>", "<video src=x onerror=H>",
              "<audio src=x onerror=H>", "<input autofocus onfocus=H>", "<select autofocus onfocus=H>", "<textarea autofocus onfocus=H>",
              "<marquee onstart=H>", "<object data=\"javascript:H\">", "<embed src=\"javascript:H\">", "<link rel=stylesheet href=\"javascript:H\">",
              "<style>@import 'javascript:H'</style>", "<meta http-equiv=refresh content=\"0;url=javascript:H\">",
              "<form action=\"javascript:H\"><button>x</button></form>", "<button formaction=\"javascript:H\">x</button>",
              "<math><maction actiontype=\"statusline#\" xlink:href=\"javascript:H\">x</maction></math>", "<svg><script>H</script></svg>",
              "<svg><animate onbegin=H attributeName=x dur=1s>", "<svg><a xlink:href=\"javascript:H\"><text>x</text></a></svg>",
              "<template><img src=x onerror=H></template>", "<noscript><p title=\"</noscript><img src=x onerror=H>\">",
              "<xss style=\"animation-name:x\" onanimationstart=H>", "<div onpointerenter=H>x</div>", "<isindex type=image src=1 onerror=H>",
              "<img src=x:x onerror=H>", "<img srcset=x onerror=H>", "<picture><source srcset=x><img onerror=H></picture>",
              "<base href=\"javascript:H//\">", "<frameset onload=H>", "<table background=\"javascript:H\">",
              "{{constructor.constructor('H')()}}", "${H}", "`${H}`", "';H;//", "\";H;//", "</title><script>H</script>",
              "</textarea><script>H</script>", "--><script>H</script>", "]]><script>H</script>", "%3Cscript%3EH%3C/script%3E",
              "&lt;script&gt;H&lt;/script&gt;", "<scr<script>ipt>H</scr</script>ipt>", "<IMG SRC=JaVaScRiPt:H>",
              "<img src=\"jav&#x09;ascript:H\">", "[x](javascript:H)", "![x](javascript:H)", "https://x.example/\"onmouseover=H",
              "mailto:x@y.example?body=<script>H</script>", "vbscript:H"].map((text) => text.replaceAll("H", "window.hurt=1"));
            const corpus = bases.flatMap((text) => [text, `"'>${text}`, `\u202e${text}\u200b`]);
            """#

        /// Every part of the desk that shows something, fed with one of each frame in which every free text is the payload.
        private static let showing = #"""
            const load = (name) => import(`/desk/${name}.js`);
            const [{ Timeline }, { ContextPanel }, { Chat }, { Lists }, { Board }, { Inbox }, { TagBar }, { HeldBack }, { Mentions }, { Offers }, { announce, toast }] = await Promise.all(
              ["timeline", "context", "chat", "lists", "board", "approvals", "tags", "heldback", "mentions", "offers", "door"].map(load));
            const now = Date.now();
            const show = (X) => {
              const home = document.createElement("div");
              const part = (tag = "div") => home.appendChild(document.createElement(tag));
              const acts = new Proxy({}, { get: (_, name) => (name === "now" ? () => now : name === "title" || name === "tagTitle" || name === "nameOf" ? () => X : () => true) });
              const events = [
                { kind: "opened", visitor: X, channel: X, locale: X, context: { name: X, url: X, title: X, referrer: X, [X]: X } },
                { kind: "visitor", text: X }, { kind: "agent", text: X, name: X }, { kind: "note", text: X, reason: "agent", by: X },
                { kind: "bot", text: X, buttons: [{ label: X }], images: [{ url: X, description: X }], links: [{ url: X, label: X }],
                  cards: [{ title: X, text: X, image: { url: X, description: X }, link: { url: X, label: X }, button: { label: X } }],
                  codes: [{ text: X, description: X }], citation: { article: X, title: X, section: X } },
                { kind: "understood", intents: [{ name: X, confidence: 1 }], band: "act", entities: [{ name: X, text: X }], valence: 0, frustration: 1, urgency: 0, words: [X] },
                { kind: "flow", flow: X, state: "ended", outcome: X }, { kind: "slot", slot: X, value: X }, { kind: "slot", slot: X, value: { [X]: [X] } },
                { kind: "verified", what: X }, { kind: "confirmation", response: X }, { kind: "article", article: X, section: X },
                { kind: "action", id: X, action: X, state: "done", arguments: { [X]: X }, result: { [X]: X } }, { kind: "action", id: "2", action: X, state: X, reason: X },
                { kind: "escalated", reason: X, team: X }, { kind: "failed", reason: X }, { kind: "tag", tag: X, on: true },
                { kind: "agent_joined", name: X }, { kind: "agent_left", why: "transferred", note: X }, { kind: "agent_left", why: "taken_over", by: X },
                { kind: "resolved", outcome: X }, { kind: "rated", stars: 3, comment: X },
              ].map((event, at) => ({ seq: at + 1, at: now, ...event }));
              const chat = new Chat(X);
              const timeline = new Timeline({ nameOf: () => X });
              home.append(timeline.root);
              for (const event of events) { chat.happened(event, { name: X }); timeline.show(event); }
              timeline.showPending([{ type: "say", cmid: "a", text: X, state: "failed", failed: X }, { type: "tag", cmid: "b", tag: X, state: "queued" }]);
              chat.take({ reason: X, team: X, summary: X, visitor: X, drafts: [X], slots: { [X]: X }, identity: [X], articles: [{ article: X, title: X }], context: { name: X, [X]: X }, actions: [], sentiment: [] });
              chat.assistance = { drafts: [{ source: X, title: X, text: X }], replies: [{ name: X, title: X, text: X, complete: true }], actions: [{ title: X, reason: X, intent: X }], tags: [X + "2"], off: [{ source: X, used: 1, judged: 2 }] };
              chat.background = { past: [{ conversation: X, began: now, about: [X], tags: [X], outcome: X, fixed_by: [X], stars: 1 }], similar: [{ conversation: X, began: now, about: [X], tags: [X], outcome: X, fixed_by: [X] }] };
              chat.clocks = [{ kind: X, left_ms: 1, due: now }];
              const item = { at: new Date(now).toISOString(), kind: X, text: X };
              chat.customer = {
                attributes: [{ name: X, value: X, source: X }], incidents: [{ title: X, stage: X, reported: true, told: true }],
                events: Array.from({ length: 7 }, () => item), alarms: [item],
              };
              chat.onlookers = [{ name: X, writing: true }];
              new ContextPanel(part(), acts).show(chat);
              new Mentions(part(), acts).show([{ conversation: X, by: X, at: now, text: X }]);
              const offers = new Offers(acts);
              offers.show([{ conversation: X, reason: X, team: X, frustration: 1, waiting_since: now, last_text: X, until: now + 9000 }]);
              home.append([...document.querySelectorAll("#offers")].at(-1));
              home.done = () => offers.show([]);
              for (const told of [announce, toast]) told(X);
              for (const id of ["announcer", "toasts"]) home.append(document.getElementById(id).lastElementChild);
              new TagBar(part(), acts).show(chat);
              new HeldBack(part(), acts).show({ text: X, findings: [{ kind: "banned", words: X }, { kind: X, words: X }] });
              const lists = new Lists({ mine: part("ul"), queue: part("ul") }, acts);
              lists.showChats([chat], chat);
              lists.showQueue([{ conversation: X, reason: X, team: X, frustration: 1, waiting_since: now, last_text: X, offered_to: X, clock: { kind: X, left_ms: 1, due: now } }]);
              new Board(part(), acts).show({ colleagues: [{ agent: X, name: X, status: X, load: 1, capacity: 2, holds: [X] }], queue: [], more: 0 });
              new Inbox(part(), acts).show([{ approval: X, conversation: X, action: X, arguments: { [X]: X }, reasons: [X], asked_at: now, answer_by: now, obstacle: X }]);
              return home;
            };
            """#

        @Test func `no text of anybody runs on the desk`() async throws {
            let agent = try await agent("ida")
            let found = try await agent.evaluate(
                """
                (async () => {
                  \(Self.corpus)
                  \(Self.showing)
                  let shown = 0, made = 0;
                  for (const text of corpus) {
                    const home = show(text);
                    document.body.append(home);
                    made += home.querySelectorAll("script, img, iframe, object, embed, link, style, meta, base, form, video, audio, marquee, math, template, a[href^='javascript' i], a[href^='data' i], a[href^='vbscript' i], [onerror], [onload], [onfocus]").length;
                    shown += home.textContent.includes(text) ? 1 : 0;
                    for (const one of home.querySelectorAll("a, details, summary")) one.dispatchEvent(new PointerEvent("pointerenter"));
                    await new Promise((done) => requestAnimationFrame(done));
                    home.done();
                    home.remove();
                  }
                  return [corpus.length, shown, made, window.hurt === undefined];
                })()
                """
            ).array
            #expect(found.first == 174)
            // Shown as the text it is: not swallowed, and nothing made of it.
            #expect(found.dropFirst().first == found.first)
            #expect(found.dropFirst(2).first == 0)
            #expect(found.last == true)
            #expect(await agent.complaints() == [])
            try await agent.close()
        }

        @Test func `no text of a visitor runs anywhere on its way to the desk`() async throws {
            let visitor = try await visitor()
            let lines = [
                "<img src=x onerror=window.hurt=1><script>window.hurt=1</script>", "\"'><svg/onload=window.hurt=1>",
                "javascript:window.hurt=1 <iframe srcdoc=\"<script>parent.hurt=1</script>\">",
                "</textarea></title><details open ontoggle=window.hurt=1>",
            ]
            for line in lines {
                try await visitor.type(line)
                try await visitor.key("Enter")
                try await visitor.untilLine(line)
            }
            try await visitor.clickInFrame("#person")
            let agent = try await agent("sam")
            try await agent.until("!document.querySelector('#offers').hidden")
            try await agent.key("a", code: "KeyA", modifiers: 1)
            for line in lines {
                try await agent.until(
                    "document.querySelector('.timeline')?.textContent.includes(\(Page.literal(line)))")
            }
            #expect(try await agent.evaluate("window.hurt === undefined") == true)
            #expect(try await visitor.evaluate("window.hurt === undefined", inFrame: true) == true)
            #expect(await agent.complaints() == [])
            try await BrowserTests.resolve(agent)
            for page in [visitor, agent] { try await page.close() }
        }
    }
}
