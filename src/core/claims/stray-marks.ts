import { compareText } from "../records/problem.ts";
import { plural } from "../records/text/plural.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { Remark } from "./remarks.ts";
import type { DataEntry, ReviewData } from "./review-data.ts";

/** A mark on fewer records than this is a note about one of them. */
const FEWEST = 3;
/** Longer texts are notes, not marks. */
const LONGEST_MARK = 40;

/** What tables call a column without a name. */
const WITHOUT_HEADER = /^column \d+$/;

/**
 * Marks in a column without a header, for example on the records of a test set. slr.yaml cannot map
 * such a column, so the marks affect no number of the flow.
 */
export async function strayMarks(review: ScreenedReview, data: ReviewData): Promise<Remark[]> {
  const entryOf = new Map(data.entries.map((entry) => [entry.entry, entry]));
  const marked = new Map<string, DataEntry[]>();
  const keys = review.results.records.map(({ key }) => key);
  for await (const { members } of review.read(keys)) {
    for (const { record, entry } of members) {
      for (const [tag, value] of record.original) {
        const mark = value.trim();
        if (!WITHOUT_HEADER.test(tag) || mark === "" || mark.length > LONGEST_MARK) continue;
        const its = entryOf.get(review.identified.entries[entry]!.id)!;
        const name = `${its.file}\n${tag}\n${mark}`;
        marked.set(name, [...(marked.get(name) ?? []), its]);
      }
    }
  }
  const inFile = (file: string) => data.entries.filter((entry) => entry.file === file).length;
  return [...marked]
    .filter(([, { length }]) => length >= FEWEST)
    .filter(([name, { length }]) => length * 2 < inFile(name.split("\n", 1)[0]!))
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, entries]) => {
      const [file = "", column = "", mark = ""] = name.split("\n");
      return {
        words: `${plural(entries.length, "row")} of ${file} with \`${mark}\` in ${column}, which has no header and is not mapped`,
        entries,
      };
    });
}
