// What every page needs: its data as inert JSON, its words in two languages, elements made of text.

const read = (name) => JSON.parse(document.getElementById(`data-${name}`).textContent);
const words = read("words");

const say = (key, values = {}) => {
  const text = (words[key] || [key, key])[state.language === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
};

// Case and width do not matter, nor do quotation marks and spaces.
const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”‘’"'「」『』《》〈〉]/g, "");

// Elements are made of text only: nothing from a document is ever parsed as HTML.
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
const find = (id) => document.getElementById(id);
const announce = (text) => { find("announce").textContent = text; };
