// The picture: shows it, finds the line of a click, and outlines what a line has drawn.

import { $, make } from "./dom.js";

const picture = $("picture");
const outline = make("div", { className: "outline", hidden: true });
/** What contains others is meant only if its own lines are hit. */
const AROUND = new Set(["fragment", "operand", "group", "activation", "title"]);
const REACH = 8;

/** Shows a picture. It is never enlarged, and a wide one shrinks to three fifths before it scrolls. */
export function show(svg, isStale) {
  picture.innerHTML = svg;
  const drawn = picture.firstElementChild;
  const width = Number(drawn?.getAttribute("width"));
  if (width) drawn.style.minWidth = `${Math.min(width, Math.max(300, Math.round(width * 0.6)))}px`;
  picture.append(outline);
  dim(isStale);
}

/** Says whether the picture is that of the text. */
export function dim(isStale) {
  picture.classList.toggle("stale", isStale);
}

function contains({ left, right, top, bottom }, { clientX, clientY }) {
  return clientX >= left - REACH && clientX <= right + REACH && clientY >= top - REACH && clientY <= bottom + REACH;
}

/** The part of the picture at a point: what is hit, or else the smallest part round it. */
function partAt(event) {
  const hit = event.target.closest?.("[data-line]");
  if (hit && !AROUND.has(hit.dataset.kind)) return hit;
  let best = hit;
  let least = Infinity;
  for (const part of picture.querySelectorAll("[data-line]")) {
    if (AROUND.has(part.dataset.kind)) continue;
    const box = part.getBoundingClientRect();
    const area = box.width * box.height;
    if (area < least && contains(box, event)) [best, least] = [part, area];
  }
  return best;
}

/** Calls back with the line of each click. */
export function onLine(go) {
  picture.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link) {
      // The page stays: what a link in a picture leads to opens beside it.
      event.preventDefault();
      window.open(link.getAttribute("href"), "_blank", "noopener");
      return;
    }
    const part = partAt(event);
    if (part) go(Number(part.dataset.line));
  });
}

/** Outlines what a line has drawn: the last of its parts, because a first message also draws the heads. */
export function mark(line, mayScroll) {
  const parts = line ? picture.querySelectorAll(`[data-line="${line}"]`) : [];
  const part = parts[parts.length - 1];
  outline.hidden = !part;
  if (!part) return;
  const [box, frame] = [part.getBoundingClientRect(), picture.getBoundingClientRect()];
  const [left, top] = [box.left - frame.left + picture.scrollLeft, box.top - frame.top + picture.scrollTop];
  Object.assign(outline.style, {
    left: `${left - 5}px`,
    top: `${top - 5}px`,
    width: `${box.width + 10}px`,
    height: `${box.height + 10}px`,
  });
  const isSeen = box.top >= frame.top && box.bottom <= frame.bottom && box.left >= frame.left && box.right <= frame.right;
  if (mayScroll && !isSeen) {
    picture.scrollTo({ left: Math.max(0, left - 40), top: Math.max(0, top - picture.clientHeight / 3) });
  }
}
