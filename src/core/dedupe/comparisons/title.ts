import { similarity } from "../../records/text/similarity.ts";
import { isForeign } from "../fields/romanised.ts";
import { titleWords } from "../fields/title.ts";
import { titleNumbers } from "../fields/title-numbers.ts";
import type { DedupeKeys } from "../keys.ts";
import type { EntryTable } from "../table.ts";
import { type FieldComparison, writeUnknown } from "./comparison.ts";
import { compareSubstance, type SharedPlace } from "./substance.ts";
import { compareWords, identicalWords } from "./words.ts";

/** Titles that are less alike have hardly a word in common; nobody needs to count. */
const HALF_ALIKE = 0.4;
/** Of titles one of which lacks the words at one end of the other, written in other letters besides. */
const LEFT_OUT = 0.3;
/** More words of substance than this say nothing more. */
const MOST_ALONE = 6;
/** Longer titles are abstracts that slipped into the field. */
const LONGEST = 300;

export const titleComparison: FieldComparison = {
  field: "title",
  features: [
    { name: "title: likeness letter by letter", direction: 1, unknown: 0 },
    { name: "title: one begins or ends the other", direction: 0, unknown: 0 },
    { name: "title: words that the shorter has alone", direction: -1, unknown: 1 },
    { name: "title: words that the longer has alone", direction: -1, unknown: 1 },
    { name: "title: how much its words say", direction: 0, unknown: 0 },
    { name: "title: number of words", direction: 0, unknown: 0 },
    { name: "title: numbers contradict", direction: -1, unknown: 0 },
    { name: "title: a number on one side only", direction: -1, unknown: 0 },
    { name: "title: kinds of notice on one side only", direction: -1, unknown: 0 },
    { name: "title: the same", direction: 1, unknown: 0 },
    { name: "title: authors or years it stands under", direction: -1, unknown: 0 },
    { name: "title: generic", direction: -1, unknown: 0 },
    { name: "title: missing", direction: 0, unknown: 1 },
    { name: "title: words of substance that each has alone", direction: -1, unknown: 0 },
    { name: "title: words of substance that one has alone", direction: -1, unknown: 0 },
  ],
  compare({ table, a, b }, out, at) {
    const [keysA, keysB] = [table.keys[a]!, table.keys[b]!];
    const [titleA, titleB] = [keysA.title, keysB.title];
    const spread = Math.min(20, table.titleSpread[a]!, table.titleSpread[b]!);
    if (titleA === undefined || titleB === undefined) {
      writeUnknown(titleComparison, out, at);
      return;
    }
    const best = bestForms(table, a, b);
    const [isTitleA, isTitleB] = [best.a === titleA, best.b === titleB];
    const wordsA = isTitleA ? titleOf(table, a) : formWords(table, best.a);
    const wordsB = isTitleB ? titleOf(table, b) : formWords(table, best.b);
    const overlap =
      best.a === best.b ? identicalWords(table, wordsA) : compareWords(table, wordsA, wordsB);
    const shareA = overlap.allA > 0 ? overlap.onlyA / overlap.allA : 1;
    const shareB = overlap.allB > 0 ? overlap.onlyB / overlap.allB : 1;
    const numbers =
      titleA === titleB
        ? NO_CONFLICT
        : countedApart(keysA, keysB)
          ? { conflict: 1, oneSided: 0 }
          : compareNumbers(
              isTitleA ? table.forms.titleNumbers(a) : numbersOf(table, wordsA),
              isTitleB ? table.forms.titleNumbers(b) : numbersOf(table, wordsB),
            );
    out[at] = best.likeness;
    out[at + 1] = best.contained;
    out[at + 2] = Math.min(shareA, shareB);
    out[at + 3] = Math.max(shareA, shareB);
    out[at + 4] = Math.min(60, overlap.allA, overlap.allB);
    out[at + 5] = Math.min(30, wordsA.length, wordsB.length);
    out[at + 6] = numbers.conflict;
    out[at + 7] = numbers.oneSided;
    out[at + 8] = oneSidedNotices(keysA.notices, keysB.notices);
    out[at + 9] = best.likeness === 1 ? (isTitleA && isTitleB ? 1 : 0.9) : 0;
    out[at + 10] = spread;
    out[at + 11] = table.forms.isGeneric(a) || table.forms.isGeneric(b) ? 1 : 0;
    out[at + 12] = 0;
    if (best.a === best.b) out.fill(0, at + 13, at + 15);
    else if (best.likeness < HALF_ALIKE && best.contained === 0) {
      out[at + 13] = MOST_ALONE;
      out[at + 14] = MOST_ALONE;
    } else {
      const { onlyA, onlyB, atOneEnd } = compareSubstance(
        textsOf(table, wordsA),
        textsOf(table, wordsB),
        sharedPlace(keysA, keysB),
      );
      out[at + 13] = Math.min(MOST_ALONE, onlyA, onlyB);
      out[at + 14] = Math.min(MOST_ALONE, Math.max(onlyA, onlyB));
      if (atOneEnd && Math.min(onlyA, onlyB) === 0)
        out[at + 1] = Math.max(best.contained, LEFT_OUT);
    }
  },
};

