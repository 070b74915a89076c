// The widget's own words. What the bot says comes from the playbook.
import { part } from "./part.js";

const english = {
  chat: "Chat with {company}",
  bot: "bot",
  person: "person",
  you: "You",
  intro: "{name} is a bot of {company}: an automated assistant, not a person. You can ask for a person at any time.",
  status_bot: "Bot · answers at once",
  status_queue: "Waiting for a person",
  status_agent: "{name} · a person",
  status_connecting: "Connecting …",
  conversation: "Conversation",
  message: "Your message",
  placeholder: "Write a message …",
  send: "Send",
  ask_person: "Talk to a person",
  person_called: "A person has been called",
  person_here: "You are talking to {name}",
  suggested: "Suggested answers",
  queued: "Will be sent when the connection is back",
  sending: "Sending …",
  sent: "Sent",
  failed: "Not sent",
  failed_too_long: "Not sent: it is too long",
  retry: "Try again",
  discard: "Discard",
  offline: "No connection. You can go on writing: your messages are sent when it is back.",
  reconnecting: "The connection was lost. Trying again {when} …",
  too_fast: "That was a lot at once. Your messages are kept and sent {when}.",
  busy: "We are very busy just now. Your messages are kept and sent {when}.",
  now: "now",
  in_seconds: "in {n} s",
  outdated: "This chat is newer than the page. Please load the page again.",
  full: "Too many messages are waiting to be sent.",
  too_long: "At most {n} characters.",
  waiting: "A person has been called. Write on if you like: they will see it all.",
  waiting_next: "You are next in line.",
  waiting_place: "You are number {position} of {waiting} in line.",
  leave_queue: "Go on with the bot instead",
  eta_soon: "Probably less than a minute.",
  eta_one_minutes: "Probably about a minute.",
  eta_about_minutes: "Probably about {to} minutes.",
  eta_minutes: "Probably {from} to {to} minutes.",
  eta_one_hours: "Probably about an hour.",
  eta_about_hours: "Probably about {to} hours.",
  eta_hours: "Probably {from} to {to} hours.",
  why_moreUrgentCame: "Somebody more urgent came first.",
  why_fewerAgents: "Fewer people are here than before.",
  why_slowerThanUsual: "It takes longer than usual just now.",
  people_now: "A person is free now",
  people_after: "People are here; {n} waiting",
  people_busy: "People are here, all busy just now",
  people_full: "Everyone is busy just now",
  people_nobody: "Nobody is here just now",
  people_back: "People are back {when}",
  people_closed: "People are not here just now",
  opens: "People are here again {when}. Until then the bot is with you.",
  closed_now: "People are not here just now. The bot is with you.",
  queue_full: "Too many are waiting for a person just now. The bot is with you.",
  callback_choose: "When may a person come to this chat?",
  callback_booked: "Booked: a person comes to this chat {when}.",
  more_times: "More times",
  slot_taken: "That time has just been taken; please choose another.",
  transferred: "{name} is passing you on to a colleague, who can read everything.",
  agent_joined: "{name} has joined the chat.",
  handed_back: "{name} has left. {bot} is with you again.",
  agent_lost: "{name} has lost the connection. You are first in line again, and nothing you said is lost.",
  resolved: "This conversation has been resolved. Write again whenever you like.",
  rate: "How did we do?",
  not_solved: "It isn’t solved",
  stars: "{n} of 5 stars",
  comment: "Anything to add? (optional)",
  comment_then: "A comment goes with your stars: write it first, then choose.",
  rated: "You gave {n} of 5 stars. Thank you.",
  not_rated: "This conversation has been rated already.",
  bot_typing: "{name} is writing",
  agent_typing: "{name} is writing",
  somebody: "Your agent",
  new_messages: "New messages",
  from_article: "From the article",
  article_missing: "The article could not be opened.",
  loading: "Opening …",
  back: "Back to the chat",
  close: "Close the chat",
  more: "More",
  about: "About this chat",
  shared: "What this site shares with us",
  shared_nothing: "Nothing but your messages.",
  save_chat: "Save this conversation as text",
  end_chat: "End this conversation",
  start_over: "Start a new conversation",
  start_over_sure: "Forget this conversation on this device and start a new one?",
  yes_start_over: "Start a new one",
  picture_missing: "The picture could not be shown here.",
  opens_elsewhere: "opens in a new tab",
  says: "{name}: {text}",
};

const others = new Set(["de", "fr"]);

const languageOf = (locale) => String(locale ?? "en").toLowerCase().split("-")[0];

/** The words of a locale, English where we do not speak it; other languages are fetched when they are wanted. */
export async function wordsFor(locale) {
  const language = languageOf(locale);
  if (!others.has(language)) return speaking(english, "en", locale);
  try {
    return speaking((await part(`words.${language}`)).words, language, locale);
  } catch {
    return speaking(english, "en", locale);
  }
}

/** `say("stars", { n: 4 })`; also `say.language` of the words and `say.locale` for dates. */
export function speaking(words = english, language = "en", locale = language) {
  const say = (key, values = {}) =>
    (words[key] ?? english[key]).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  say.language = language;
  // Dates and numbers follow the reader's own habits, also where the words are English.
  const tags = [String(locale ?? "")].filter((tag) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(tag));
  try {
    say.locale = Intl.DateTimeFormat.supportedLocalesOf(tags)[0] ?? language;
  } catch {
    say.locale = language;
  }
  return say;
}
