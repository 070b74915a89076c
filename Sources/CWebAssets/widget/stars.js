// Five stars after a conversation: one click is the answer; a comment written before it goes along.
import { element, icon } from "./elements.js";

/**
 * `rate(stars, comment)` is called once; it gives back false when the answer could not be taken. `reopen()` brings a
 * person back to what is not solved.
 */
export function starsFor(say, rate, reopen) {
  const form = element("form", { class: "stars", "aria-label": say("rate") });
  const comment = element("textarea", {
    rows: 2, maxlength: 1000, placeholder: say("comment"), "aria-label": `${say("comment")} ${say("comment_then")}`,
  });
  const row = element("div", { class: "row", role: "group", "aria-label": say("rate") });
  const light = (upTo) => [...row.children].forEach((star, at) => star.classList.toggle("lit", at < upTo));

  for (let stars = 1; stars <= 5; stars += 1) {
    const answer = () => {
      if (rate(stars, comment.value.trim()) === false) return;
      light(stars);
      for (const control of form.querySelectorAll("button, textarea")) control.disabled = true;
    };
    const star = element("button", { type: "button", "aria-label": say("stars", { n: stars }), onclick: answer }, icon("star"));
    star.addEventListener("pointerenter", () => star.disabled || light(stars));
    star.addEventListener("focus", () => star.disabled || light(stars));
    row.append(star);
  }
  row.addEventListener("pointerleave", () => row.firstChild.disabled || light(0));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.append(element("p", {}, say("rate")), row, comment,
    element("button", { type: "button", class: "reopen", onclick: reopen }, say("not_solved")));
  return form;
}
