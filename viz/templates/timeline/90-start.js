// Again after a change of language: what is shown is told in it.

startLook(() => {
  const button = open;
  if (!button) return;
  close();
  show(button);
});
for (const button of document.querySelectorAll("button.mark")) button.addEventListener("click", () => show(button));
document.addEventListener("keydown", onKey);
goToFragment();
document.documentElement.dataset.ready = "";
