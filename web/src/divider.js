// The line between text and picture: by pointer or arrow keys.

import { $ } from "./dom.js";
import { get, set } from "./store.js";

const [LEAST, MOST] = [15, 85];

export function divider() {
  const line = $("divider");
  const main = document.querySelector("main");
  const place = (percent) => {
    const bounded = Math.min(MOST, Math.max(LEAST, percent));
    main.style.setProperty("--text", `${bounded}%`);
    line.setAttribute("aria-valuenow", String(Math.round(bounded)));
    return bounded;
  };
  let now = place(Number(get("width")) || 42);
  const settle = (percent) => {
    now = place(percent);
    set("width", String(now));
  };
  line.addEventListener("pointerdown", (event) => {
    line.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  line.addEventListener("pointermove", (event) => {
    if (!line.hasPointerCapture(event.pointerId)) return;
    const { left, width } = main.getBoundingClientRect();
    settle(((event.clientX - left) / width) * 100);
  });
  line.addEventListener("dblclick", () => settle(42));
  line.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -4, ArrowRight: 4 }[event.key];
    if (!step) return;
    event.preventDefault();
    settle(now + step);
  });
}
