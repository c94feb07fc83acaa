// Language, light or dark, and the first view.

const setLanguage = (language) => {
  state.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("pageTitle");
  for (const element of document.querySelectorAll("[data-zh]")) element.textContent = element.dataset[language];
  for (const element of document.querySelectorAll("[data-label-zh]")) {
    const label = element.getAttribute(`data-label-${language}`);
    element.setAttribute("aria-label", label);
    if (element.tagName === "BUTTON") element.title = label;
  }
  for (const element of document.querySelectorAll("[data-hint-zh]")) element.placeholder = element.getAttribute(`data-hint-${language}`);
  find("switch-language").textContent = language === "zh" ? "EN" : "中文";
  find("switch-language").lang = language === "zh" ? "en" : "zh-CN";
  search();
  showDocuments(rows.documents);
};

const setTheme = (theme) => {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
};

const start = () => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  setTheme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", (event) => setTheme(event.matches ? "dark" : "light"));
  setLanguage(state.language);
  find("switch-language").addEventListener("click", () => setLanguage(state.language === "zh" ? "en" : "zh"));
  find("switch-theme").addEventListener("click", () => setTheme(state.theme === "dark" ? "light" : "dark"));
  if (find("query")) {
    find("query").addEventListener("input", search);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.target === find("query") || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      find("query").focus();
    });
  }
  // The rows have moved what an address such as #documents points at.
  if (location.hash && document.getElementById(location.hash.slice(1))) find(location.hash.slice(1)).scrollIntoView();
  document.documentElement.dataset.ready = "";
};
start();
