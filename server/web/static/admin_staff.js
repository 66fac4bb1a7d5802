// The administrator's list: an account is closed only after a question, as on the supervisor's page.

import { Texts } from "/web/texts.js";
import { askBeforeClosing } from "./accounts.js";

const texts = Texts.ofPage(document);
for (const button of document.querySelectorAll('[data-act="close"]')) askBeforeClosing(button.form, texts);
