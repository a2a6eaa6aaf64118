import type { DuplicatesOverview } from "../../core/overviews/duplicates/duplicates-overview.ts";
import { formatCount, plural } from "../../core/records/text/plural.ts";
import type { LinkedVersions, PossibleDuplicate } from "../../core/screening/results.ts";
import { hanging } from "../text/hanging.ts";
import { displayWidth, plainText } from "../text/plain-text.ts";

/** The parts of a report to show. */
export interface DuplicatesShown {
  readonly clusters: boolean;
  readonly possible: boolean;
  readonly linked: boolean;
}

/**
 * The answer of `slr dedupe` as text: clusters, possible duplicates, linked versions, and the
 * counts last.
 */
export function duplicatesText(
  overview: DuplicatesOverview,
  shown: DuplicatesShown,
  width: number,
): string {
  const sections = [
    section("Duplicates", shown.clusters ? overview.clusters : [], (one) =>
      clusterLines(one, width),
    ),
    section("Possible duplicates", shown.possible ? overview.possible : [], (pair) =>
      pairLines(pair, width),
    ),
    section("Linked versions", shown.linked ? overview.linked : [], (pair) => [
      ...pairLines(pair, width),
      ...studyLines(pair),
    ]),
  ].filter((lines) => lines.length > 0);
  const all = shown.clusters && shown.possible && shown.linked;
  return [...sections, ...(all ? [countLines(overview)] : [])]
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/** A heading and its items, with a blank line between two items. */
function section<Item>(
  title: string,
  items: readonly Item[],
  linesOf: (item: Item) => readonly string[],
): string[] {
  return items.length === 0 ? [] : [title, ...items.flatMap((item) => ["", ...linesOf(item)])];
}

function studyLines({ studyA, studyB }: LinkedVersions): string[] {
  if (studyA === "" && studyB === "") return [];
  const studies = studyA === studyB ? studyA : `${studyA || "none"} and ${studyB || "none"}`;
  return [`  in studies.csv: ${plainText(studies)}`];
}

function clusterLines(
  { record, title, entries }: DuplicatesOverview["clusters"][number],
  width: number,
): string[] {
  const ids = entries.map(({ entry }) => plainText(entry));
  const longest = Math.max(...ids.map(displayWidth));
  return [
    ...hanging(`${record}  `, title, width),
    ...entries.flatMap(({ kept, file, line, rule, similarity }, at) => {
      const name = `${ids[at]!}${" ".repeat(longest - displayWidth(ids[at]!))}`;
      const why = kept ? "kept" : `${rule}${likeness(similarity)}`;
      return hanging(`  ${name}  `, `${why} (${file}:${line})`, width);
    }),
  ];
}

function pairLines(
  { recordA, recordB, rule, similarity, titleA, titleB }: PossibleDuplicate,
  width: number,
): string[] {
  return [
    ...hanging(`${recordA}  `, titleA, width),
    ...hanging(`${recordB}  `, titleB, width),
    ...hanging("  ", `${rule}; one report with a probability of ${percent(similarity)}`, width),
  ];
}

function likeness(similarity: number | undefined): string {
  return similarity === undefined ? "" : `; similarity ${percent(similarity)}`;
}

/** Rounded down, so that only certainty is 100 %. */
function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

function countLines({ counts, rules }: DuplicatesOverview): string[] {
  const { entries, unreadable, records, duplicates, clusters, possible, linked, unsettled } =
    counts;
  const rows: (readonly [string, number, string])[] = [
    ["Entries", entries, unreadable > 0 ? `${formatCount(unreadable)} cannot be read` : ""],
    ["Records", records, ""],
    ["Duplicates", duplicates, `in ${plural(clusters, "record")}`],
    ...rules.map(({ rule, n }) => ["", n, plainText(rule)] as const),
    ["Possible", possible, possible === 1 ? "pair to settle" : "pairs to settle"],
    [
      "Linked",
      linked,
      `${linked === 1 ? "pair" : "pairs"} of versions of one study, ${formatCount(unsettled)} not in studies.csv`,
    ],
  ];
  const digits = Math.max(...rows.map(([, n]) => formatCount(n).length));
  return rows.map(([label, n, rest]) =>
    `${label.padEnd(10)}  ${formatCount(n).padStart(digits)}  ${rest}`.trimEnd(),
  );
}
