// Building pages from nodes. Text becomes text nodes, always; nothing here parses HTML.

/**
 * `element("button", { type: "button", class: "star", onclick: rate, "aria-label": "Four" }, "★")`: `on…` are
 * listeners, `true` and `false` set and leave out an attribute, children are nodes or texts; empty ones are left out.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ""));
  return made;
}

const drawing = "http://www.w3.org/2000/svg";

/** A drawing's element; attributes are set as they are. */
export function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(drawing, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

const strokes = {
  send: "M4 12l16-8-6 16-3-7-7-1z",
  close: "M6 6l12 12M18 6L6 18",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  bot: "M12 3v3M6 8h12a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM9 12.5v2M15 12.5v2",
  article: "M6 3h9l4 4v14H6zM14.5 3v4.5H19M9 12h7M9 16h7",
  link: "M14 4h6v6M20 4l-9 9M18 14v5H5V6h5",
  menu: "M5 12h.01M12 12h.01M19 12h.01",
  down: "M12 5v14M6 13l6 6 6-6",
  back: "M19 12H5M11 6l-6 6 6 6",
  star: "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z",
  note: "M5 4h14v11l-5 5H5zM14 20v-5h5",
  keyboard: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8",
  check: "M5 13l4 4L19 7",
};

/** A line drawing of 24 by 24, hidden from screen readers: its button carries the words. */
export function icon(name) {
  return drawn("svg", { viewBox: "0 0 24 24", class: `icon ${name}`, "aria-hidden": "true" }, drawn("path", { d: strokes[name] }));
}
