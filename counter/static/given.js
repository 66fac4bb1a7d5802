// A number or a code that the resident needs on paper: shown large until the clerk says that it is written down.

import { show, write } from "/web/dom.js";
import { Presses } from "./presses.js";

export class Given {
  #presses = new Presses();

  /** `place` is the element `ID`, with `ID-number`, `ID-where`, `ID-write` and `ID-close` in it. */
  constructor(place, { onWritten }) {
    Object.assign(this, { place, close: this.#part("close", place) });
    this.close.addEventListener("click", (event) => this.#meant(event) && onWritten());
  }

  /** `toWrite` says what is to be done with it. */
  put(number, where, toWrite) {
    write(this.#part("number"), number);
    write(this.#part("write"), toWrite);
    write(this.#part("where"), where);
    show(this.place, true);
    this.#presses.again("number"); // the Enter that asked, bouncing, does not close it unseen
    this.close.focus();
  }

  hide() {
    show(this.place, false);
  }

  /** One click of a mouse is meant, whenever it comes; a key, or a second click, only once the number has been seen. */
  #meant(event) {
    return event.detail === 1 || !this.#presses.again("number");
  }

  #part(name, place = this.place) {
    return place.querySelector(`#${place.id}-${name}`);
  }
}
