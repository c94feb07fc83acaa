// Which proposals might be merged: two and two side by side, with what speaks for it and against.

const FIRST_PAIRS = 6;

const scoreBar = (row) => {
  let at = 0;
  const pieces = row.parts.map(([, value], number) => {
    const x = at;
    at += Math.max(0, value);
    return shape("rect", { x: `${x * 100}%`, width: `${Math.max(0, value) * 100}%`, height: "100%", class: `part-${number}` });
  });
  return shape("svg", { class: "parts", "aria-hidden": "true" }, ...pieces);
};

const scoreLine = (row) => make("div", { class: "score" },
  make("p", {}, make("span", { class: "small", text: say("score") }), make("b", { text: row.score.toFixed(2) })),
  scoreBar(row),
  make("ul", {}, ...row.parts.map(([name, value, most], number) => make("li", {},
    make("i", { class: `part-${number}`, "aria-hidden": "true" }),
    make("span", { text: say("ofMost", { name: say(`part_${name}`), value: value.toFixed(2), most: most.toFixed(2) }) })))));

const points = (title, some) => (some.length ? make("div", { class: "points" }, make("h4", { text: say(title) }),
  make("dl", {}, ...some.map(([what, rest]) => make("div", {}, make("dt", { text: say(what) }), make("dd", { lang: "zh-CN", text: rest }))))) : null);

// An entry for the file of decisions: quoted as JSON, which YAML reads too.
const decision = (row) => `- not_mergeable: [${[row.a, row.b].map((number) => JSON.stringify(works[number][0])).join(", ")}]`;
const decide = (row) => make("p", { class: "decide" }, make("span", { text: say("apartText") }),
  make("button", { type: "button", class: "plain", text: say("apart"), onclick: (event) => copy(event.currentTarget, `${decision(row)}\n`) }));

const mergeCard = (row) => make("article", { class: row.mergeable ? "pair" : "pair across" },
  make("p", { class: "verdict" }, make("span", { text: say(row.why) })),
  make("div", { class: "two heads" }, sideHead("side_a", row.a), sideHead("side_b", row.b)),
  scoreLine(row),
  make("div", { class: "two" }, points("alike", row.reasons), points("unlike", row.differences)),
  row.measures.length ? make("div", { class: "measures" }, make("h4", { text: say("measures") }), ...row.measures.map(([a, b]) => sideBy(unnamed([a]), unnamed([b])))) : null,
  row.common.length ? folded([say("sayings", { n: row.common.length })], () => common(row.common)) : null,
  row.mergeable && row.a >= 0 && row.b >= 0 ? decide(row) : null);

const pairList = (rows) => inSteps(make("div", { class: "pairs" }), rows, FIRST_PAIRS, mergeCard);

const buildMerge = () => {
  const { rows, total, rule, notes: told } = facts.merge;
  const [merge, across] = [true, false].map((wanted) => rows.filter((row) => row.mergeable === wanted));
  fill("merge", make("p", { class: "rule", text: say(rule) }), merge.length ? pairList(merge) : none("mergeNone"),
    across.length ? make("h3", { class: "apart", text: say("across") }) : null, across.length ? pairList(across) : null,
    shownOf(rows.length, total), notes(told));
};
