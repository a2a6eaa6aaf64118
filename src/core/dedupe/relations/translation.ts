import { differ, inTwoPlaces, type Relation } from "./relation.ts";

export const translation: Relation<"translation"> = {
  name: "translation",
  byDefault: "separate",
  byPlace: false,
  about: "one article printed in two languages, each in its own place",
  holds: (a, b) =>
    differ(a.version.language, b.version.language) && inTwoPlaces(a, b)
      ? `published in two languages (${[a.version.language!, b.version.language!].sort().join(", ")})`
      : undefined,
};
