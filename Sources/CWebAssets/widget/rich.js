// Texts and addresses that others wrote, made safe to show: text nodes, and links of three harmless kinds.
import { element } from "./elements.js";

const schemes = new Set(["http:", "https:", "mailto:"]);

/** The address when it is a link we open, else nothing: `javascript:`, `data:` and friends are shown as text. */
export function safeAddress(text) {
  try {
    const address = new URL(text);
    return schemes.has(address.protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}

/** A picture's address: over http(s), of this host, or a bitmap inside the address itself. */
export function safePicture(text) {
  if (/^data:image\/(png|jpeg|gif|webp);base64,/.test(text)) return text;
  try {
    const address = new URL(text, location.href);
    return address.protocol === "https:" || address.protocol === "http:" ? address.href : undefined;
  } catch {
    return undefined;
  }
}

/** A link in a new tab that learns nothing of this page; plain text when the address is not one we open. */
export function anchor(text, ...children) {
  const address = safeAddress(text);
  if (!address) return element("span", {}, ...children);
  return element("a", { href: address.href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}

const webAddress = /\bhttps?:\/\/[^\s<>"'`]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g;

/** A text as nodes, with the web and mail addresses in it as links. Line breaks are the style sheet's work. */
export function written(text) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(webAddress)) {
    const found = match[0].replace(/[.,;:!?)\]]+$/, "");
    const address = found.includes("://") ? found : `mailto:${found}`;
    fragment.append(text.slice(from, match.index), anchor(address, found));
    from = match.index + found.length;
  }
  fragment.append(text.slice(from));
  return fragment;
}
