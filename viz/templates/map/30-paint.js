// How nodes and links are painted. vis-network holds places, zoom and touch; the paint is ours, so that
// dimming 2,000 nodes costs one repaint and no change of data.

let palette = {};
const readPalette = () => {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "muted", "line", "accent", "plain", "halo"]) palette[name] = style.getPropertyValue(`--${name}`).trim();
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
const linkColor = (link) => (link.relation === "USES" ? nodeColor(link.to) : relationColor(link.relation));

// What is lit: the selection with its neighbours; while nothing is selected, everything.
let lit = null;
const light = () => {
  lit = null;
  const { selected } = state;
  if (!selected) return;
  lit = { nodes: new Set(), links: new Set() };
  if (selected.link) {
    lit.links.add(selected.link);
    lit.nodes.add(selected.link.from).add(selected.link.to);
    return;
  }
  lit.nodes.add(selected.node);
  for (const link of selected.node.links) {
    if (!link.shown) continue;
    lit.links.add(link);
    lit.nodes.add(other(link, selected.node));
  }
};

// Far out, nodes keep a size that can be seen and clicked.
let grain = 3; // pixels: smaller, the more nodes share the canvas
const measureGrain = () => {
  const { clientWidth, clientHeight } = find("canvas");
  grain = Math.min(4, Math.max(1.5, Math.sqrt((clientWidth * clientHeight) / Math.max(1, nodes.length)) / 9));
};
const leastRadius = (node) => {
  if (node.leafOf) return grain * 0.8;
  if (isTitle(node)) return grain * (manyTitles ? 1.2 : 1.6);
  return grain + Math.min(6, Math.sqrt(Math.max(0, node.ties - 1)));
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
  context.globalAlpha = isLit ? 1 : 0.14;
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
    node.ground = leaves.length > 2 && reach < 900 ? reach + 22 : 0;
  }
};

// Long links are lighter: they cross the picture and say least about the place they cross.
const linkAlpha = (link) => {
  const length = Math.hypot(link.to.x - link.from.x, link.to.y - link.from.y);
  return Math.min(0.62, Math.max(0.16, 70 / length));
};

const paintLinks = (context, scale) => {
  const batches = new Map();
  for (const link of links) {
    if (!link.shown || (lit && lit.links.has(link))) continue;
    const alpha = lit ? 0.05 : Math.round(linkAlpha(link) * 8) / 8;
    const key = `${linkColor(link)}|${alpha}|${Math.round(link.width)}|${link.relation === "BROADER" ? 1 : 0}`;
    if (!batches.has(key)) batches.set(key, []);
    batches.get(key).push(link);
  }
  for (const [key, batch] of batches) {
    const [color, alpha, width, dashed] = key.split("|");
    strokeLinks(context, batch, color, Number(alpha), Math.min(Number(width), Number(width) / scale), dashed === "1");
  }
  if (lit) for (const link of lit.links) if (link.shown) paintLitLink(context, link, scale);
};

const strokeLinks = (context, batch, color, alpha, width, dashed) => {
  context.globalAlpha = alpha;
  context.strokeStyle = color;
  context.lineWidth = width;
  context.setLineDash(dashed ? [5, 4] : []);
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
  strokeLinks(context, [link], color, 0.9, width, link.relation === "BROADER");
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
