import { titleNumbers } from "./compare.ts";
import type { DedupeKeys } from "./keys.ts";

/** Why two entries must not be merged by the machine, however alike they are. */
export interface Veto {
  readonly rule: string;
  /** Whether a person should still see the pair. */
  readonly shown: boolean;
}

const MARKERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    "erratum",
    /^(?:erratum|errata|corrigend(?:um|a)|(?:author |publisher )?correction|addendum)\b|\b(?:erratum|corrigendum|correction) (?:to|for|in)\b/,
  ],
  ["retraction", /^(?:retract(?:ed|ion)|withdrawn|expression of concern)\b|\bretraction notice\b/],
  [
    "reply",
    /^(?:(?:reply|response|in reply|authors? (?:reply|response)) (?:to|by)\b|authors? (?:reply|response)\b|re (?=\S))|\b(?:authors? reply|reply to comments?|a reply|a response to)\b|\breply$/,
  ],
  [
    "comment",
    /^(?:comments?|commentary|letter|discussion) (?:on|to|of)\b|\ba comment on\b|\bcomment$/,
  ],
];

/** The traits that vetoes look at: entries with equal traits are vetoed alike. */
export interface VetoTraits {
  readonly numbers: string | undefined;
  /** The markers of errata, retractions, replies and comments that the title carries. */
  readonly markers: string | undefined;
  readonly doi: string | undefined;
  readonly pmid: string | undefined;
}

const known = new WeakMap<DedupeKeys, VetoTraits>();

export function vetoTraits(keys: DedupeKeys): VetoTraits {
  const before = known.get(keys);
  if (before !== undefined) return before;
  const { title, doi, pmid } = keys;
  const traits: VetoTraits = {
    numbers: title === undefined ? undefined : titleNumbers(title),
    markers:
      title === undefined
        ? undefined
        : MARKERS.filter(([, pattern]) => pattern.test(title))
            .map(([name]) => name)
            .join(" "),
    doi,
    pmid,
  };
  known.set(keys, traits);
  return traits;
}

/** A veto by what the titles say that the reports are. Symmetric; a missing title vetoes nothing. */
export function noticeVeto(a: VetoTraits, b: VetoTraits): Veto | undefined {
  if (differ(a.markers, b.markers)) {
    return { rule: "one is an erratum, a retraction, a reply or a comment", shown: false };
  }
  if (differ(a.numbers, b.numbers))
    return { rule: "different numbers in the titles", shown: false };
  return undefined;
}

/** The first veto that holds, or nothing. Symmetric; a missing value vetoes nothing. */
export function vetoOf(a: VetoTraits, b: VetoTraits): Veto | undefined {
  const notice = noticeVeto(a, b);
  if (notice !== undefined) return notice;
  if (differ(a.doi, b.doi)) return { rule: "different DOIs", shown: true };
  if (differ(a.pmid, b.pmid) && (a.doi === undefined || b.doi === undefined)) {
    return { rule: "different PMIDs", shown: true };
  }
  return undefined;
}

function differ<Value>(a: Value | undefined, b: Value | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
