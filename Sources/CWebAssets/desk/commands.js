// What an agent can do at the desk, by button and by key. The page shows; here it is done.
import { askAlerts } from "./alerts.js";
import { findArticle } from "./articles.js";
import { askHandBack, askResolve, askTakeOver } from "./asking.js";
import { draftsOf } from "./context.js";
import { Keys } from "./keys.js";
import { Picker } from "./picker.js";
import { TagBar, askTags } from "./tags.js";
import { askTransfer } from "./transfer.js";

/** `desk`: the page's parts, and `shift` and `active` as they are now. */
export function bindCommands(desk) {
  const { at, announce, board, composer, held, inbox, lists, mentions, offers, show, showBoard, timelineOf } = desk;

  const withChat = (run) => () => (desk.active && !desk.active.ended && !desk.active.watching ? run(desk.active) : false);
  const withAnyChat = (run) => () => (desk.active && !desk.active.ended ? run(desk.active) : false);
  const taggable = (use) => () => (desk.active && desk.shift ? use(desk.active) : false);

  function setNote(wanted) {
    const asNote = wanted || desk.active.watching;
    desk.active.asNote = asNote;
    at("composer").classList.toggle("note", asNote);
    at("as-reply").setAttribute("aria-pressed", String(!asNote));
    at("as-note").setAttribute("aria-pressed", String(asNote));
    composer.field.placeholder = desk.active.watching ? "Whisper: the agent sees it, the visitor does not" : asNote ? "A note: colleagues see it, the visitor does not" : "Reply to the visitor";
    composer.field.setAttribute("aria-label", asNote ? "Note for colleagues" : "Reply to the visitor");
    at("as-note").textContent = desk.active.watching ? "Whisper" : "Note";
    at("send").textContent = desk.active.watching ? "Whisper" : asNote ? "Add note" : "Send";
    if (asNote) desk.shift?.typing(desk.active, false);
  }

  function insert(text, source) {
    if (!desk.active || desk.active.ended || desk.active.watching) return;
    setNote(false);
    desk.active.draftSource = source || undefined;
    composer.insert(text);
  }

  /** What was held back goes as it was; a card's number never does. */
  const sendAnyway = withChat((chat) => {
    const line = chat.heldBack;
    if (!line || line.findings.some(({ kind }) => kind === "card")) return false;
    const text = composer.field.value.trim() || line.text;
    chat.heldBack = undefined;
    held.show();
    composer.set("");
    desk.shift.say(chat, text, { draft: line.draft, checked: true });
    composer.focus();
    return undefined;
  });

  /** The bot goes on, or begins what is offered, through every check it has for a visitor. */
  function run(action) {
    const chat = desk.active;
    if (!chat || chat.ended || chat.watching || !action) return false;
    if (action.resume) desk.shift.handBack(chat, `Please go on: ${action.title}`);
    else desk.shift.delegate(chat, action.intent);
    announce(`The bot takes over: ${action.title}`);
    return undefined;
  }

  const confirmTag = taggable((chat) => {
    const tag = TagBar.suggestion(chat);
    if (!tag) return false;
    desk.shift.tag(chat, tag, true);
    announce("Tagged");
    return undefined;
  });
  const chooseTags = taggable((chat) => askTags(desk.shift.house.tags, chat, (tags) => { for (const tag of tags) desk.shift.tag(chat, tag, true); }));

  const handBack = withChat((chat) => askHandBack((note) => desk.shift.handBack(chat, note)));
  const resolve = withChat((chat) => {
    const suggested = (chat.assistance?.tags ?? []).filter((tag) => !chat.tags.has(tag)).slice(0, 3);
    const titled = suggested.map((name) => ({ name, title: desk.shift.house.tags.find((tag) => tag.name === name)?.title ?? name }));
    askResolve(titled, (outcome, tags) => {
      for (const tag of tags) desk.shift.tag(chat, tag, true);
      desk.shift.resolve(chat, outcome);
    });
  });
  const passOn = withChat((chat) => askTransfer({
    colleagues: desk.shift.colleagues.filter(({ agent }) => agent !== desk.shift.me.agent),
    teams: desk.shift.house.teams.map(({ name }) => name),
    skills: desk.shift.house.skills,
  }, (target) => desk.shift.transfer(chat, target)));
  const takeOver = withAnyChat((chat) => {
    if (!chat.watching) return false;
    askTakeOver(chat.title, desk.shift.holderOf(chat.id)?.name ?? "a colleague", () => desk.shift.takeOver(chat.id));
    return undefined;
  });
  const stopWatching = withAnyChat((chat) => (chat.watching ? desk.shift.leave(chat) : false));
  const toggleNote = withChat((chat) => {
    setNote(!chat.asNote);
    composer.focus();
  });

  /** Beside a chat that is ours what is found can be inserted; what the visitor asked last is looked up first. */
  function lookUp() {
    const chat = desk.active;
    const mayWrite = chat && !chat.ended && !chat.watching;
    findArticle({ words: chat?.preview ?? "", locale: chat?.opened?.locale, insert: mayWrite ? insert : undefined });
  }

  function putAway() {
    if (!desk.active?.ended) return false;
    desk.shift.leave(desk.active);
    if (!desk.active) lists.focusFirstWaiting();
    return undefined;
  }

  function togglePresence() {
    desk.shift.setAvailable(!desk.shift.available);
    announce(desk.shift.available ? "You are available" : "You are away");
  }

  /** The floor, what waits for somebody's word, or notes that name us, in the place of the chat. */
  function toggle(name, fill) {
    if (!at(name).hidden) {
      show(desk.active);
      return at(`${name}-toggle`).focus();
    }
    for (const other of ["board", "inbox", "mentions"]) {
      at(other).hidden = other !== name;
      at(`${other}-toggle`).setAttribute("aria-expanded", String(other === name));
    }
    at("chat").hidden = true;
    at("nobody").hidden = true;
    document.body.classList.remove("lists");
    fill();
    return (at(name).querySelector("button") ?? at(name)).focus();
  }

  const toggleBoard = () => (desk.shift?.supervises ? toggle("board", showBoard) : false);
  const toggleInbox = () => (at("inbox-toggle").hidden ? false : toggle("inbox", () => inbox.show(desk.shift.approvals)));
  const toggleMentions = () => (at("mentions-toggle").hidden ? false : toggle("mentions", () => mentions.show(desk.shift.mentions)));

  function neighbour(by) {
    const chats = [...desk.shift.chats.values()];
    if (chats.length === 0) return false;
    show(chats[(chats.indexOf(desk.active) + by + chats.length) % chats.length]);
    return undefined;
  }

  /** On a narrow page the lists stand where the chat was. */
  function showLists() { document.body.classList.add("lists"); }

  function backToLists() {
    showLists();
    if (!document.querySelector("#mine .active")) return lists.focusFirstWaiting();
    return document.querySelector("#mine .active").focus();
  }

  function step(by) {
    showLists();
    return lists.step(by);
  }

  function toggleContext(open = !document.body.classList.contains("context-open")) {
    document.body.classList.toggle("context-open", open);
    at("context-toggle").setAttribute("aria-expanded", String(open));
    if (open && matchMedia("(max-width: 1100px)").matches) at("context").focus();
  }

  at("hand-back").addEventListener("click", handBack);
  at("resolve").addEventListener("click", resolve);
  at("put-away").addEventListener("click", putAway);
  at("pass-on").addEventListener("click", passOn);
  at("to-lists").addEventListener("click", backToLists);
  at("take-over").addEventListener("click", takeOver);
  at("stop-watching").addEventListener("click", stopWatching);
  at("alerts").addEventListener("click", askAlerts);
  at("look-up").addEventListener("click", lookUp);
  at("board-toggle").addEventListener("click", toggleBoard);
  at("inbox-toggle").addEventListener("click", toggleInbox);
  at("mentions-toggle").addEventListener("click", toggleMentions);
  at("board").addEventListener("keydown", (event) => { if (event.key === "Escape") toggleBoard(); });
  at("mentions").addEventListener("keydown", (event) => { if (event.key === "Escape") toggleMentions(); });
  at("inbox").addEventListener("keydown", (event) => { if (event.key === "Escape") toggleInbox(); });
  at("back").addEventListener("click", () => { togglePresence(); at("presence").focus(); });
  at("presence").addEventListener("click", togglePresence);
  at("as-reply").addEventListener("click", () => { setNote(false); composer.focus(); });
  at("as-note").addEventListener("click", () => { setNote(true); composer.focus(); });
  at("context-toggle").addEventListener("click", () => toggleContext());
  at("context-close").addEventListener("click", () => { toggleContext(false); at("context-toggle").focus(); });
  at("keys").addEventListener("click", () => keys.sheet());
  composer.field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    showLists();
    document.querySelector("#mine .active")?.focus();
  });
  at("context").addEventListener("keydown", (event) => { if (event.key === "Escape") { toggleContext(false); at("context-toggle").focus(); } });

  const offered = (run) => (offers.first ? run(offers.first) : false);
  const signedIn = (run) => (event) => (desk.shift ? run(event) : false);
  const draft = (index) => withChat((chat) => {
    const found = draftsOf(chat)[index];
    if (!found) return false;
    insert(found.text, found.source);
    return undefined;
  });
  const keys = new Keys([
    { key: "j", shown: "j ↓", words: "next in the lists", run: signedIn(() => step(1)) },
    { key: "k", shown: "k ↑", words: "previous in the lists", run: signedIn(() => step(-1)) },
    { key: "Enter", shown: "Enter", words: "claim the visitor, open the chat", run: () => false },
    { key: "a", code: "KeyA", alt: true, always: true, shown: "Alt a", words: "accept the offer", run: signedIn(() => offered((offer) => desk.shift.claim(offer.conversation))) },
    { key: "d", code: "KeyD", alt: true, always: true, shown: "Alt d", words: "decline the offer", run: signedIn(() => offered((offer) => desk.shift.decline(offer.conversation))) },
    { key: "]", words: "next chat", run: signedIn(() => neighbour(1)) },
    { key: "[", words: "previous chat", run: signedIn(() => neighbour(-1)) },
    { key: "r", words: "write a reply", run: withChat(() => { document.body.classList.remove("lists"); setNote(false); composer.focus(); }) },
    { key: "n", words: "write a note for colleagues", run: withChat(() => { document.body.classList.remove("lists"); setNote(true); composer.focus(); }) },
    { key: "n", code: "KeyN", alt: true, shown: "Alt n", words: "reply or note, while writing", run: toggleNote },
    ...Array.from({ length: 9 }, (_, index) => ({
      key: String(index + 1), code: `Digit${index + 1}`, alt: true, run: draft(index),
      ...(index === 0 && { shown: "Alt 1…9", words: "insert a draft" }),
    })),
    { key: "Escape", shown: "Esc", words: "leave the text, back to the lists", run: () => false },
    { key: "h", words: "hand back to the bot", run: handBack },
    { key: "e", words: "resolve", run: resolve },
    { key: "t", words: "pass on to a colleague, a team, a skill", run: passOn },
    { key: "g", words: "confirm the suggested tag", run: confirmTag },
    { key: "g", code: "KeyG", alt: true, shown: "Alt g", words: "the same while writing", run: confirmTag },
    { key: "#", words: "choose tags", run: chooseTags },
    { key: "b", words: "the bot does what is offered first", run: withChat((chat) => run(chat.assistance?.actions?.[0])) },
    { key: "s", code: "KeyS", alt: true, shown: "Alt s", words: "send what was held back", run: sendAnyway },
    { key: "/", shown: "/name", words: "call up a reply, while writing; @ names a colleague in a note", run: () => false },
    { key: "l", words: "look up an article", run: signedIn(lookUp) },
    { key: "v", words: "what waits for your word", run: signedIn(toggleInbox) },
    { key: "m", words: "notes that name you", run: signedIn(toggleMentions) },
    { key: "f", words: "the floor: who is on duty, for supervisors", run: signedIn(toggleBoard) },
    { key: "o", words: "take over the chat you watch", run: takeOver },
    { key: "x", words: "put a finished chat away, stop watching", run: signedIn(() => (desk.active?.watching && !desk.active.ended ? stopWatching() : putAway())) },
    { key: ".", words: "unfold what the bot did", run: signedIn(() => (desk.active ? timelineOf(desk.active).unfold() : false)) },
    { key: "i", words: "show or hide the context", run: signedIn(() => toggleContext()) },
    { key: "p", words: "available or away", run: signedIn(togglePresence) },
    { key: "?", words: "this sheet", run: signedIn(() => keys.sheet()) },
  ]);

  new Picker(composer.field, [
    {
      before: /^\/([a-z0-9_]*)$/i,
      choices: () => (desk.active?.assistance?.replies ?? []).map(({ name, title, text, complete }) => ({
        label: name, hint: complete ? `${title}: ${text}` : `${title} (something is missing): ${text}`, text,
        picked: () => { desk.active.draftSource = `reply:${name}`; },
      })),
    },
    {
      before: /(?:^|\s)@([a-z0-9._-]*)$/i,
      choices: () => (desk.active?.asNote || desk.active?.watching ? desk.shift.colleagues : []).filter(({ agent }) => agent !== desk.shift.me.agent)
        .map(({ agent, name }) => ({ label: agent.replace(/^a-/, ""), hint: name, text: `@${agent.replace(/^a-/, "")} ` })),
    },
  ]);

  return { chooseTags, insert, run, sendAnyway, setNote };
}
