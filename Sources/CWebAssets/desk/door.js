// The door of the desk: who comes in, and staying signed in while there is work.
import { element } from "../widget/elements.js";
import { CodeNeeded, signIn, whoAmI } from "./access.js";

const at = (id) => document.getElementById(id);
const renewEveryMs = 10 * 60 * 1000;
let lastTouch = Date.now();

/** `entered(me)` is called with whoever is signed in, now or after the form. */
export function watchTheDoor(entered) {
  const form = at("sign-in");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    at("sign-in-told").textContent = "";
    button.disabled = true;
    try {
      await signIn(form.elements.name.value.trim(), form.elements.password.value, form.elements.code.value.trim());
      form.elements.password.value = "";
      askCode(form, false);
      await enter(entered);
    } catch (refused) {
      if (refused instanceof CodeNeeded) return askCode(form, true);
      at("sign-in-told").textContent = refused.message;
      (at("code-asked").hidden ? form.elements.password : form.elements.code).select();
    } finally {
      button.disabled = false;
    }
  });
  enter(entered);
}

/** The field is there for those who have an authenticator, once their password fits. */
function askCode(form, wanted) {
  at("code-asked").hidden = !wanted;
  form.elements.code.value = "";
  form.elements.code.required = wanted;
  if (wanted) form.elements.code.focus();
  return undefined;
}

async function enter(entered) {
  let me;
  try {
    me = await whoAmI();
  } catch {
    at("sign-in-told").textContent = "Warmline does not answer. Is the connection up?";
  }
  at("sign-in").hidden = Boolean(me);
  at("desk").hidden = !me;
  if (!me) return at("sign-in").elements.name.focus();
  at("me").textContent = me.name;
  return entered(me);
}

export function shutTheDoor(told = "") {
  at("desk").hidden = true;
  at("sign-in").hidden = false;
  at("sign-in-told").textContent = told;
  at("sign-in").elements.name.focus();
}

/** An open desk that is worked at stays signed in, also while only the socket is busy. */
export function staySignedIn(isOpen) {
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { lastTouch = Date.now(); }, { capture: true });
  setInterval(() => isOpen() && Date.now() - lastTouch < renewEveryMs && whoAmI().catch(() => undefined), renewEveryMs);
}

// What is said to whoever listens, and shown to whoever looks, and then goes.

export function announce(text) {
  at("announcer").append(element("p", {}, text));
  while (at("announcer").childElementCount > 4) at("announcer").firstElementChild.remove();
}

/** With a conversation it leads to it, and stays long enough to be taken up. */
export function toast(text, conversation = "") {
  const shown = element("p", {}, text, conversation && [" ", element("a", { href: `#${conversation}` }, "To the chat")]);
  at("toasts").append(shown);
  while (at("toasts").childElementCount > 3) at("toasts").firstElementChild.remove();
  setTimeout(() => shown.remove(), conversation ? 20_000 : 7000);
}
