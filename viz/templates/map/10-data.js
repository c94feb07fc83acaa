// What the page knows: inert JSON read once, turned into lists of nodes and links with their neighbours.

const head = read("head");
const facts = read("facts");
const legend = read("legend");

const [nodes, links, bridges, kinds, relations] = (() => {
  const drawing = read("drawing");
  const nodeList = drawing.ids.map((id, index) => ({
    index, id,
    lines: drawing.labels[index].split("\n"),
    name: facts.names[index] || drawing.labels[index],
    facts: facts.facts[index] || {},
    kind: drawing.kinds[drawing.kind[index]],
    x: drawing.at[2 * index], y: drawing.at[2 * index + 1], size: drawing.size[index],
    degree: facts.degrees[index] || 0,
    // What was added to the network by hand is always worth a look.
    shared: facts.shared[index] !== 0,
    community: facts.community[index] >= 0 ? facts.community[index] : -1,
    reach: facts.reach[index] || 0,
    page: facts.pages[index] || "",
    links: [], bridges: [],
  }));
  const linkList = drawing.relation.map((relation, index) => ({
    index,
    from: nodeList[drawing.ends[2 * index]], to: nodeList[drawing.ends[2 * index + 1]],
    relation: drawing.relations[relation],
    width: drawing.width[index],
    qualifier: facts.qualifiers[index] || "",
    count: facts.counts[index] || 0,
    evidence: facts.evidence[index] || [],
  }));
  for (const link of linkList) {
    link.from.links.push(link);
    if (link.to !== link.from) link.to.links.push(link);
  }
  // A proposal and a shared thing that it names only by way of more special things: drawn while those are hidden.
  const bridgeList = facts.bridges.map(([from, to, numbers], index) => {
    const through = numbers.map((number) => linkList[number]);
    const count = through.reduce((sum, link) => sum + link.count, 0);
    const bridge = { index, from: nodeList[from], to: nodeList[to], relation: through[0].relation, through,
      width: 1 + Math.log2(Math.max(count, 1)) * 0.8, qualifier: "", count, evidence: [] };
    bridge.from.bridges.push(bridge);
    bridge.to.bridges.push(bridge);
    return bridge;
  });
  return [nodeList, linkList, bridgeList, drawing.kinds, drawing.relations];
})();

const byId = new Map(nodes.map((node) => [node.id, node]));
const other = (link, node) => (link.from === node ? link.to : link.from);
const classOf = (node) => (node.kind === "Instrument" ? node.facts.class || "" : null);
const isTitle = (node) => node.kind === "Proposal" || node.kind === "Document";

for (const node of nodes) {
  const around = new Set(node.links.map((link) => other(link, node)));
  node.near = [...around];
  // How many proposals a thing ties together: what makes it worth a look.
  node.ties = isTitle(node) ? 0 : node.near.filter((near) => near.kind === "Proposal").length;
  // Named outright counts more than by way of something below; the scheme of classes ties all and tells nothing.
  const scheme = node.facts.level === "class" || node.facts.level === "subtool";
  node.scheme = scheme;
  node.weight = isTitle(node) || scheme ? 0 : node.ties + (node.reach - node.ties) / 2;
  node.leafOf = node.near.length === 1 ? node.near[0] : null;
}

// Everything that changes while reading, in one place.
const state = {
  language: head.language,
  show: facts.show, // "shared": what proposals have in common; "all"
  asked: new Set(), // the selection and its neighbours, shown whatever the setting
  theme: "light",
  hiddenKinds: new Set(), hiddenRelations: new Set(), hiddenClasses: new Set(),
  colouring: "kind",
  selected: null, // {node} or {link}
  hovered: null,
  trail: [],
  table: null, // "nodes" or "links" while the table is open
  revision: 0, // counts changes that move labels
};

const pick = (pair) => (pair ? pair[state.language === "zh" ? 0 : 1] : "");
const kindCaption = (kind) => pick((legend.kinds[kind] || ["", "", kind, kind]).slice(2));
const relationCaption = (relation) => pick(legend.relations[relation]) || relation;
const valueCaption = (value) => pick(legend.values[value]) || String(value);
const classCaption = (name) => (name ? pick((legend.classes[name] || ["", name, name]).slice(1)) : say("noClass"));
