// The right panel: the sentences behind what is selected, the exact words marked, each with its source.

const FIRST_BLOCKS = 20;

// Sentence number -> its marks and the nodes on the other side; sentences shared by several links stand once.
const collect = (group, node) => {
  const blocks = new Map();
  for (const link of group) {
    for (let at = 0; at < link.evidence.length; at += 3) {
      const [number, begin, length] = link.evidence.slice(at, at + 3);
      if (!blocks.has(number)) blocks.set(number, { number, marks: [], ends: new Set(), links: new Set() });
      const block = blocks.get(number);
      block.marks.push([begin, begin + length]);
      block.ends.add(node ? other(link, node) : link.to);
      block.links.add(link);
    }
  }
  return [...blocks.values()].sort((a, b) => a.number - b.number);
};

const sourceOf = (number) => {
  const [text, document_, proposal] = facts.sentences[number];
  const [, name, details] = facts.documents[document_];
  const proposers = (facts.proposers[proposal] || []).map((one) => nodes[one].name);
  return { text, document: name, details, proposal: proposal >= 0 ? nodes[proposal] : null, proposers };
};
const sourceLine = (source) =>
  [source.document, source.proposal && `《${source.proposal.name}》`, source.proposers.join("、")].filter(Boolean).join(" · ");
const citation = (number) => {
  const source = sourceOf(number);
  const parts = [source.proposers.join("、"), source.proposal && `《${source.proposal.name}》`, source.document,
    source.details.publisher, source.details.date].filter(Boolean);
  return `“${source.text}”（${parts.join("，")}）`;
};

const nodeButton = (node) => make("button",
  { type: "button", class: "thing", "data-node": node.id, onclick: () => choose({ node }, { travel: true }) },
  nodeSwatch(node), make("span", { text: node.name }));

const quoteBlock = (block, showProposal) => {
  const source = sourceOf(block.number);
  const line = showProposal ? sourceLine(source) : [source.document, source.proposers.join("、")].filter(Boolean).join(" · ");
  return make("figure", { class: "quote" },
    make("blockquote", {}, ...marked(source.text, block.marks)),
    make("figcaption", {}, make("span", { class: "source", text: line, title: line }),
      make("button", { type: "button", class: "copy", text: say("copy"), onclick: (event) => copy(event.currentTarget, citation(block.number)) })));
};

const manner = (block) => [...new Set([...block.links].map((link) => link.qualifier).filter(Boolean))].map(valueCaption).join("、");

// Sentences that speak of the same things follow each other under one heading.
const blockParts = (blocks, node) => {
  const parts = [];
  let before = "";
  for (const block of blocks) {
    const ends = [...block.ends];
    const heading = ends.map((end) => end.index).join(",");
    if (heading !== before && node) {
      const row = make("div", { class: "things" }, ...ends.map(nodeButton));
      if (manner(block)) row.append(make("span", { class: "manner", text: manner(block) }));
      parts.push(row);
    }
    before = heading;
    parts.push(quoteBlock(block, !(node && (node.kind === "Proposal" || ends.some((end) => end.kind === "Proposal")))));
  }
  return parts;
};

// The button for more stands in the section, after the list that holds the items if they have one of their own.
const inSteps = (section, items, render, list = section) => {
  let shown = 0;
  const more = make("button", { type: "button", class: "more" });
  const step = () => {
    more.remove();
    const next = items.slice(shown, shown + FIRST_BLOCKS);
    shown += next.length;
    list.append(...render(next));
    if (shown < items.length) {
      more.textContent = say("showMore", { n: Math.min(FIRST_BLOCKS, items.length - shown) });
      section.append(more);
    }
  };
  more.addEventListener("click", step);
  step();
};

