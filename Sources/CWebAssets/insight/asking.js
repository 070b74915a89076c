// Asking the service, and telling it something.

async function answerOf(promise) {
  let answer;
  try {
    answer = await promise;
  } catch {
    throw new Error("Warmline does not answer. Is the connection up?");
  }
  if (answer.status === 401) throw new Error("You are no longer signed in. Sign in at the desk, and come back.");
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.title ?? `It answered ${answer.status}.`);
  }
  return answer;
}

export const ask = async (path) => (await answerOf(fetch(path, { credentials: "same-origin" }))).json();

const post = (path, body) => answerOf(fetch(path, {
  method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
}));

export async function tell(path, body) {
  await post(path, body);
}

/** A question that needs a body. */
export const want = async (path, body) => (await post(path, body)).json();

/** A line for whoever looks and whoever listens. */
export function say(text) {
  const told = document.getElementById("told");
  told.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { told.textContent = ""; }, 6000);
}
