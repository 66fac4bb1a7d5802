// A short sound of two notes, made here: something waits for whoever looks elsewhere.

const NOTES = [[880, 0], [1174.7, 0.16]];

/** Play it, if the browser lets a page sound that was touched before. */
export function chime(Context = globalThis.AudioContext) {
  if (!Context || !navigator.userActivation?.hasBeenActive) return;
  const context = new Context();
  for (const [pitch, at] of NOTES) note(context, pitch, context.currentTime + at);
  setTimeout(() => context.close(), 1500);
}

function note(context, pitch, at) {
  const [tone, loudness] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.25, at);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.6);
}