const relationSection = (relation, group, node, caption = relationCaption(relation)) => {
  const section = make("section", { class: "relation" });
  const ends = new Set(group.map((link) => (node ? other(link, node) : link.to)));
  section.append(make("h3", {}, lineSwatch(relationColor(relation), relation === "BROADER"),
    make("span", { text: caption }), make("span", { class: "count", text: String(ends.size) })));
  const silent = [...new Set(group.filter((link) => !link.evidence.length).map((link) => (node ? other(link, node) : link.to)))];
  if (silent.length) section.append(make("div", { class: "things" }, ...silent.map(nodeButton)));
  inSteps(section, collect(group, node), (blocks) => blockParts(blocks, node));
  const left = group.reduce((sum, link) => sum + link.count - link.evidence.length / 3, 0);
  if (left > 0) section.append(make("p", { class: "small", text: say("more", { n: left }) }));
  return section;
};

// The links of everything below a family, sub-tool or province: what speaks of it by way of something narrower.
const linksBelow = (node) => {
  const seen = new Set([node]);
  const waiting = [node];
  const found = [];
  while (waiting.length) {
    const current = waiting.pop();
    for (const link of current.links) {
      if (link.relation !== "BROADER") { if (current !== node) found.push(link); continue; }
      if (link.to === current && !seen.has(link.from)) { seen.add(link.from); waiting.push(link.from); }
    }
  }
  return found.sort((a, b) => a.index - b.index);
};

const belowSection = (group) => {
  const section = make("section", { class: "relation", id: "below" });
  const proposals = [...new Set(group.flatMap((link) => [link.from, link.to]).filter(isTitle))];
  section.append(make("h3", {}, lineSwatch(relationColor(group[0].relation), false),
    make("span", { text: say("below") }), make("span", { class: "count", text: String(proposals.length) })));
  inSteps(section, collect(group, null), (blocks) => blocks.map((block) => quoteBlock(block, true)));
  return section;
};

const panelHead = () => make("div", { class: "panel-head" },
  make("button", { type: "button", id: "back", onclick: back, disabled: !state.trail.length, text: `← ${say("back")}` }),
  make("button", { type: "button", id: "clear", onclick: () => choose(null), "aria-label": say("clear"), title: say("clear"), text: "✕" }));

const factList = (node) => {
  const list = make("dl", { class: "facts" });
  for (const [name, caption] of Object.entries(legend.facts)) {
    if (!(name in node.facts)) continue;
    const value = node.facts[name];
    const text = Array.isArray(value) ? value.join("、") : valueCaption(value);
    list.append(make("div", {}, make("dt", { text: pick(caption) }), make("dd", { text })));
  }
  return list;
};

const nodePanel = (node) => {
  const shown = node.links.filter((link) => link.shown);
  const hidden = new Set(node.links.filter((link) => !link.shown).map((link) => other(link, node))).size;
  const quotes = node.links.reduce((sum, link) => sum + link.count, 0);
  const below = linksBelow(node).filter((link) => link.evidence.length);
  const quotesBelow = below.reduce((sum, link) => sum + link.count, 0);
  const parts = [panelHead(),
    make("p", { class: "kicker" }, nodeSwatch(node), make("span", { text: kindCaption(node.kind) })),
    make("h2", { text: node.name }),
    make("p", { class: "small", text: `${say("neighbours", { n: node.degree })} · ${say("quotations", { n: quotes })}` +
      (quotesBelow ? ` · ${say("belowCount", { n: quotesBelow })}` : "") }),
    factList(node)];
  if (node.page) parts.push(make("p", { class: "way" }, make("a", { class: "tool", href: node.page, text: say("page") })));
  for (const relation of relations) {
    const group = shown.filter((link) => link.relation === relation);
    const up = group.filter((link) => relation !== "BROADER" || link.from === node);
    const down = group.filter((link) => !up.includes(link));
    if (up.length) parts.push(relationSection(relation, up, node));
    if (down.length) parts.push(relationSection(relation, down, node, say("narrower")));
  }
  if (below.length) parts.push(belowSection(below));
  if (hidden) parts.push(make("p", { class: "small", text: say("hiddenByFilters", { n: hidden }) }));
  return parts;
};

