// Sentences with the exact words marked, and taking them along.

const marked = (text, marks) => {
  const pieces = [];
  let done = 0;
  for (const [begin, end] of [...marks].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (end <= done) continue;
    const start = Math.max(begin, done);
    pieces.push(text.slice(done, start), make("mark", { text: text.slice(start, end) }));
    done = end;
  }
  return [...pieces, text.slice(done)].filter((piece) => piece !== "");
};

const copy = async (button, text) => {
  let done = true;
  try { await navigator.clipboard.writeText(text); } catch { done = copyOldWay(text); }
  const before = button.textContent;
  button.textContent = say(done ? "copied" : "failed");
  setTimeout(() => { button.textContent = before; }, 1600);
};
const copyOldWay = (text) => {
  const area = make("textarea", { class: "unseen" });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
};
