import { numbersOf, spellingsOf } from "../../criteria/index.ts";
import type { LintedString, Term } from "./linted-string.ts";

/** Signs that stand for letters in some database. */
export const WILDCARD = /[*?$#]/;

/** Databases for which a hyphen and a blank are the same. */
export const ALIKE: ReadonlySet<string> = new Set([
  "ovid",
  "ebsco",
  "scopus",
  "web-of-science",
  "embase",
]);

/** The words of a term in lower case; blanks and hyphens are alike. */
export function wordsOfTerm({ text }: Pick<Term, "text">): string[] {
  return text
    .toLowerCase()
    .split(/[\s\-‐–]+/u)
    .filter((word) => word !== "");
}

/** A test for phrases that some term of the string finds. */
export function coverOf({
  terms,
}: Pick<LintedString, "terms">): (words: readonly string[]) => boolean {
  const patterns: RegExp[] = [];
  const plain = new Set<string>();
  for (const term of terms) {
    const phrase = wordsOfTerm(term).join(" ");
    if (WILDCARD.test(phrase)) patterns.push(patternOf(phrase));
    else plain.add(phrase);
  }
  return (words) => {
    const phrase = words.join(" ");
    return plain.has(phrase) || patterns.some((pattern) => pattern.test(phrase));
  };
}

/** What a term with wildcards finds. */
export function patternOf(phrase: string): RegExp {
  const escaped = phrase.replace(/[\\/.+^{}()|[\]]/g, "\\$&");
  const letters = escaped.replace(/[*$](?=\d?(?:\s|$))\d?|[*]/g, "\\S*").replace(/[?#$]/g, "\\S?");
  return new RegExp(`^${letters}$`, "u");
}

/** Words in -ise and -ize of which there is only one spelling. */
const ONE_SPELLING =
  /^(?:advert|comprom|compr|conc|dev|disgu|enterpr|exerc|expert|franch|improv|merchand|parad|prec|prem|prom|rev|superv|surm|surpr|telev|tort|treat|othersw|likew|clockw|no|pra|cru|bru|w|ra)is|^(?:re|cap|down|over|under|right)?si?z|^(?:pr|s|ma)iz|^(?:seiz|assiz)|^programm?/u;
/** Truncated stems in -is that have an American twin. */
const TRUNCATED_IS =
  /^(?:organ|random|optim|minim|maxim|standard|general|util|hospital|character|visual|immun|categor|summar|recogn|normal|local|special|stabil|synchron|vector|parallel|quant|token|modern|digit|final|personal|priorit|harmon|mobil|steril|crystal|polar|ion|oxid|catal)is$/u;

/** The other spelling of a word, with its wildcard at the end if it has one. */
export function otherSpellings(word: string): string[] {
  const stem = word.replace(/[*$]\d?$/u, "");
  if (WILDCARD.test(stem) || !/^[a-z]{4,}$/u.test(stem) || ONE_SPELLING.test(stem)) return [];
  const end = word.slice(stem.length);
  if (end === "") return spellingsOf(stem);
  const cut = /iz$/u.test(stem)
    ? [stem.replace(/iz$/u, "is")]
    : TRUNCATED_IS.test(stem)
      ? [stem.replace(/is$/u, "iz")]
      : [];
  return [...spellingsOf(stem), ...cut].map((form) => `${form}${end}`);
}

/** Nouns that are not counted, and words that are no nouns. */
const UNCOUNTED = /(?:ing|ness|ity|ism|logy|graphy|ics|ed|ly|al|ive|ous|ure|ence|ance|ware)$/u;
const IRREGULAR =
  /^(?:child|children|woman|women|man|men|mouse|mice|foot|feet|tooth|teeth|goose|geese)$/u;

/** The plural or singular of a countable noun; nothing for other words. */
export function otherNumber(word: string): string[] {
  if (!/^[a-z]{3,}$/u.test(word) || UNCOUNTED.test(word)) return [];
  return numbersOf(word);
}

/** Whether the plural of a word does not begin with the word, so that no truncation finds it. */
export function isIrregular(word: string): boolean {
  return IRREGULAR.test(word);
}
