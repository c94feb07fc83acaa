// A map of communities takes the shape of the room it has: a high window draws its places apart upwards, a wide
// one sideways. Marks and names keep their size, so that what is gained is room for names.

const STRETCHED_MOST = 2.4;

const wantedStretch = () => {
  if (!grounds().length) return [1, 1];
  const canvas = find("canvas");
  const aspect = Math.max(80, canvas.clientWidth - 28) / Math.max(80, canvas.clientHeight - 84);
  const edge = (at, pick_) => pick_(...facts.grounds.map((ground) => ground[at])) / stretch[at % 2];
  const [across, along] = [edge(2, Math.max) - edge(0, Math.min), edge(3, Math.max) - edge(1, Math.min)];
  const bounded = (factor) => Math.min(STRETCHED_MOST, Math.max(1, factor));
  return [bounded(((along + HEADING + SEAM) * aspect - 2 * SEAM) / across), bounded(((across + 2 * SEAM) / aspect - HEADING - SEAM) / along)];
};

// A window that changes by little changes nothing.
const takeShape = () => {
  const wanted = wantedStretch();
  const [across, along] = wanted.map((factor, axis) => factor / stretch[axis]);
  if (Math.abs(across - 1) < 0.02 && Math.abs(along - 1) < 0.02) return;
  [stretch[0], stretch[1]] = wanted;
  for (const node of nodes) [node.x, node.y] = [node.x * across, node.y * along];
  for (const ground of facts.grounds) for (const at of [0, 1, 2, 3]) ground[at] *= at % 2 ? along : across;
  if (network) for (const { index, x, y } of nodes) Object.assign(network.body.nodes[index], { x, y });
  measureGround();
};
