// Proposals and their sentences, as pages that quote show them.

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
    const focused = document.activeElement === more;
    more.hidden = left <= 0;
    // Whoever goes by keyboard goes on with what has come.
    const next = focused && more.hidden && holder.children[done].querySelector("a, button, summary");
    if (next) next.focus();
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
