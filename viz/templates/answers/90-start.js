// All answers, again after a change of language.

startLook(() => {
  buildMerge();
  buildShared();
  buildMatrix();
  buildThemes();
  buildGaps();
  buildCheck();
});
goToFragment();
document.documentElement.dataset.ready = "";
