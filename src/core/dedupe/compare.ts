import { similarity } from "../similarity.ts";
import type { DedupeKeys } from "./keys.ts";

/** What one field says of two entries. `unknown`: one side has no value, so the field cannot tell. */
export type Comparison = "same" | "different" | "unknown";

export function compareValue<Value>(a: Value | undefined, b: Value | undefined): Comparison {
  if (a === undefined || b === undefined) return "unknown";
  return a === b ? "same" : "different";
}

export interface TitleComparison {
  /** `similar`: near enough that one may be a misprint or a shortened form of the other. */
  readonly verdict: "same" | "similar" | "different" | "unknown";
  readonly similarity: number;
}

/** From here on two titles are taken as renderings of one. */
const SIMILAR = 0.85;

export function compareTitles(a: string | undefined, b: string | undefined): TitleComparison {
  if (a === undefined || b === undefined) return { verdict: "unknown", similarity: 0 };
  if (a === b) return { verdict: "same", similarity: 1 };
  const joinedA = a.replaceAll(" ", "");
  const joinedB = b.replaceAll(" ", "");
  if (joinedA === joinedB) return { verdict: "same", similarity: 1 };
  const alike = similarity(joinedA, joinedB);
  if (alike >= SIMILAR) return { verdict: "similar", similarity: alike };
  // A database that drops the subtitle or adds a rubric leaves one title inside the other; short
  // ones say nothing.
  const [short, long] = joinedA.length < joinedB.length ? [joinedA, joinedB] : [joinedB, joinedA];
  if (short.length >= 25 && (long.startsWith(short) || long.endsWith(short)))
    return { verdict: "similar", similarity: alike };
  return { verdict: "different", similarity: alike };
}

/** Two titles that nobody would take for one: the reason to reject an identifier that joins them. */
export function titlesPlainlyDiffer(a: string | undefined, b: string | undefined): boolean {
  const { verdict, similarity: alike } = compareTitles(a, b);
  return verdict === "different" && alike < 0.6;
}

/** Numbers of a title in order, `16` of `p16(INK4a)` and `ii`: parts and versions differ only in these. */
export function titleNumbers(title: string): string {
  return (title.match(/\d+|\b(?:ii|iii|iv|vi|vii|viii|ix)\b/g) ?? []).join(" ");
}

/** Pages: where articles are numbered, each begins at page 1, so 1 contradicts no other number. */
export function comparePages(a: DedupeKeys, b: DedupeKeys): Comparison {
  const comparison = compareValue(a.page, b.page);
  return comparison === "different" && (a.page === "1" || b.page === "1") ? "unknown" : comparison;
}

/**
 * Authors of two entries: `same` where the first authors agree and the shorter list is mostly in
 * the other, `different` where no family name is shared.
 */
export function compareAuthors(a: DedupeKeys, b: DedupeKeys): Comparison {
  const [short, long] =
    a.families.length <= b.families.length ? [a.families, b.families] : [b.families, a.families];
  if (short.length === 0) return "unknown";
  // Some exports swap family and given names: a name also counts where it begins with the other.
  const shared = short.filter((family) => long.some((other) => sameFamily(family, other))).length;
  if (shared === 0) return "different";
  return shared * 2 >= short.length ? "same" : "unknown";
}

function sameFamily(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && (long.startsWith(short) || long.endsWith(short));
}

/** Venues: one may be the other's abbreviation (`IEEE Trans. Softw. Eng.`), so only equality tells. */
export function compareVenues(a: DedupeKeys, b: DedupeKeys): Comparison {
  if (a.venue === undefined || b.venue === undefined) return "unknown";
  if (a.venue === b.venue || abbreviates(a.venue, b.venue) || abbreviates(b.venue, a.venue))
    return "same";
  return "different";
}

const LITTLE_WORDS = new Set(["of", "the", "and", "on", "in", "for", "de", "la", "der", "et"]);

/** Whether every word of `short` begins a word of `long`, in order: `j clin oncol`. */
function abbreviates(short: string, long: string): boolean {
  const words = long.split(" ").filter((word) => !LITTLE_WORDS.has(word));
  const parts = short.split(" ").filter((word) => !LITTLE_WORDS.has(word));
  if (parts.length < 2 || parts.length > words.length) return false;
  let at = 0;
  for (const part of parts) {
    while (at < words.length && !words[at]!.startsWith(part)) at += 1;
    if (at === words.length) return false;
    at += 1;
  }
  return true;
}
