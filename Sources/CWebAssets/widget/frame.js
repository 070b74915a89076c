// The chat in its frame: the visit decides, the page shows, the bridge talks to the site around.
import { Bridge } from "./bridge.js";
import { readableOn } from "./colours.js";
import { Composer } from "./composer.js";
import { element } from "./elements.js";
import { Memory } from "./memory.js";
import { part } from "./part.js";
import { Transcript } from "./transcript.js";
import { Visit } from "./visit.js";
import { peopleWords, Waiting } from "./waiting.js";
import { speaking, wordsFor } from "./words.js";

const at = (id) => document.getElementById(id);
const page = {
  scroll: at("scroll"), banner: at("banner"), queue: at("queue"), announcer: at("announcer"), status: at("status"),
  person: at("person"), hint: at("hint"), latest: at("latest"), people: at("people"), title: at("title"), menu: at("menu"), close: at("close"),
};
const bridge = new Bridge();

let say = speaking();
let visit;
let open = !bridge.framed;
let unread = 0;
let trouble = "";
let retryAt;
let line = "connecting";
let whoTypes;
let identified = "anonymous";
let people;
let peopleTimer;
/** What was true a minute ago is no promise. */
const peopleTrueMs = 60_000;

const transcript = new Transcript({ lines: at("lines"), pending: at("pending"), typing: at("typing") }, say, {
  choose: (button) => {
    visit.say(button.label, button.choice);
    composer.focus();
  },
  open: (citation) => articles.open(citation),
  retry: (cmid) => visit.retry(cmid),
  discard: (cmid) => visit.discard(cmid),
  rate: (stars, comment) => {
    composer.focus();
    return visit.rate(stars, comment);
  },
  callback: (begins) => visit.callback(begins),
  grown: () => follow(stuck),
  site: () => visit.context.url,
});
const waiting = new Waiting(page.queue, say, { leave: () => visit.leaveQueue(), announce });
let reader;
/** Loaded with the first article that somebody wants to read. */
const articles = {
  async open(citation) {
    reader ??= new (await part("article")).ArticleReader(at("article"), say);
    reader.speak(say);
    reader.open(citation, visit.token);
  },
};
const composer = new Composer(at("composer"), {
  send: (text) => {
    const taken = visit.say(text);
    follow(true);
    return taken;
  },
  typing: (on) => visit?.typing(on),
  told: (key, values) => { page.hint.textContent = key ? say(key, values) : ""; },
});

// MARK: What the visit tells

const view = {
  welcomed(assistant, level) {
    if (level !== identified) bridge.tell("identified", { level });
    identified = level;
    page.title.textContent = say("chat", { company: assistant.company });
    transcript.introduce(assistant);
    trouble = "";
  },
  event(event, { live }) {
    const stick = atEnd();
    const spoken = transcript.show(event, visit);
    if (visit.holder !== "queue") waiting.hide();
    if (live && spoken) announce(spoken);
    if (live && (event.kind === "bot" || event.kind === "agent")) arrived(event);
    if (live && event.kind === "resolved") bridge.tell("resolved");
    if (live && event.kind === "rated") bridge.tell("rated", { stars: event.stars });
    follow(stick || !live);
    seen();
  },
  pending(items) {
    const stick = atEnd();
    transcript.showPending(items);
    follow(stick);
  },
  held: showHolder,
  queue(place) {
    const stick = atEnd();
    waiting.show(place);
    follow(stick);
  },
  people(frame) {
    people = frame;
    clearTimeout(peopleTimer);
    const lasts = frame.state === "closed" ? Math.min(2 ** 31 - 1, Math.max(0, (frame.opens ?? Infinity) - Date.now())) : peopleTrueMs;
    peopleTimer = setTimeout(() => view.people({}), lasts);
    if (frame.state === undefined) clearTimeout(peopleTimer);
    showPeople();
  },
  typing(by, on) {
    if (on) whoTypes = by;
    else if (whoTypes !== by && whoTypes !== undefined && by !== "bot") return;
    const name = by === "bot" ? visit.assistant.name || say("bot") : visit.agentName || say("somebody");
    const stick = atEnd();
    transcript.showTyping(on, say(by === "bot" ? "bot_typing" : "agent_typing", { name }));
    follow(stick);
  },
  connection(state, at) {
    line = state;
    retryAt = at;
    if (state === "open") trouble = "";
    showLine();
  },
  refused(code) {
    trouble = code;
    showLine();
  },
  notBooked: (begins) => transcript.couldNotBook(begins),
  notRated: () => transcript.couldNotRate(),
  notIdentified: (why) => bridge.tell("identity_refused", { why }),
  cleared() {
    transcript.clear();
    waiting.hide();
    if (visit?.assistant.name) transcript.introduce(visit.assistant);
    showHolder("bot", "");
  },
};

