// What pages of text share: language, light or dark, and texts that stand in the page in both languages.

const head = read("head");
const state = { language: head.language, theme: "light" };
const pick = (pair) => pair[state.language === "zh" ? 0 : 1];

const setTexts = (language) => {
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
};

const setTheme = (theme) => {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
};

// Follows the system's colours, and the two buttons; build makes all that is in one language.
const startLook = (build) => {
  const setLanguage = (language) => { setTexts(language); build(); };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  setTheme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", (event) => setTheme(event.matches ? "dark" : "light"));
  setLanguage(state.language);
  find("switch-language").addEventListener("click", () => setLanguage(state.language === "zh" ? "en" : "zh"));
  find("switch-theme").addEventListener("click", () => setTheme(state.theme === "dark" ? "light" : "dark"));
};

// What a script built has moved what an address such as #documents points at.
const goToFragment = () => {
  const name = location.hash.slice(1);
  if (name && document.getElementById(name)) find(name).scrollIntoView();
};