const linkPanel = (link) => {
  const twins = link.through || links.filter((one) => one.from === link.from && one.to === link.to && one.relation === link.relation);
  const parts = [panelHead(),
    make("p", { class: "kicker" }, lineSwatch(linkColor(link), link.relation === "BROADER"),
      make("span", { text: [relationCaption(link.relation), link.qualifier && valueCaption(link.qualifier)].filter(Boolean).join(" · ") })),
    make("div", { class: "ends" }, nodeButton(link.from), make("span", { class: "arrow", text: "↓" }), nodeButton(link.to))];
  if (link.through) parts.push(make("p", { class: "small", text: say("through", { n: new Set(twins.map((one) => other(one, link.from))).size }) }));
  if (twins.some((one) => one.evidence.length)) parts.push(relationSection(link.relation, twins, null));
  else parts.push(make("p", { class: "small", text: say("noEvidence") }));
  return parts;
};

const overviewRow = (node, value, most, text) => {
  const meter = make("meter", { min: 0, max: most, value, "aria-hidden": "true" });
  return make("li", {}, nodeButton(node), meter, make("span", { class: "count", text }));
};

const overviewPanel = () => {
  if (!nodes.some((node) => node.shown)) return [make("h2", { text: say("empty") }), make("p", { class: "small", text: say("emptyText") })];
  const tying = nodes.filter((node) => node.shown && node.ties > 1).sort((a, b) => b.ties - a.ties || b.degree - a.degree || a.index - b.index);
  const shared = tying.length > 2;
  const list = (shared ? tying : nodes.filter((node) => node.shown).sort((a, b) => b.degree - a.degree || a.index - b.index)).slice(0, 10);
  const value = (node) => (shared ? node.ties : node.degree);
  const parts = [];
  if (head.note) parts.push(make("p", { class: "note", text: head.note }));
  if (nodes.length < facts.total[0]) parts.push(make("p", { class: "note", text: say("cut", { n: nodes.length, a: facts.total[0].toLocaleString("en") }) }));
  parts.push(make("h2", { text: say(shared ? "overview" : "overviewLinks") }));
  if (shared) parts.push(make("p", { class: "small", text: say("overviewText") }));
  parts.push(make("ol", { class: "start" }, ...list.map((node) => overviewRow(node, value(node), value(list[0]), String(value(node))))));
  if (manyTitles && grounds().length > 1) parts.push(partList());
  const proposals = nodes.filter((node) => node.shown && node.kind === "Proposal");
  if (proposals.length) parts.push(proposalList(proposals));
  return parts;
};

// The communities of a map that is too full to be read at once: each a way in.
const partList = () => {
  const section = make("section", { class: "relation", id: "parts" }, make("h3", {}, make("span", { text: say("communities") }), make("span", { class: "count", text: String(grounds().length) })),
    make("p", { class: "small", text: say("communitiesText") }));
  section.append(make("ul", { class: "start" }, ...grounds().map((ground, number) => make("li", {},
    make("button", { type: "button", class: "thing", text: ground[4].map((one) => nodes[one].name).join(" · ") || "—", onclick: () => openPart(number) }),
    make("span", { class: "count", text: String(nodes.filter((node) => node.community === number && isTitle(node)).length) })))));
  return section;
};

const proposalList = (proposals) => {
  const section = make("section", { class: "relation" }, make("h3", {}, make("span", { text: say("proposalList") }), make("span", { class: "count", text: String(proposals.length) })));
  const list = make("ul", { class: "titles" });
  section.append(list);
  inSteps(section, proposals, (some) => some.map((node) => make("li", {}, nodeButton(node),
    make("span", { class: "small", text: (facts.proposers[node.index] || []).map((one) => nodes[one].name).join("、") }))), list);
  return section;
};

const buildEvidence = () => {
  const { selected } = state;
  const parts = !selected ? overviewPanel() : selected.node ? nodePanel(selected.node) : linkPanel(selected.link);
  find("evidence").replaceChildren(...parts);
  find("evidence").scrollTop = 0;
  document.body.classList.toggle("selecting", Boolean(selected));
};