function arrived(event) {
  bridge.tell("message", { kind: event.kind, text: event.text ?? "" });
  if (open && !document.hidden) return;
  unread += 1;
  bridge.post("unread", { count: unread });
}

function seen() {
  if (!open || document.hidden) return;
  unread = 0;
  visit.sawAll();
}

function showHolder(holder, name) {
  const texts = { bot: say("status_bot"), queue: say("status_queue"), agent: say("status_agent", { name }), nobody: say("status_bot") };
  page.status.textContent = line === "open" ? texts[holder] : say("status_connecting");
  page.status.dataset.holder = line === "open" ? holder : "connecting";
  const asked = holder === "queue" || holder === "agent";
  page.person.setAttribute("aria-disabled", String(asked));
  page.person.querySelector("span").textContent =
    holder === "queue" ? say("person_called") : holder === "agent" ? say("person_here", { name }) : say("ask_person");
  showPeople();
}

/** Beside the button that asks for one: whether a person can be had. Nothing while one is asked for, or the line is down. */
function showPeople() {
  const asked = visit?.holder === "queue" || visit?.holder === "agent";
  const text = asked || line !== "open" ? "" : peopleWords(say, people);
  page.people.hidden = text === "";
  page.people.dataset.state = people?.state ?? "";
  if (page.people.textContent !== text) page.people.textContent = text;
}

/** One banner for the state of the line; it says when we try again, and counts down to it. */
function showLine() {
  const seconds = Math.max(0, Math.ceil(((retryAt ?? 0) - Date.now()) / 1000));
  const when = seconds > 1 ? say("in_seconds", { n: seconds }) : say("now");
  let text = "";
  if (trouble === "unsupported_version") text = say("outdated");
  else if (trouble !== "" && line !== "open") text = say(trouble === "rate_limited" ? "too_fast" : "busy", { when });
  else if (!navigator.onLine) text = say("offline");
  else if (line === "waiting" && seconds > 1) text = say("reconnecting", { when });
  else if (line !== "open" && !page.banner.hidden) text = say("reconnecting", { when: say("now") });
  page.banner.hidden = text === "";
  if (page.banner.textContent !== text) page.banner.textContent = text;
  if (visit) showHolder(visit.holder, visit.agentName);
}
setInterval(() => line !== "open" && showLine(), 1000);
window.addEventListener("online", showLine);
window.addEventListener("offline", showLine);

// MARK: Scrolling and speaking

function atEnd() {
  return page.scroll.scrollHeight - page.scroll.scrollTop - page.scroll.clientHeight < 80;
}

/** Whether the reader is at the end, and wants to stay there when the room for it changes. */
let stuck = true;

function follow(stick) {
  if (stick) page.scroll.scrollTop = page.scroll.scrollHeight;
  page.latest.hidden = atEnd();
}

/** Each line for itself, so that a burst is read in order; old ones leave the page. */
function announce(text) {
  page.announcer.append(element("p", {}, text));
  while (page.announcer.childElementCount > 5) page.announcer.firstElementChild.remove();
}

