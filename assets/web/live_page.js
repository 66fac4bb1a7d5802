// What every live page starts with: texts, the hall's clock, a Socket.IO socket and the link over it.

/* global io */
import { at } from "./address.js";
import { HallClock } from "./clock.js";
import { watchFaults } from "./faults.js";
import { Link } from "./link.js";
import { Texts } from "./texts.js";

/** Make the page's link, not yet connected; `audienceOf(staff number)` names what it listens to. */
export function livePage(audienceOf) {
  watchFaults();
  const texts = Texts.ofPage(document);
  const clock = new HallClock();
  const wire = { path: at("/socket.io/"), transports: ["websocket"], reconnectionDelay: 500, reconnectionDelayMax: 3000 };
  const socket = io({ autoConnect: false, ...wire });
  const audience = audienceOf(document.body.dataset.staff);
  const link = new Link({ socket, audience, language: texts.language, clock });
  return { texts, clock, link };
}

/** The words of a refusal, in the page's language. */
export function refusalText(refused, texts) {
  return texts.words(refused.text) || texts.say(`refusal.${refused.code}`, refused.values);
}
