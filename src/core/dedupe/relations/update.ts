import { agree, differ, type Relation } from "./relation.ts";

export const update: Relation<"update"> = {
  name: "update",
  byDefault: "separate",
  byPlace: false,
  about: "two versions of a Cochrane review, or of another document that is updated",
  holds(a, b) {
    const [one, other] = [a.version, b.version];
    if (one.document === undefined || other.document === undefined) return undefined;
    const named = agree(one.document, other.document);
    // A Cochrane review without a number is recognised only by title and year.
    const unnumbered = [one.document, other.document].includes("cochrane");
    const cochrane = /^c(?:d\d+|ochrane)$/;
    if (!named && !(unnumbered && cochrane.test(one.document) && cochrane.test(other.document))) {
      return undefined;
    }
    const what = [one.document, other.document].find((document) => document !== "cochrane");
    const called = what === undefined ? "a Cochrane review" : what.replace(/^cd/, "CD");
    if (differ(one.edition, other.edition)) {
      const [first, last] = [one.edition!, other.edition!].sort((x, y) => x - y);
      return `versions ${first} and ${last} of ${called}`;
    }
    if (agree(one.edition, other.edition) || !differ(a.year, b.year)) return undefined;
    const [first, last] = [a.year!, b.year!].sort((x, y) => x - y);
    return `${called} as of ${first} and as of ${last}`;
  },
};