page.scroll.addEventListener("scroll", () => {
  stuck = atEnd();
  page.latest.hidden = stuck;
}, { passive: true });
page.latest.addEventListener("click", () => {
  follow(true);
  composer.focus();
});
new ResizeObserver(() => follow(stuck)).observe(page.scroll);
document.addEventListener("visibilitychange", () => visit && seen());

// MARK: Buttons and keys

page.person.addEventListener("click", () => {
  if (page.person.getAttribute("aria-disabled") === "true") return;
  visit.say(say("ask_person"), { person: true });
  follow(true);
  composer.focus();
});
page.close.addEventListener("click", () => bridge.post("close"));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) bridge.post("close");
});

page.menu.addEventListener("click", async () => {
  const { showAbout } = await part("about");
  showAbout(at("about"), say, visit, at("lines"), () => composer.focus());
});
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

// MARK: The site around

async function translate(locale) {
  say = await wordsFor(locale);
  document.documentElement.lang = say.language;
  transcript.speak(say);
  waiting.speak(say);
  page.close.setAttribute("aria-label", say("close"));
  page.menu.setAttribute("aria-label", say("more"));
  page.scroll.setAttribute("aria-label", say("conversation"));
  page.latest.querySelector("span").textContent = say("new_messages");
  composer.field.placeholder = say("placeholder");
  composer.field.setAttribute("aria-label", say("message"));
  at("send").setAttribute("aria-label", say("send"));
  page.title.textContent = say("chat", { company: visit?.assistant.company || "…" });
  if (visit) {
    visit.locale = locale;
    if (visit.assistant.name) transcript.introduce(visit.assistant);
    showLine();
  }
}

function paint({ accent, scheme }) {
  const root = document.documentElement;
  if (scheme) root.style.colorScheme = scheme === "light" || scheme === "dark" ? scheme : "";
  if (!/^#[0-9a-f]{6}$/i.test(accent ?? "")) return;
  root.style.setProperty("--brand", accent);
  root.style.setProperty("--on-brand", readableOn(accent));
}

async function begin({ website = "", accent, scheme, locale, context = {}, user, identity, sheet = false, reset = false, text = "" }) {
  const memory = new Memory(website || "site");
  if (reset) for (const key of ["visit", "outbox"]) memory.remove(key);
  visit = new Visit(memory, view);
  visit.context = website ? { ...context, website } : context;
  visit.user = undefined;
  visit.identity = identity;
  paint({ accent, scheme });
  await translate(locale ?? navigator.language);
  document.body.classList.toggle("sheet", sheet);
  if (user) visit.identify(user, identity);
  visit.start();
  if (text) composer.set(String(text));
  if (open) composer.focus();
}

bridge.on("configure", ({ configuration }) => {
  if (visit) return;
  open = configuration.open === true;
  begin(configuration);
});
bridge.on("open", (said) => {
  open = said.open === true;
  if (!visit) return;
  visit.context = { ...visit.context, ...said.context };
  seen();
  if (!open) return;
  follow(true);
  composer.focus();
});
bridge.on("text", ({ text }) => composer.set(String(text)));
bridge.on("sheet", ({ sheet }) => document.body.classList.toggle("sheet", sheet === true));
bridge.on("scheme", paint);
bridge.on("locale", ({ locale }) => translate(String(locale)));
bridge.on("context", ({ context }) => { if (visit) visit.context = { ...visit.context, ...context }; });
bridge.on("user", ({ user, identity, context }) => {
  if (!visit) return;
  visit.context = { ...visit.context, ...context };
  visit.identify(user, identity);
});
bridge.on("reset", ({ context }) => {
  if (!visit) return;
  visit.user = undefined;
  visit.identity = undefined;
  visit.context = context ?? {};
  visit.reset();
});

page.close.hidden = !bridge.framed;
if (bridge.framed) bridge.post("ready");
else begin({ website: "", context: {} });
