// Search: by name or alias, whatever the case and width; the best dozen as suggestions.

const keys = nodes.map((node) => [node.name, ...(Array.isArray(node.facts.aliases) ? node.facts.aliases : [])].map(fold));
const MOST = 12;
let hits = [];
let active = -1;

const searchNodes = (query) => {
  const wantedKey = fold(query);
  if (!wantedKey) return [];
  const score = (node) => {
    const places = keys[node.index].map((key) => [key.indexOf(wantedKey), key.length]).filter(([place]) => place >= 0);
    if (!places.length) return null;
    // Whole names first, then beginnings, then the better connected.
    return Math.min(...places.map(([place, length]) => (length === wantedKey.length ? 0 : place === 0 ? 1 : 2))) - node.degree / 1e5;
  };
  return nodes.map((node) => [score(node), node]).filter(([value]) => value !== null)
    .sort((a, b) => a[0] - b[0] || a[1].index - b[1].index).slice(0, MOST).map(([, node]) => node);
};

const showHits = () => {
  const box = find("query");
  const list = find("hits");
  hits = searchNodes(box.value);
  active = hits.length ? 0 : -1;
  list.replaceChildren(...hits.map((node, number) => make("li",
    { role: "option", id: `hit-${number}`, onmousedown: (event) => { event.preventDefault(); take(node); } },
    nodeSwatch(node), make("span", { class: "name", text: node.name }), make("span", { class: "count", text: kindCaption(node.kind) }))));
  if (!hits.length && fold(box.value)) list.append(make("li", { class: "none", text: say("noHits") }));
  list.hidden = !fold(box.value);
  box.setAttribute("aria-expanded", String(!list.hidden));
  markActive();
};

const markActive = () => {
  [...find("hits").children].forEach((item, number) => {
    item.setAttribute("aria-selected", String(number === active));
    if (number === active) item.scrollIntoView({ block: "nearest" });
  });
  if (active >= 0) find("query").setAttribute("aria-activedescendant", `hit-${active}`);
  else find("query").removeAttribute("aria-activedescendant");
};

const hideHits = () => { find("hits").hidden = true; find("query").setAttribute("aria-expanded", "false"); };
const take = (node) => {
  find("query").value = node.name;
  hideHits();
  closePanel();
  choose({ node }, { travel: true });
};
const clearSearch = () => { find("query").value = ""; showHits(); };

const onSearchKey = (event) => {
  if (event.isComposing) return; // Enter that ends a pinyin input chooses characters, not a node
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && hits.length) {
    active = (active + step + hits.length) % hits.length;
    markActive();
  } else if (event.key === "Enter" && hits[active]) take(hits[active]);
  else if (event.key === "Escape") { if (find("query").value) clearSearch(); else { find("query").blur(); choose(null); } }
  else return;
  event.preventDefault();
  event.stopPropagation();
};
