// A number leads to what the record says of it: who was called before it, and why.

import { at } from "/web/address.js";
import { h, setAttribute, write } from "/web/dom.js";

/** Write `number` into `td`; `day` is that of its issue, today where it is left out; null: it leads nowhere. */
export function drawTicketLink(td, number, day = "") {
  const link = td.firstElementChild ?? td.appendChild(h("a", { class: "number-link" }));
  write(link, number ?? "");
  link.hidden = !number;
  const asked = new URLSearchParams(day ? { number, day } : { number });
  setAttribute(link, "href", number && day !== null ? at(`/supervisor/tickets?${asked}`) : null);
}
