// How an offer, a clock or a note reaches an agent who looks elsewhere: a notification of the browser, a sound. Both are
// the agent's choice; neither shows a name or a word of the visitor, since screens are looked at over shoulders.
import { element } from "../widget/elements.js";
import { Memory } from "../widget/memory.js";
import { openDialog } from "./dialogs.js";

const memory = new Memory("desk:alerts");
const open = new Map();
let sounds;

const canNotify = () => "Notification" in window;
const notifies = () => canNotify() && Notification.permission === "granted" && (memory.get("notify") ?? true);

/** Of one `tag` the latest is shown; `chosen` is called when the notification is clicked. */
export function alertOf(tag, title, words, chosen) {
  if (memory.get("sound")) chime();
  if (!notifies() || (!document.hidden && document.hasFocus())) return;
  try {
    const shown = new Notification(title, { body: words, tag, requireInteraction: true });
    shown.addEventListener("click", () => {
      window.focus();
      shown.close();
      chosen();
    });
    open.set(tag, shown);
  } catch { /* Some phones know the permission but not the constructor. */ }
}

export function takeBack(tag) {
  open.get(tag)?.close();
  open.delete(tag);
}

/** Two soft tones, made here: nothing is loaded. */
function chime() {
  sounds ??= new AudioContext();
  sounds.resume().catch(() => undefined);
  for (const [at, pitch] of [[0, 660], [0.16, 880]]) {
    const tone = sounds.createOscillator();
    const volume = sounds.createGain();
    const start = sounds.currentTime + at;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.12, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.4);
    tone.connect(volume).connect(sounds.destination);
    tone.start(start);
    tone.stop(start + 0.45);
  }
}

export function askAlerts() {
  const told = element("p", { class: "quiet", role: "status" });
  const notify = element("input", { type: "checkbox", checked: notifies(), disabled: !canNotify() });
  const sound = element("input", { type: "checkbox", checked: memory.get("sound") === true });
  notify.addEventListener("change", async () => {
    memory.set("notify", notify.checked);
    if (notify.checked && Notification.permission !== "granted") {
      notify.checked = (await Notification.requestPermission()) === "granted";
      told.textContent = notify.checked ? "" : "This browser does not allow it: change that beside the page’s address.";
    }
  });
  sound.addEventListener("change", () => {
    memory.set("sound", sound.checked);
    if (sound.checked) chime();
  });
  if (!canNotify()) told.textContent = "This browser has no notifications.";
  openDialog(element("dialog", { class: "ask", "aria-labelledby": "alerts-title" },
    element("h2", { id: "alerts-title" }, "When a visitor is offered or a word is due"),
    element("label", { class: "choice" }, notify, " Notify me while I look elsewhere"),
    element("label", { class: "choice" }, sound, " Play a sound"),
    told,
    element("form", { method: "dialog", class: "buttons" }, element("button", { class: "primary" }, "Close"))));
}
