// The canvas: vis-network gives zoom, pan, touch and dragging of nodes; hits, hover and keys are ours.

let network = null;
const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const viewNow = () => {
  const canvas = find("canvas");
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const far = network.DOMtoCanvas({ x: canvas.clientWidth, y: canvas.clientHeight });
  return { left: corner.x, top: corner.y, right: far.x, bottom: far.y };
};

const openNetwork = () => {
  const ctxRenderer = ({ ctx, id }) => {
    const node = nodes[id];
    const scale = network ? network.getScale() : 1;
    const side = 2 * radiusAt(node, scale);
    return {
      drawNode: () => { if (node.shown) paintNode(ctx, node, scale); },
      nodeDimensions: { width: side, height: side },
    };
  };
  const items = nodes.map(({ index, x, y, size }) => ({ id: index, x, y, size, shape: "custom", ctxRenderer }));
  network = new vis.Network(find("canvas"), { nodes: items, edges: [] }, {
    autoResize: true, physics: false, layout: { improvedLayout: false },
    interaction: { hover: false, selectable: false, tooltipDelay: 1e9, zoomSpeed: 0.7, keyboard: false },
  });
  // One stop for the keyboard, #canvas, whose keys are ours and whose focus is seen; not the library's own frame inside.
  network.canvas.frame.removeAttribute("tabindex");
  network.on("beforeDrawing", (context) => {
    paintLand(context, network.getScale());
    paintGround(context);
    paintLinks(context, network.getScale());
  });
  network.on("afterDrawing", (context) => {
    paintHeadings(context, network.getScale());
    paintLabels(context, network.getScale(), viewNow());
    if (!document.documentElement.dataset.ready) document.documentElement.dataset.ready = String(Math.round(performance.now()));
  });
  network.on("click", (event) => {
    const found = hit(event.pointer.canvas);
    const headed = found ? -1 : headingAt(event.pointer.canvas);
    if (headed >= 0) openPart(headed);
    else choose(found);
  });
  network.on("doubleClick", (event) => { const found = hit(event.pointer.canvas); if (found && found.node) zoomTo([found.node, ...found.node.near]); });
  network.on("dragging", (event) => { for (const id of event.nodes) moveNode(nodes[id], network.getPosition(id)); });
  network.on("dragStart", hideTip);
  network.on("zoom", hideTip);
};

const moveNode = (node, { x, y }) => {
  [node.x, node.y] = [x, y];
  state.revision += 1;
};

const toSegment = (x, y, a, b) => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const part = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - part * dx, y - a.y - part * dy);
};

// The nearest node under the pointer, else the nearest link; lit ones win over dimmed ones.
const hit = ({ x, y }) => {
  const scale = network.getScale();
  const closest = (items, distance, reach) => {
    let best = null;
    for (const item of items) {
      if (!item.shown) continue;
      const away = distance(item);
      if (away < reach && (!best || away < best.away)) best = { item, away };
    }
    return best && best.item;
  };
  const overNode = closest(nodes, (node) => Math.hypot(x - node.x, y - node.y) - radiusAt(node, scale), 5 / scale);
  if (overNode) return { node: overNode };
  const label = cached.placed.find(({ box, node }) => node.shown && x * scale >= box[0] && x * scale <= box[2] && y * scale >= box[1] && y * scale <= box[3]);
  if (label) return { node: label.node };
  const near = (link) => toSegment(x, y, link.from, link.to);
  const overLink = (lit && closest(lit.links, near, 6 / scale)) || closest([...links, ...bridges], near, 4 / scale);
  return overLink ? { link: overLink } : null;
};

// The community whose heading lies under the pointer, and looking at one close.
const headingAt = ({ x, y }) => grounds().findIndex((ground) => {
  const [left, top, right] = landOf(ground);
  const scale = network.getScale();
  return x >= left && x <= right && y >= top && y <= top + Math.max(headingHeight(scale), 1.8 * headingSize(scale) / scale);
});
const openPart = (number) => zoomTo(nodes.filter((node) => node.community === number));

const hideTip = () => {
  find("tip").hidden = true;
  if (state.hovered) { state.hovered = null; network.redraw(); }
};

const showTip = (found, x, y) => {
  const tip = find("tip");
  const { node, link } = found;
  const quotes = (list) => say("quotations", { n: list.reduce((sum, one) => sum + one.count, 0) });
  tip.replaceChildren(
    make("strong", { text: node ? node.name : `${link.from.name} → ${link.to.name}` }),
    make("span", { text: node
      ? [kindCaption(node.kind), classOf(node) ? classCaption(classOf(node)) : "", say("neighbours", { n: node.degree }), quotes(node.links)].filter(Boolean).join(" · ")
      : [relationCaption(link.relation), link.qualifier && valueCaption(link.qualifier), quotes([link])].filter(Boolean).join(" · ") }),
  );
  tip.hidden = false;
  const stage = find("canvas");
  tip.style.left = `${Math.max(8, Math.min(x + 14, stage.clientWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > stage.clientHeight ? y - tip.offsetHeight - 10 : y + 18}px`;
};

