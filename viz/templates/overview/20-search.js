// Search in the proposals: whatever the case, width and script; several words must all occur.

const [traditional, simplified] = read("variants").map((text) => [...text]);
const simple = new Map(traditional.map((one, index) => [one, simplified[index]]));
const key = (text) => [...fold(text)].map((one) => simple.get(one) || one).join("");

// What a row is found by; made when the first letter is typed, not before.
let keys = null;
const keyOf = (row) => [row[0], row[1], (rows.documents[row[2]] || [""])[0], row[3], row[5], ...(row[4] >= 0 ? rows.types[row[4]] : [])]
  .map((part) => key(String(part))).join("\n");

const matching = (query) => {
  const wanted = query.split(/\s+/).map(key).filter(Boolean);
  if (!wanted.length) return rows.proposals;
  keys = keys || rows.proposals.map(keyOf);
  return rows.proposals.filter((row, index) => wanted.every((word) => keys[index].includes(word)));
};

const showProposals = find("proposal-rows") ? list(find("proposal-rows"), find("more-proposals"), proposalRow) : null;
const showDocuments = list(find("document-rows"), find("more-documents"), documentRow);

const search = () => {
  if (!showProposals) return;
  const query = find("query").value;
  const found = matching(query);
  showProposals(found);
  const word = !query.trim() ? "foundAll" : found.length ? "found" : "noHits";
  find("found").textContent = say(word, { n: found.length.toLocaleString("en") });
};

const showOnly = (document_) => {
  find("query").value = document_;
  search();
  find("proposals").scrollIntoView();
  find("query").focus({ preventScroll: true });
};
