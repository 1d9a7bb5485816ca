"use strict";
(() => {
  const root = document.documentElement;
  const one = (id) => document.getElementById(id);
  const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector));
  const numbers = (text) => (text ? text.split(" ").map(Number) : []);
  const picture = one("picture");
  const svg = picture.querySelector("svg");

  // What the page says, read from its elements.
  const steps = all("#list li").map((item) => ({ ...item.dataset, says: item.textContent, values: numbers(item.dataset.values) }));
  // What is known from the beginning has no step to link to.
  const since = (span) => Number(span?.querySelector("a")?.textContent);
  const values = all("#known tbody tr").map((row) => ({
    row,
    name: row.querySelector("button").textContent,
    bytes: row.querySelector(".bytes")?.textContent,
    ways: all(".way", row).map((way) => ({ formula: way.textContent, uses: numbers(way.dataset.uses) })),
    times: all("td span", row).map((span) => ({
      span,
      from: since(span),
      until: Number(span.dataset.until ?? since(span.nextElementSibling)),
    })),
  }));
  const named = new Map(values.map((value, place) => [value.name, place]));
  const firstOf = new Map();
  const atLine = new Map();
  steps.forEach((step, place) => {
    if (!firstOf.has(step.event)) firstOf.set(step.event, place + 1);
    atLine.set(step.event + ":" + step.line, place + 1);
  });
  const events = all("[data-event]", svg).map((group) => ({ group, step: firstOf.get(group.dataset.event) }));
  const rows = all("[data-value]", svg).map((group) => {
    const event = group.closest("[data-event]")?.dataset.event;
    return { group, step: atLine.get(event + ":" + group.dataset.line) ?? firstOf.get(event), place: named.get(group.dataset.value) };
  });
  const verdicts = all("[data-kind=verdict]", svg);
  // Heads that a message creates.
  const made = events.filter(({ group }) => group.dataset.type === "create");
  const born = all("[data-kind=participant]", svg).flatMap((head) => {
    const by = made.find(({ group }) => group.dataset.to === head.dataset.who);
    return by ? [{ group: head, step: by.step }] : [];
  });
  const chapters = all("#chapters option").map((option) => Number(option.value));
  const last = steps.length;
  let at = 0;
  let chosen = null;

  const isAttacker = () => root.classList.contains("attacker-view");
  const lasts = (time) => !(time.from > at) && !(time.until <= at);
  const isOpen = (value) => value.times.some((time) => time.span.parentElement.matches(".attacker") && lasts(time));
  const isRead = (step) => Number(step.reads) <= at;
  const toggle = (element, name, is) => element.classList.toggle(name, Boolean(is));

  // What the attacker would need for a value: lists of names, each of which is enough.
  const MOST = 4;
  function needs(place, above) {
    const value = values[place];
    if (isOpen(value)) return [[]];
    if (above.includes(place) || value.ways.length === 0) return [[value.name]];
    let found = [];
    for (const way of value.ways) {
      let lists = [[]];
      for (const use of way.uses) {
        const more = needs(use, [...above, place]);
        lists = lists.flatMap((list) => more.map((names) => [...new Set([...list, ...names])])).slice(0, MOST);
      }
      found.push(...lists.map((list) => (list.length ? list : [value.name])));
    }
    found = found.filter((list) => !list.includes(value.name) || list.length === 1);
    const shorter = (list, other) => other !== list && other.length < list.length && other.every((name) => list.includes(name));
    found = found.filter((list) => !found.some((other) => shorter(list, other)));
    const words = new Map(found.map((list) => [[...list].sort().join(), list]));
    return [...words.values()].slice(0, MOST);
  }
  const lacks = (place) => needs(place, []).map((names) => names.join(" and ")).join(", or ");

  function element(name, text, kind) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }
  const shortened = (bytes) => (bytes.length > 24 ? bytes.slice(0, 8) + "…" + bytes.slice(-8) : bytes);

  // The card of a value: how it is computed, its bytes, and what goes into it.
  function valueCard(place) {
    const value = values[place];
    const card = element("div");
    card.append(element("b", value.name));
    for (const way of value.ways) card.append(element("code", "= " + way.formula));
    const isHidden = (other) => isAttacker() && !isOpen(other);
    if (isHidden(value)) {
      card.append(element("p", "The attacker cannot compute it. It lacks " + lacks(place) + ".", "lacks"));
      return card;
    }
    if (value.bytes) card.append(element("code", value.bytes));
    const inputs = element("dl");
    for (const use of new Set(value.ways.flatMap((way) => way.uses))) {
      const input = values[use];
      inputs.append(element("dt", input.name));
      const bytes = element("dd");
      if (input.bytes && !isHidden(input)) bytes.append(element("code", shortened(input.bytes)));
      inputs.append(bytes);
    }
    if (inputs.childElementCount) card.append(inputs);
    return card;
  }

  // The card of an encrypted message, as the attacker sees it.
  function messageCard(step) {
    const card = element("div");
    card.append("Encrypted under ", element("b", step.under));
    if (!isAttacker()) return card;
    const key = named.get(step.under);
    const why = key === undefined || isOpen(values[key]) ? "." : ": it lacks " + lacks(key) + ".";
    card.append(isRead(step) ? element("p", "The attacker can read it.", "reads") : element("p", "The attacker cannot read it" + why, "lacks"));
    return card;
  }

  // The values that go into others, to their ends or only one step far.
  function inputs(places, isWhole) {
    const found = new Set();
    const open = [...places];
    while (open.length) {
      for (const use of values[open.pop()].ways.flatMap((way) => way.uses)) {
        if (!found.has(use) && isWhole) open.push(use);
        found.add(use);
      }
    }
    return found;
  }

  function showPicture(used) {
    for (const { group, step } of events) {
      const of = steps[step - 1];
      toggle(group, "later", step > at);
      toggle(group, "now", at && group.dataset.event === steps[at - 1].event);
      toggle(group, "shut", of?.under !== undefined && !isRead(of));
      toggle(group, "opened", of?.under !== undefined && isRead(of));
    }
    for (const { group, step } of born) toggle(group, "later", step > at);
    // What was checked holds at the end.
    for (const verdict of verdicts) toggle(verdict, "later", at < last);
    for (const { group, step, place } of rows) {
      toggle(group, "later", step > at);
      toggle(group, "used", used.has(place));
      toggle(group, "chosen", place !== undefined && place === chosen);
      toggle(group, "shut", place !== undefined && !isOpen(values[place]));
      toggle(group, "opened", place !== undefined && isOpen(values[place]));
    }
  }

  function showTable(used) {
    values.forEach((value, place) => {
      for (const time of value.times) {
        toggle(time.span, "later", !lasts(time));
        toggle(time.span, "fresh", time.from === at);
      }
      toggle(value.row, "later", !value.times.some(lasts));
      toggle(value.row, "used", used.has(place));
      toggle(value.row, "chosen", place === chosen);
      toggle(value.row, "shut", !isOpen(value));
    });
  }

  function showCard() {
    const step = steps[at - 1];
    const cards = [];
    if (chosen !== null) cards.push(valueCard(chosen));
    else if (step) {
      if (step.under !== undefined) cards.push(messageCard(step));
      cards.push(...step.values.map(valueCard));
    }
    one("card").replaceChildren(...cards);
    const isShut = isAttacker() && step?.under !== undefined && !isRead(step);
    const says = isShut ? step.ends + ": a message that the attacker cannot read" : step?.says;
    const text = says ?? "Press the right arrow key to begin.";
    if (one("now").textContent !== text) one("now").textContent = text;
  }

  function show() {
    const about = chosen === null ? steps[at - 1]?.values ?? [] : [chosen];
    const used = inputs(about, chosen !== null);
    showPicture(used);
    showTable(used);
    showCard();
    one("count").textContent = at + " of " + last;
    one("slider").value = at;
    one("back").disabled = at === 0;
    one("next").disabled = at === last;
    if (one("chapters")) one("chapters").selectedIndex = chapters.findLastIndex((start) => start <= at);
  }

  function scroll() {
    const step = steps[at - 1];
    if (!step) return;
    const row = rows.find((row) => row.step === at)?.group;
    const group = row ?? events.find(({ group }) => group.dataset.event === step.event)?.group;
    // Of a frame, its tab.
    const target = group?.querySelector("text") ?? group;
    target?.scrollIntoView({ block: "center", inline: "center" });
  }

  function go(step, isSilent) {
    at = Math.min(Math.max(step, 0), last);
    chosen = null;
    if (!isSilent) history.replaceState(null, "", at ? "#step-" + at : "#");
    show();
    scroll();
  }

  function choose(place) {
    chosen = place === chosen ? null : place;
    show();
    if (chosen !== null) one("panel").scrollTop = 0;
  }

  function follow() {
    const step = /^#step-(\d{1,6})$/.exec(location.hash);
    if (step) go(Number(step[1]), true);
  }

  const keys = {
    ArrowRight: () => go(at + 1),
    ArrowLeft: () => go(at - 1),
    " ": () => go(at + 1),
    n: () => go(at + 1),
    p: () => go(at - 1),
    Home: () => go(0),
    End: () => go(last),
    PageDown: () => go(chapters.find((start) => start > at) ?? last),
    PageUp: () => go(chapters.findLast((start) => start < at) ?? 0),
    a: () => one("view")?.click(),
    Escape: () => choose(chosen),
  };
  function press(event) {
    const element = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (element.matches("select, input[type=range]") && event.key !== "a") return;
    if (event.key === " " && element.matches("button, input, a")) return;
    const act = keys[event.key];
    if (!act || (event.key === "Escape" && chosen === null)) return;
    event.preventDefault();
    act();
  }

  function click(event) {
    if (event.target.closest("a")) return;
    const row = event.target.closest("[data-value]");
    if (row && named.has(row.dataset.value)) return choose(named.get(row.dataset.value));
    const group = event.target.closest("[data-event]");
    if (group && firstOf.has(group.dataset.event)) go(firstOf.get(group.dataset.event));
  }

  // What a click between two texts meets.
  function addHits() {
    const kinds = ["message", "note", "box", "state", "divider", "value"];
    const groups = all("[data-event], [data-value]", svg).filter((group) => kinds.includes(group.dataset.kind));
    const boxes = groups.map((group) => {
      const box = group.getBBox();
      const around = group.dataset.kind === "value" ? group.parentElement.getBBox() : box;
      return [around.x + 1, box.y - 1, around.width - 2, box.height + 2];
    });
    groups.forEach((group, place) => {
      const hit = document.createElementNS(svg.namespaceURI, "rect");
      ["x", "y", "width", "height"].forEach((name, side) => hit.setAttribute(name, Math.max(boxes[place][side], 0)));
      hit.setAttribute("class", "hit");
      hit.setAttribute("stroke", "none");
      group.prepend(hit);
    });
  }

  // That a lock is opened later is said once it is open.
  function setOpenings() {
    for (const text of all("[data-kind=key]", svg)) {
      const words = "(opened later)";
      if (!text.textContent.endsWith(words)) continue;
      const part = document.createElementNS(svg.namespaceURI, "tspan");
      part.setAttribute("class", "opening");
      part.textContent = words;
      text.textContent = text.textContent.slice(0, -words.length);
      text.append(part);
    }
  }

  // The names of the participants stay in sight.
  function addHeads() {
    const heads = all("[data-kind=participant]", svg);
    if (heads.length === 0 || svg.viewBox.baseVal.height < 900) return;
    const boxes = heads.map((head) => head.getBBox());
    const top = Math.min(...boxes.map((box) => box.y));
    const first = heads.filter((head, place) => boxes[place].y < top + 120);
    const bottom = Math.max(...boxes.filter((box) => box.y < top + 120).map((box) => box.y + box.height));
    const copy = svg.cloneNode(false);
    copy.removeAttribute("id");
    copy.setAttribute("aria-hidden", "true");
    copy.setAttribute("viewBox", [0, top - 4, svg.viewBox.baseVal.width, bottom - top + 8].join(" "));
    copy.setAttribute("height", bottom - top + 8);
    for (const head of first) copy.append(head.cloneNode(true));
    const place = element("div");
    place.id = "heads";
    place.append(copy);
    picture.prepend(place);
    new IntersectionObserver(([seen]) => toggle(place, "away", seen.isIntersecting)).observe(first[0]);
  }

  root.classList.add("live");
  for (const part of all(".script")) part.hidden = false;
  addHits();
  setOpenings();
  addHeads();
  one("back").addEventListener("click", () => go(at - 1));
  one("next").addEventListener("click", () => go(at + 1));
  one("slider").addEventListener("input", (event) => go(Number(event.target.value)));
  one("chapters")?.addEventListener("change", (event) => go(Number(event.target.value)));
  one("view")?.addEventListener("change", (event) => {
    toggle(root, "attacker-view", event.target.checked);
    show();
  });
  one("more").addEventListener("click", (event) => {
    const is = one("panel").classList.toggle("unfolded");
    event.target.setAttribute("aria-expanded", String(is));
    event.target.textContent = is ? "Less" : "More";
  });
  one("known")?.addEventListener("click", (event) => {
    const row = event.target.closest("button")?.closest("tr");
    if (row) choose(values.findIndex((value) => value.row === row));
  });
  picture.addEventListener("click", click);
  document.addEventListener("keydown", press);
  addEventListener("hashchange", follow);
  show();
  follow();
})();
