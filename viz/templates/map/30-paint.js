// How nodes and links are painted. vis-network holds places, zoom and touch; the paint is ours, so that
// dimming 2,000 nodes costs one repaint and no change of data.

// Small maps keep their surroundings readable while something is selected.
const smallMap = nodes.length <= 160;
let palette = {};
const readPalette = () => {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "muted", "line", "accent", "plain", "halo", "land"]) palette[name] = style.getPropertyValue(`--${name}`).trim();
};

const kindColor = (kind) =>
  state.colouring === "class" ? palette.plain : (legend.kinds[kind] || ["#7A828C"])[0];
const classColor = (name) =>
  state.colouring === "class" ? (legend.classes[name] || [palette.plain])[0] : legend.kinds.Instrument[0];
const nodeColor = (node) => (classOf(node) !== null ? classColor(classOf(node)) : kindColor(node.kind));
const RELATION_KIND = {
  PROPOSED: "Member", SPOKE_FOR: "Member", USES: "Instrument", CONCERNS: "Industry", LOCATED_IN: "Place",
  INVOLVES: "Organization", HANDLED_BY: "Organization", REPLIES_TO: "Proposal",
};
const relationColor = (relation) => (relation in RELATION_KIND ? kindColor(RELATION_KIND[relation]) : palette.muted);
// Lines are calm: their colour hints at the kind and leaves the paper to the names.
const mixed = new Map();
const tinted = (color) => {
  const key = color + palette.plain;
  if (!mixed.has(key)) {
    const [a, b] = [color, palette.plain].map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
    mixed.set(key, `rgb(${a.map((part, at) => Math.round(part * 0.6 + b[at] * 0.4)).join(",")})`);
  }
  return mixed.get(key);
};
const linkColor = (link) => (link.relation === "USES" ? nodeColor(link.to) : relationColor(link.relation));

// What is lit: the selection with its neighbours; while nothing is selected, everything.
let lit = null;
const light = () => {
  lit = null;
  const { selected } = state;
  if (!selected) return;
  lit = { nodes: new Set(), links: new Set() };
  if (selected.link) {
    for (const link of [selected.link, ...(selected.link.through || [])]) {
      lit.links.add(link);
      lit.nodes.add(link.from).add(link.to);
    }
    return;
  }
  lit.nodes.add(selected.node);
  for (const link of [...selected.node.links, ...selected.node.bridges]) {
    if (!link.shown) continue;
    lit.links.add(link);
    lit.nodes.add(other(link, selected.node));
  }
};

// Far out, nodes keep a size that can be seen and clicked.
let grain = 3; // pixels: smaller, the more nodes share the canvas
const measureGrain = () => {
  const { clientWidth, clientHeight } = find("canvas");
  const count = nodes.filter((node) => node.shown).length;
  grain = Math.min(4, Math.max(1.5, Math.sqrt((clientWidth * clientHeight) / Math.max(1, count)) / 9));
};
const leastRadius = (node) => {
  if (node.leafOf) return grain * 0.8;
  if (isTitle(node)) return grain * (manyTitles ? 1.2 : 1.6);
  return grain * 0.8 + Math.min(6, Math.sqrt(Math.max(0, node.weight - 1)) * 0.9);
};
const radiusAt = (node, scale) => Math.max(node.size, leastRadius(node) / scale);

const tracePath = (context, shape, x, y, r) => {
  context.beginPath();
  if (shape === "square") context.rect(x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72);
  else if (shape === "dot" || !CORNERS[shape]) context.arc(x, y, r, 0, 2 * Math.PI);
  else {
    for (const [turn, reach] of CORNERS[shape]) context.lineTo(x + r * reach * Math.cos(turn), y + r * reach * Math.sin(turn));
    context.closePath();
  }
};
const corners = (count, first, reach) =>
  Array.from({ length: count }, (_, step) => [first + (2 * Math.PI * step) / count, reach]);
const CORNERS = {
  hexagon: corners(6, 0, 1.08), triangle: corners(3, -Math.PI / 2, 1.2),
  triangleDown: corners(3, Math.PI / 2, 1.2), diamond: corners(4, -Math.PI / 2, 1.16),
};

const paintNode = (context, node, scale) => {
  const isLit = !lit || lit.nodes.has(node);
  const r = radiusAt(node, scale);
  context.globalAlpha = isLit ? 1 : smallMap ? 0.5 : 0.14;
  tracePath(context, (legend.kinds[node.kind] || ["", "dot"])[1], node.x, node.y, r);
  context.fillStyle = nodeColor(node);
  context.fill();
  context.lineWidth = 1.5 / scale;
  context.strokeStyle = palette.paper;
  context.stroke();
  const chosen = state.selected && state.selected.node === node;
  if (chosen || state.hovered === node) {
    context.beginPath();
    context.arc(node.x, node.y, r * 1.2 + 4 / scale, 0, 2 * Math.PI);
    context.lineWidth = (chosen ? 2.5 : 1.5) / scale;
    context.strokeStyle = palette.ink;
    context.stroke();
  }
  context.globalAlpha = 1;
};

// Proposals that share much stand on common ground, headed by what holds them together.
const SEAM = 16; // units of the map around the room of a community
const HEADING = 74;
const grounds = () => (state.show === "shared" ? facts.grounds : []);
const stretch = [1, 1]; // across and along: see takeShape
const EDGE = 32; // units between a community's room and the next one's, which do not grow with the places
const TOP = 96;
const headroom = () => HEADING + TOP * (stretch[1] - 1);
const landOf = ([left, top, right, bottom]) => {
  const [beside, below] = stretch.map((factor) => SEAM + EDGE * (factor - 1));
  return [left - beside, top - headroom(), right + beside, bottom + below];
};
// A heading may be as high as its community leaves room for, and as a line of text needs.
const headingHeight = (scale) => Math.min(headroom(), Math.max(HEADING, 19 / scale));
const paintLand = (context, scale) => {
  for (const ground of grounds()) {
    const [left, top, right, bottom] = landOf(ground);
    context.globalAlpha = lit ? 0.5 : 1;
    context.fillStyle = palette.land;
    context.beginPath();
    context.roundRect(left, top, right - left, bottom - top, 40);
    context.fill();
  }
  context.globalAlpha = 1;
};

