// The sections of a profile: lines with bars and counts, each with its sentences behind a button.

const { parts, own, first } = facts;
const named = (name) => (Array.isArray(name) ? { text: pick(name) } : { text: name, lang: "zh-CN" });

const bar = (count, most, color) => shape("svg", { class: "bar", "aria-hidden": "true" }, shape("rect", { class: "track", width: "100%", height: "100%", rx: 3 }),
  shape("rect", { fill: color, width: `${(100 * count) / most}%`, height: "100%", rx: 3 }));

// On a proposal's own page nothing need say whose sentence it is.
const saying = (one) => quote(one, own < 0 || sentences[one[0]][2] !== own);

// A button that shows what a line rests on; the sentences are made when they are first shown.
const unfolding = (name, said, id) => {
  const holder = make("div", { class: "quotes", id, hidden: true });
  const button = make("button", { type: "button", class: "unfold", "aria-expanded": "false", "aria-controls": id,
    "aria-label": say("sentences", { name: named(name).text, n: said.length }), onclick: () => open(button.getAttribute("aria-expanded") === "false") });
  const open = (wanted) => {
    if (wanted && !holder.children.length) holder.append(...said.map(saying));
    holder.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
  };
  unfoldings.push(open);
  if (unfolded) open(true);
  return [button, holder];
};
let unfoldings = [];
let unfolded = false; // whether all sentences were asked for

const line = (section, most, color) => ([name, beside, address, count, said], place) => {
  if (section === "measures") return make("li", {}, ...said.map(saying));
  const text = address ? make("a", { href: address, ...named(name) }) : make("span", named(name));
  const [button, holder] = said.length ? unfolding(name, said, `${section}-${place}`) : [make("span"), null];
  return make("li", {}, make("div", { class: most ? "fact counted" : "fact" },
    make("p", {}, text, beside.length ? make("span", { class: "manner", text: pick(beside) }) : null),
    ...(most ? [bar(count, most, color), make("span", { class: "count", text: count.toLocaleString("en") })] : []), button), holder);
};

const buildPart = (section) => {
  const { rows, total, most, color } = parts[section];
  const list = make(section === "measures" ? "ol" : "ul", { class: "facts" });
  const build = line(section, most, color);
  const numbered = rows.map((row, place) => [row, place]);
  find(`${section}-facts`).replaceChildren(inSteps(list, numbered, first, ([row, place]) => build(row, place)),
    total > rows.length ? make("p", { class: "bound", text: say("shownOf", { m: rows.length, n: total.toLocaleString("en") }) }) : "");
};
