// The selection: one node or link, a trail back, and an address (#n=id) that can be sent to others.

const same = (a, b) => (!a && !b) || Boolean(a && b && a.node === b.node && a.link === b.link);

const choose = (target, { remember = true, travel = false } = {}) => {
  const found = target && (target.node || target.link) ? target : null;
  if (same(found, state.selected)) {
    if (travel && found) zoomToSelection();
    return;
  }
  if (remember) state.trail.push(state.selected);
  state.selected = found;
  ask();
  if (found && found.node) reveal(found.node);
  light();
  state.revision += 1;
  writeAddress();
  buildEvidence();
  if (network) network.redraw();
  if (travel && found) zoomToSelection();
  announce(found ? say("selected", { name: titleOf(found), n: found.node ? found.node.near.length : 2 }) : say("cleared"));
};

const titleOf = ({ node, link }) => (node ? node.name : `${link.from.name} → ${link.to.name}`);
const back = () => { if (state.trail.length) choose(state.trail.pop(), { remember: false, travel: true }); };
const zoomToSelection = () => {
  const { node, link } = state.selected;
  zoomTo(node ? [node, ...node.near, ...node.bridges.filter((one) => one.shown).map((one) => other(one, node))] : [...state.asked]);
};

// The selection and its neighbours are shown even where only shared things are.
const ask = () => {
  const { node, link } = state.selected || {};
  const ends = [link, ...((link && link.through) || [])].filter(Boolean).flatMap(({ from, to }) => [from, to]);
  state.asked = new Set(node ? [node, ...node.near] : ends);
  if (state.show === "all") return;
  applyFilters();
  buildFilters();
};

// Whoever asks for a thing by name wants to see it, filters or not.
const reveal = (node) => {
  if (node.shown) return;
  state.hiddenKinds.delete(node.kind);
  state.hiddenClasses.delete(classOf(node));
  if (!nodeShown(node)) for (const link of node.links) state.hiddenRelations.delete(link.relation);
  applyFilters();
  buildFilters();
};

const addressOf = (node) => `#n=${encodeURIComponent(node.id)}`;
const writeAddress = () => {
  const address = state.selected && state.selected.node ? addressOf(state.selected.node) : "#";
  document.documentElement.dataset.selected = state.selected && state.selected.node ? state.selected.node.id : "";
  // Inside a notebook's frame the address may not be changed; the map works without.
  try { history.replaceState(null, "", address); } catch { /* no address there */ }
};
const readAddress = () => {
  const found = /^#n=(.+)$/.exec(location.hash);
  if (!found) return null;
  try { return byId.get(decodeURIComponent(found[1])) || null; } catch { return null; }
};
