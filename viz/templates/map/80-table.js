// The same map as tables: for screen readers, for sorting, and for whoever prefers rows.

const ROWS = 200;
const quotesOf = (node) => node.links.reduce((sum, link) => sum + link.count, 0);
const firstSentence = (link) => (link.evidence.length ? facts.sentences[link.evidence[0]][0] : "");

const COLUMNS = {
  nodes: [
    ["name", (node) => node.name, (node) => nodeButton(node)],
    ["kind", (node) => kindCaption(node.kind)],
    ["class", (node) => (classOf(node) === null ? "" : classCaption(classOf(node)))],
    ["degree", (node) => node.degree],
    ["count", quotesOf],
  ],
  links: [
    ["from", (link) => link.from.name, (link) => nodeButton(link.from)],
    ["relation", (link) => relationCaption(link.relation)],
    ["to", (link) => link.to.name, (link) => nodeButton(link.to)],
    ["qualifier", (link) => (link.qualifier ? valueCaption(link.qualifier) : "")],
    ["count", (link) => link.count],
    ["sentence", firstSentence],
  ],
};
const sorting = { nodes: ["degree", -1], links: ["count", -1] };
const collator = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });

const sortedRows = (which) => {
  const [key, direction] = sorting[which];
  const value = COLUMNS[which].find(([name]) => name === key)[1];
  const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));
  return (which === "nodes" ? nodes : links).filter((item) => item.shown)
    .map((item) => [value(item), item]).sort((a, b) => direction * compare(a[0], b[0]) || a[1].index - b[1].index).map(([, item]) => item);
};

const headerCell = (which, key) => {
  const [sorted, direction] = sorting[which];
  const button = make("button", { type: "button", text: say(key) + (sorted === key ? (direction > 0 ? " ▲" : " ▼") : "") });
  button.addEventListener("click", () => {
    sorting[which] = [key, sorted === key ? -direction : 1];
    buildTable();
    [...find("table").querySelectorAll("th button")][COLUMNS[which].findIndex(([name]) => name === key)].focus();
  });
  return make("th", { scope: "col", "aria-sort": sorted === key ? (direction > 0 ? "ascending" : "descending") : "none" }, button);
};

const tableRow = (which, item) => make("tr", {}, ...COLUMNS[which].map(([, value, cell]) =>
  make("td", { class: typeof value(item) === "number" ? "number" : null }, cell ? cell(item) : String(value(item)))));

const buildTable = () => {
  const which = state.table;
  find("table").hidden = !which;
  find("show-table").setAttribute("aria-pressed", String(Boolean(which)));
  find("show-table").textContent = say(which ? "map" : "table");
  if (!which) return;
  const tabs = make("div", { class: "segments tabs" }, ...["nodes", "links"].map((name) => make("button",
    { type: "button", "aria-pressed": String(name === which), text: say(name), onclick: () => { state.table = name; buildTable(); } })));
  const body = make("tbody", {});
  const rows = sortedRows(which);
  const table = make("table", {}, make("caption", { class: "unseen", text: `${head.title} · ${say(which)}` }),
    make("thead", {}, make("tr", {}, ...COLUMNS[which].map(([key]) => headerCell(which, key)))), body);
  const more = make("button", { type: "button", class: "more" });
  const step = () => {
    const next = rows.slice(body.children.length, body.children.length + ROWS);
    body.append(...next.map((item) => tableRow(which, item)));
    more.hidden = body.children.length >= rows.length;
    more.textContent = say("showMore", { n: Math.min(ROWS, rows.length - body.children.length) });
  };
  more.addEventListener("click", step);
  step();
  find("table").replaceChildren(tabs, make("div", { class: "rows", tabindex: "0" }, table, more));
};