interface BestForms {
  readonly a: string;
  readonly b: string;
  /** 0 to 1, blanks aside. */
  readonly likeness: number;
  /** 0, or more than 0.2 where one form begins or ends the other. */
  readonly contained: number;
}

/** The pair of forms that are most alike: `[Title]` and `Titel [Title]` are the same. */
function bestForms(
  { keys, forms, otherTitles }: EntryTable,
  entryA: number,
  entryB: number,
): BestForms {
  const [a, b] = [keys[entryA]!, keys[entryB]!];
  const [titleA, titleB] = [a.title!, b.title!];
  if (titleA === titleB) return { a: titleA, b: titleB, likeness: 1, contained: 1.2 };
  const [lettersA, lettersB] = [forms.titleLetters(entryA), forms.titleLetters(entryB)];
  let best: BestForms = {
    a: titleA,
    b: titleB,
    likeness: likenessOfLetters(lettersA, lettersB),
    contained: containment(lettersA, lettersB),
  };
  const [othersA, othersB] = [otherTitles[entryA], otherTitles[entryB]];
  if (othersA === undefined && othersB === undefined) return best;
  // Romanised forms are for a title in other letters: `студентов` and `студенток` are two words,
  // `studentov` and `studentok` look like a slip.
  const latinToo = !(isForeign(titleA) && isForeign(titleB));
  const worth = (form: string) => latinToo || isForeign(form);
  for (const formA of formsOf(titleA, othersA).filter(worth)) {
    for (const formB of formsOf(titleB, othersB).filter(worth)) {
      const [x, y] = [formA.replaceAll(" ", ""), formB.replaceAll(" ", "")];
      const likeness = likenessOfLetters(x, y);
      const contained = Math.max(best.contained, containment(x, y));
      best =
        likeness > best.likeness
          ? { a: formA, b: formB, likeness, contained }
          : { ...best, contained };
    }
  }
  return best;
}

function likenessOfLetters(a: string, b: string): number {
  return similarity(a.slice(0, LONGEST), b.slice(0, LONGEST));
}

function containment(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const contained = short.length >= 20 && (long.startsWith(short) || long.endsWith(short));
  return contained ? short.length / long.length + 0.2 : 0;
}

function formsOf(title: string, others: string | undefined): string[] {
  return others === undefined ? [title] : [title, ...others.split("\n")];
}

function titleOf({ titles }: EntryTable, entry: number): Uint32Array {
  return titles.values.subarray(titles.starts[entry]!, titles.starts[entry + 1]!);
}

function formWords({ numbers }: EntryTable, form: string): ArrayLike<number> {
  return titleWords(form).map((word) => numbers.get(word)!);
}

function numbersOf(table: EntryTable, form: ArrayLike<number>): readonly string[] {
  return titleNumbers(textsOf(table, form));
}

function textsOf({ words }: EntryTable, numbers: ArrayLike<number>): string[] {
  const texts: string[] = [];
  for (let at = 0; at < numbers.length; at += 1) texts.push(words[numbers[at]!]!);
  return texts;
}

function sharedPlace(a: DedupeKeys, b: DedupeKeys): SharedPlace {
  const same = (field: "doi" | "volume" | "page" | "issue" | "year") =>
    a[field] !== undefined && a[field] === b[field];
  if (same("doi") || (same("volume") && same("page"))) return "page";
  return same("volume") && same("issue") && same("year") ? "issue" : "nothing";
}

/** `P12 Title` and `P13 Title` are two posters. */
function countedApart({ label: a }: DedupeKeys, { label: b }: DedupeKeys): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.kind === "numbered before" &&
    b.kind === a.kind &&
    a.label !== b.label
  );
}

interface NumberConflict {
  readonly conflict: 0 | 1;
  readonly oneSided: 0 | 1;
}

const NO_CONFLICT: NumberConflict = { conflict: 0, oneSided: 0 };

function compareNumbers(a: readonly string[], b: readonly string[]): NumberConflict {
  if (a.join("") === b.join("")) return NO_CONFLICT;
  const onlyA = a.some((number) => !b.includes(number));
  const onlyB = b.some((number) => !a.includes(number));
  return { conflict: onlyA && onlyB ? 1 : 0, oneSided: onlyA !== onlyB ? 1 : 0 };
}

function oneSidedNotices(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  const [listA, listB] = [a?.split(" ") ?? [], b?.split(" ") ?? []];
  return (
    listA.filter((notice) => !listB.includes(notice)).length +
    listB.filter((notice) => !listA.includes(notice)).length
  );
}
