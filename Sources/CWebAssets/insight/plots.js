// Plots of days, drawn as SVG: a figure, its caption, what is under the pointer, and the same numbers as a table.
import { drawn, element } from "/widget/elements.js";
import { longDay, shortDay } from "./words.js";

const height = 216;
const edge = { left: 52, right: 14, top: 14, bottom: 26 };
const phone = matchMedia("(max-width: 640px)");

/** Up to five round numbers from 0 to at least the largest. */
export function ticks(largest, { isTime = false, isShare = false } = {}) {
  if (isShare) return [0, 0.25, 0.5, 0.75, 1];
  const steps = isTime
    ? [1, 2, 5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800, 432000, 864000]
    : [1, 2, 5].flatMap((step) => [0, 1, 2, 3, 4, 5, 6].map((power) => step * 10 ** power)).sort((a, b) => a - b);
  const step = steps.find((each) => each * 4 >= largest) ?? Math.ceil(largest / 4);
  const made = [];
  for (let value = 0; made.length < 2 || value - step < largest; value += step) made.push(value);
  return made;
}

/** A line through what is known; a gap where a day says nothing. */
function path(points) {
  let text = "";
  let isDown = false;
  for (const point of points) {
    if (!point) {
      isDown = false;
      continue;
    }
    text += `${isDown ? "L" : "M"}${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
    isDown = true;
  }
  return text;
}

/**
 * `series`: `{ title, kind: "bars" | "line" | "band", tone, values, upper? }`, a value or nothing a day. `words` says a
 * value for people, `axis` on the axis.
 */
export function plot({ title, about, days, series, words, axis = words, isTime, isShare, details = () => [] }) {
  // A phone shows the same letters on less room.
  const width = phone.matches ? 380 : 640;
  const inner = { width: width - edge.left - edge.right, height: height - edge.top - edge.bottom };
  const largest = Math.max(0, ...series.flatMap((each) => [...each.values, ...(each.upper ?? [])]).filter((value) => value !== undefined));
  const marks = ticks(largest, { isTime, isShare });
  const top = marks.at(-1) || 1;
  const slot = inner.width / Math.max(1, days.length);
  const x = (index) => edge.left + slot * (index + 0.5);
  const y = (value) => edge.top + inner.height * (1 - value / top);
  const isEmpty = series.every((each) => each.values.every((value) => value === undefined || (each.kind === "bars" && value === 0)));

  const grid = marks.flatMap((mark) => [
    drawn("line", { class: mark === 0 ? "ground" : "rule", x1: edge.left, x2: width - edge.right, y1: y(mark), y2: y(mark) }),
    drawn("text", { class: "mark", x: edge.left - 8, y: y(mark) + 4, "text-anchor": "end" }, axis(mark)),
  ]);
  const every = Math.max(1, Math.ceil(days.length / (phone.matches ? 4 : 6)));
  const dates = days.flatMap((day, index) => ((days.length - 1 - index) % every === 0
    ? [drawn("text", { class: "mark", x: x(index), y: height - 8, "text-anchor": days.length > 3 && index === days.length - 1 ? "end" : "middle" }, shortDay(day))]
    : []));
  const pointer = drawn("g", { class: "pointer", visibility: "hidden" },
    drawn("line", { y1: edge.top, y2: edge.top + inner.height, x1: 0, x2: 0 }));
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${title}. ${about}` },
    ...grid, ...dates, ...series.flatMap((each) => shape(each, { x, y, slot })), pointer);

  const under = element("p", { class: "under" }, about);
  const reading = (index) => [longDay(days[index]), ...series.map((each) => {
    const value = each.values[index];
    return value === undefined ? `${each.title}: –` : `${each.title}: ${words(value)}${each.upper?.[index] !== undefined ? `, nine in ten within ${words(each.upper[index])}` : ""}`;
  }), ...details(index)].join(" · ");
  const at = (event) => {
    const box = svg.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * width;
    return Math.min(days.length - 1, Math.max(0, Math.floor((place - edge.left) / slot)));
  };
  const point = (index) => {
    pointer.setAttribute("visibility", "visible");
    pointer.setAttribute("transform", `translate(${x(index)} 0)`);
    under.textContent = reading(index);
    under.classList.add("read");
  };
  const leave = () => {
    pointer.setAttribute("visibility", "hidden");
    under.textContent = about;
    under.classList.remove("read");
  };
  svg.addEventListener("pointermove", (event) => point(at(event)));
  svg.addEventListener("pointerleave", leave);

  return element("figure", { class: "plot" },
    element("figcaption", {}, element("h3", {}, title), legend(series)),
    isEmpty ? element("p", { class: "nothing" }, "Nothing in these days.") : svg, under, table(title, days, series, words));
}

