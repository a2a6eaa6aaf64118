import type { Dialect } from "./dialect.ts";
import type { Reader } from "./reader.ts";
import type { Leaf } from "./tree.ts";

/** Nobody would read a longer list of spellings. */
const MAX_SPELLINGS = 32;

/** Ovid's limited truncation: an ending of at most this many letters. */
const LIMITED = /^[$*](?<letters>\d{1,2})/u;

/** A term as criteria write it; several terms where a wildcard stands for one letter or none. */
export function spell(leaf: Leaf, reader: Reader, dialect: Dialect): readonly string[] {
  const { raw, isQuoted, place, origin } = leaf;
  dialect.checkTerm?.(raw, place, reader);
  let spellings = [""];
  const add = (...endings: string[]) => {
    spellings = endings.flatMap((ending) => spellings.map((start) => start + ending));
    if (spellings.length > MAX_SPELLINGS)
      reader.refuse(
        place,
        "a term with many wildcards that stand for one letter or none",
        "Write the spellings that you mean, joined by OR.",
      );
  };
  for (let at = 0; at < raw.length; ) {
    const sign = raw[at]!;
    const span = { start: origin + at, end: origin + at + 1 };
    const limited = LIMITED.exec(raw.slice(at))?.groups?.letters;
    const wildcard = dialect.wildcards[sign];
    if (limited !== undefined && dialect.wildcards[`${sign}n`] !== undefined) {
      const letters = Number(limited);
      const end = span.start + 1 + limited.length;
      if (letters > 5)
        reader.refuse(
          { start: span.start, end },
          `a wildcard for at most ${letters} letters`,
          "Write the endings that you mean, or `*` for any ending.",
        );
      add(...Array.from({ length: letters + 1 }, (_, n) => "?".repeat(n)));
      reader.note(
        { start: span.start, end },
        "one spelling for each number of letters",
        `at most ${letters === 1 ? "one letter" : `${letters} letters`}`,
      );
      at += 1 + limited.length;
      continue;
    }
    if (wildcard !== undefined) {
      if (isQuoted && !dialect.wildcardsInQuotes)
        reader.refuse(
          span,
          `a wildcard inside of quotes, which ${dialect.title} takes as a sign`,
          "Take it out, or put the words side by side with an operator.",
        );
      if (wildcard.is === "any") add("*");
      else if (wildcard.is === "one") add("?");
      else add("", "?");
      const ours = { any: "*", one: "?", "none-or-one": "(color OR colo?r)" }[wildcard.is];
      if (ours !== sign || wildcard.note !== undefined) reader.note(span, ours, wildcard.note);
    } else if (/[*?$#&|^%!<>=~[\]{}()\\"]/u.test(sign))
      reader.refuse(
        span,
        `a sign that ${dialect.title} does not document inside of a term`,
        "Write the word without it, or the spellings that you mean with OR.",
      );
    else add(sign);
    at += 1;
  }
  return [...new Set(spellings)];
}
