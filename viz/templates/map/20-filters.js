// What is shown: kinds, relations and instrument classes can be switched off; the legend is the filter.

// What the choice between shared things and all leaves in sight, filters aside.
const inSight = (node) => state.show === "all" || node.shared || state.asked.has(node);
// A thing that is only known through relations that are switched off goes with them.
const nodeShown = (node) => inSight(node) &&
  (!node.links.length || node.links.some((link) => !state.hiddenRelations.has(link.relation))) &&
  !state.hiddenKinds.has(node.kind) && !(classOf(node) !== null && state.hiddenClasses.has(classOf(node)));
const bridgeShown = (bridge) => state.show === "shared" && linkShown(bridge);
const linkShown = (link) => !state.hiddenRelations.has(link.relation) && link.from.shown && link.to.shown;

let shownLinks = 0;
const applyFilters = () => {
  for (const node of nodes) node.shown = nodeShown(node);
  for (const link of links) link.shown = linkShown(link);
  for (const bridge of bridges) bridge.shown = bridgeShown(bridge);
  state.revision += 1;
  measureGrain();
  measureGround();
  const shownNodes = nodes.filter((node) => node.shown).length;
  shownLinks = links.filter((link) => link.shown).length;
  const all = { n: shownNodes, m: shownLinks, a: facts.total[0], b: facts.total[1] };
  const whole = shownNodes === facts.total[0] && shownLinks === facts.total[1];
  const cut = nodes.length < facts.total[0] ? ` · ${say("cut", { n: nodes.length, a: facts.total[0] })}` : "";
  // Of a graph of which only the core was fetched, nobody has counted the links.
  find("shown").textContent = say(whole ? "shownAll" : facts.total[1] ? "shownPart" : "shownCore", all) + cut;
};

const tally = (items, key) => {
  const counts = new Map();
  for (const item of items) {
    const name = key(item);
    if (name !== null) counts.set(name, (counts.get(name) || 0) + 1);
  }
  return counts;
};

const svg = (tag, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

// The same outlines as on the canvas, for legends and lists.
const OUTLINES = {
  dot: "M8 2a6 6 0 1 0 .01 0z", square: "M3 3h10v10H3z", hexagon: "M4.7 2.4h6.6L14.6 8l-3.3 5.6H4.7L1.4 8z",
  triangle: "M8 2l6.4 11.4H1.6z", diamond: "M8 1.2L14.4 8 8 14.8 1.6 8z", triangleDown: "M8 14L1.6 2.6h12.8z",
};
const swatch = (shape, color) => {
  const picture = svg("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" });
  picture.append(svg("path", { d: OUTLINES[shape] || OUTLINES.dot, fill: color }));
  return picture;
};
const lineSwatch = (color, dashed) => {
  const picture = svg("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" });
  picture.append(svg("path", { d: "M1 8h14", stroke: color, "stroke-width": 2.4, "stroke-dasharray": dashed ? "3 2.4" : "none" }));
  return picture;
};
const nodeSwatch = (node) => swatch((legend.kinds[node.kind] || ["", "dot"])[1], nodeColor(node));

const filterGroup = (key, entries, hidden) => {
  const group = make("fieldset", { class: "filter" }, make("legend", { text: say(key) }));
  for (const entry of entries) {
    const box = make("input", { type: "checkbox", "data-filter": `${key}:${entry.name}` });
    box.checked = !hidden.has(entry.name);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(entry.name); else hidden.add(entry.name);
      refresh();
    });
    group.append(make("label", { class: "choice" }, box, entry.picture,
      make("span", { class: "caption", text: entry.caption }), make("span", { class: "count", text: String(entry.count) })));
  }
  return group;
};

const kindEntries = () => {
  const counts = tally(nodes.filter(inSight), (node) => node.kind);
  return kinds.map((name) => ({
    name, count: counts.get(name) || 0, caption: kindCaption(name),
    picture: swatch((legend.kinds[name] || ["", "dot"])[1], kindColor(name)),
  }));
};
const relationEntries = () => {
  const counts = tally(links.filter((link) => inSight(link.from) && inSight(link.to)), (link) => link.relation);
  return relations.map((name) => ({
    name, count: counts.get(name) || 0, caption: relationCaption(name),
    picture: lineSwatch(relationColor(name), name === "BROADER"),
  }));
};
const classEntries = () => {
  const counts = tally(nodes.filter(inSight), classOf);
  const known = tally(nodes, classOf);
  return [...Object.keys(legend.classes), ""].filter((name) => known.has(name)).map((name) => ({
    name, count: counts.get(name) || 0, caption: classCaption(name), picture: swatch("diamond", classColor(name)),
  }));
};

const choice = (key, name, options, chosen, take) => {
  const row = make("div", { class: "segments" });
  for (const [value, word] of options) {
    const radio = make("input", { type: "radio", name, value, "data-filter": `${name}:${value}` });
    radio.checked = chosen === value;
    radio.addEventListener("change", () => take(value));
    row.append(make("label", {}, radio, make("span", { text: say(word) })));
  }
  return make("fieldset", { class: "filter" }, make("legend", { text: say(key) }), row);
};
const colourChoice = () => choice("colour", "colouring", [["kind", "byKind"], ["class", "byClass"]], state.colouring,
  (value) => { state.colouring = value; refresh(); });
const canShare = nodes.some((node) => !node.shared) && nodes.some((node) => node.shared && !isTitle(node));
const showChoice = () => {
  const group = choice("show", "show", [["shared", "showShared"], ["all", "showAll"]], state.show,
    (value) => { state.show = value; refresh(); fitAll(true); });
  group.append(make("p", { class: "small", text: say(state.show === "shared" ? "showSharedText" : "showAllText") }));
  return group;
};

const buildFilters = () => {
  const focused = document.activeElement && document.activeElement.getAttribute("data-filter");
  const classes = classEntries();
  const parts = [...(canShare ? [showChoice()] : []), filterGroup("kinds", kindEntries(), state.hiddenKinds)];
  if (classes.length) parts.push(filterGroup("classes", classes, state.hiddenClasses), colourChoice());
  parts.push(filterGroup("relations", relationEntries(), state.hiddenRelations));
  parts.push(make("p", { class: "small", text: say("sizes") }));
  find("filters").replaceChildren(...parts);
  // Rebuilding must not throw the keyboard out of the list.
  for (const box of find("filters").querySelectorAll("[data-filter]")) if (box.getAttribute("data-filter") === focused) box.focus();
};
