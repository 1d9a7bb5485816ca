import { element, follow, setIcon, verdict } from "./common.js";
import { setSource, showLine, tie } from "./source.js";

const number = document.body.dataset.number;
const paper = document.getElementById("paper");
const diagnostics = document.getElementById("diagnostics");
const picture = document.getElementById("picture").attachShadow({ mode: "open" });

// Where the reader was, also before the page was loaded anew.
const key = `seqwright ${location.pathname}`;
const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
let zoom = kept.zoom ?? 1;
let shown = null;
let size = [0, 0];

const keep = () =>
  sessionStorage.setItem(key, JSON.stringify({ zoom, left: paper.scrollLeft, top: paper.scrollTop }));

const drawings = () => [...picture.querySelectorAll("figure > svg")];
const natural = (drawing) => ["width", "height"].map((name) => parseFloat(drawing.getAttribute(name)));

/** Sets the zoom, and keeps the point of the picture at `x`, `y` of the paper in place. */
function setZoom(next, x = paper.clientWidth / 2, y = paper.clientHeight / 2) {
  next = Math.min(8, Math.max(0.1, next));
  const [left, top] = [(paper.scrollLeft + x) / zoom, (paper.scrollTop + y) / zoom];
  const moved = next !== zoom;
  zoom = next;
  document.getElementById("natural").textContent = `${Math.round(zoom * 100)} %`;
  for (const drawing of drawings()) {
    const [width, height] = natural(drawing);
    drawing.style.width = `${width * zoom}px`;
    drawing.style.height = `${height * zoom}px`;
  }
  if (moved) paper.scrollTo(left * zoom - x, top * zoom - y);
  keep();
}

const fit = () => setZoom(Math.min(1, (paper.clientWidth - 32) / size[0], (paper.clientHeight - 32) / size[1]));

/** A picture prepared for the page: links open another tab, and in a document it has its place. */
function figure({ svg, stale }, name, place) {
  const made = element("figure", stale ? "stale" : "", "");
  const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  for (const link of drawing.querySelectorAll("a")) link.setAttribute("target", "_blank");
  if (name) {
    const caption = element("figcaption", "", name);
    const steps = element("a", "", "Step by step");
    Object.assign(steps, { href: `${number}-${place}.html`, target: "_blank", rel: "noopener" });
    caption.append(" · ", steps);
    made.append(caption);
  }
  made.append(document.importNode(drawing, true));
  return made;
}

/** Replaces the pictures, and keeps scroll and zoom. */
function setPictures({ name, pictures }) {
  const text = JSON.stringify(pictures);
  if (text === shown) return;
  const [left, top] = shown === null ? [kept.left ?? 0, kept.top ?? 0] : [paper.scrollLeft, paper.scrollTop];
  shown = text;
  const isDocument = pictures.some(({ above }) => above > 0);
  picture.replaceChildren(
    ...pictures.map((one, place) => figure(one, isDocument && `${name}:${one.above + 1}`, place)),
  );
  document.getElementById("steps").hidden = isDocument || pictures.length === 0;
  const sizes = drawings().map(natural);
  size = [Math.max(...sizes.map(([width]) => width)), sizes.reduce((sum, [, height]) => sum + height, 0)];
  setZoom(zoom);
  paper.scrollTo(left, top);
  keep();
}

function setDiagnostics(list) {
  diagnostics.hidden = list.length === 0;
  diagnostics.querySelector("ol").replaceChildren(
    ...list.map((diagnostic) => {
      const item = element("li", diagnostic.severity, "");
      const head = element("p", "head", "");
      const place = element(diagnostic.line ? "button" : "span", "place", diagnostic.place);
      if (diagnostic.line) place.addEventListener("click", () => showLine(diagnostic.line));
      head.append(element("b", "severity", diagnostic.severity), place);
      head.append(element("span", "message", diagnostic.message));
      if (diagnostic.code) head.append(element("code", "code", diagnostic.code));
      item.append(head);
      if (diagnostic.excerpt) {
        const [before, marked, after] = diagnostic.excerpt;
        const line = element("pre", "excerpt", before);
        line.append(element("mark", marked ? "" : "point", marked), after);
        item.append(line);
      }
      if (diagnostic.help) item.append(element("p", "help", diagnostic.help));
      return item;
    }),
  );
}

function show(sheet) {
  const worst = verdict(sheet);
  document.title = `${worst === "error" ? "✗ " : ""}${sheet.name} – seqwright`;
  document.getElementById("name").textContent = sheet.name;
  document.getElementById("status").textContent = sheet.status;
  document.body.dataset.verdict = worst;
  setIcon(worst);
  setDiagnostics(sheet.diagnostics);
  setPictures(sheet);
  setSource(sheet);
}

document.getElementById("smaller").addEventListener("click", () => setZoom(zoom / 1.25));
document.getElementById("larger").addEventListener("click", () => setZoom(zoom * 1.25));
document.getElementById("natural").addEventListener("click", () => setZoom(1));
document.getElementById("fit").addEventListener("click", fit);
paper.addEventListener("scroll", keep, { passive: true });
paper.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = paper.getBoundingClientRect();
    setZoom(zoom * Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
  },
  { passive: false },
);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const action = { "+": () => setZoom(zoom * 1.25), "-": () => setZoom(zoom / 1.25), 0: () => setZoom(1), f: fit }[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

tie(picture);
setZoom(zoom);
follow(number, show);
