// Labels never overlap: the important ones are placed first, the rest where room is left; zooming in makes room.

const FONTS = 'system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif';
const CELL = 64;
const LINE = 1.24;
const LANDMARKS = nodes.length <= 160 ? 60 : 24;
let fitScale = 1;

// A few titles are the skeleton of a map; hundreds are not: then what ties them together comes first.
const titleCount = nodes.filter(isTitle).length;
const manyTitles = titleCount > 60;
const titleSize = titleCount > 25 ? 11.5 : 13.5;
const rank = (node) => {
  if (!lit) return (isTitle(node) && !manyTitles ? 1000 : 0) + node.weight * 40 + node.degree + node.size;
  if (state.selected.node === node) return 1e6;
  return (lit.nodes.has(node) ? 1e4 : 0) + (isTitle(node) ? 1000 : 0) + node.weight * 4 + node.degree;
};

// Names of shared things lean to the colour of their kind, so that titles stay apart from them.
const inkOf = (node) => {
  const [a, b] = [nodeColor(node), palette.ink].map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  return `rgb(${a.map((part, at) => Math.round(part * 0.45 + b[at] * 0.55)).join(",")})`;
};

// Size and weight tell title, shared thing and single mention apart; in pixels of the screen.
const typeOf = (node, scale) => {
  const grow = Math.min(1.3, Math.max(1, Math.pow(scale, 0.3)));
  if (state.selected && state.selected.node === node) return { size: 15 * grow, weight: 700, color: palette.ink };
  const faint = lit && !lit.nodes.has(node);
  if (isTitle(node)) return { size: titleSize * grow, weight: faint ? 400 : 600, color: faint ? palette.muted : palette.ink };
  const common = Math.min(1.5, Math.sqrt(node.weight) * 0.35);
  if (!faint && (node.weight > 1 || node.near.length > 2)) return { size: (11 + common) * grow, weight: 500, color: node.weight > 1 ? inkOf(node) : palette.ink };
  return { size: 11.5 * grow, weight: 400, color: palette.muted };
};

const widths = new Map();
const textWidth = (context, text, weight) => {
  const key = `${weight}${text}`;
  if (!widths.has(key)) {
    context.font = `${weight} 100px ${FONTS}`;
    widths.set(key, context.measureText(text).width / 100);
  }
  return widths.get(key);
};

// Boxes on a grid, in pixels of the screen: asking whether a place is free looks at a few cells only.
const newGrid = () => {
  const cells = new Map();
  const each = (box, visit) => {
    for (let column = Math.floor(box[0] / CELL); column <= Math.floor(box[2] / CELL); column += 1)
      for (let row = Math.floor(box[1] / CELL); row <= Math.floor(box[3] / CELL); row += 1)
        if (visit(column * 100003 + row)) return true;
    return false;
  };
  return {
    add: (box) => { each(box, (cell) => { if (!cells.has(cell)) cells.set(cell, []); cells.get(cell).push(box); return false; }); },
    count: (box, mine) => {
      const found = new Set();
      each(box, (cell) => { for (const one of cells.get(cell) || []) if (one !== mine && one[0] < box[2] && one[2] > box[0] && one[1] < box[3] && one[3] > box[1]) found.add(one); return false; });
      return found.size;
    },
    hits: (box, mine) => each(box, (cell) => (cells.get(cell) || []).some((found) =>
      found !== mine && found[0] < box[2] && found[2] > box[0] && found[1] < box[3] && found[3] > box[1])),
  };
};

const centre = smallMap ? byId.get(facts.focus) : null;
const sides = (node) => {
  // Around a focus, names point outwards, as they do around the one node a leaf hangs on.
  const from = centre && node !== centre ? centre : node.leafOf;
  if (!from) return ["below", "above", "right", "left"];
  const [dx, dy] = [node.x - from.x, node.y - from.y];
  const across = dx > 0 ? "right" : "left";
  const along = dy > 0 ? "below" : "above";
  const order = Math.abs(dx) > Math.abs(dy) * 0.55 ? [across, along] : [along, across];
  return centre ? [...order, "below", "above", "right", "left"] : order;
};

const boxOn = (side, x, y, r, width, height) => {
  const gap = r + 4;
  if (side === "below") return [x - width / 2, y + gap, x + width / 2, y + gap + height];
  if (side === "above") return [x - width / 2, y - gap - height, x + width / 2, y - gap];
  if (side === "right") return [x + gap, y - height / 2, x + gap + width, y + height / 2];
  return [x - gap - width, y - height / 2, x - gap, y + height / 2];
};

// Single mentions are named once there is room for a line of text between them, and so are titles by the hundred.
const wanted = (node, scale) => {
  if (!node.shown || (lit && lit.nodes.has(node))) return node.shown;
  if (lit && !smallMap) return false;
  if (isTitle(node)) return !manyTitles || scale > 0.3;
  return scale > 0.5 || node.near.length > 1 || !manyTitles && !node.leafOf;
};

// How many labels the picture bears: as many as fit loosely at first sight, more in proportion when zoomed in.
const PIXELS_PER_LABEL = 5600;
const allowance = (scale) => {
  const canvas = find("canvas");
  const calmCount = (canvas.clientWidth * canvas.clientHeight) / (PIXELS_PER_LABEL * (manyTitles ? 1.6 : 1));
  return lit ? Infinity : calmCount * Math.max(1, (scale / fitScale) ** 2);
};

