import { LITERAL } from "./foreign/mask.ts";

/** A comment, from a `#` with blanks around it to the end of its line. `#1` is a line of a search history. */
const COMMENT = "(?<!\\S)#(?=\\s|$)[^\\r\\n]*";
const LITERAL_OR_COMMENT = new RegExp(`${LITERAL.source}|(?<comment>${COMMENT})`, "gu");

/** The query with its comments replaced by blanks, so that places stay. */
export function withoutComments(text: string): string {
  if (!text.includes("#")) return text;
  return text.replace(LITERAL_OR_COMMENT, (found) =>
    found.startsWith("#") ? " ".repeat(found.length) : found,
  );
}
