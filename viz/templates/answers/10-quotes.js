// Proposals, sentences and lists, as all the answers show them.

const facts = read("facts");
const { works, papers, sentences } = facts;

const workOf = (number) => {
  if (number < 0) return null;
  const [title, bare, proposers, year, filed, type, paper, address] = works[number];
  return { title, bare, proposers, year, filed, type, paper: papers[paper], address };
};
const link = (text, address) => (address ? make("a", { href: address, text }) : make("span", { text }));
const joined = (...parts) => parts.filter(Boolean).join(" · ");

// Who proposed it, with which number, of what kind, at which meeting.
const filing = (work) => joined(work.proposers, work.filed && say("numbered", { n: work.filed }), pick(work.type),
  (work.paper && pick(work.paper[3])) || String(work.year));

const citation = (number) => {
  const [text, paper, owner] = sentences[number];
  const work = workOf(owner);
  const [name, publisher, date] = papers[paper] || ["", "", ""];
  const parts = [work && work.proposers, work && `《${work.title}》`, !work || name !== work.title ? name : "", publisher, date];
  return `“${text}”（${parts.filter(Boolean).join("，")}）`;
};

// A sentence with its exact words marked, unless they are all of it; named: whether to say whose it is. Further
// places of the same sentence may be given.
const quote = (one, named = true, others = []) => {
  const [number, , , zh, en] = one;
  const [text, paper, owner] = sentences[number];
  const marks = [one, ...others].filter(([, , length]) => length < text.length).map(([, begin, length]) => [begin, begin + length]);
  const work = workOf(owner);
  const whose = work ? [link(work.bare, work.address), work.proposers ? ` · ${work.proposers}` : ""] : [(papers[paper] || [""])[0]];
  return make("figure", { class: "quote" },
    make("blockquote", { lang: "zh-CN" }, ...marked(text, marks)),
    make("figcaption", {}, zh ? make("span", { class: "manner", text: pick([zh, en]) }) : null,
      named ? make("span", { class: "from" }, ...whose) : null,
      make("button", { type: "button", class: "copy", text: say("copy"), onclick: (event) => copy(event.currentTarget, citation(number)) })));
};
const quotes = (some, named = true) => make("div", { class: "quotes" }, ...some.map((one) => quote(one, named)));

// What the two sides say, side by side; no sentence needs its owner, who stands above.
const sideBy = (...sides) => make("div", { class: "two" }, ...sides.map((parts, number) => make("div", { class: "side" },
  make("span", { class: "letter", text: say(number ? "side_b" : "side_a") }), make("div", { class: "quotes" }, ...parts))));
const unnamed = (some) => some.map((one) => quote(one, false));

// Things with the sentences of both; those of which the two say the same sentences stand together.
const common = (things) => {
  const groups = new Map();
  for (const thing of things) {
    const key = [thing[2], thing[3]].map((some) => some.map(([number]) => number).join(",")).join("|");
    groups.set(key, [...(groups.get(key) || []), thing]);
  }
  return [...groups.values()].map((group) => {
    const side = (place) => group[0][place].map((one, index) => quote(one, false, group.slice(1).map((thing) => thing[place][index])));
    return make("div", { class: "common" }, make("h4", {}, ...group.map(([name, kind]) =>
      make("span", {}, make("i", { class: "dot", "data-kind": kind, "aria-hidden": "true" }), name))), sideBy(side(2), side(3)));
  });
};

const sideHead = (side, number) => {
  const work = workOf(number);
  return make("div", { class: "side" }, make("span", { class: "letter", text: say(side) }),
    make("div", {}, make("h3", {}, work ? link(work.title, work.address) : make("span", { text: say("unnamed") })),
      make("p", { class: "small", text: work ? filing(work) : "" })));
};

// What is folded is built when it is unfolded: a page may hold thousands of sentences.
const folded = (summary, build, attributes = {}) => {
  const details = make("details", attributes, make("summary", {}, ...summary));
  details.addEventListener("toggle", () => { if (details.open && details.children.length === 1) details.append(...build()); });
  return details;
};

// The first items and a button for the next ones.
const inSteps = (holder, items, first, build, frame = holder) => {
  const more = make("button", { type: "button", class: "more" });
  const parts = make("div", { class: "steps" }, frame, more);
  const show = (many) => {
    const done = holder.children.length;
    holder.append(...items.slice(done, done + many).map(build));
    const left = items.length - holder.children.length;
    more.hidden = left <= 0;
    more.textContent = say("showMore", { n: Math.min(first * 2, left) });
  };
  more.addEventListener("click", () => show(first * 2));
  show(first);
  return parts;
};

// A part of a drawing.
const shape = (tag, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

// Buttons of which one is pressed; choose is told its number.
const switcher = (label, names, chosen, choose) => make("div", { class: "switch", role: "group", "aria-label": label },
  ...names.map((name, number) => make("button", { type: "button", class: "tool", text: name, "aria-pressed": String(number === chosen),
    onclick: () => choose(number) })));

const shownOf = (shown, total) => (total !== null && total > shown ? make("p", { class: "bound", text: say("shownOf", { m: shown, n: total.toLocaleString("en") }) }) : null);
const notes = (some) => (some.length ? folded([say("how")], () => some.map((text) => make("p", { class: "small", lang: "zh-CN", text })), { class: "how" }) : null);
const none = (key) => make("p", { class: "nothing", text: say(key) });
const fill = (name, ...parts) => find(`${name}-answer`).replaceChildren(...parts.filter(Boolean));
