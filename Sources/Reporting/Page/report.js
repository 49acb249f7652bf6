"use strict";
(() => {
  const table = document.getElementById("person-table");
  if (!table) return;

  // The table: 50 rows at a time, of those that match, in the order chosen.
  const step = 50;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({
    row,
    text: [...row.cells].slice(0, 6).map((cell) => cell.textContent).join(" ").toLowerCase(),
  }));
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const more = document.getElementById("more");
  let limit = step;

  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = rows.filter((each) => words.every((word) => each.text.includes(word)));
    const shown = new Set(matching.slice(0, limit).map((each) => each.row));
    for (const each of rows) {
      each.row.hidden = !shown.has(each.row);
      if (!each.row.hidden) draw(each.row);
    }
    more.hidden = matching.length <= limit;
    more.textContent = `Show ${Math.min(step, matching.length - limit)} more`;
    found.textContent = `${shown.size} of ${matching.length} shown`;
  };

  // The timelines, drawn once their row is shown: a dot for each attendance near the trigger, filled
  // if it counted, ringed where the rule held, over the window's shade.
  const words = new Map(table.dataset.words.split("|").map((each) => [each[0], each.slice(2)]));
  const sites = table.dataset.sites.split("|");
  const holder = document.createElement("div");
  holder.innerHTML = "<svg>";
  const space = holder.firstChild.namespaceURI;
  const shape = (name, attributes, text) => {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.appendChild(shape("title", {})).textContent = text;
    return element;
  };
  const visit = (row) => (text) => {
    const [, days, hours, minutes, site] = text.match(/^(-?\d+)(?:@(\d\d)(\d\d)\.(\d+))?$/);
    const date = new Date(Date.parse(row.dataset.from) + days * 864e5).toISOString().slice(0, 10);
    return { day: Number(days), name: hours ? `${date} ${hours}:${minutes} at ${sites[site]}` : date };
  };
  const draw = (row) => {
    if (!("visits" in row.dataset)) return;
    const visits = row.dataset.visits.split(" ").filter(Boolean).map(visit(row));
    delete row.dataset.visits;
    for (const lane of row.querySelectorAll(".lane")) {
      const [from, to] = lane.dataset.window.split(" ").map(Number);
      const near = visits
        .map((each, place) => ({ ...each, kind: lane.dataset.dots[place] }))
        .filter((each) => each.kind !== "-");
      const first = Math.min(from, ...near.map((each) => each.day));
      const span = Math.max(to, ...near.map((each) => each.day)) - first;
      // Room for half a dot at either end.
      const x = (day) => (span > 0 ? 3 + (94 * (day - first)) / span : 50);
      const line = shape("svg", {
        class: "chart timeline", role: "img", tabindex: 0, "aria-label": `Rule ${lane.textContent}`,
      });
      line.append(
        shape("rect", {
          x: `${x(from)}%`, width: `${Math.max(x(to) - x(from), 1)}%`, height: "100%", class: "window",
        }),
        shape("line", { x2: "100%", y1: 10, y2: 10, class: "axis" }),
      );
      let lift = 0;
      near.forEach((each, place) => {
        lift = each.day === near[place - 1]?.day ? lift + 1 : 0;
        const kind = { T: "dot on trigger", c: "dot on" }[each.kind] ?? "dot";
        const text = `${each.name}: ${words.get(each.kind)}`;
        line.append(shape("circle", { cx: `${x(each.day)}%`, cy: 10 - (lift % 3) * 3, class: kind }, text));
      });
      const number = document.createElement("span");
      number.className = "number";
      number.textContent = lane.querySelector("b").textContent;
      lane.replaceChildren(number, line);
    }
  };

  const value = (row, column) => row.cells[column].textContent;
  const collator = new Intl.Collator("en", { numeric: true });
  const sort = (head, column) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const sign = down ? -1 : 1;
    rows.sort((a, b) => sign * collator.compare(value(a.row, column), value(b.row, column)));
    body.append(...rows.map((each) => each.row));
    show();
  };

  for (const head of table.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => sort(head, head.cellIndex));
  }
  search.addEventListener("input", () => {
    limit = step;
    show();
  });
  more.addEventListener("click", () => {
    limit += step;
    show();
  });
  show();

  // A dot is explained under the pointer, or by the arrow keys on a focused line.
  const explained = document.getElementById("explained");
  let chosen = null;
  const choose = (dot) => {
    chosen?.classList.remove("chosen");
    chosen = dot;
    chosen?.classList.add("chosen");
    explained.hidden = !dot;
    explained.textContent = dot ? dot.querySelector("title").textContent : "";
  };
  const dots = (line) => [...line.querySelectorAll(".dot")];
  // Only leaving a dot closes what it said: a page that scrolls below a resting pointer does not.
  let pointed = false;
  body.addEventListener("pointerover", (event) => {
    const dot = event.target.closest(".dot");
    if (dot || pointed) choose(dot);
    pointed = dot !== null;
  });
  body.addEventListener("focusin", (event) => {
    const line = event.target.closest(".timeline");
    choose(line ? line.querySelector(".trigger") ?? dots(line).at(-1) : null);
  });
  body.addEventListener("focusout", () => choose(null));
  body.addEventListener("keydown", (event) => {
    const line = event.target.closest(".timeline");
    if (!line) return;
    const all = dots(line);
    const place = all.indexOf(chosen);
    const next = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") choose(null);
    if (next === undefined) return;
    event.preventDefault();
    choose(all[Math.max(0, Math.min(next, all.length - 1))]);
  });
})();
