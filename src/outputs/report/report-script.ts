/**
 * The script of the report. The page is whole without it; it adds to each list a search, choices and
 * headings that sort, opens a closed list that a link leads into, and lets a table that is wider than
 * the window be scrolled by keyboard. It is text and not a function, because its hash must be the same
 * however slr was built.
 */
export const REPORT_SCRIPT = `
"use strict";
for (const table of document.querySelectorAll("table.list")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < 2) continue;
  const heads = [...table.tHead.rows[0].cells];
  const words = rows.map((row) => row.textContent.toLowerCase());
  const bar = document.createElement("div");
  bar.className = "filter";
  const labelled = (text, control) => {
    const label = document.createElement("label");
    label.append(text, control);
    bar.append(label);
    return control;
  };
  const search = labelled("Filter by words", document.createElement("input"));
  search.type = "search";
  const choices = [];
  heads.forEach((head, at) => {
    if (!("choice" in head.dataset)) return;
    const values = [...new Set(rows.map((row) => row.cells[at].textContent.trim()))].filter(Boolean).sort();
    if (values.length < 2 || values.length > 300) return;
    const select = labelled(head.textContent.trim(), document.createElement("select"));
    select.add(new Option("all", ""));
    for (const value of values) select.add(new Option(value, value));
    choices.push({ at, select });
  });
  const count = document.createElement("output");
  bar.append(count);
  const filter = () => {
    const wanted = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits =
        wanted.every((word) => words[index].includes(word)) &&
        choices.every(({ at, select }) => select.value === "" || row.cells[at].textContent.trim() === select.value);
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = shown + " of " + rows.length + " rows";
  };
  bar.addEventListener("input", filter);
  filter();
  table.parentElement.before(bar);
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.dataset.name = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = rows.map((row) => {
        const text = row.cells[at].textContent.trim().toLowerCase();
        const number = /^-?[\\d,.]+$/.test(text) ? Number(text.replaceAll(",", "")) : NaN;
        return { row, text, number };
      });
      const compare = (a, b) => {
        if ((a.text === "") !== (b.text === "")) return a.text === "" ? 1 : -1;
        const order = a.number - b.number;
        const by = Number.isNaN(order) ? (a.text < b.text ? -1 : a.text > b.text ? 1 : 0) : order;
        return down ? -by : by;
      };
      body.append(...keyed.sort(compare).map(({ row }) => row));
    });
  });
}
const open = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (target) target.scrollIntoView();
};
addEventListener("hashchange", open);
if (location.hash) open();
const reach = () => {
  for (const frame of document.querySelectorAll(".frame,figure")) {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  }
};
addEventListener("resize", reach);
addEventListener("toggle", reach, true);
reach();
`.trim();
