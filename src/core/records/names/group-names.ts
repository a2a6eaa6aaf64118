/**
 * Names of groups, which have no family name: `Adolescent Medicine Trials Network for HIV/AIDS
 * Interventions`. If an export writes them like names of persons, only their words show that they
 * are groups.
 */

/** A name with one of these words is a group's. */
const GROUP_NOUN =
  /^(?:groups?|groupe|grupo|gruppo|workgroup|working-group|consortium|consortia|consorzio|collaborations?|collaborators|collaborative|collaboratory|investigators|committees?|comit[eé]|comitato|subcommittee|networks?|netzwerk|associations?|asociaci[oó]n|associa[cç][aã]o|organi[sz]ations?|organizaci[oó]n|organiza[cç][aã]o|societ(?:y|ies)|soci[eé]t[eé]|sociedad|sociedade|societ[aà]|gesellschaft|arbeitsgruppe|initiatives?|trialists|federation|alliance|institut(?:e|es|o)?|agency|agencies|ministry|minist[eè]re|ministerio|minist[eé]rio|department|departamento|universit(?:y|ies|[eéà]|[aä]t|eit)|universidade?|council|foundation|taskforce|secretariat|commission|corporation|coalition|partnership|inc|ltd|llc|gmbh)$/i;

/**
 * A name that ends with one of these words, or begins with one, is a group's if it is longer than
 * first and last name.
 */
const WEAK_NOUN =
  /^(?:schools?|units?|college|offices?|hospitals?|services?|projects?|program(?:me)?s?|team|trials?|registry|registers?|cent(?:er|re)s?|clinics?|laborator(?:y|ies)|labs?|academy|authority|bureau|administration|division|union|company|museum|forum|faculty|collective|bank|board|force|panel|nations|survey)$/i;

/** First words that no person's name has. */
const WORLDLY =
  /^(?:world|united|national|international|european|federal|global|pan-american|scottish|nordic|american|canadian|australian)$/i;

/** Small words that occur in names of groups and not in names of persons. */
const CONNECTIVE = /^(?:for|on|of|the|against|to|with|für|zur|pour|sur|para)$/;

/** `HIV/AIDS`, `COVID-19`: a word that is not a name. */
const TERM = /^(?:\p{Lu}{2,}\/\p{Lu}{2,}|\p{Lu}{2,}-?\d{1,4})$/u;

const INITIALS = /^(?:\p{Lu}\.?-?){1,4}$/u;

/** Tells whether a name without a comma is a group's. In doubt it is a person's. */
export function isGroupName(name: string): boolean {
  const words = name.split(" ").map((word) => word.replace(/^[("'“]|[)"'”.,:]$/g, ""));
  if (words.length < 2) return false;
  if (words.some((word) => GROUP_NOUN.test(word))) return true;
  if (words.length > 2 && words.some((word) => TERM.test(word))) return true;
  if (words.slice(1, -1).some((word) => CONNECTIVE.test(word))) return true;
  const noun = words.some((word) => WEAK_NOUN.test(word));
  if (noun && WORLDLY.test(words[0] ?? "")) return true;
  const ends = WEAK_NOUN.test(words.at(-1) ?? "") || WEAK_NOUN.test(words[0] ?? "");
  // `Mary Ann College` may be a person; `Ponds and Lakes Survey` is not.
  return (
    (noun && words.some((word) => /^(?:and|&)$/.test(word))) ||
    (ends && words.length > 3 && !words.some((word) => INITIALS.test(word)))
  );
}

/**
 * Restores the name of a group whose last word stands before a comma, as if it were a family name:
 * Google Scholar and reference managers write `Organization, World Health`. Returns undefined for a
 * person.
 */
export function restoredGroup(family: string, given: string): string | undefined {
  if (/[.,;]/.test(given)) return undefined;
  const words = given.split(" ");
  if (words.some((word) => INITIALS.test(word) && word.length < 3)) return undefined;
  const isWorldly = WORLDLY.test(words[0] ?? "") && WEAK_NOUN.test(family);
  const lastWord = words.length > 1 && GROUP_NOUN.test(family);
  // `Interventions, Adolescent Medicine Trials Network for HIV/AIDS`
  const before = words.length > 2 && !/\b(?:for the|behalf)\b/i.test(given) && isGroupName(given);
  return isWorldly || lastWord || before ? `${given} ${family}` : undefined;
}
