import { distance, similarity } from "../../records/text/similarity.ts";
import { areTwoWords } from "./near-words.ts";

/** Words of two titles that are no renderings of each other, words that say nothing aside. */
export interface SubstantialWords {
  readonly onlyA: number;
  readonly onlyB: number;
  /** Whether what one title has alone stands all at its beginning, or all at its end: a part was left out. */
  readonly atOneEnd: boolean;
}

/** Numbers are compared by themselves: `phase II` is `phase 2`. */
const NUMBER = /^(?:\d+|i{1,3}|iv|vi{1,3}|ix|xi{1,2})$/;

/** Words that say nothing of a work. */
const EMPTY = new Set(
  "a an the of in on at and or for to with by from as is are was were its their into using use via based among s t de la le les et des du d l der die das den dem des und im zu el los las en y e o os as da do dos das em um uma il lo gli i di del della un una une het een van und och".split(
    " ",
  ),
);

/** Small words that turn a title into its opposite: only beside each other do they count. */
const OPPOSED = new Map(
  [
    "with without",
    "con sin",
    "avec sans",
    "mit ohne",
    "com sem",
    "con senza",
    "met zonder",
  ].flatMap((pair) => {
    const [one, other] = pair.split(" ") as [string, string];
    return [
      [one, other],
      [other, one],
    ];
  }) as [string, string][],
);

/** `non invasive` is no other wording of `invasive`. */
const NEGATIONS = new Set(
  "no non not never nor neither without nicht kein keine keinen ohne pas sans sin sem nao senza niet geen zonder ne bez не без".split(
    " ",
  ),
);

/**
 * What two titles do not have in common. A plural, another ending, a typing slip, an umlaut written out,
 * a word in two parts and a word that was cut off are the same word; `men` and `women`, `formal` and
 * `informal`, `insulin` and `metformin` are not.
 *
 * @param shared the more is known of the place, the more a word may be misread: in one issue words with
 *   one root are the same (`adaption` and `adaptation`), on one page words that are half alike
 */
export function compareSubstance(
  a: readonly string[],
  b: readonly string[],
  shared: SharedPlace,
): SubstantialWords {
  const [restA, restB] = unmatched(a, b, SAME_WORD[shared]);
  const opposed = restA.some((at) => {
    const other = OPPOSED.get(a[at]!);
    return restB.some((place) =>
      other === undefined ? areLettersOfOne(a, at, b, place) : b[place] === other,
    );
  });
  // On one page a figure that was misread is no other report; numbers are compared by themselves.
  const counts = (word: string) =>
    !EMPTY.has(word) && !NUMBER.test(word) && !(shared === "page" && /\d/.test(word));
  const substantial = (words: readonly string[], rest: readonly number[]) =>
    rest.filter((at) => counts(words[at]!));
  const [aloneA, aloneB] = [substantial(a, restA), substantial(b, restB)];
  const negated = [...aloneA.map((at) => a[at]!), ...aloneB.map((at) => b[at]!)].some((word) =>
    NEGATIONS.has(word),
  );
  const extra = opposed || negated ? 1 : 0;
  return {
    onlyA: aloneA.length + extra,
    onlyB: aloneB.length + extra,
    atOneEnd:
      (aloneA.length === 0 || standAtOneEnd(a, aloneA)) &&
      (aloneB.length === 0 || standAtOneEnd(b, aloneB)),
  };
}

/** Letters that are words of their own in some language: articles and the like. */
const ARTICLES = new Set("adeilnosuy");

/** `vitamin A` and `vitamin D`, `T cells` and `B cells`: letters that are articles elsewhere. */
function areLettersOfOne(
  a: readonly string[],
  at: number,
  b: readonly string[],
  place: number,
): boolean {
  const [letter, other] = [a[at]!, b[place]!];
  if (letter.length !== 1 || other.length !== 1 || /\d/.test(letter + other)) return false;
  const isShared = (word: string | undefined, same: string | undefined) =>
    word !== undefined && word === same && !EMPTY.has(word);
  return (
    isShared(a[at - 1], b[place - 1]) ||
    (!ARTICLES.has(letter) && !ARTICLES.has(other) && isShared(a[at + 1], b[place + 1]))
  );
}

/** What two titles share beside authors, venue and year. */
export type SharedPlace = "nothing" | "issue" | "page";

const SAME_WORD: Readonly<Record<SharedPlace, (a: string, b: string) => boolean>> = {
  nothing: isRendering,
  issue: (a, b) => isRendering(a, b) || haveOneRoot(a, b),
  page: (a, b) => isRendering(a, b) || haveOneRoot(a, b) || isMisread(a, b),
};

/** Whether no other word of substance stands before these words, or none behind them. */
function standAtOneEnd(words: readonly string[], alone: readonly number[]): boolean {
  const substantial = [...words.keys()].filter((at) => !EMPTY.has(words[at]!));
  return (
    alone.at(-1) === substantial[alone.length - 1] ||
    alone[0] === substantial[substantial.length - alone.length]
  );
}

/** The places of words in each list that have no rendering in the other. */
function unmatched(
  a: readonly string[],
  b: readonly string[],
  isSame: (word: string, other: string) => boolean,
): [number[], number[]] {
  const [restA, restB] = [a.map(() => true), b.map(() => true)];
  for (const [at, word] of a.entries()) {
    let same = 0;
    while (same < b.length && !(restB[same]! && b[same] === word)) same += 1;
    if (same === b.length) continue;
    restA[at] = false;
    restB[same] = false;
  }
  for (const [at, word] of a.entries()) {
    if (!restA[at]) continue;
    const joined = restA[at + 1] ? word + a[at + 1]! : undefined;
    for (const [place, other] of b.entries()) {
      if (!restB[place]) continue;
      if (joined !== undefined && isRendering(joined, other)) {
        restA[at + 1] = false;
      } else if (restB[place + 1] && isRendering(other + b[place + 1]!, word)) {
        restB[place + 1] = false;
      } else if (
        !isSame(word, other) &&
        !(at === a.length - 1 && isCut(a, other)) &&
        !(place === b.length - 1 && isCut(b, word))
      ) {
        continue;
      }
      restA[at] = false;
      restB[place] = false;
      break;
    }
  }
  return [placesIn(restA), placesIn(restB)];
}

