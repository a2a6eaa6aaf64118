import { at } from "./comparisons/index.ts";

/** From here on two titles, or two venues, are taken as renderings of one. */
const SAME_IN_OTHER_LETTERS = 0.85;

/**
 * What agrees and what contradicts between two entries, in words: `same title, authors and year;
 * other page`. What is missing on one side is not mentioned.
 */
export function wordsFor(values: Float64Array): string {
  const value = (place: number) => values[place]!;
  const same: string[] = [];
  const other: string[] = [];
  const tell = (place: number, name: string) => {
    if (value(place) === 1) same.push(name);
    else if (value(place) === -1) other.push(name);
  };
  tell(at.doi, "DOI");
  tell(at.pmid, "PMID");
  tell(at.arxiv, "arXiv id");
  const title = value(at.likeness);
  if (value(at.titleMissing) === 0) {
    if (title === 1) same.push("title");
    else if (title < SAME_IN_OTHER_LETTERS) other.push("title");
  }
  if (value(at.authorsMissing) === 0) {
    if (value(at.authorsShared) >= 0.5) same.push("authors");
    else if (value(at.authorsShared) === 0) other.push("authors");
  }
  if (value(at.yearMissing) === 0) (value(at.years) === 0 ? same : other).push("year");
  if (value(at.venue) >= SAME_IN_OTHER_LETTERS) same.push("venue");
  else if (value(at.venue) >= 0 && value(at.venue) < 0.5) other.push("venue");
  tell(at.volume, "volume");
  tell(at.issue, "issue");
  tell(at.page, "page");
  if (value(at.abstract) >= 0.5) same.push("abstract");
  const nearly =
    title < 1 && title >= SAME_IN_OTHER_LETTERS && value(at.titleMissing) === 0
      ? ["nearly the same title"]
      : [];
  return [
    ...nearly,
    ...(same.length > 0 ? [`same ${listed(same)}`] : []),
    ...(other.length > 0 ? [`other ${listed(other)}`] : []),
  ].join("; ");
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
