// The lists of proposals and documents, built in steps: thousands of rows must not slow the page.

const rows = read("rows");
const FIRST = 25; // rows at first sight
const STEP = 100;

const typeOf = (row) => (row[4] >= 0 ? pick(rows.types[row[4]]) : "");
const link = (text, address) => (address ? make("a", { href: address, text }) : make("span", { text }));
const cell = (key, ...parts) => make("td", { "data-column": key }, ...parts);

const between = (parts) => parts.flatMap((part, place) => (place ? ["、", part] : [part]));

const proposalRow = (row) => {
  const [title, proposers, document_, year, , number, address, people] = row;
  const from = (rows.documents[document_] || [""])[0];
  return make("tr", {},
    cell("title", link(title, address), number ? make("span", { class: "small", text: say("numbered", { n: number }) }) : null),
    cell("proposers", ...between(proposers.map((name, place) => link(name, people[place])))), cell("year", String(year)), cell("type", typeOf(row)), make("td", { "data-column": "document", title: from, text: from }));
};

const documentRow = ([name, source, date, publisher, meeting, count]) => make("tr", {},
  cell("document", name, make("span", { class: "small", text: source })), cell("date", date),
  cell("publisher", [pick(meeting), publisher].filter(Boolean).join(" · ")),
  cell("count", count ? countButton(name, say("counted", { n: count.toLocaleString("en") })) : say("counted", { n: 0 })));
// Its label holds the words that are seen, so that whoever speaks to the page can say them.
const countButton = (name, text) => make("button", { type: "button", class: "plain", text, "aria-label": `${name}: ${text}`, onclick: () => showOnly(name) });

// Shows the first rows and a button for the next ones.
const list = (body, button, build) => {
  let items = [];
  const show = (many) => {
    const done = body.children.length;
    body.append(...items.slice(done, done + many).map(build));
    const left = items.length - body.children.length;
    button.hidden = left <= 0;
    button.textContent = say("showMore", { n: Math.min(STEP, left) });
  };
  button.addEventListener("click", () => show(STEP));
  return (some) => { items = some; body.replaceChildren(); show(FIRST); };
};