// Where a map has very many titles, its headings are what one reads first: over the marks, and never too small.
const headingSize = (scale) => Math.min(11.5, Math.max(manyTitles ? 11 : 0, headingHeight(scale) * scale * 0.62));
const headingOf = (context, ground, room) => {
  const names = ground[4].map((number) => nodes[number].name);
  while (names.length && context.measureText(names.join(" · ")).width > room) names.pop();
  return names.join(" · ");
};
const paintHeadings = (context, scale) => {
  const size = headingSize(scale) / scale;
  context.globalAlpha = lit ? 0.5 : 1;
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  context.lineWidth = 4 / scale;
  context.strokeStyle = palette.land;
  context.fillStyle = manyTitles ? palette.ink : palette.muted;
  context.font = `${manyTitles ? 600 : 500} ${size}px ${FONTS}`;
  for (const ground of grounds()) {
    const [left, top, right] = landOf(ground);
    const text = headingOf(context, ground, right - left - 1.6 * size);
    const middle = top + Math.max(headingHeight(scale) * 0.5, size * 0.9);
    if (manyTitles) context.strokeText(text, left + size * 0.8, middle);
    context.fillText(text, left + size * (manyTitles ? 0.8 : 1), middle);
  }
  context.globalAlpha = 1;
};

// A soft disc behind a proposal and what only it names: the first thing the eye should group.
const paintGround = (context) => {
  context.fillStyle = palette.halo;
  for (const node of nodes) {
    if (!node.shown || !node.ground) continue;
    context.globalAlpha = lit && state.selected.node !== node ? 0.3 : 1;
    context.beginPath();
    context.arc(node.x, node.y, node.ground, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
};
const measureGround = () => {
  for (const node of nodes) {
    const leaves = node.near.filter((near) => near.leafOf === node && near.shown);
    const reach = Math.max(0, ...leaves.map((leaf) => Math.hypot(leaf.x - node.x, leaf.y - node.y)));
    node.ground = !centre && leaves.length > 2 && reach < 900 ? reach + 22 : 0;
  }
};

// Long links are lighter: they cross the picture and say least about the place they cross.
// Where very many are shown, all are lighter.
const MANY_LINKS = 1200;
const linkAlpha = (link) => lengthAlpha(link) * Math.min(1, Math.sqrt(MANY_LINKS / Math.max(1, shownLinks)));
const lengthAlpha = (link) => {
  const length = Math.hypot(link.to.x - link.from.x, link.to.y - link.from.y) * Math.min(1, fitScale * 1.6);
  if (state.show === "shared" && link.from.community >= 0) {
    // What holds a community together stands out from what runs between communities.
    if (link.from.scheme || link.to.scheme) return 0.1;
    if (link.from.community !== link.to.community) return 0.15;
    return link.relation === "BROADER" ? 0.3 : 0.55;
  }
  const broader = link.relation === "BROADER";
  return Math.min(broader ? 0.3 : 0.7, Math.max(broader ? 0.1 : 0.2, 50 / length));
};

const paintLinks = (context, scale) => {
  const batches = new Map();
  for (const link of [...links, ...bridges]) {
    if (!link.shown || (lit && lit.links.has(link))) continue;
    const alpha = Math.max(1, Math.round(linkAlpha(link) * 20)) / 20 * (!lit ? 1 : smallMap ? 0.5 : 0.15);
    const key = `${tinted(linkColor(link))}|${alpha}|${Math.round(link.width * 2) / 2}|${link.relation === "BROADER" ? 1 : 0}`;
    if (!batches.has(key)) batches.set(key, []);
    batches.get(key).push(link);
  }
  for (const [key, batch] of batches) {
    const [color, alpha, width, dashed] = key.split("|");
    strokeLinks(context, batch, color, Number(alpha), thickness(Number(width), scale), dashed === "1", scale);
  }
  if (lit) for (const link of lit.links) if (link.shown) paintLitLink(context, link, scale);
};

// In pixels of the screen from far, in units of the map from near: lines neither vanish nor grow fat.
const thickness = (width, scale) => (0.35 + width * 0.65) / Math.min(1.4, Math.max(scale, 0.02));

const strokeLinks = (context, batch, color, alpha, width, dashed, scale) => {
  context.globalAlpha = alpha;
  context.strokeStyle = color;
  context.lineWidth = width;
  context.setLineDash(dashed ? [5 / scale, 4 / scale] : []);
  context.beginPath();
  for (const { from, to } of batch) {
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
  }
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
};

const paintLitLink = (context, link, scale) => {
  const { from, to } = link;
  const color = linkColor(link);
  const width = (1.2 + link.width * 0.6) / Math.min(1.6, Math.max(scale, 0.02));
  strokeLinks(context, [link], color, 0.9, width, link.relation === "BROADER", scale);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const gap = radiusAt(to, scale) * 1.15 + 2 / scale;
  const [tipX, tipY, barb] = [to.x - ux * gap, to.y - uy * gap, 8 / scale + width];
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(tipX, tipY);
  context.lineTo(tipX - ux * barb - uy * barb * 0.45, tipY - uy * barb + ux * barb * 0.45);
  context.lineTo(tipX - ux * barb + uy * barb * 0.45, tipY - uy * barb - ux * barb * 0.45);
  context.fill();
};
