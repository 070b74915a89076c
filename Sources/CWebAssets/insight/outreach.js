// Writing first, besides incidents: what tripwires hold back, and messages to many that somebody has prepared.
import { element } from "/widget/elements.js";
import { dryRun } from "./incident.js";
import { attempt, plain } from "./opening.js";
import { colleague, count, dateAndTime } from "./words.js";

const numbers = [["sent", "Sent"], ["posted", "Said in a chat"], ["waiting", "Waiting"], ["failed", "Not reached"]];

export function showOutreach(outreach) {
  const held = outreach.tripwires.filter(({ waiting, stopped }) => waiting > 0 || stopped);
  if (outreach.fired + held.length + outreach.campaigns.length === 0) return "";
  return element("section", { class: "alert outreach", "aria-labelledby": "outreach" },
    element("header", {}, element("h3", { id: "outreach" }, "Written first")),
    element("dl", { class: "run" }, numbers.filter(([key]) => outreach[key] > 0 || key === "sent").map(([key, words]) =>
      element("div", {}, element("dt", {}, words), element("dd", {}, count(outreach[key]))))),
    element("ul", { class: "rows" }, held.map(tripwire), outreach.campaigns.map(campaign)));
}

const given = (approvals) => (approvals.length ? ` ${approvals.length} of 2 have said go: ${approvals.map(colleague).join(", ")}.` : " Two people have to say go.");

function tripwire({ tripwire: name, waiting, sent_today: sent, approvals, stopped, held }) {
  const act = (deed, words) => () => attempt(`/v1/outreach/tripwires/${encodeURIComponent(name)}/${deed}`, {}, words);
  const words = stopped ? "Stopped: it sends nothing." : held ? `Held: ${count(sent)} went out within a day, ${count(waiting)} wait.${given(approvals)}` : `${count(waiting)} wait for their hour.`;
  return element("li", {}, element("b", {}, plain(name)), element("span", { class: "quiet" }, words),
    element("span", { class: "buttons" },
      held && !stopped ? element("button", { type: "button", class: "main", onclick: act("go", "You said go.") }, "Go", element("span", { class: "hidden" }, ` ${plain(name)}`)) : "",
      stopping(stopped, plain(name), act)));
}

function campaign({ id, title, since, run }) {
  const shown = element("div", { class: "trial", role: "status" });
  const act = (deed, words) => () => attempt(`/v1/outreach/campaigns/${id}/${deed}`, {}, words);
  const told = run.outreaches + run.threads;
  return element("li", {}, element("b", {}, title),
    element("span", { class: "quiet" }, `${dateAndTime(since)} · ${count(told)} of ${count(run.affected)} told.`, run.stopped ? " Stopped." : run.cleared ? "" : given(run.approvals)),
    element("span", { class: "buttons" },
      element("button", { type: "button", onclick: () => dryRun(`/v1/outreach/campaigns/${id}/dry-run`, shown) }, "Who, and in which words"),
      run.cleared || run.stopped ? "" : element("button", { type: "button", class: "main", onclick: act("go", "You said go.") }, "Go", element("span", { class: "hidden" }, ` ${title}`)),
      stopping(run.stopped, title, act)),
    shown);
}

const stopping = (isStopped, name, act) => element("button", {
  type: "button", class: isStopped ? "" : "stop", onclick: isStopped ? act("resume", "It goes on.") : act("stop", "Stopped."),
}, isStopped ? "Go on" : "Stop", element("span", { class: "hidden" }, ` ${name}`));
