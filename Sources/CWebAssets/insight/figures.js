// Figures: what a shift lead looks at in the morning.
import { element } from "/widget/elements.js";
import { ask } from "./asking.js";
import { plot, spark } from "./plots.js";
import { count, figureWords, longDay, seconds, share, shortSeconds } from "./words.js";

const stretches = [["7", "7 days"], ["30", "30 days"], ["90", "90 days"], ["365", "A year"]];
const splits = [["intent", "Intent"], ["tag", "Tag"], ["queue", "Queue"], ["version", "Bot version"], ["channel", "Channel"]];

export async function showFigures(settings, me) {
  const days = stretches.some(([name]) => name === settings.get("days")) ? settings.get("days") : "30";
  const mayByAgent = me.role !== "agent";
  const allowed = mayByAgent ? [...splits, ["agent", "Agent"]] : splits;
  const by = allowed.some(([name]) => name === settings.get("by")) ? settings.get("by") : "intent";
  const isOpen = settings.get("hours") === "open";
  const query = new URLSearchParams({ by, from: dayBefore(Number(days) - 1) });
  if (isOpen) query.set("hours", "open");
  const report = await ask(`/api/v1/report?${query}`);
  const look = (name) => report.figures.find((figure) => figure.name === name);
  const response = isOpen ? "first_response_worked" : "first_response";
  const resolution = isOpen ? "resolution_worked" : "resolution";

  const go = (changes) => {
    const next = new URLSearchParams({ days, by, ...(isOpen ? { hours: "open" } : {}), ...changes });
    if (next.get("hours") === "") next.delete("hours");
    location.hash = `figures?${next}`;
  };
  const header = element("div", { class: "controls" },
    element("div", { class: "chips", role: "group", "aria-label": "Days" }, stretches.map(([name, title]) =>
      element("button", { id: `days-${name}`, type: "button", "aria-pressed": String(name === days), onclick: () => go({ days: name }) }, title))),
    element("label", { class: "switch" },
      element("input", { id: "open-hours", type: "checkbox", checked: isOpen, onchange: (event) => go({ hours: event.target.checked ? "open" : "" }) }), "Opening hours only"),
    element("span", { class: "gap" }),
    element("a", { class: "button", href: `/api/v1/report?${query}&format=csv`, download: "" }, "CSV"));

  if (!report.all.contacts?.value && !report.open) {
    return [header, element("div", { class: "empty" }, element("h2", {}, "Nobody came"),
      element("p", {}, "As soon as visitors write, their waits, resolutions and stars stand here."))];
  }
  const tiles = element("dl", { class: "tiles" }, [
    tile(report, look("contacts"), { isMoreGood: undefined, under: `${count(report.open)} open now` }),
    tile(report, look(response), { isMoreGood: false, under: ofPeople(report.all[response]) }),
    tile(report, look(resolution), { isMoreGood: false, under: ofPeople(report.all[resolution]) }),
    tile(report, look("satisfaction"), { isMoreGood: true, under: rated(report) }),
    tile(report, look("containment"), { isMoreGood: true, under: "nobody came back within the week" }),
    tile(report, look("repeat_contact"), { isMoreGood: false, under: "with the same matter" }),
    tile(report, look("abandonment"), { isMoreGood: false, under: ofQueue(report.all.abandonment) }),
    tile(report, look("kept_promises"), { isMoreGood: true, under: ofPromises(report.all.kept_promises) }),
  ]);
  return [header, element("h2", { class: "hidden" }, "At a glance"), tiles, plots(report, response), breakdown(report, by, allowed, go, response, resolution)];
}

/** Counted by this device's day; the service's zone may differ by one. */
function dayBefore(days) {
  const day = new Date();
  day.setDate(day.getDate() - days);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
}

const ofPeople = (figure) => (figure ? `median; nine in ten within ${seconds(figure.p90)}` : "no person was needed");
const ofQueue = (figure) => (figure ? `of ${count(figure.of)} who waited` : "nobody waited");
const ofPromises = (figure) => (figure ? `of ${count(figure.of)} that came due` : "none came due");
const rated = (report) => (report.all.response_rate
  ? `${count(report.all.satisfaction?.of ?? 0)} ratings, ${share(report.all.response_rate.value)} of those asked` : "nobody was asked");

function tile(report, figure, { isMoreGood, under }) {
  const now = report.all[figure.name];
  const before = report.before[figure.name];
  const values = report.days.map((day) => size(day.values[figure.name], figure.unit));
  return element("div", { class: "tile" },
    element("dt", { title: figure.meaning }, figure.title),
    element("dd", {}, element("strong", {}, figureWords(figure.unit, now)), change(figure.unit, now, before, isMoreGood),
      element("span", { class: "quiet" }, under), spark(figure.unit === "count" ? values.map((value) => value ?? 0) : values)));
}

