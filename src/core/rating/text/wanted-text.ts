/** The beginning of a part of a text that says what is wanted or what is not. */
const HEADING =
  /^(?:[^:.;]{0,30}?\b(inclu|exclu|not (?:eligible|included)|ineligib|eligib)\p{L}*[^.;:]{0,40}?:|[\s\p{P}]*(inclu|exclu|eligib)(?:sions?|ded|ility)(?: criteria)?[\s\p{P}]*$)/iu;
const UNWANTED = /^(?:exclu|not|inelig)/i;
/** A sentence that names what is left out as a whole. */
const LEAVES_OUT =
  /\bexclu(?:d|sion)|\b(?:not|never)\b.*\b(?:eligible|include|included|considered|accepted|kept|relevant|of interest)\b|\bineligible\b|\bomitted\b|\breject|\bdiscard/i;
const NOT_EXCLUDED = /\bnot (?:be )?excluded\b/i;
/** From here on a sentence says what is not wanted. */
const NEGATION =
  /(?<!\bor )\b(?:not(?! (?:(?:be )?excluded|only|just|necessarily|more|less|fewer|later)\b)|cannot|without|except(?:ing)?|unless|rather than|instead of|other than|neither|nor|lack(?:s|ing)?|no(?! (?:more|less|fewer|later|matter|restrictions?|limits?)\b)|(?:do|does|did|is|are|was|were)n['’]t)\b/i;
/** Here it says again what is wanted. */
const AGAIN = /\b(?:but|however)\b(?! not\b)/i;

/**
 * The parts of a description of criteria that say what is wanted. What follows a heading such as
 * `Exclusion criteria:`, sentences about what is excluded, and the rest of a sentence after `not`
 * or `without` are left out: they name what is not wanted, and a model that counts words cannot
 * tell the difference. It understands English.
 */
export function wantedText(text: string): readonly string[] {
  const wanted: string[] = [];
  let isWanted = true;
  for (const sentence of sentencesOf(text)) {
    const heading = HEADING.exec(sentence);
    const kind = heading?.[1] ?? heading?.[2];
    if (kind !== undefined) isWanted = !UNWANTED.test(kind);
    if (!isWanted) continue;
    const rest = sentence.slice(heading?.[0].length ?? 0).replace(ENTRY, "");
    const part = wantedPart(rest.trim());
    if (part !== "") wanted.push(part);
  }
  return wanted;
}

/** The sign before an entry of a list. */
const ENTRY = /^\s*(?:[-*–—]|(?:\d{1,2}|[a-z])[.)])\s+/;

/** Sentences and entries of lists: each may be wanted or not by itself. */
function sentencesOf(text: string): readonly string[] {
  return text
    .split(
      /\r?\n|(?<=[\p{L}\d)%]{2}[.!?])\s+(?=[\p{Lu}\d("'•*-])|;|\s(?=(?:\d{1,2}|[a-z])[.)]\s)|[•▪◦]/u,
    )
    .map((part) => part.replace(ENTRY, "").trim())
    .filter((part) => part !== "");
}

function wantedPart(sentence: string): string {
  if (LEAVES_OUT.test(sentence) && !NOT_EXCLUDED.test(sentence)) return "";
  const negation = NEGATION.exec(sentence);
  if (negation === null) return sentence;
  const rest = sentence.slice(negation.index + negation[0].length);
  const again = AGAIN.exec(rest);
  const after = again === null ? "" : wantedPart(rest.slice(again.index + again[0].length).trim());
  return `${sentence.slice(0, negation.index).trim()} ${after}`.trim();
}
