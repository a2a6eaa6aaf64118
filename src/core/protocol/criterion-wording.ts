import type { Criterion } from "./protocol.ts";

type Wording = Pick<Criterion, "id" | "text" | "reason" | "effect">;

/**
 * Texts that already name what is missing: `No evaluation`, `Not about tea`, `Wrong population`.
 */
const NEGATIVE =
  /^(?:no|not|non|never|without|wrong|lacks?|lacking|missing|outside|other|too|un\w+|in(?:eligible|sufficient|adequate|correct|complete|appropriate)|does(?: not|n['’]t)|is(?: not|n['’]t)|(?:kein|nicht|sans|sin|pas)e?)\b/i;

/**
 * A criterion in words that say why a record was excluded: its `reason`, otherwise its text. The
 * text of an inclusion criterion says the opposite, so it is negated.
 */
export function reasonText(criterion: Wording): string {
  const { text, reason } = criterion;
  if (reason !== undefined) return reason;
  if (!isInclusion(criterion)) return text;
  return isNegative(text) ? `Violated: ${text}` : `Not fulfilled: ${text}`;
}

/** Tells whether a criterion has only the words for inclusion to say why a record was excluded. */
export function needsReason(criterion: Wording): boolean {
  return criterion.reason === undefined && isInclusion(criterion);
}

/**
 * Tells whether a criterion says what is included. Where no query says so, its id does: `I1`, `IC2`
 * or `Incl. 3`, unless the text names what is missing.
 */
function isInclusion({ id, text, effect }: Wording): boolean {
  if (effect !== undefined) return effect === "include";
  return /^I(?:C|nc|ncl)?[-_. ]{0,2}\d/i.test(id) && !isNegative(text);
}

function isNegative(text: string): boolean {
  return NEGATIVE.test(text.trim());
}

/** A wording for the reason of an inclusion criterion, to start from. */
export function proposedReason(text: string): string {
  const trimmed = text.trim();
  const affirmed = /^(?:no|not|without)\s+(.+)$/is.exec(trimmed)?.[1];
  if (affirmed !== undefined) return upperFirst(affirmed);
  const [first = "", ...rest] = trimmed.split(/\s+/);
  const word = first.toLowerCase();
  const infinitive = VERBS.get(word);
  if (infinitive !== undefined) return ["Does not", infinitive, ...rest].join(" ");
  if (AUXILIARIES.has(word)) return [first, "not", ...rest].join(" ");
  return `Not ${NAMES.test(trimmed) ? trimmed : lowerFirst(trimmed)}`;
}

/** Verbs that criteria begin with, and that are hardly nouns, with their infinitives. */
const VERBS = new Map(
  (
    "addresses:address analyses:analyse analyzes:analyze applies:apply assesses:assess " +
    "compares:compare concerns:concern considers:consider contains:contain covers:cover deals:deal " +
    "describes:describe develops:develop discusses:discuss evaluates:evaluate examines:examine " +
    "explores:explore focuses:focus has:have includes:include introduces:introduce " +
    "investigates:investigate involves:involve meets:meet mentions:mention presents:present " +
    "proposes:propose provides:provide recruits:recruit relates:relate tests:test uses:use"
  )
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

const AUXILIARIES = new Set(["are", "can", "is", "must", "was", "were"]);

/** Names of languages and regions keep their capital. */
const NAMES =
  /^(?:African|American|Arabic|Asian|Australian|British|Canadian|Chinese|Dutch|English|European|French|German|Indian|Italian|Japanese|Korean|Portuguese|Russian|Spanish|Cochrane|Western)\b/;

function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

function upperFirst(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
