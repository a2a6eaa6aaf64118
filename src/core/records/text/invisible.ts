/**
 * Soft hyphens, zero-width blanks, joiners and direction marks, for use inside a character class.
 * They come from web pages and PDFs. Nobody sees or types them, so they are ignored when texts are
 * compared or searched.
 */
export const INVISIBLE_CLASS =
  "\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff";

const INVISIBLE = new RegExp(`[${INVISIBLE_CLASS}]+`, "g");

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}
