// Shows the picture, keeps its place and its size, and tells which line was clicked.
const editor = acquireVsCodeApi();
const picture = document.getElementById("picture");
const state = document.getElementById("state");
const patience = Number(picture.dataset.patience);
let zoom = 1;
let later;
let isGood = false;

window.addEventListener("message", ({ data }) => {
  if (data.what === "forget") {
    isGood = false;
    return;
  }
  clearTimeout(later);
  const { svg, errors, line } = data;
  state.textContent = errors === 0 ? "" : errors === 1 ? "1 error" : `${errors} errors`;
  if (errors === 0 || !isGood) return show(svg, errors, line);
  // While a line is half written, the last good picture stays.
  picture.classList.add("waits");
  later = setTimeout(() => show(svg, errors, line), patience);
});

function show(svg, errors, line) {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const { scrollLeft, scrollTop } = picture;
  picture.replaceChildren(document.importNode(root, true));
  picture.classList.toggle("waits", errors > 0);
  isGood = errors === 0;
  resize();
  picture.scrollTo(scrollLeft, scrollTop);
  outline(line);
}

/// Marks what the line of the cursor draws, and brings it into view.
function outline(line) {
  const here = picture.querySelectorAll(`[data-line="${line}"]`);
  here.forEach((element) => element.classList.add("here"));
  const last = here[here.length - 1]?.getBoundingClientRect();
  const isSeen = !last || (last.bottom > 0 && last.top < innerHeight);
  if (!isSeen) picture.scrollBy(0, last.top - innerHeight / 2);
}

function resize() {
  const svg = picture.querySelector("svg");
  const width = Number(svg?.viewBox.baseVal.width ?? 0);
  if (!svg || width === 0) return;
  svg.setAttribute("width", width * zoom);
  svg.setAttribute("height", svg.viewBox.baseVal.height * zoom);
}

function setZoom(next, [x, y] = [picture.clientWidth / 2, picture.clientHeight / 2]) {
  const before = zoom;
  zoom = Math.min(Math.max(next, 0.1), 8);
  const [left, top] = [picture.scrollLeft + x, picture.scrollTop + y];
  resize();
  // The place under the pointer stays under it.
  picture.scrollTo((left * zoom) / before - x, (top * zoom) / before - y);
}

function fit() {
  const width = picture.querySelector("svg")?.viewBox.baseVal.width;
  if (width) setZoom(picture.clientWidth / width);
}

picture.addEventListener("click", (event) => {
  // An element is inside of others; the line of the innermost is meant.
  const line = event.target.closest("[data-line]")?.dataset.line;
  if (line) editor.postMessage({ what: "line", line: Number(line) });
});

picture.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  setZoom(zoom * Math.exp(-event.deltaY / 400), [event.clientX, event.clientY]);
}, { passive: false });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = { "+": () => setZoom(zoom * 1.25), "-": () => setZoom(zoom / 1.25), 0: () => setZoom(1), f: fit };
  keys[event.key]?.();
});

editor.postMessage({ what: "ready" });
