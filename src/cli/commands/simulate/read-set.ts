import type { BibRecord } from "../../../core/records/model.ts";
import type { Problem } from "../../../core/records/problem.ts";
import { plural } from "../../../core/records/text/plural.ts";
import type { ReviewTexts } from "../../../core/review/rated/rate-review.ts";
import { screenReview } from "../../../core/review/review.ts";
import { includedIn, type LabelledSet, labelledSet } from "../../../core/simulate/labelled-set.ts";
import type { CriteriaOf } from "../../../formats/screening-tools/criteria-file.ts";
import {
  type LabelPlace,
  labelOf,
  labelPlaceAmong,
  labelPlacesOf,
} from "../../../formats/screening-tools/labels.ts";
import { type OpenedExport, openExports } from "../../folder/exports.ts";
import { openReview } from "../../folder/review-folder.ts";
import type { Io } from "../../io/io.ts";
import { shippedWordTable } from "../../shipped/word-table.ts";

/** A set as it was read, with its problems. */
export interface ReadSet {
  readonly set: LabelledSet;
  /** Where its labels come from, for readers of the results. */
  readonly from: string;
  /** What the entries that are left out lack. */
  readonly without: string;
  readonly problems: readonly Problem[];
  /** The reason why it cannot be simulated. */
  readonly useless?: string;
}

/**
 * Reads a labelled file: any export with a column or notes that say which records were included.
 */
export async function readLabelledFile(
  io: Io,
  file: string,
  criteriaOf: CriteriaOf,
  columns: { readonly label: string | undefined; readonly priors: string | undefined },
): Promise<ReadSet> {
  const { exports, problems: found } = await openExports(io, file);
  const problems: Problem[] = [...found];
  const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.[^.]+$/, "");
  const place: LabelPlace =
    columns.label === undefined ? await labelPlaceIn(exports) : { column: columns.label };
  const isPrior = (record: BibRecord) =>
    columns.priors !== undefined && labelOf(record, { column: columns.priors }) === true;
  const builder = labelledSet(name);
  let entries = 0;
  for (const one of exports) {
    for await (const batch of one.read()) {
      for (const entry of batch.entries) {
        entries += 1;
        if (entry.kind === "unreadable") {
          // The record has no text to learn from; it is counted among those left out.
          problems.push({ ...entry.problem, severity: "warning" });
          builder.leaveOut();
          continue;
        }
        const label = labelOf(entry.record, place);
        if (typeof label === "object") {
          problems.push({
            severity: "error",
            code: "simulate/label",
            file: one.path,
            line: entry.line,
            message: `Unexpected label \`${label.unexpected}\`, expected 1 or 0, yes or no, included or excluded, or nothing. The record is left out.`,
          });
          builder.leaveOut();
        } else if (label === undefined) builder.leaveOut();
        else builder.add(entry.record, label, isPrior(entry.record));
      }
    }
  }
  const set = { ...builder.build(criteriaOf(name) ?? []), wordTable: shippedWordTable };
  const useless =
    uselessBecause(set, entries, place) ??
    (columns.priors !== undefined && set.priors === undefined
      ? `marks no labelled record in the column ${columns.priors}, expected 1 or yes for those known at the start.`
      : undefined);
  const from = place === "notes" ? "notes of ASReview" : `column ${place.column}`;
  const without = "without label or text";
  return {
    set,
    from,
    without,
    problems,
    ...(useless !== undefined && { useless: `${file} ${useless}` }),
  };
}

async function labelPlaceIn(exports: readonly OpenedExport[]): Promise<LabelPlace> {
  const columns = new Set<string>();
  for (const one of exports) {
    for await (const { entries } of one.read()) {
      for (const entry of entries) {
        if (entry.kind === "record")
          for (const name of labelPlacesOf(entry.record)) columns.add(name);
      }
    }
  }
  return labelPlaceAmong(columns);
}

function uselessBecause(set: LabelledSet, entries: number, place: LabelPlace): string | undefined {
  const { length } = set.order;
  if (entries === 0) return "holds no records.";
  if (length === 0) {
    return place === "notes"
      ? "holds no labels, expected a column such as label_included, included or asreview_label, or notes such as ASReview_relevant; --label names another column."
      : `holds no labels in the column ${place.column}, expected 1 and 0, yes and no, or included and excluded.`;
  }
  const included = includedIn(set);
  if (included > 0 && included < length) return undefined;
  return `holds labels of one kind only, expected both: all ${plural(length, "record")} with a label are ${included === 0 ? "excluded" : "included"}.`;
}

/** Reads the review of a folder as a set: people's conclusions, the deepest stage first. */
export async function readReviewFolder(io: Io, criteriaOf?: CriteriaOf): Promise<ReadSet> {
  const review = await openReview(io, []);
  const { texts, results } = await screenReview(review.input);
  const { order, labels, criteriaText } = texts;
  const decided = order.filter((row) => labels[row] !== 0);
  const name = results.title || "review";
  const set: LabelledSet = {
    ...texts,
    // They are records of the set, which a simulation has to find.
    knownRelevant: [],
    name,
    order: decided,
    included: Uint8Array.from(labels, (label) => (label > 0 ? 1 : 0)),
    criteriaText: criteriaOf?.(name) ?? criteriaText,
    unlabelled: order.length - decided.length,
  };
  const included = includedIn(set);
  const useless =
    included === 0 || included === decided.length
      ? `The review has ${plural(decided.length, "record")} with an outcome, ${included} of them included; a simulation needs records of both kinds.`
      : undefined;
  return {
    set,
    from: FROM[texts.trainedOn],
    without: texts.trainedOn === "people" ? "that people have not settled" : "that have no outcome",
    problems: results.problems.filter(
      ({ severity, code }) => severity === "error" && code.startsWith("decisions/"),
    ),
    ...(useless !== undefined && { useless }),
  };
}

const FROM = {
  people: "outcomes by people",
  rules: "outcomes by rules, because no outcome is by people yet",
} as const satisfies Record<ReviewTexts["trainedOn"], string>;