const onMove = (event) => {
  if (event.buttons || !network) return;
  const box = find("canvas").getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const found = hit(network.DOMtoCanvas({ x, y }));
  find("canvas").classList.toggle("over", Boolean(found) || headingAt(network.DOMtoCanvas({ x, y })) >= 0);
  if (!found) return hideTip();
  showTip(found, x, y);
  if (state.hovered !== (found.node || null)) { state.hovered = found.node || null; network.redraw(); }
};

// The bounds of nodes and, at a given scale, of their labels.
const boundsOf = (list, scale) => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (l, t, r, b) => {
    [left, top, right, bottom] = [Math.min(left, l), Math.min(top, t), Math.max(right, r), Math.max(bottom, b)];
  };
  for (const { x, y, size } of list) include(x - size, y - size, x + size, y + size);
  if (scale && grounds().length && !lit) {
    const communities = new Set(list.map((node) => node.community));
    grounds().forEach((ground, number) => { if (communities.has(number)) include(...landOf(ground)); });
  } else if (scale) {
    const listed = new Set(list);
    for (const { node, box } of placeLabels(ruler, scale)) if (listed.has(node)) include(...box.map((edge) => edge / scale));
  }
  return { left, top, right, bottom };
};

// The part of the canvas that nothing covers: below the hint, beside the buttons, above the sheet of a phone.
const freeSpace = () => {
  const canvas = find("canvas");
  const sheet = find("evidence");
  const covered = getComputedStyle(sheet).position === "absolute" ? sheet.offsetHeight : 0;
  return { width: Math.max(80, canvas.clientWidth - 28), height: Math.max(80, canvas.clientHeight - covered - 84), lift: covered / 2 };
};

const frame = (shown, closest, middle) => {
  const { width, height, lift } = freeSpace();
  const fitting = ({ left, top, right, bottom }) => Math.min(closest, width / Math.max(1, right - left), height / Math.max(1, bottom - top));
  let bounds = around(boundsOf(shown, 0), middle);
  let scale = fitting(bounds);
  // Labels need room of their own, and how much depends on the scale: small steps find the largest that fits.
  for (let round = 0; round < 8; round += 1) {
    bounds = around(boundsOf(shown, scale), middle);
    const fits = fitting(bounds);
    if (fits > scale * 0.99) break;
    scale = Math.max(fits, scale * (round < 7 ? 0.95 : 0));
  }
  return { scale, lift, x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
};

// Bounds widened so that a node lies in their middle.
const around = (bounds, middle) => {
  if (!middle) return bounds;
  const across = Math.max(middle.x - bounds.left, bounds.right - middle.x);
  const along = Math.max(middle.y - bounds.top, bounds.bottom - middle.y);
  return { left: middle.x - across, right: middle.x + across, top: middle.y - along, bottom: middle.y + along };
};

const zoomTo = (list, { animate = true, closest = 1.2, middle = null } = {}) => {
  const shown = list.filter((node) => node.shown);
  if (!shown.length || !network) return 1;
  const { x, y, scale, lift } = frame(shown, closest, middle);
  network.moveTo({
    position: { x, y: y + lift / scale }, scale,
    animation: animate && !calm() ? { duration: 450, easingFunction: "easeInOutCubic" } : false,
  });
  return scale;
};
const fitAll = (animate) => {
  takeShape();
  // Only what stands by itself counts, not what a selection has called in.
  fitScale = zoomTo(nodes.filter((node) => state.show === "all" || node.shared), { animate, closest: 1.5, middle: centre });
  state.revision += 1;
  network.redraw();
};
const zoomBy = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: calm() ? false : { duration: 160, easingFunction: "easeOutQuad" } });
const panBy = (dx, dy) => {
  const [{ x, y }, scale] = [network.getViewPosition(), network.getScale()];
  network.moveTo({ position: { x: x + dx / scale, y: y + dy / scale } });
};

const KEYS = {
  ArrowLeft: () => panBy(-60, 0), ArrowRight: () => panBy(60, 0), ArrowUp: () => panBy(0, -60), ArrowDown: () => panBy(0, 60),
  "+": () => zoomBy(1.3), "=": () => zoomBy(1.3), "-": () => zoomBy(1 / 1.3), 0: () => fitAll(true),
};
