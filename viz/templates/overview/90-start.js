// The first view.

const start = () => {
  startLook(() => {
    search();
    showDocuments(rows.documents);
  });
  if (find("query")) {
    find("query").addEventListener("input", search);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.target === find("query") || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      find("query").focus();
    });
  }
  goToFragment();
  document.documentElement.dataset.ready = "";
};
start();
