/**
 * Soft hyphens, zero-width blanks, joiners and marks of direction, for use inside of a character
 * class. They come from web pages and PDFs, nobody sees or types them, and so they are no part of a
 * text when it is compared or searched.
 */
export const INVISIBLE_CLASS =
  "\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff";

const INVISIBLE = new RegExp(`[${INVISIBLE_CLASS}]+`, "g");

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}
