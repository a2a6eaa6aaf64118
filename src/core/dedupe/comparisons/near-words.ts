import nearWords from "../../../../models/near-words.json" with { type: "json" };

/** Pairs in alphabetical order, one blank between the words. */
const NEAR_WORDS: ReadonlySet<string> = new Set([
  ...nearWords,
  // Names that no list of frequent words has.
  "granada grenada",
  "lactase lactose",
  "marital martial",
  "niger nigeria",
]);

/**
 * Whether two words look as if one were a typing slip of the other, but are known to be two words:
 * `genetic` and `generic`, `nitrate` and `nitrite`, `alumnos` and `alumnas`.
 */
export function areTwoWords(a: string, b: string): boolean {
  return NEAR_WORDS.has(a < b ? `${a} ${b}` : `${b} ${a}`) || haveOtherEndings(a, b);
}

/** Endings for men and for women, or of two substances, that leave nothing else different. */
const OTHER_ENDINGS: readonly (readonly [one: RegExp, other: RegExp])[] = [
  [/(?<=[^sxzho])s$/, /es$/], // étudiants, étudiantes
  [/ов$/, /ок$/], // студентов, студенток
  [/ika$/, /ica$/], // učenika, učenica
  [/ides?$/, /ites?$/], // sulfide, sulfite
];

function haveOtherEndings(a: string, b: string): boolean {
  return (
    haveOtherVowel(a, b) ||
    OTHER_ENDINGS.some(
      ([one, other]) =>
        (one.test(a) && other.test(b) && a.replace(one, "") === b.replace(other, "")) ||
        (one.test(b) && other.test(a) && b.replace(one, "") === a.replace(other, "")),
    )
  );
}

/** Of one word, in spite of another vowel: `adviser` and `advisor`, `dependent` and `dependant`. */
const SAME_ENDING = /^(?:rs?|nt)$/;

/**
 * Whether only a vowel of the ending differs: `trabajadores` and `trabajadoras`, `butane` and
 * `butene`, `cellulose` and `cellulase`.
 */
function haveOtherVowel(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const rest = a.slice(at + 1);
  // `sulfates` and `sulfites`.
  const last = rest.endsWith("es") ? 3 : 2;
  if (rest.length > last || rest !== b.slice(at + 1) || SAME_ENDING.test(rest)) return false;
  if (!isVowel(a[at]) || !isVowel(b[at])) return false;
  // `analyses`, `axes` and Italian `pazienti` are plurals.
  const before = a.slice(0, at);
  return !(rest === "s" && /[sx]$/.test(before)) && !(rest === "" && before.endsWith("nt"));
}

function isVowel(letter: string | undefined): boolean {
  return letter !== undefined && "aeiou".includes(letter);
}
