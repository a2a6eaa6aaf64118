import type { CodedReview, CodedStudy } from "./code-studies.ts";
import { descendants, siblingsIn } from "./placed-classes.ts";

/** A number of studies, in total and by year. */
export interface StudyCount {
  readonly total: number;
  /** In the order of `years`. */
  readonly byYear: readonly number[];
  /** Studies without a year. */
  readonly noYear: number;
}

/** The studies of a class; those of which it is not known are counted apart. */
export interface ClassCount extends StudyCount {
  /** Index of the class. */
  readonly at: number;
  readonly unknown: number;
  readonly conflict: number;
}

/** How the studies divide among classes that stand side by side. */
export interface Siblings {
  /** Index of the class whose sub-classes they are; absent for the classes at the top. */
  readonly parent?: number;
  /** The studies to divide: all, or those of the class. */
  readonly studies: number;
  readonly inOne: number;
  readonly inSeveral: number;
  /** In none of them, as is known. */
  readonly inNone: number;
  /** In none of them as far as is known: of at least one it is unknown, or coders disagree. */
  readonly uncoded: number;
  /** The sum of the classes, in which a study counts once for each of its classes. */
  readonly sum: number;
}

/** The counts of a coded review. */
export interface ClassCounts {
  /** Index of the class whose sub-classes are counted; absent for the whole taxonomy. */
  readonly within?: number;
  /** Every year from the first to the last; over a longer time only those with studies. */
  readonly years: readonly number[];
  readonly classes: readonly ClassCount[];
  readonly studies: StudyCount;
  /** Of the classes at the top: studies in none of them, and studies that are uncoded. */
  readonly none: StudyCount;
  readonly uncoded: StudyCount;
  /** The classes at the top first, then the sub-classes of each class that has any. */
  readonly siblings: readonly [Siblings, ...Siblings[]];
}

/** Years that are shown one by one even if some have no studies. */
const MOST_YEARS = 40;

/**
 * Counts studies for each class and year.
 *
 * @param within index of a class: only its studies and its sub-classes are counted
 */
export function countClasses(coded: CodedReview, within?: number): ClassCounts {
  const { classes } = coded;
  const shown = within === undefined ? classes.map((_, at) => at) : descendants(classes, within);
  const studies = coded.studies.filter(
    ({ codes }) => within === undefined || codes[within]!.code === "yes",
  );
  const years = yearsOf(studies);
  const count = (some: readonly CodedStudy[]) => countStudies(some, years);
  const tops = siblingsIn(classes, within);
  const place = (study: CodedStudy) => placeAmong(study, tops);
  return {
    ...(within !== undefined && { within }),
    years,
    classes: shown.map((at) => {
      const having = (code: string) => studies.filter(({ codes }) => codes[at]!.code === code);
      const [unknown, conflict] = [having("unknown").length, having("conflict").length];
      return { at, ...count(having("yes")), unknown, conflict };
    }),
    studies: count(studies),
    none: count(studies.filter((study) => place(study) === "none")),
    uncoded: count(studies.filter((study) => place(study) === "uncoded")),
    siblings: [
      siblingCounts(studies, tops, within),
      ...shown.flatMap((at) => {
        const children = siblingsIn(classes, at);
        if (children.length === 0) return [];
        const inside = studies.filter(({ codes }) => codes[at]!.code === "yes");
        return [siblingCounts(inside, children, at)];
      }),
    ],
  };
}

/** Where a study is among classes that stand side by side. */
export function placeAmong(
  { codes }: CodedStudy,
  classes: readonly number[],
): "one" | "several" | "none" | "uncoded" {
  const found = classes.map((at) => codes[at]!.code);
  const yes = found.filter((code) => code === "yes").length;
  if (yes > 0) return yes === 1 ? "one" : "several";
  return found.every((code) => code === "no") ? "none" : "uncoded";
}

function siblingCounts(
  studies: readonly CodedStudy[],
  classes: readonly number[],
  parent: number | undefined,
): Siblings {
  const places = studies.map((study) => placeAmong(study, classes));
  const many = (place: string) => places.filter((one) => one === place).length;
  return {
    ...(parent !== undefined && { parent }),
    studies: studies.length,
    inOne: many("one"),
    inSeveral: many("several"),
    inNone: many("none"),
    uncoded: many("uncoded"),
    sum: classes.reduce(
      (sum, at) => sum + studies.filter(({ codes }) => codes[at]!.code === "yes").length,
      0,
    ),
  };
}

function countStudies(studies: readonly CodedStudy[], years: readonly number[]): StudyCount {
  const of = new Map<number | undefined, number>();
  for (const { year } of studies) of.set(year, (of.get(year) ?? 0) + 1);
  return {
    total: studies.length,
    byYear: years.map((year) => of.get(year) ?? 0),
    noYear: of.get(undefined) ?? 0,
  };
}

function yearsOf(studies: readonly CodedStudy[]): number[] {
  const present = [...new Set(studies.flatMap(({ year }) => year ?? []))].sort((a, b) => a - b);
  const [first, last] = [present[0], present.at(-1)];
  if (first === undefined || last === undefined || last - first >= MOST_YEARS) return present;
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}
