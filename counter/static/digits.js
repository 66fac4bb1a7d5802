// A choice from a list by its digit, in any dialog: no mouse, no Tab.

/** Let the digits choose among the radio buttons `name` of `form`, save where something is typed. */
export function chooseByDigit(form, name) {
  form.addEventListener("keydown", (event) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const choice = form.querySelectorAll(`[name="${name}"]`)[digit - 1];
    if (!choice || choice.disabled || event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
    event.preventDefault();
    choice.checked = true;
    choice.focus();
    choice.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
