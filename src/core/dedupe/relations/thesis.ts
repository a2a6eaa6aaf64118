import type { DedupeKeys } from "../keys.ts";
import { inOnePlace, type Relation } from "./relation.ts";

export const thesis: Relation<"thesis"> = {
  name: "thesis",
  byDefault: "separate",
  byPlace: false,
  about: "a thesis and the article, paper or book that came out of it",
  // An entry of Dissertation Abstracts is a record of the thesis itself.
  holds: (a, b) =>
    [a, b].some(isThesis) && [a, b].some(isElsewhere) && !inOnePlace(a, b)
      ? "a thesis and what was published of it"
      : undefined,
};

const isThesis = ({ version }: DedupeKeys) => version.form === "thesis";
const isElsewhere = ({ version, preprint }: DedupeKeys) =>
  preprint || (version.form !== undefined && version.form !== "thesis");
