// The administrator's list: an account is closed only after a question, as on the supervisor's page. Until this is here to ask it, the
// button cannot be pressed.

import { Texts } from "/web/texts.js";
import { askBeforeClosing } from "./accounts.js";

const texts = Texts.ofPage(document);
for (const button of document.querySelectorAll('[data-act="close"]')) {
  askBeforeClosing(button.form, texts);
  button.disabled = false;
}
