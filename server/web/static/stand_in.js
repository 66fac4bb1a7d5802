// Naming a stand-in: asked first, who answers at the terminal; or on the spot, where the clerk has agreed already (AB-18).

import { h, keyed, setAttribute, show, write } from "/web/dom.js";
import { AskingDialog } from "/web/outcome.js";
import { standIns } from "./figures.js";
import { whoServes } from "./posts.js";

const $ = (id) => document.getElementById(id);

/** The dialog of this page; `name(post)` opens it. */
export class StandInDialog extends AskingDialog {
  constructor(desk) {
    super($("stand-in-dialog"), desk);
    this.desk = desk;
  }

  name(post) {
    const { texts, shown } = this.desk;
    const found = standIns(shown.view, post);
    write($("stand-in-title"), texts.say("page.stand_in.title", { name: texts.words(post.name) }));
    write($("stand-in-why"), `${texts.say("page.window", { n: post.home })} · ${whoServes(post, shown)}`);
    show($("stand-in-none"), found.length === 0);
    for (const id of ["stand-in-confirm", "stand-in-on-the-spot"]) setAttribute($(id), "disabled", found.length === 0);
    $("stand-ins").replaceChildren();
    keyed($("stand-ins"), found, { key: (clerk) => clerk.clerk, make: (clerk) => choice(clerk, shown), update: () => {} });
    const first = $("stand-ins").querySelector("input");
    if (first) first.checked = true;
    this.dialog.querySelector("form").onsubmit = (event) => this.#send(event, post, found);
    this.open();
  }

  #send(event, post, found) {
    event.preventDefault();
    const { clerk, reason } = event.target.elements;
    if (!found.length || !this.filled(event.target)) return;
    const on_the_spot = event.submitter?.value === "on_the_spot";
    this.submit({ type: "name_stand_in", post: post.id, clerk: clerk.value, reason: reason.value, on_the_spot });
  }
}

function choice(clerk, { texts, view }) {
  const state = texts.say(clerk.busy ? "page.window.serving" : "page.window.free");
  const serves = clerk.serves.map((id) => texts.words(view.posts?.[id]?.name)).join("、");
  const words = `${clerk.clerk} · ${texts.say("page.window", { n: clerk.window })} · ${state} · ${serves}`;
  return h("li", {}, h("label", { class: "inline" }, h("input", { type: "radio", name: "clerk", value: clerk.clerk }), words));
}
