// Themes, gaps and the reviewer's questions.

const themeCard = (row) => make("article", { class: "card theme" },
  make("h3", {}, make("span", { text: row.name }), make("span", { class: "number" }, row.count.toLocaleString("en"), make("small", { text: say("unit") }))),
  make("p", { class: "kicker", text: row.years }),
  make("p", { class: "chips" }, ...row.concepts.map(([name, count]) => make("span", { class: "chip" }, make("span", { text: name }), make("small", { text: String(count) })))),
  make("h4", { text: row.central.length < row.count ? say("centralSome", { m: row.central.length, n: row.count }) : say("central") }),
  make("ol", { class: "titles" }, ...row.central.map(workOf).filter(Boolean).map((work) => make("li", {}, link(work.bare, work.address),
    work.proposers ? make("span", { class: "small", text: ` ${work.proposers}` }) : null))),
  row.said.length ? folded([say("sentenceCount", { n: row.said.length })], () => row.said.map(([concept, one]) =>
    make("div", { class: "of" }, make("h4", { text: concept }), quote(one)))) : null);

const FIRST_THEMES = 8;
const buildThemes = () => {
  const { rows, total, notes: told } = facts.themes;
  fill("themes", rows.length ? inSteps(make("div", { class: "cards" }), rows, FIRST_THEMES, themeCard) : none("themesNone"),
    shownOf(rows.length, total), notes(told));
};

// A table whose rows unfold their sentences.
const table = (captions, rows, build) => {
  const body = make("tbody");
  const heads = captions.map((text) => make("th", { scope: "col", text }));
  return inSteps(body, rows, FIRST_ROWS, build, make("table", { class: "list" }, make("thead", {}, make("tr", {}, ...heads)), body));
};
const column = (name, ...parts) => make("td", { "data-column": name }, ...parts);
const number = (caption, value) => make("td", { "data-column": "number", "data-caption": caption, text: value.toLocaleString("en") });
const titled = (owner, said) => {
  const work = workOf(owner);
  return column("title", work ? link(work.title, work.address) : say("unnamed"), said.length ? folded([say("sentenceCount", { n: said.length })], () => [quotes(said, false)]) : null);
};

let lacking = 0;
const buildGaps = () => {
  const { rows, total, notes: told } = facts.gaps[lacking];
  const choose = (which) => {
    lacking = which;
    buildGaps();
    find("gaps-answer").querySelectorAll(".switch button")[which].focus();
  };
  const classes = Object.values(facts.classes).map(([, zh, en]) => pick([zh, en]));
  const numbers = (counts) => counts.map((count, place) => number(classes[place], count));
  const ofProposal = ([owner, , , counts, said]) => make("tr", {}, titled(owner, said), column("proposers", (workOf(owner) || { proposers: "" }).proposers), ...numbers(counts));
  const ofIndustry = ([, name, count, counts, said, address]) => make("tr", {},
    column("title", link(name, address), folded([say("sentenceCount", { n: said.length })], () => [quotes(said)])), number(say("proposals"), count), ...numbers(counts));
  const captions = lacking ? [say("industry"), say("proposals")] : [say("proposal"), say("proposers")];
  fill("gaps", switcher(say("ofWhat"), [say("proposals"), say("industries")], lacking, choose),
    rows.length ? table([...captions, ...classes], rows, lacking ? ofIndustry : ofProposal) : none("gapsNone"),
    shownOf(rows.length, total), notes(told));
};

const buildCheck = () => {
  const { rows, total } = facts.check;
  const finding = ([owner, rule, reason, said]) => make("tr", {}, titled(owner, said), column("rule", say(`rule_${rule}`)), make("td", { "data-column": "reason", lang: "zh-CN", text: reason }));
  fill("check", rows.length ? table([say("proposal"), say("asked"), say("reason")], rows, finding) : none("checkNone"), shownOf(rows.length, total));
};
