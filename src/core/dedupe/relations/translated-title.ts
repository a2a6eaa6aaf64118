import type { DedupeKeys } from "../keys.ts";
import { differ, inOnePlace, type Relation } from "./relation.ts";

export const translatedTitle: Relation<"translated-title"> = {
  name: "translated-title",
  byDefault: "merge",
  byPlace: false,
  about: "one report, whose title one database gives as printed and the other translated",
  holds(a, b) {
    if (!inOnePlace(a, b) || !inOtherWords(a, b)) return undefined;
    const [one, other] = [a.version, b.version];
    const translated =
      one.bracketed !== other.bracketed ||
      differ(one.language, other.language) ||
      inLatin(a) !== inLatin(b);
    return translated ? "the title as printed and its translation" : undefined;
  },
};

/** Of the words of the shorter title less than half are in the other. */
function inOtherWords(a: DedupeKeys, b: DedupeKeys): boolean {
  if (a.title === undefined || b.title === undefined) return false;
  const [short, long] = [a.title, b.title]
    .map((title) => new Set(title.split(" ")))
    .sort((x, y) => x.size - y.size);
  return [...short!].filter((word) => long!.has(word)).length * 2 < short!.size;
}

function inLatin({ title }: DedupeKeys): boolean {
  return /^[a-z0-9 ]*$/.test(title ?? "");
}
