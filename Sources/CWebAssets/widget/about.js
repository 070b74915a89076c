// What stands behind "More": what the site shares, the conversation to keep, its end, and a new one. It comes when it is
// asked for.
import { element } from "./elements.js";

/** `about` is the dialog, `lines` the conversation's list; `done()` when the visitor goes back to writing. */
export function showAbout(about, say, visit, lines, done) {
  const button = (words, onclick, more = {}) => element("button", { type: "button", onclick, ...more }, words);
  const leave = (deed) => () => {
    deed();
    about.close();
    done();
  };
  const shared = Object.entries(visit.context).flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
  const hasSaid = lines.querySelector(".line.visitor") !== null;
  const sure = button(say("yes_start_over"), leave(() => visit.reset()), { class: "primary", hidden: true });
  const ask = button(say("start_over"), () => {
    ask.replaceWith(element("p", {}, say("start_over_sure")));
    sure.hidden = false;
    sure.focus();
  });
  about.setAttribute("aria-label", say("about"));
  about.replaceChildren(
    element("h2", {}, say("about")),
    element("p", {}, say("intro", visit.assistant)),
    element("h3", {}, say("shared")),
    shared.length > 0 ? element("dl", {}, shared) : element("p", {}, say("shared_nothing")),
    hasSaid ? button(say("save_chat"), () => save(asText(lines, say))) : "",
    hasSaid && visit.holder !== "nobody" ? button(say("end_chat"), leave(() => visit.end())) : "",
    ask, sure,
    button(say("back"), () => about.close(), { class: "done" }));
  about.showModal();
}

/** What was said, by whom and when, and where links lead. */
function asText(lines, say) {
  const moment = new Intl.DateTimeFormat(say.locale, { dateStyle: "medium", timeStyle: "short" });
  const wordsOf = (part) => {
    const words = part.innerText.trim();
    const links = [part, ...part.querySelectorAll("a")].map(({ href }) => href ?? "");
    return [words, ...links.filter((link) => link.startsWith("http") && !words.includes(link))];
  };
  const written = [...lines.children].map((line) => {
    const head = line.querySelector(".head");
    if (!head) return (line.querySelector("p") ?? line).textContent;
    const who = `${head.querySelector(".name").textContent}, ${moment.format(new Date(head.querySelector("time").dateTime))}:`;
    const said = [...line.children].filter((part) => part !== head && !part.matches(".choices")).flatMap(wordsOf);
    return [who, ...said.filter(Boolean)].join("\n");
  });
  return `${written.join("\n\n")}\n`;
}

function save(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  element("a", { href: address, download: "chat.txt" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
