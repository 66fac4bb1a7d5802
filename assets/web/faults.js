// A page goes on when a part of it could not be drawn, and says so: half a hall on the screen is worth more than none,
// if whoever reads it knows that it is half.

const place = () => document.querySelector('[data-live="fault"]');
let whole = true; // whether everything was drawn, since the last time that all was drawn

/** Do `act`; what it gives, or undefined where it failed: then the page says that something is missing. */
export function guarded(act) {
  try {
    return act();
  } catch (error) {
    tell(error);
    return undefined;
  }
}

/** Draw everything anew by `parts`, each for itself; the page takes back what it said when nothing fails any more. */
export function drawAll(parts) {
  whole = true;
  for (const part of parts) guarded(part);
  if (whole) hide();
}

/** Say it also for what fails outside of any drawing: a press, an answer. */
export function watchFaults(target = globalThis) {
  target.addEventListener("error", () => reveal());
  target.addEventListener("unhandledrejection", () => reveal());
}

function tell(error) {
  console.error(error);
  whole = false;
  reveal();
}

function reveal() {
  if (place()) place().hidden = false;
}

function hide() {
  if (place() && !place().hidden) place().hidden = true;
}
