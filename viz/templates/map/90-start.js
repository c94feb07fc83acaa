// Put together: texts in the chosen language, events, first view.

const buildFigures = () => {
  const counts = tally(nodes, (node) => node.kind);
  const figures = kinds.map((kind) => [kindCaption(kind), counts.get(kind) || 0]);
  figures.push([say("figureQuotes"), links.reduce((sum, link) => sum + link.count, 0)]);
  find("figures").replaceChildren(...figures.map(([caption, count]) =>
    make("div", {}, make("dd", { text: count.toLocaleString("en") }), make("dt", { text: caption }))));
};

const buildTexts = () => {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.label);
  }
  if (window.matchMedia("(pointer: coarse)").matches) find("hint").textContent = say("hintTouch");
  find("query").placeholder = say("searchHint");
  find("canvas").setAttribute("aria-label", head.title);
  find("switch-language").textContent = state.language === "zh" ? "EN" : "中文";
  find("switch-language").lang = state.language === "zh" ? "en" : "zh-CN";
};

// After a change of filters, colours or language.
const refresh = () => {
  applyFilters();
  light();
  buildFilters();
  buildEvidence();
  buildTable();
  if (network) network.redraw();
};

const setTheme = (theme) => {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
  readPalette();
};
const setLanguage = (language) => {
  state.language = language;
  buildTexts();
  buildFigures();
  refresh();
};

const openPanel = () => {
  const open = document.body.classList.toggle("filtering");
  find("open-filters").setAttribute("aria-expanded", String(open));
  if (open) find("query").focus();
};
const closePanel = () => {
  document.body.classList.remove("filtering");
  find("open-filters").setAttribute("aria-expanded", "false");
};

const onKey = (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox" && event.target.type !== "radio";
  if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
  if (event.key === "/") { event.preventDefault(); closePanel(); if (find("panel").offsetParent === null || innerWidth < 900) openPanel(); find("query").focus(); find("query").select(); }
  else if (event.key === "Escape") { if (state.table) { state.table = null; buildTable(); } else { clearSearch(); choose(null); } closePanel(); }
  else if (event.target === find("canvas") && KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); }
};

const listen = () => {
  const on = (id, event, action) => find(id).addEventListener(event, action);
  on("query", "input", showHits);
  on("query", "focus", () => { if (find("query").value && !state.selected) showHits(); });
  on("query", "blur", hideHits);
  on("query", "keydown", onSearchKey);
  on("zoom-in", "click", () => zoomBy(1.4));
  on("zoom-out", "click", () => zoomBy(1 / 1.4));
  on("zoom-fit", "click", () => fitAll(true));
  on("zoom-full", "click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {})));
  on("show-table", "click", () => { state.table = state.table ? null : "nodes"; buildTable(); });
  on("save-image", "click", saveImage);
  on("save-table", "click", saveTable);
  on("switch-language", "click", () => setLanguage(state.language === "zh" ? "en" : "zh"));
  on("switch-theme", "click", () => { setTheme(state.theme === "dark" ? "light" : "dark"); refresh(); });
  on("open-filters", "click", openPanel);
  on("canvas", "mousemove", onMove);
  on("canvas", "mouseleave", hideTip);
  on("canvas", "pointerdown", closePanel);
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", () => { const node = readAddress(); if (node) choose({ node }, { travel: true }); });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => { setTheme(event.matches ? "dark" : "light"); refresh(); });
};

const start = () => {
  setTheme(window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  setLanguage(state.language);
  listen();
  takeShape();
  openNetwork();
  fitAll(false);
  const first = readAddress() || byId.get(head.focus || facts.focus);
  if (first) {
    choose({ node: first }, { remember: false });
    if (first !== centre && first.near.length < nodes.length / 3) zoomTo([first, ...first.near], { animate: false });
  }
  // A small handle for notebooks, tests and other pages; it gives places and takes selections, no more.
  window.yimai = Object.freeze({
    select: (id) => choose(byId.has(id) ? { node: byId.get(id) } : null, { travel: true }),
    at: (id) => network.canvasToDOM({ x: byId.get(id).x, y: byId.get(id).y }),
    shown: () => nodes.filter((node) => node.shown).map((node) => node.id),
    labels: () => {
      const [{ left, top }, scale] = [viewNow(), network.getScale()];
      return cached.placed.map(({ node, box }) => [node.id, ...box.map((edge, at) => edge - scale * (at % 2 ? top : left))]);
    },
  });
};
start();
