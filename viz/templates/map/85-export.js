// To take away: the picture as PNG, what is shown as CSV that a spreadsheet opens as it is.

const fileName = (ending) => `${head.title.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60) || "map"}.${ending}`;
const download = (blob, name) => {
  const address = URL.createObjectURL(blob);
  const anchor = make("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

const saveImage = () => {
  const canvas = find("canvas").querySelector("canvas");
  const ratio = canvas.width / canvas.clientWidth;
  const [top, bottom] = [56 * ratio, 34 * ratio];
  const picture = make("canvas", { width: canvas.width, height: canvas.height + top + bottom });
  const context = picture.getContext("2d");
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(canvas, 0, top);
  context.textBaseline = "middle";
  context.fillStyle = palette.ink;
  context.font = `600 ${20 * ratio}px ${FONTS}`;
  context.fillText(head.title, 24 * ratio, top / 2);
  context.font = `${12 * ratio}px ${FONTS}`;
  let x = 24 * ratio;
  for (const kind of kinds.filter((name) => !state.hiddenKinds.has(name))) {
    const y = picture.height - bottom / 2;
    tracePath(context, (legend.kinds[kind] || ["", "dot"])[1], x + 6 * ratio, y, 6 * ratio);
    context.fillStyle = kindColor(kind);
    context.fill();
    context.fillStyle = palette.muted;
    context.fillText(kindCaption(kind), x + 18 * ratio, y);
    x += context.measureText(kindCaption(kind)).width + 40 * ratio;
  }
  picture.toBlob((blob) => download(blob, fileName("png")), "image/png");
};

// A cell that begins like a formula would be run by the spreadsheet.
const cell = (value) => {
  const text = String(value).replace(/^([=+\-@\t\r])/, "'$1");
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
};
const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

const nodeRows = () => [["id", ...["name", "kind", "class", "degree", "count"].map((key) => say(key))],
  ...sortedRows("nodes").map((node) => [node.id, node.name, kindCaption(node.kind), classOf(node) ? classCaption(classOf(node)) : "", node.degree, quotesOf(node)])];
const linkRows = () => {
  const rows = [[...["from", "relation", "to", "qualifier", "evidence", "sentence", "source"].map((key) => say(key))]];
  for (const link of sortedRows("links")) {
    const start = [link.from.name, relationCaption(link.relation), link.to.name, link.qualifier ? valueCaption(link.qualifier) : ""];
    if (!link.evidence.length) rows.push([...start, "", "", ""]);
    for (let at = 0; at < link.evidence.length; at += 3) {
      const [number, begin, length] = link.evidence.slice(at, at + 3);
      rows.push([...start, facts.sentences[number][0].slice(begin, begin + length), facts.sentences[number][0], sourceLine(sourceOf(number))]);
    }
  }
  return rows;
};
const saveTable = () => download(new Blob([csv(state.table === "nodes" ? nodeRows() : linkRows())], { type: "text/csv" }), fileName("csv"));
