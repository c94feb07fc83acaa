// Two sides, switches and notes, as all the answers show them.

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
    return make("div", { class: "common" }, make("h4", {}, ...group.map(([name, kind, , , address]) =>
      make("span", {}, make("i", { class: "dot", "data-kind": kind, "aria-hidden": "true" }), link(name, address)))), sideBy(side(2), side(3)));
  });
};

const sideHead = (side, number) => {
  const work = workOf(number);
  return make("div", { class: "side" }, make("span", { class: "letter", text: say(side) }),
    make("div", {}, make("h3", {}, work ? link(work.title, work.address) : make("span", { text: say("unnamed") })),
      make("p", { class: "small", text: work ? filing(work) : "" })));
};

// Buttons of which one is pressed; choose is told its number.
const switcher = (label, names, chosen, choose) => make("div", { class: "switch", role: "group", "aria-label": label },
  ...names.map((name, number) => make("button", { type: "button", class: "tool", text: name, "aria-pressed": String(number === chosen),
    onclick: () => choose(number) })));

const shownOf = (shown, total) => (total !== null && total > shown ? make("p", { class: "bound", text: say("shownOf", { m: shown, n: total.toLocaleString("en") }) }) : null);
const notes = (some) => (some.length ? folded([say("how")], () => some.map((text) => make("p", { class: "small", lang: "zh-CN", text })), { class: "how" }) : null);
const none = (key) => make("p", { class: "nothing", text: say(key) });
const fill = (name, ...parts) => find(`${name}-answer`).replaceChildren(...parts.filter(Boolean));
