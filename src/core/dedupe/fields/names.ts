import type { Author } from "../../records/model.ts";
import { fold } from "../../records/normalize.ts";
import { romanised } from "./romanised.ts";

/** More authors than this add nothing to a comparison. */
const MOST_AUTHORS = 40;
const NOBODY = /^(?:others|etal|anon|anonymous|noauthor\w*)$/;
/**
 * What is nobody if no given name follows: a placeholder, or what stood behind a name. Na and Null are
 * family names, too.
 */
const NOBODY_ALONE = /^(?:null|na|jr|sr|iii|md|phd|mph|msc|bsc)$/;

/**
 * Author names as they are compared, folded, in the order of the entry: `kang|si hyun;van der
 * berg|p j`. Initials written together are separated.
 */
export function comparableNames(authors: readonly Author[]): string | undefined {
  const names: string[] = [];
  for (const { family, given } of authors) {
    if (names.length === MOST_AUTHORS) break;
    // `Kang, null`: what a program writes for a name that it does not have.
    const first = given === undefined || /^null$/i.test(given) ? "" : given;
    const [familyName, givenName] = [wordsOf(family), wordsOf(separateInitials(first))];
    const name = familyName === "" ? givenName : `${familyName}|${givenName}`;
    if (name !== "" && !isNobody(familyName, givenName)) names.push(name);
  }
  return names.length === 0 ? undefined : names.join(";");
}

function isNobody(family: string, given: string): boolean {
  const letters = family.includes(" ") ? family.replaceAll(" ", "") : family;
  if (NOBODY.test(letters) || (given === "" && NOBODY_ALONE.test(letters))) return true;
  return given === "et" && letters === "al";
}

/** `JA` are two initials, `Ja` is a name. */
function separateInitials(given: string): string {
  // No character has more than two units.
  return given.length <= 8 && /^\p{Lu}{2,4}$/u.test(given) ? [...given].join(" ") : given;
}

function wordsOf(name: string): string {
  const lower = name.toLowerCase();
  // Most names are a word of plain letters.
  if (/^[a-z]*$/.test(lower)) return lower;
  return fold(name)
    .replace(/['’`]/g, "")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
}

export interface ComparableName {
  /** Letters only: `vanderberg`. */
  readonly family: string;
  /** `pj`; empty if the given names are not known. */
  readonly initials: string;
  /** The words of the whole name that are longer than two letters. */
  readonly words: readonly string[];
}

/** The names in a result of `comparableNames`, Cyrillic and Greek ones in Latin letters. */
export function readNames(names: string | undefined): ComparableName[] {
  if (names === undefined) return [];
  return (romanised(names) ?? names).split(";").map((name) => {
    const bar = name.indexOf("|");
    const family = bar < 0 ? name : name.slice(0, bar);
    const given = bar < 0 ? "" : name.slice(bar + 1);
    let initials = "";
    if (given !== "") for (const word of given.split(" ")) initials += word[0]!;
    return {
      family: family.replaceAll(" ", ""),
      initials,
      words: `${family} ${given}`.split(" ").filter((word) => word.length > 2),
    };
  });
}
