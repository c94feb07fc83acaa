// A mark, pressed, shows its proposals right below its chart; pressed again, or with Escape, they go.

const { marks } = facts;
const FIRST_TITLES = 12;
let open = null; // the button whose proposals are shown

const titleRow = (number) => {
  const work = workOf(number);
  return make("li", {}, link(work.title, work.address), make("span", { class: "small", text: filing(work) }));
};

const close = () => {
  if (!open) return;
  open.setAttribute("aria-expanded", "false");
  find("chosen").remove();
  open = null;
};

const show = (button) => {
  const again = open === button;
  close();
  if (again) return;
  open = button;
  button.setAttribute("aria-expanded", "true");
  const [count, numbers] = marks[Number(button.dataset.mark)];
  const panel = make("section", { id: "chosen", class: "chosen", "aria-labelledby": "chosen-heading" },
    make("h4", { id: "chosen-heading", text: button.getAttribute(`data-told-${state.language}`) }),
    inSteps(make("ul", { class: "titles" }), numbers.filter((number) => number >= 0), FIRST_TITLES, titleRow),
    count > numbers.length ? make("p", { class: "bound", text: say("shownOf", { m: numbers.length, n: count.toLocaleString("en") }) }) : null);
  button.closest("article").after(panel);
  panel.scrollIntoView({ block: "nearest" });
};

const onKey = (event) => {
  if (event.key !== "Escape" || !open) return;
  const button = open;
  close();
  button.focus();
};
