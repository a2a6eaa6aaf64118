import type { Protocol } from "../protocol/protocol.ts";
import type { TermWeight } from "../rating/term-weight.ts";
import { stemOf } from "../rating/text/words.ts";

/** Words and patterns of a query as typed; `*` and `$` stand for letters, `?` for one letter. */
const QUERY_WORD = /[\p{L}\p{N}*?$]+(?:['’][\p{L}\p{N}*?$]+)*/gu;

/**
 * The terms for inclusion of which no word is in the search strings or the criteria: the search
 * perhaps should have looked for them, too.
 */
export function missedTerms(
  terms: readonly TermWeight[],
  protocol: Pick<Protocol, "sources" | "criteria" | "title" | "question">,
): readonly TermWeight[] {
  const isSearchedFor = wordMatcher([
    protocol.title,
    protocol.question,
    ...protocol.sources.flatMap(({ searches }) => searches.flatMap(({ query }) => query ?? [])),
    ...protocol.criteria.flatMap(({ text, queryText }) => [text, queryText ?? ""]),
  ]);
  return terms.filter(
    ({ term, weight }) => weight > 0 && !term.split(" ").some((word) => isSearchedFor(word)),
  );
}

/** Tells whether a word is in one of the texts, in any form or under a wildcard. */
export function wordMatcher(texts: readonly string[]): (word: string) => boolean {
  const stems = new Set<string>();
  const patterns: RegExp[] = [];
  for (const word of texts.flatMap((text) => text.toLowerCase().match(QUERY_WORD) ?? [])) {
    if (/[*?$]/.test(word)) {
      // An asterisk alone would match everything.
      if (/[\p{L}\p{N}]{2}/u.test(word)) patterns.push(patternOf(word));
    } else stems.add(stemOf(word));
  }
  return (word) => stems.has(stemOf(word)) || patterns.some((pattern) => pattern.test(word));
}

function patternOf(word: string): RegExp {
  const letters = word.replace(/[*$]+/g, "\\p{L}*").replaceAll("?", "\\p{L}?");
  return new RegExp(`^${letters}$`, "u");
}
