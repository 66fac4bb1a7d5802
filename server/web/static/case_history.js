// What happened to a case, fact by fact, with who it is by: for whoever supervises (C-7).

import { dayAndTime } from "/web/case_words.js";
import { at } from "/web/address.js";
import { h, write } from "/web/dom.js";
import { read } from "./reading.js";

const $ = (id) => document.getElementById(id);

export class CaseHistory {
  #number = null;

  constructor(desk) {
    this.desk = desk;
    $("history-dialog").querySelector("[data-close]").addEventListener("click", () => $("history-dialog").close());
  }

  async openFor({ number }) {
    const { texts, timezone } = this.desk.shown;
    this.#number = number;
    write($("history-title"), texts.say("page.records.history.title", { number }));
    this.#list([]);
    $("history-dialog").showModal();
    const { found } = await read(at(`/api/cases/${encodeURIComponent(number)}`));
    if (this.#number !== number) return;
    const who = ({ by }) => (by === "system" ? texts.say("page.by.system") : by);
    const line = (one) => [dayAndTime(one.at, texts.language, timezone), `${texts.words(one.text)} · ${who(one)}`];
    this.#list(found ? found.history.map(line) : [["", texts.say("page.records.history.unknown")]]);
  }

  #list(lines) {
    $("history").replaceChildren(...lines.map(([date, text]) => h("li", {}, h("span", {}, date), " ", h("span", {}, text))));
  }
}
