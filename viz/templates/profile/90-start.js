// All sections, again after a change of language; one button for all sentences.

const showAll = (wanted) => {
  unfolded = wanted;
  unfoldings.forEach((open) => open(wanted));
  find("unfold").textContent = say(wanted ? "fold" : "unfold");
  find("unfold").setAttribute("aria-pressed", String(wanted));
};

startLook(() => {
  unfoldings = [];
  Object.keys(parts).forEach(buildPart);
  if (!unfoldings.length) return;
  find("unfold").hidden = false;
  showAll(unfolded);
});
if (find("unfold")) find("unfold").addEventListener("click", () => showAll(!unfolded));
goToFragment();
document.documentElement.dataset.ready = "";
