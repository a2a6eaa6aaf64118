import type { ClassCounts, Siblings } from "../../../core/overviews/taxonomy/class-counts.ts";
import { placeAmong } from "../../../core/overviews/taxonomy/class-counts.ts";
import type { CodedReview, CodedStudy } from "../../../core/overviews/taxonomy/code-studies.ts";
import { siblingsIn } from "../../../core/overviews/taxonomy/placed-classes.ts";
import { plural } from "../../../core/records/text/plural.ts";

export type Cell = string | number;

/** A table of the taxonomy, in whatever form it is written. */
export interface TaxonomyTable {
  readonly name: TableName;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The tables of `slr taxonomy`, the default first. */
export const TABLES = {
  counts: "studies for each class and year",
  studies: "every study, once for each class",
  agreement: "how well coders agree on each class",
  sheet: "an empty sheet for a coder, to fill in as codes/<reviewer>.csv",
} as const;
export type TableName = keyof typeof TABLES;

/** How a class is named in tables for people: sub-classes are indented. */
export function indented(text: string, depth: number, blank = "  "): string {
  return blank.repeat(depth) + text;
}

/** The classes by year, then the studies in no class, those uncoded, and all; for people. */
export function countsForPeople(coded: CodedReview, counts: ClassCounts): TaxonomyTable {
  const { years } = counts;
  const open = counts.classes.some(({ unknown }) => unknown > 0);
  const conflicts = counts.classes.some(({ conflict }) => conflict > 0);
  const undated = counts.studies.noYear > 0;
  const top = counts.within === undefined ? 0 : coded.classes[counts.within]!.depth + 1;
  const row = (
    name: string,
    { byYear, noYear, total }: ClassCounts["studies"],
    more: readonly Cell[],
  ): Cell[] => [name, ...byYear, ...(undated ? [noYear] : []), total, ...more];
  const rest = [...(open ? [""] : []), ...(conflicts ? [""] : [])];
  return {
    name: "counts",
    header: [
      "class",
      ...years.map(String),
      ...(undated ? ["no year"] : []),
      "studies",
      ...(open ? ["unknown"] : []),
      ...(conflicts ? ["conflict"] : []),
    ],
    rows: [
      ...counts.classes.map((one) => {
        const { text, depth } = coded.classes[one.at]!;
        return row(indented(text, depth - top), one, [
          ...(open ? [one.unknown] : []),
          ...(conflicts ? [one.conflict] : []),
        ]);
      }),
      row("In no class", counts.none, rest),
      row("Uncoded", counts.uncoded, rest),
      row("All studies", counts.studies, rest),
    ],
  };
}

/** The same for programs: ids, parents, and a cell for everything. */
export function countsForPrograms(coded: CodedReview, counts: ClassCounts): TaxonomyTable {
  const row = (
    names: readonly string[],
    { byYear, noYear, total }: ClassCounts["studies"],
    open: readonly Cell[],
  ): Cell[] => [...names, ...byYear, noYear, total, ...open];
  return {
    name: "counts",
    header: [
      ...["class", "parent", "text"],
      ...counts.years.map(String),
      ...["no_year", "studies", "unknown", "conflict"],
    ],
    rows: [
      ...counts.classes.map((one) => {
        const { id, text, parent } = coded.classes[one.at]!;
        const above = parent === undefined ? "" : coded.classes[parent]!.id;
        return row([id, above, text], one, [one.unknown, one.conflict]);
      }),
      row(["", "", "In no class"], counts.none, ["", ""]),
      row(["", "", "Uncoded"], counts.uncoded, ["", ""]),
      row(["", "", "All studies"], counts.studies, ["", ""]),
    ],
  };
}

/** A row for each study and class, with the code and who gave it. */
export function studiesForPrograms(coded: CodedReview, counts: ClassCounts): TaxonomyTable {
  return {
    name: "studies",
    header: [
      ...["study", "records", "class", "code", "by", "words", "year", "authors", "title", "doi"],
    ],
    rows: coded.studies.flatMap((study) =>
      counts.classes.map(({ at }) => {
        const { code, by, coders, words } = study.codes[at]!;
        return [
          study.study,
          study.reports.join(";"),
          coded.classes[at]!.id,
          code,
          by === "people" ? coders.join(";") : by === "nobody" ? "" : by,
          words.join(";"),
          study.year ?? "",
          study.authors,
          study.title,
          study.doi,
        ];
      }),
    ),
  };
}

/** Each class with its studies, then the studies in no class and those uncoded. */
export function studiesForPeople(coded: CodedReview, counts: ClassCounts): TaxonomyTable {
  const tops = siblingsIn(coded.classes, counts.within);
  const rows = (name: string, some: readonly CodedStudy[]) =>
    some.map((study) => [name, study.year ?? "no year", nameOf(study), study.title]);
  const place = (where: string) =>
    coded.studies.filter(
      (study) =>
        (counts.within === undefined || study.codes[counts.within]!.code === "yes") &&
        placeAmong(study, tops) === where,
    );
  return {
    name: "studies",
    header: ["class", "year", "study", "title"],
    rows: [
      ...counts.classes.flatMap(({ at }) =>
        rows(
          coded.classes[at]!.text,
          coded.studies.filter(({ codes }) => codes[at]!.code === "yes"),
        ),
      ),
      ...rows("In no class", place("none")),
      ...rows("Uncoded", place("uncoded")),
    ],
  };
}

/** `Shoeybi et al. 2p2viwhx`: the first author and the study. */
function nameOf({ study, authors }: CodedStudy): string {
  const [first = "", ...others] = authors.split("; ");
  const author = others.length === 0 ? first : `${first} et al.`;
  return author === "" ? study : `${author} (${study})`;
}

/** A row for each class and pair of coders. */
export function agreementTable(coded: CodedReview): TaxonomyTable {
  return {
    name: "agreement",
    header: [
      ...["class", "first", "second", "studies", "both yes", "first only", "second only"],
      ...["both no", "observed", "kappa", "low", "high", "unclear", "alpha"],
    ],
    rows: coded.agreement.flatMap(({ at, pairs, alpha }) =>
      pairs.map(({ first, second, unclear, figures }, index) => {
        const { table, records, observed, kappa } = figures;
        const [[yesYes = 0, yesNo = 0] = [], [noYes = 0, noNo = 0] = []] = table;
        return [
          ...[coded.classes[at]!.id, first, second, records, yesYes, yesNo, noYes, noNo],
          ...[observed, kappa?.kappa, kappa?.interval?.[0], kappa?.interval?.[1]].map(figure),
          unclear,
          index === 0 ? figure(alpha?.alpha) : "",
        ];
      }),
    ),
  };
}

function figure(value: number | undefined): Cell {
  return value === undefined ? "" : Number(value.toFixed(4));
}

/** The studies for a coder to code; who sees what the queries say would be led by it. */
export function codingSheet(coded: CodedReview): TaxonomyTable {
  return {
    name: "sheet",
    header: ["record", "classes", "resolves", "note", "decided_at", "title", "year", "doi"],
    rows: coded.studies.map(({ reports, title, year, doi }) => [
      ...[reports[0] ?? "", "", "", "", ""],
      ...[title, year ?? "", doi],
    ]),
  };
}

/** What a reader must know to read the counts, in sentences. */
export function remarksOn(coded: CodedReview, counts: ClassCounts): string[] {
  const [top, ...below] = counts.siblings;
  const remarks = [top, ...below].flatMap((siblings) => siblingRemark(coded, siblings) ?? []);
  const open = counts.uncoded.total;
  if (open > 0)
    remarks.push(
      `${plural(open, "study")} ${open === 1 ? "is" : "are"} uncoded: in no class as far as is known, because the text that would tell is missing or coders have not settled it. Uncoded is not "in no class".`,
    );
  const conflicts = coded.studies.filter(({ codes }) =>
    counts.classes.some(({ at }) => codes[at]!.code === "conflict"),
  );
  if (conflicts.length > 0)
    remarks.push(
      `Coders disagree on ${plural(conflicts.length, "study")}, which ${conflicts.length === 1 ? "counts" : "count"} in no class on which they disagree: ${conflicts
        .slice(0, 5)
        .map(({ study }) => study)
        .join(
          ", ",
        )}${conflicts.length > 5 ? ", …" : ""}. A later row with \`resolves\` settles it.`,
    );
  const { noYear } = counts.studies;
  if (noYear > 0)
    remarks.push(`${plural(noYear, "study")} ${noYear === 1 ? "has" : "have"} no year.`);
  return remarks;
}

/** Why the classes add up to more than the studies. */
function siblingRemark(coded: CodedReview, siblings: Siblings): string | undefined {
  const { parent, studies, inSeveral, sum, inOne } = siblings;
  if (inSeveral === 0) return undefined;
  const whose =
    parent === undefined ? "The classes" : `The classes in ${coded.classes[parent]!.text}`;
  return `${whose} add up to ${sum} and not to ${inOne + inSeveral}, because ${inSeveral} of ${plural(studies, "study")} ${inSeveral === 1 ? "is" : "are"} in more than one and ${inSeveral === 1 ? "counts" : "count"} in each.`;
}