function shape(each, { x, y, slot }) {
  const { values, kind, tone } = each;
  if (kind === "bars") {
    const thickness = Math.max(1, Math.min(26, slot * 0.72));
    return values.flatMap((value, index) => (value
      ? [drawn("rect", { class: `bars ${tone}`, x: x(index) - thickness / 2, y: y(value), width: thickness, height: Math.max(1, y(0) - y(value)), rx: Math.min(3, thickness / 3) })]
      : []));
  }
  const points = values.map((value, index) => (value === undefined ? undefined : [x(index), y(value)]));
  const drawings = [];
  if (each.upper) {
    // The band ends where a day says nothing.
    let run = [];
    const flush = () => {
      if (run.length > 1) {
        const up = run.map((index) => `${x(index).toFixed(1)} ${y(each.upper[index]).toFixed(1)}`);
        const down = run.toReversed().map((index) => `${x(index).toFixed(1)} ${y(values[index]).toFixed(1)}`);
        drawings.push(drawn("path", { class: `band ${tone}`, d: `M${[...up, ...down].join("L")}Z` }));
      }
      run = [];
    };
    values.forEach((value, index) => (value === undefined || each.upper[index] === undefined ? flush() : run.push(index)));
    flush();
  }
  drawings.push(drawn("path", { class: `line ${tone}${kind === "dashed" ? " dashed" : ""}`, d: path(points) }));
  const known = points.filter(Boolean);
  const isAlone = (index) => points[index] && !points[index - 1] && !points[index + 1];
  points.forEach((point, index) => {
    if (point && (isAlone(index) || known.length <= 14)) drawings.push(drawn("circle", { class: `dot ${tone}`, cx: point[0], cy: point[1], r: 3 }));
  });
  return drawings;
}

const legend = (series) => (series.length < 2 ? "" : element("p", { class: "legend" }, series.map((each) =>
  element("span", { class: `${each.tone}${each.kind === "dashed" ? " dashed" : ""}` }, each.title))));

function table(title, days, series, words) {
  const rows = () => days.map((day, index) => element("tr", {}, element("th", { scope: "row" }, day),
    series.flatMap((each) => [each.values, ...(each.upper ? [each.upper] : [])].map((column) =>
      element("td", {}, column[index] === undefined ? "–" : words(column[index]))))));
  const body = element("tbody");
  const made = element("details", {}, element("summary", {}, "As a table"),
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${title}, as a table` },
      element("table", {}, element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Day"),
        series.flatMap((each) => [each.title, ...(each.upper ? ["nine in ten within"] : [])].map((name) => element("th", { scope: "col" }, name))))), body)));
  made.addEventListener("toggle", () => made.open && !body.childElementCount && body.append(...rows()), { once: false });
  return made;
}

/** A line without axes, for a tile; hidden from screen readers, who have the number. */
export function spark(values) {
  const known = values.filter((value) => value !== undefined);
  if (known.length < 2) return "";
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const at = (value, index) => [(index / Math.max(1, values.length - 1)) * 116 + 2, 26 - ((value - least) / (most - least || 1)) * 22];
  const points = values.map((value, index) => (value === undefined ? undefined : at(value, index)));
  const last = points.findLast(Boolean);
  return drawn("svg", { class: "spark", viewBox: "0 0 122 30", "aria-hidden": "true", preserveAspectRatio: "none" },
    drawn("path", { d: path(points.filter(Boolean)) }), drawn("circle", { cx: last[0], cy: last[1], r: 2.4 }));
}
