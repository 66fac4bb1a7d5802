// First letters of Chinese words, so that a clerk finds 最低生活保障 by typing "zdsh" with no input method.
// The browser sorts by pinyin; a character's letter is that of the last boundary it does not sort before.

const LETTERS = "abcdefghjklmnopqrstwxyz";
const BOUNDARIES = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥仨他穵夕丫帀";
const HAN = /\p{Script=Han}/u;
const order = new Intl.Collator("zh-Hans-u-co-pinyin");

/** "民政A" → "mza": letters of Han characters, other letters and digits as they are, the rest left out. */
export function initials(text) {
  return Array.from(text.toLowerCase(), letterOf).join("");
}

function letterOf(character) {
  if (!HAN.test(character)) return /[a-z0-9]/.test(character) ? character : "";
  let letter = "";
  for (let n = 0; n < LETTERS.length && order.compare(BOUNDARIES[n], character) <= 0; n++) letter = LETTERS[n];
  return letter;
}
