// Search in proposals and in the pages of things: whatever the case, width and script; several words must all occur.

const [traditional, simplified] = read("variants").map((text) => [...text]);
const simple = new Map(traditional.map((one, index) => [one, simplified[index]]));
const key = (text) => [...fold(text)].map((one) => simple.get(one) || one).join("");

// What a row is found by; made when the first letter is typed, not before.
let keys = null;
const keyOf = (row) => [row[0], row[1].join("、"), (rows.documents[row[2]] || [""])[0], row[3], row[5], ...(row[4] >= 0 ? rows.types[row[4]] : [])]
  .map((part) => key(String(part))).join("\n");

const words_ = (query) => query.split(/\s+/).map(key).filter(Boolean);
const matching = (query) => {
  const wanted = words_(query);
  if (!wanted.length) return rows.proposals;
  keys = keys || rows.proposals.map(keyOf);
  return rows.proposals.filter((row, index) => wanted.every((word) => keys[index].includes(word)));
};

// Things by name, then by another name; a name that begins so, and what more proposals tell of, comes first.
const MOST_THINGS = 24;
let thingKeys = null;
const matchingThings = (query) => {
  const wanted = words_(query);
  if (!wanted.length) return [];
  thingKeys = thingKeys || rows.things.map(([name, note, , , , aliases]) => [key(name), key(note), ...aliases.split("\n").map(key)].join("\n"));
  const rank = (place) => (thingKeys[place].startsWith(`${wanted[0]}\n`) ? 0 : thingKeys[place].startsWith(wanted[0]) ? 1 : 2);
  return rows.things.map((row, place) => [row, place]).filter(([, place]) => wanted.every((word) => thingKeys[place].includes(word)))
    .sort((a, b) => rank(a[1]) - rank(b[1]) || b[0][3] - a[0][3] || a[1] - b[1]).map(([row]) => row);
};
const thingHit = ([name, note, kind, count, address]) => {
  const [color, outline, ...caption] = rows.kinds[kind];
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [attribute, value] of [["viewBox", "0 0 16 16"], ["class", "swatch"], ["aria-hidden", "true"]]) mark.setAttribute(attribute, value);
  path.setAttribute("d", outline);
  path.setAttribute("fill", color);
  mark.append(path);
  return make("li", {}, mark, make("a", { href: address, text: name, lang: "zh-CN" }),
    make("span", { class: "small", text: [pick(caption), note, say("counted", { n: count.toLocaleString("en") })].filter(Boolean).join(" · ") }));
};
const showThings = (query) => {
  const found = matchingThings(query);
  find("things-found").hidden = !found.length;
  find("things-found").replaceChildren(...found.slice(0, MOST_THINGS).map(thingHit),
    found.length > MOST_THINGS ? make("li", { class: "small", text: say("moreThings", { n: found.length - MOST_THINGS }) }) : "");
  return found.length;
};

const showProposals = find("proposal-rows") ? list(find("proposal-rows"), find("more-proposals"), proposalRow) : null;
const showDocuments = list(find("document-rows"), find("more-documents"), documentRow);

const search = () => {
  if (!showProposals) return;
  const query = find("query").value;
  const found = matching(query);
  showProposals(found);
  const things = showThings(query);
  const word = !query.trim() ? "foundAll" : things ? "foundBoth" : found.length ? "found" : "noHits";
  find("found").textContent = say(word, { n: found.length.toLocaleString("en"), m: things.toLocaleString("en") });
};

const showOnly = (document_) => {
  find("query").value = document_;
  search();
  find("proposals").scrollIntoView();
  find("query").focus({ preventScroll: true });
};
