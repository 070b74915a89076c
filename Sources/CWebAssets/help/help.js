// Search as you type. The page works without it: then the form asks for a page of results.
const field = document.querySelector("#search");
const panel = document.querySelector("#results");

if (field && panel) {
  panel.setAttribute("aria-live", "polite");
  let wanted = "";
  let timer = 0;
  let running = null;

  const hide = () => { panel.hidden = true; };

  const link = ({ url, title, passage }) => {
    const made = document.createElement("a");
    made.href = url.startsWith("/") ? url : "#";
    const name = document.createElement("b");
    name.textContent = title;
    const words = document.createElement("span");
    words.textContent = passage;
    made.append(name, words);
    const item = document.createElement("li");
    item.append(made);
    return item;
  };

  const show = (question, hits) => {
    if (question !== wanted) return;
    const list = document.createElement("ul");
    list.append(...hits.slice(0, 5).map(link));
    const told = document.createElement("p");
    told.textContent = hits.length === 0 ? "Nothing yet. Try other words." : "Enter shows all that was found.";
    panel.replaceChildren(list, told);
    panel.hidden = false;
  };

  const ask = async (question) => {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(`/v1/help/search?q=${encodeURIComponent(question)}`, { signal: running.signal });
      if (answer.ok) show(question, (await answer.json()).hits);
    } catch {
      // Aborted, or offline: the form still works.
    }
  };

  field.addEventListener("input", () => {
    wanted = field.value.trim();
    clearTimeout(timer);
    if (wanted.length < 3) return hide();
    timer = setTimeout(() => ask(wanted), 140);
  });

  const form = field.form;
  form.addEventListener("keydown", (event) => {
    const links = [...panel.querySelectorAll("a")];
    if (event.key === "Escape") { hide(); field.focus(); }
    if (panel.hidden || links.length === 0 || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (at < 0 ? field : links[Math.min(at, links.length - 1)]).focus();
  });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) hide(); });
}
