// Instruments by industries as a table whose cells are coloured by their counts and show their sentences.

const STEPS = 5;
const columnName = ([name]) => name || say("untold");

let chosenCell = null;
const showCell = (cell) => {
  chosenCell = cell;
  for (const button of find("matrix-answer").querySelectorAll("td button")) {
    const now = cell !== null && button.dataset.cell === `${cell[0]},${cell[1]}`;
    button.setAttribute("aria-pressed", String(now));
    button.tabIndex = now ? 0 : -1;
  }
  const panel = find("cell");
  if (!cell) { panel.replaceChildren(make("p", { class: "small", text: say("pickCell") })); return; }
  const [row, column, count, mentions, said] = cell;
  const bound = said.length < mentions ? `（${say("quotesOf", { m: said.length, n: mentions })}）` : "";
  panel.replaceChildren(
    make("h3", {}, link(pick(facts.matrix.rows[row][0]), facts.matrix.rows[row][3]), " × ", link(columnName(facts.matrix.columns[column]), facts.matrix.columns[column][2])),
    make("p", { class: "small", text: say("cellCount", { n: count, m: mentions }) + bound }), quotes(said));
};

const cellOf = (row, column) => facts.matrix.cells.find((one) => one[0] === row && one[1] === column);

// Arrow keys go to the next cell that holds something.
const moveInTable = (event) => {
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const from = event.target.dataset.cell;
  if (!step || !from) return;
  event.preventDefault();
  let [row, column] = from.split(",").map(Number);
  const { rows, columns } = facts.matrix;
  for (;;) {
    row += step[0];
    column += step[1];
    if (row < 0 || column < 0 || row >= rows.length || column >= columns.length) return;
    const next = find("matrix-answer").querySelector(`[data-cell="${row},${column}"]`);
    if (!next) continue;
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    return;
  }
};

const matrixCell = (most) => (row, column) => {
  const cell = cellOf(row, column);
  if (!cell) return make("td", { class: "blank" });
  const told = facts.matrix.columns[column][0];
  const step = told ? Math.max(1, Math.ceil((STEPS * cell[2]) / most)) : 0;
  return make("td", {}, make("button", { type: "button", "data-cell": `${row},${column}`, class: `heat-${step}`, text: String(cell[2]), tabindex: -1,
    "aria-pressed": "false", onclick: () => showCell(cell),
    "aria-label": say("cellLabel", { row: pick(facts.matrix.rows[row][0]), column: columnName(facts.matrix.columns[column]), n: cell[2] }) }));
};

const matrixTable = () => {
  const { rows, columns, cells, proposals } = facts.matrix;
  const most = Math.max(1, ...cells.filter((one) => columns[one[1]][0]).map((one) => one[2]));
  const cell = matrixCell(most);
  const table = make("table", { class: "matrix", "aria-labelledby": "matrix-question" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col", class: "corner", text: say("tool") }),
      ...columns.map((column) => make("th", { scope: "col", class: column[0] ? "" : "untold" }, make("span", { text: columnName(column), title: columnName(column) }))),
      make("th", { scope: "col", class: "sum" }, make("span", { text: say("allIndustries") })))));
  for (const class_ of [...new Set(rows.map((row) => row[1]))]) {
    const [tint, zh, en] = facts.classes[class_] || ["", "", ""];
    const stroke = shape("svg", { class: "tint", "aria-hidden": "true" }, shape("rect", { width: "100%", height: "100%", rx: 2, fill: tint }));
    table.append(make("tbody", {},
      zh ? make("tr", { class: "class" }, make("th", { scope: "rowgroup", colspan: columns.length + 2 }, make("span", {}, stroke, pick([zh, en])))) : null,
      ...rows.map((row, number) => (row[1] !== class_ ? null : make("tr", {}, make("th", { scope: "row", text: pick(row[0]) }),
        ...columns.map((_, column) => cell(number, column)), make("td", { class: "sum", text: String(row[2]) }))))));
  }
  table.append(make("tfoot", {}, make("tr", {}, make("th", { scope: "row", text: say("allTools") }),
    ...columns.map((column) => make("td", { class: "sum", text: String(column[1]) })), make("td", { class: "sum", text: String(proposals) }))));
  table.addEventListener("keydown", moveInTable);
  return table;
};

const buildMatrix = () => {
  const { columns, cells, industries } = facts.matrix;
  if (!cells.length) { fill("matrix", none("matrixNone")); return; }
  const named = columns.filter(([name]) => name).length;
  fill("matrix", make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": say("tableLabel") }, matrixTable()),
    make("p", { class: "bound", text: say("columnsOf", { m: named, n: industries }) }),
    make("div", { id: "cell", class: "cell", "aria-live": "polite" }));
  const strongest = cells.filter((one) => columns[one[1]][0]).sort((a, b) => b[2] - a[2] || b[3] - a[3])[0] || cells[0];
  showCell(chosenCell || strongest);
};