const size = (figure, unit) => (figure ? (unit === "seconds" ? figure.median ?? figure.value : figure.value) : undefined);

/** Against as many days before; in points where it is a share. */
function change(unit, now, before, isMoreGood) {
  const [here, there] = [size(now, unit), size(before, unit)];
  if (here === undefined || there === undefined || there === 0) return "";
  const difference = unit === "share" ? Math.round((here - there) * 100) : Math.round((here / there - 1) * 100);
  if (difference === 0) return element("span", { class: "change" }, "as before");
  // A change from almost nothing says only that there was almost nothing.
  if (unit !== "share" && here > there * 5) return "";
  const tone = isMoreGood === undefined ? "" : difference > 0 === isMoreGood ? "good" : "bad";
  const measure = unit !== "share" ? "%" : Math.abs(difference) === 1 ? "point" : "points";
  return element("span", { class: `change ${tone}` }, `${difference > 0 ? "▲" : "▼"} ${Math.abs(difference)} ${measure}`);
}

function plots(report, response) {
  const days = report.days.map((day) => day.day);
  const column = (name, part = "value") => report.days.map((day) => day.values[name]?.[part]);
  const busiest = report.days.reduce((most, day) => ((day.values.contacts?.value ?? 0) > (most.values.contacts?.value ?? 0) ? day : most), report.days[0]);
  const all = report.all;
  return element("div", { class: "plots" },
    plot({
      title: "Contacts", about: `${count(all.contacts?.value ?? 0)} in all; the most on ${longDay(busiest.day)}.`, days, words: count,
      series: [{ title: "Contacts", kind: "bars", tone: "one", values: column("contacts").map((value) => value ?? 0) }],
    }),
    plot({
      title: "First response by a person", about: all[response] ? `Half within ${seconds(all[response].median)}, nine in ten within ${seconds(all[response].p90)}.` : "No person was needed.",
      days, words: seconds, axis: shortSeconds, isTime: true,
      series: [{ title: "median", kind: "line", tone: "two", values: column(response, "median"), upper: column(response, "p90") }],
    }),
    plot({
      title: "Satisfaction", about: all.satisfaction ? `${share(all.satisfaction.value)} gave four or five stars; ${count(all.satisfaction.of)} rated.` : "Nobody has rated.",
      days, words: share, isShare: true, details: (index) => [`${count(report.days[index].values.satisfaction?.of ?? 0)} ratings`],
      series: [{ title: "four or five stars", kind: "line", tone: "three", values: column("satisfaction") }],
    }),
    plot({
      title: "Contained, and back again", about: "Of matters whose week is over: closed by the bot and nobody came back; back with the same matter.",
      days, words: share, isShare: true,
      series: [
        { title: "contained by the bot", kind: "line", tone: "one", values: column("containment") },
        { title: "back within the week", kind: "dashed", tone: "four", values: column("repeat_contact") },
      ],
    }));
}

function breakdown(report, by, allowed, go, response, resolution) {
  const columns = ["contacts", response, resolution, "resolution_rate", "satisfaction", "response_rate", "containment", "repeat_contact", "abandonment"];
  const figures = columns.map((name) => report.figures.find((figure) => figure.name === name));
  const most = Math.max(1, ...report.rows.map((row) => row.values.contacts?.value ?? 0));
  const select = element("select", { id: "split", onchange: (event) => go({ by: event.target.value }) },
    allowed.map(([name, title]) => element("option", { value: name, selected: name === by }, title)));
  const rows = report.rows.slice(0, 200).map((row) => element("tr", {},
    element("th", { scope: "row", title: row.name }, row.title),
    figures.map((figure) => cell(figure, row.values[figure.name], most))));
  return element("section", { class: "breakdown", "aria-labelledby": "by" },
    element("h2", { id: "by" }, element("label", {}, "By ", select)),
    report.rows.length === 0 ? element("p", { class: "nothing" }, "Nothing to split in these days.")
      : element("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "by" }, element("table", {},
        element("thead", {}, element("tr", {}, element("th", { scope: "col" }, allowed.find(([name]) => name === by)[1]),
          figures.map((figure) => element("th", { scope: "col", title: figure.meaning }, figure.title)))),
        element("tbody", {}, rows))));
}

function cell(figure, value, most) {
  const words = figureWords(figure.unit, value);
  if (figure.name !== "contacts") return element("td", { class: value ? "" : "quiet", title: value?.of !== undefined ? `of ${count(value.of)}` : undefined }, words);
  const bar = element("i", { "aria-hidden": "true" });
  bar.style.inlineSize = `${Math.round(((value?.value ?? 0) / most) * 100)}%`;
  return element("td", { class: "share" }, bar, element("span", {}, words));
}
