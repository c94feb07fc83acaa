// Which proposals use the same instruments: pairs, or at the coarser levels groups.

const FIRST_ROWS = 10;
const NAMES = 6;

const chips = (names) => make("span", { class: "chips" }, ...names.slice(0, NAMES).map((text) => make("span", { class: "chip", text })),
  names.length > NAMES ? make("span", { class: "chip rest", text: `+${names.length - NAMES}` }) : null);

const pairRow = ([a, b, things]) => {
  const names = things.map(([name]) => name);
  const quoted = things.filter(([, , one, other]) => one.length && other.length);
  const bare = things.filter((thing) => !quoted.includes(thing)).map(([name]) => name);
  const types = [a, b].map((number) => (number < 0 ? "" : pick(works[number][5])));
  const title = (side, number) => make("span", { class: "title" }, make("span", { class: "letter", text: say(side) }),
    make("span", {}, number < 0 ? say("unnamed") : works[number][1],
      types[0] !== types[1] && number >= 0 ? make("span", { class: "small", text: ` ${pick(works[number][5])}` }) : null));
  return folded([
    make("span", { class: "titles" }, title("side_a", a), title("side_b", b)),
    make("span", { class: "sharing" }, make("b", { text: say("sharedCount", { n: names.length }) }), chips(names)),
  ], () => [
    make("div", { class: "two heads" }, sideHead("side_a", a), sideHead("side_b", b)),
    ...common(quoted),
    bare.length ? make("p", { class: "small also", text: say("moreNamed", { names: bare.join("、") }) }) : make("span"),
  ], { class: "row" });
};

const groupRow = (most) => ([name, code, count, said]) => {
  const tint = (facts.classes[code.split(".")[0]] || ["#7A828C"])[0];
  const bar = shape("svg", { class: "bar", "aria-hidden": "true" }, shape("rect", { class: "track", width: "100%", height: "100%", rx: 3 }),
    shape("rect", { width: `${(100 * count) / most}%`, height: "100%", rx: 3, fill: tint }));
  return folded([make("span", { class: "titles" }, make("b", { text: pick(name) })), bar,
    make("span", { class: "count", text: say("inProposals", { n: count.toLocaleString("en") }) })],
  () => [quotes(said), said.length < count ? make("p", { class: "small also", text: say("quotedSome", { m: said.length, n: count }) }) : make("span")],
  { class: "row group" });
};

// Families first, since concepts are often used once only; else the finest level that tells something.
const told = facts.shared.map((one) => one.pairs.length + one.groups.length);
let level = Math.max(0, told[1] ? 1 : told.findIndex(Boolean));
const buildShared = () => {
  const one = facts.shared[level];
  const choose = (number) => {
    level = number;
    buildShared();
    find("shared-answer").querySelectorAll(".switch button")[number].focus();
    announce(`${say(facts.shared[number].level)}: ${told[number]}`);
  };
  const rows = one.pairs.length ? one.pairs : one.groups;
  const most = Math.max(1, ...one.groups.map(([, , count]) => count));
  fill("shared", switcher(say("level"), facts.shared.map((other) => say(other.level)), level, choose),
    rows.length ? inSteps(make("div", { class: "rows" }), rows, FIRST_ROWS, one.pairs.length ? pairRow : groupRow(most)) : none(one.notes.length ? "sharedSkipped" : "sharedNone"),
    one.more ? make("p", { class: "bound", text: say("shownFirst", { m: one.pairs.length }) }) : shownOf(rows.length, one.total),
    notes(one.notes));
};
