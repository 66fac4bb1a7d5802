// The page's texts: the server lays the catalogue's texts of one language into the page as data.

/** Texts by code. A code that is missing is shown as itself: a gap that a test and a reader can see. */
export class Texts {
  constructor(language, texts) {
    this.language = language;
    this.texts = texts;
  }

  /** What the page carries in `<script type="application/json" id="texts">`. */
  static ofPage(document) {
    return new Texts(document.documentElement.lang.startsWith("en") ? "en" : "zh", pageData(document, "texts"));
  }

  /** The text of `code`, with `{name}` replaced by its values. */
  say(code, values = {}) {
    const text = this.texts[code] ?? code;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  has(code) {
    return code in this.texts;
  }

  /** Published words `{zh, en}` in the page's language; an absent English falls back to Chinese. */
  words(words) {
    return (this.language === "en" && words?.en) || words?.zh || "";
  }
}

/** The JSON of a data block of the page; `{}` where there is none. */
export function pageData(document, id) {
  return JSON.parse(document.getElementById(id)?.textContent || "{}");
}
