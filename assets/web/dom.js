// Drawing without a framework: elements are made once and then only told what changed, so that focus,
// selection and a screen reader's place survive every change of the hall.

import { guarded } from "./faults.js";

/** `h("button", {class: "big", "aria-label": …, onclick: f}, "text", child…)`: a new element. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Set, or take away with null, false or undefined; untouched when it is so already. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : value);
}

/** Write `text` only where it differs: a live region speaks only when something changed. */
export function write(element, text) {
  const wanted = String(text ?? "");
  if (element.textContent !== wanted) element.textContent = wanted;
}

export function show(element, shown) {
  if (element.hidden === shown) element.hidden = !shown;
}

/**
 * Make the children of `parent` stand for `items`, in order: one element a key, made once by `make(item)`
 * and told of every change by `update(element, item)`. One that stays is moved only past others that stay: a press on it goes on.
 * An item that cannot be drawn leaves its element as it is, marked `data-broken`; the others are drawn all the same.
 */
export function keyed(parent, items, { key, make, update }) {
  const known = new Map(Array.from(parent.children, (child) => [child.dataset.key, child]));
  const wanted = new Set(items.map((item) => String(key(item))));
  for (const [id, child] of known) if (!wanted.has(id)) child.remove(); // first, so that nothing behind it has to move
  let place = parent.firstElementChild;
  for (const item of items) {
    const id = String(key(item));
    const element = known.get(id) ?? guarded(() => make(item));
    known.delete(id);
    if (!element) continue;
    element.dataset.key = id;
    if (element !== place) parent.insertBefore(element, place);
    else place = place.nextElementSibling;
    const drawn = guarded(() => (update(element, item), true));
    setAttribute(element, "data-broken", !drawn);
  }
}

/** The part of `element` that is marked `data-part="name"`. */
export function part(element, name) {
  return element.querySelector(`[data-part="${name}"]`);
}
