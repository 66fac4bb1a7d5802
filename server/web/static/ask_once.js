// A form of a live page asks one thing at a time: whoever presses twice means it once.

import { setAttribute } from "/web/dom.js";

/** Do `work()` when `form` is sent, and nothing more of it until that is over, however it ends. */
export function asksOnce(form, work) {
  let asking = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    setAttribute(form, "aria-busy", "true");
    try {
      await work();
    } finally {
      asking = false;
      setAttribute(form, "aria-busy", null);
    }
  });
}
