// Code for both pages. Everything that comes from a source is shown as text, never as markup.

const pause = (time) => new Promise((done) => setTimeout(done, time));

/** Waits until the page is visible: a hidden one needs no updates, and browsers open few connections to a host. */
function looked() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((done) => {
    document.addEventListener("visibilitychange", function look() {
      if (document.hidden) return;
      document.removeEventListener("visibilitychange", look);
      done();
    });
  });
}

/** Passes every new state of a subject to `show`, as long as the page is open. */
export async function follow(subject, show) {
  const lost = document.getElementById("lost");
  let version = 0;
  for (let wait = 250; ; ) {
    await looked();
    try {
      const answer = await fetch(`${subject}.json?after=${version}`, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      lost.hidden = true;
      wait = 250;
      if (answer.status === 204) continue;
      const state = await answer.json();
      version = state.version;
      show(state);
    } catch (error) {
      console.error(error);
      lost.hidden = false;
      await pause(wait);
      wait = Math.min(2 * wait, 4000);
    }
  }
}

/** The worst severity of a sheet: "error", "warning" or "good". */
export function verdict(sheet) {
  const severities = sheet.diagnostics.map((diagnostic) => diagnostic.severity);
  return ["error", "warning"].find((severity) => severities.includes(severity)) ?? "good";
}

/** The colour of the tab shows the state while another tab is active. */
export function setIcon(worst) {
  const paint = { error: "%23d1242f", warning: "%23bf8700", good: "%231a7f37" }[worst];
  document.getElementById("icon").href =
    `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='7' fill='${paint}'/></svg>`;
}

/** An element with a class and a text. */
export function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
