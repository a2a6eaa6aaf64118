import { RECORD_TYPES, type RecordType } from "../../core/records/model.ts";
import { normalizeType } from "../../core/records/normalize.ts";

/** Words for types that occur only in tables, such as IEEE's `IEEE Magazines`. */
const TYPE_WORDS: readonly (readonly [pattern: RegExp, type: RecordType])[] = [
  [/\b(?:journals?|magazines?)$/i, "article"],
  [/\bconferences?$/i, "conference paper"],
  [/\b(?:conference publications?|proceedings?)$/i, "conference paper"],
  [/\bchapters?$/i, "book chapter"],
  [/\b(?:ebooks?|books)$/i, "book"],
  [/\bstandards?$/i, "other"],
];

/** The type in slr's vocabulary for `Journal article`, `journalArticle`, `IEEE Conferences`. */
export function typeOf(text: string): RecordType | undefined {
  const words = text.slice(0, 200).replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  const known = normalizeType(words) ?? normalizeType(words.split(/[,|]/)[0] ?? "");
  if (known !== undefined) return known;
  const lower = words.trim().toLowerCase();
  return (
    TYPE_WORDS.find(([pattern]) => pattern.test(lower))?.[1] ??
    RECORD_TYPES.find((type) => `${type}s` === lower)
  );
}
