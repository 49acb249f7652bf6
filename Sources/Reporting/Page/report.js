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
    for (const each of rows) each.row.hidden = !shown.has(each.row);
    more.hidden = matching.length <= limit;
    more.textContent = `Show ${Math.min(step, matching.length - limit)} more`;
    found.textContent = `${shown.size} of ${matching.length} shown`;
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

  // The timelines: a dot is explained under the pointer, or by the arrow keys on a focused line.
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
  body.addEventListener("pointerover", (event) => {
    choose(event.target.closest(".dot"));
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