function placesIn(isLeft: readonly boolean[]): number[] {
  const places: number[] = [];
  for (const [place, left] of isLeft.entries()) if (left) places.push(place);
  return places;
}

/** Databases cut off long titles only: `insulin` at the end of a short one is not `insulinoma`. */
const SHORTEST_CUT_TITLE = 60;

/** Whether a database cut off the last word of a title. */
function isCut(title: readonly string[], long: string): boolean {
  const short = title.at(-1)!;
  return (
    short.length >= 4 &&
    long.length > short.length &&
    long.startsWith(short) &&
    title.join(" ").length >= SHORTEST_CUT_TITLE
  );
}

const IRREGULAR = new Map([
  ["men", "man"],
  ["women", "woman"],
  ["mice", "mouse"],
  ["children", "child"],
  ["feet", "foot"],
  ["teeth", "tooth"],
  ["people", "person"],
  ["lives", "life"],
]);

/** Words that are less alike were hardly misread. */
const MISREAD = 0.6;

/** Whether a scanner or an encoding may have made the one of the other: `Fran?ais`, `phsophorous`. */
function isMisread(a: string, b: string): boolean {
  if (/\d/.test(a) || /\d/.test(b)) return false;
  return a[0] === b[0] && !differInBeginning(a, b) && similarity(a, b) >= MISREAD;
}

/** Endings that make another word of the same root. */
const DERIVED =
  /^(?:e|es|ed|er|ers|s|ings?|ions?|ations?|ational|ments?|al|ive|ity|is(?:e|ed|ing|ations?|ational)|able|ance|ence|ant|ent|y|ies|ic|ical|tions?)?$/;
/** So many letters of a root are its own. */
const ROOT = 5;

/** Whether two words have one root: `organised` and `organisational`, `adaption` and `adaptation`. */
function haveOneRoot(a: string, b: string): boolean {
  if (areTwoWords(a, b)) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  for (let root = same; root >= Math.max(ROOT, same - 1); root -= 1) {
    if (DERIVED.test(a.slice(root)) && DERIVED.test(b.slice(root))) return true;
  }
  return false;
}

/** Endings that leave a word the same one: plurals, cases, forms of verbs and adjectives. */
const ENDING = /^(?:e?s|e?d|ing|al|ally|ly|e?n|em|er|an|e|a|y|i|o)$/;

/** Beginnings that make another word of a word, often the opposite. */
const BEGINNINGS =
  /^(?:a|ab|ad|af|an|ante|anti|bi|co|contra|de|dia|dis|down|ef|en|endo|ex|exo|extra|fore|hetero|homo|hyper|hypo|il|im|in|inter|intra|ir|iso|macro|mal|meta|micro|mid|mis|mono|multi|neo|non|out|over|peri|poly|post|pre|pro|re|sub|super|supra|trans|tri|ultra|un|under|uni|up)$/;

/** Whether two words that are not equal are the same word. */
function isRendering(a: string, b: string): boolean {
  if (a === b) return true;
  // The first letter is seldom mistyped, and no plural changes it.
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 4) return false;
  if (/\d/.test(a) || /\d/.test(b)) return false;
  if (singular(a) === singular(b) || umlauts(a) === umlauts(b)) return true;
  if (areTwoWords(a, b)) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (isTransposed(a, b) || misreadLetters(a) === misreadLetters(b)) return true;
  if (short.length < 5) return short.endsWith("e") && long === `${short}d`;
  if (long.startsWith(short) && ENDING.test(long.slice(short.length))) return true;
  if (differInBeginning(short, long)) return false;
  // A typing slip; short words are often other words.
  if (short.length < 6) return false;
  return distance(a, b) <= 1;
}

function singular(word: string): string {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (word.length < 4) return word;
  return word
    .replace(/ies$/, "y")
    .replace(/([^aeiou])ae$/, "$1a")
    .replace(/(?:s|x|z|ch|sh)es$/, (ending) => ending.slice(0, -2))
    .replace(/([^s])s$/, "$1");
}

/** `fuer` and `für`, which folding made `fur`. */
function umlauts(word: string): string {
  return word.replace(/([aou])e/g, "$1");
}

/** `GlOSS` and `GIOSS`: letters that look alike. */
function misreadLetters(word: string): string {
  return word.replace(/[il]/g, "l").replace(/rn/g, "m");
}

/** `typical` and `atypical`, `hypo…` and `hyper…`: what follows another beginning is the same. */
function differInBeginning(a: string, b: string): boolean {
  let same = 0;
  while (same < a.length && a[a.length - 1 - same] === b[b.length - 1 - same]) same += 1;
  // The common end may have eaten letters of the beginnings: `pre` and `re`.
  for (let rest = same; rest >= 4; rest -= 1) {
    const [one, other] = [a.slice(0, a.length - rest), b.slice(0, b.length - rest)];
    if (one === "" && other === "") continue;
    const known = (beginning: string) => beginning === "" || BEGINNINGS.test(beginning);
    if (known(one) && known(other)) return true;
    if (one.length > 6 || other.length > 6) break;
  }
  return false;
}

/** Whether two neighbouring letters changed places. */
function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 5) return false;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