// Names stay on the ground of their community.
// A name above or below its node slides sideways to stay there.
const slid = (node, side, box, scale) => {
  const ground = grounds().length && facts.grounds[node.community];
  if (!ground || lit || side === "left" || side === "right") return box;
  const [left, , right] = landOf(ground).map((edge) => edge * scale);
  const wish = Math.max(0, left + 4 - box[0]) - Math.max(0, box[2] - right + 4);
  const most = (box[2] - box[0]) / 2; // no further than that its corner stands under the node
  const shift = Math.max(-most, Math.min(most, wish));
  return [box[0] + shift, box[1], box[2] + shift, box[3]];
};
const withinGround = (node, box, scale) => {
  const ground = grounds().length && facts.grounds[node.community];
  if (!ground) return true;
  const [left, top, right, bottom] = landOf(ground).map((edge) => edge * scale);
  return box[0] >= left && box[1] >= top && box[2] <= right && box[3] <= bottom;
};

// Whether a name stays on the ground of all communities together, or on the margin, where the page's edge does
// not cut it.
const MARGIN = 12;
const onPage = (box, scale) => {
  const lands = grounds().map((ground) => landOf(ground).map((edge) => edge * scale));
  if (!lands.length) return true;
  const edge = (at, pick_) => pick_(...lands.map((land) => land[at]));
  return box[0] >= edge(0, Math.min) - MARGIN && box[1] >= edge(1, Math.min) - MARGIN
    && box[2] <= edge(2, Math.max) + MARGIN && box[3] <= edge(3, Math.max) + MARGIN;
};

const placeLabels = (context, scale) => {
  const [labels, shapes, placed] = [newGrid(), newGrid(), []];
  for (const node of nodes) {
    const r = radiusAt(node, scale) * scale;
    node.box = [node.x * scale - r, node.y * scale - r, node.x * scale + r, node.y * scale + r];
    // While something is selected, labels may run over what is dimmed.
    if (node.shown && (!lit || smallMap || lit.nodes.has(node))) shapes.add(node.box);
  }
  for (const [left, top, right] of grounds().map(landOf)) {
    labels.add([left + SEAM, top, right - SEAM, top + Math.max(headingHeight(scale) * 0.8, 1.6 * headingSize(scale) / scale)].map((edge) => edge * scale));
  }
  const queue = nodes.filter((node) => wanted(node, scale)).sort((a, b) => rank(b) - rank(a) || a.index - b.index);
  const most = allowance(scale);
  for (const node of queue) {
    if (placed.length >= most) break;
    const type = typeOf(node, scale);
    const width = Math.max(...node.lines.map((line) => textWidth(context, line, type.weight))) * type.size;
    const height = node.lines.length * type.size * LINE;
    const ring = state.selected && state.selected.node === node ? 1.2 : 1;
    const r = radiusAt(node, scale) * scale * ring + (ring > 1 ? 4 : 0);
    const boxes = sides(node).flatMap((side) => {
      const box = slid(node, side, boxOn(side, node.x * scale, node.y * scale, r, width, height), scale);
      if (!isTitle(node) || side === "left" || side === "right") return [[side, box]];
      // Titles are wide: where they find no room, they stand a little to one side.
      return [0, -0.1, 0.1, -0.2, 0.2, -0.4, 0.4].map((part) => [side, [box[0] + part * width, box[1], box[2] + part * width, box[3]]]);
    });
    const pad = ([left, top, right, bottom]) => [left - 5, top - 1, right + 5, bottom + 1];
    const free = boxes.filter(([, box]) => lit || withinGround(node, box, scale));
    // The ground has kept room below for a title: where it goes elsewhere, it takes the room of the next.
    let choice = isTitle(node) && !lit && grounds().length ? free.find(([side, box]) => side === "below" && !labels.hits(box)) : null;
    choice = choice || free.find(([, box]) => !labels.hits(pad(box)) && !shapes.hits(box, node.box));
    // Landmarks are worth more than a small shape underneath: the side that covers least.
    if (!choice && (placed.length < LANDMARKS + (lit || manyTitles ? 0 : titleCount) || isTitle(node) && !manyTitles)) {
      const least = (some) => some.filter(([, box]) => !labels.hits(box)).map((one) => [shapes.count(one[1], node.box), one])
        .sort((a, b) => a[0] - b[0]).map(([, one]) => one)[0];
      choice = least(free) || least(boxes.filter(([, box]) => onPage(box, scale)));
    }
    if (!choice) continue;
    labels.add(choice[1]);
    placed.push({ node, type, side: choice[0], box: choice[1] });
  }
  return placed;
};

const ruler = document.createElement("canvas").getContext("2d");
let cached = { key: "", placed: [] };
const paintLabels = (context, scale, view) => {
  const key = `${scale.toFixed(4)}|${state.revision}`;
  if (cached.key !== key) cached = { key, placed: placeLabels(context, scale) };
  context.save();
  // From here on one unit is one pixel of the screen.
  context.scale(1 / scale, 1 / scale);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = palette.paper;
  for (const label of cached.placed) {
    const [left, top, right, bottom] = label.box;
    if (right < view.left * scale || left > view.right * scale || bottom < view.top * scale || top > view.bottom * scale) continue;
    paintLabel(context, label);
  }
  context.restore();
};

const paintLabel = (context, { node, type, side, box }) => {
  context.font = `${type.weight} ${type.size}px ${FONTS}`;
  context.fillStyle = type.color;
  const middle = side === "below" || side === "above";
  context.textAlign = middle ? "center" : side === "right" ? "left" : "right";
  const x = middle ? (box[0] + box[2]) / 2 : side === "right" ? box[0] : box[2];
  node.lines.forEach((line, number) => {
    const y = box[1] + (number + 0.5) * type.size * LINE;
    context.strokeText(line, x, y);
    context.fillText(line, x, y);
  });
};
