// The accounts of clerks: an account is closed only after a question.

import { ask as choose } from "/web/choice.js";

/** Ask before the form's button that closes an account: it shows somebody out at once. */
export function askBeforeClosing(form, texts) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.act !== "close") return;
    event.preventDefault();
    choose(texts, question(form, event.submitter, texts));
  });
}

function question(form, button, texts) {
  const id = form.elements.staff.value.trim();
  const close = () => {
    form.action = button.formAction;
    form.submit(); // past the question
  };
  return {
    title: texts.say("page.staff.close.ask", { id }),
    body: [texts.say("page.staff.close.what", { id })],
    choices: [{ label: texts.say("page.staff.close"), danger: true, run: close }],
  };
}
