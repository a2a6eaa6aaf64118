/** Files that describe in words what a review looks for. */

/**
 * Names under which a file of criteria describes what is wanted; what is not wanted is left out.
 */
const WANTED =
  /^(?:title|questions?|research_?questions?|rqs?|objectives?|inc|inclusion|included?|criteria|inclusion_?criteria)$/i;

/** The texts for a set of records, or undefined if the file has none for it. */
export type CriteriaOf = (set: string) => readonly string[] | undefined;

/** A plain text: one set of criteria for everything that is read. */
export function plainCriteria(text: string): CriteriaOf {
  const trimmed = text.replace(/^\ufeff/, "").trim();
  return () => (trimmed === "" ? undefined : [trimmed]);
}

/**
 * Criteria as JSON: an object with `title`, `question` and `inclusion` (or `rq`, `inc`, …), or an
 * object with one such object for each set, by name. Undefined if it is neither.
 */
export function jsonCriteria(text: string): CriteriaOf | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
  if (!isObject(read)) return undefined;
  const whole = wantedTexts(read);
  if (whole.length > 0) return () => whole;
  const sets = new Map(
    Object.entries(read).flatMap(([name, value]) => (isObject(value) ? [[name, value]] : [])),
  );
  if (![...sets.values()].some((value) => wantedTexts(value).length > 0)) return undefined;
  return (set) => {
    const found = wantedTexts(sets.get(set) ?? {});
    return found.length === 0 ? undefined : found;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wantedTexts(from: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(from)
    .filter(([name]) => WANTED.test(name))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((text): text is string => typeof text === "string" && text.trim() !== "")
    .map((text) => text.trim());
}
