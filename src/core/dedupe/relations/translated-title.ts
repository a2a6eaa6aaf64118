import { inTwoLanguages } from "../fields/languages.ts";
import { agree, differ, inOnePlace, type Relation } from "./relation.ts";

export const translatedTitle: Relation<"translated-title"> = {
  name: "translated-title",
  byDefault: "merge",
  byPlace: false,
  about: "one report, whose title one database gives as printed and the other translated",
  holds(a, b) {
    if (a.title === undefined || b.title === undefined || a.title === b.title) return undefined;
    if (!inOnePlace(a, b)) return undefined;
    const shared = sharedWords(a.title, b.title);
    // Two translations into one language share more words, so all pages must be the same.
    const twice = a.version.bracketed !== b.version.bracketed && agree(a.lastPage, b.lastPage);
    const translated =
      (shared < 0.5 &&
        (a.version.bracketed !== b.version.bracketed ||
          differ(a.version.language, b.version.language) ||
          inTwoLanguages(a.title, b.title))) ||
      (twice && shared < MOST_SHARED_BY_TRANSLATIONS);
    return translated ? "the title as printed and its translation" : undefined;
  },
};

const MOST_SHARED_BY_TRANSLATIONS = 0.75;

/** The share of the words of the shorter title that are also in the other. */
function sharedWords(a: string, b: string): number {
  const [short, long] = [a, b]
    .map((title) => new Set(title.split(" ")))
    .sort((x, y) => x.size - y.size);
  return [...short!].filter((word) => long!.has(word)).length / short!.size;
}
