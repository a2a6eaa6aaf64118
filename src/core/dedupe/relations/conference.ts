import { inOnePlace, inTwoVenues, type Relation } from "./relation.ts";

export const conference: Relation<"conference"> = {
  name: "conference",
  byDefault: "separate",
  byPlace: true,
  about: "a conference paper or abstract and the article in a journal",
  // Databases disagree on what is a conference paper, so the venue has to be another, too.
  holds: (a, b) =>
    [a, b].some(({ version }) => version.form === "conference") &&
    [a, b].some(({ version, preprint }) => version.form === "article" && !preprint) &&
    !inOnePlace(a, b) &&
    inTwoVenues(a, b)
      ? "a conference version and a journal version"
      : undefined,
};
