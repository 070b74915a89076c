// Search as you type: a combobox with a list, by the ARIA Authoring Practices. The page works without it: then the form
// asks for a page of results.
const field = document.querySelector("#search");
const panel = document.querySelector("#results");
const pause = 120;
const fewest = 2;
const shown = 5;
const remembered = 50;

if (field && panel) {
  const list = document.createElement("div");
  list.id = "found";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Articles");
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  panel.append(list, told);
  // Only now: without this script it is a plain field.
  field.type = "text";
  field.setAttribute("inputmode", "search");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  const answers = new Map();
  let timer = 0;
  let running = null;

  const options = () => [...list.children];
  const isOpen = () => field.getAttribute("aria-expanded") === "true";

  function point(at) {
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    const option = options()[at];
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  const pointed = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  function close() {
    clearTimeout(timer);
    running?.abort();
    field.setAttribute("aria-expanded", "false");
    panel.hidden = true;
    point(-1);
  }

  function optionOf({ url, title, passage }, place) {
    const option = document.createElement("a");
    option.id = `found-${place}`;
    option.href = url.startsWith("/") ? url : "#";
    option.tabIndex = -1;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const name = document.createElement("b");
    name.textContent = title;
    const words = document.createElement("span");
    words.textContent = passage;
    option.append(name, " ", words);
    return option;
  }

  function show(hits) {
    list.replaceChildren(...hits.slice(0, shown).map(optionOf));
    list.hidden = hits.length === 0;
    field.setAttribute("aria-expanded", String(hits.length > 0));
    panel.hidden = false;
    point(-1);
    const count = Math.min(hits.length, shown);
    told.textContent = count === 0 ? "Nothing yet. Try other words." : `${count === 1 ? "One article" : `${count} articles`}. Enter shows all that was found.`;
  }

  async function ask(question) {
    running?.abort();
    const asking = new AbortController();
    running = asking;
    try {
      const known = answers.get(question);
      const hits = known ?? await fetched(question, asking.signal);
      answers.delete(question);
      answers.set(question, hits);
      if (answers.size > remembered) answers.delete(answers.keys().next().value);
      if (!asking.signal.aborted && document.activeElement === field) show(hits);
    } catch {
      // Aborted, or offline: the form still works.
    }
  }

  async function fetched(question, signal) {
    const query = new URLSearchParams(new FormData(field.form));
    query.set("q", question);
    const answer = await fetch(`/v1/help/search?${query}`, { signal });
    if (!answer.ok) throw new Error(`It answered ${answer.status}.`);
    return (await answer.json()).hits;
  }

  field.addEventListener("input", () => {
    const question = field.value.trim();
    clearTimeout(timer);
    if (question.length < fewest) return close();
    timer = setTimeout(() => ask(question), answers.has(question) ? 0 : pause);
  });

  field.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && isOpen() && pointed() >= 0) {
      event.preventDefault();
      options()[pointed()].click();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && count > 0) {
      event.preventDefault();
      if (!isOpen()) {
        if (panel.hidden) ask(field.value.trim());
        return;
      }
      // One place beside the list stands for the field itself.
      const step = event.key === "ArrowDown" ? 1 : count;
      point((pointed() + 1 + step) % (count + 1) - 1);
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      point(-1);
    }
  });

  // A click on an option must not take the focus away first, or the list would be gone before it counts.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  field.addEventListener("blur", close);
}
