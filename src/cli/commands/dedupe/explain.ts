import {
  entriesNamed,
  explainNamed,
  keyAt,
  recordsOf,
} from "../../../core/overviews/duplicates/explain-duplicates.ts";
import { fieldOrigins } from "../../../core/overviews/duplicates/field-origins.ts";
import type { ReviewRecords } from "../../../core/review/find-records.ts";
import { readRecords, type WholeRecord } from "../../../core/review/read-records.ts";
import type { ExplainedEntry, ShownPair } from "../../../outputs/overviews/explained-pair.ts";
import type { MergedRecordView } from "../../../outputs/overviews/merged-record.ts";
import { plainText } from "../../../outputs/text/plain-text.ts";
import { EXIT, type ExitCode, UserError } from "../../io/errors.ts";
import type { Io } from "../../io/io.ts";

/** `--explain A B`: two entries side by side, and why they are one record or are not. */
export async function explainPair(
  names: readonly [string, string],
  render: (pair: ShownPair, width: number) => string,
  review: ReviewRecords,
  io: Io,
): Promise<ExitCode> {
  const [one, other] = [namedEntries(names[0], review), namedEntries(names[1], review)];
  if (one.join() === other.join()) {
    const [only] = one;
    throw new UserError(
      `${names[0]} and ${names[1]} name the same entry or record, so there is nothing to compare.`,
      {
        hint:
          one.length === 1
            ? `Name two entries, such as ${review.identified.entries[only!]!.id} and another one.`
            : `slr dedupe --cluster ${keyAt(only!, review)} shows its entries; name two of them.`,
      },
    );
  }
  const pair = explainNamed(one, other, review);
  const wholes = await wholeRecords(recordsOf(pair.entries, review), review);
  const side = (at: number): ExplainedEntry => {
    const { id, file, line } = review.identified.entries[at]!;
    const { key, members } = wholes.get(review.clustered.recordOf[at]!)!;
    return {
      entry: id,
      record: key,
      file: review.identified.files[file]!.path,
      line,
      bib: members.find(({ entry }) => entry === at)!.record,
    };
  };
  const sides = [side(pair.entries[0]), side(pair.entries[1])] as const;
  io.print(render({ ...pair, sides }, io.width ?? 80));
  const [a, b] = sides;
  const row = (word: string) => `\`${a.entry},${b.entry},${word},<you>,<date>\` in duplicates.csv`;
  io.notify(
    pair.outcome === "one-record"
      ? `If they are two: a row ${row("different")} parts them for good.`
      : `If they are one: ${pair.outcome === "possible" ? "slr decide --duplicates, or " : ""}a row ${row("same")} joins them for good.`,
  );
  return EXIT.ok;
}

/** `--cluster R`: the entries of a record, and the fields that each of them gave. */
export async function showCluster(
  name: string,
  render: (record: MergedRecordView, width: number) => string,
  review: ReviewRecords,
  io: Io,
): Promise<ExitCode> {
  const [at] = recordsOf(namedEntries(name, review), review);
  const whole = (await wholeRecords([at!], review)).get(at!)!;
  const { identified, clustered } = review;
  const { key, members, links } = clustered.records[at!]!;
  const entries = members.map((member, index) => {
    const { id, file, line } = identified.entries[member]!;
    const link = index === 0 ? undefined : links[index];
    return {
      entry: id,
      file: identified.files[file]!.path,
      line,
      kept: index === 0,
      rule: link?.rule ?? "",
      ...(link && { similarity: link.similarity }),
    };
  });
  io.print(
    render({ record: key, entries, fields: fieldOrigins(whole, identified) }, io.width ?? 80),
  );
  return EXIT.ok;
}

/** The entries that a name identifies; throws unless all of them belong to one record. */
function namedEntries(name: string, review: ReviewRecords): readonly number[] {
  const named = entriesNamed(name, review);
  if ("why" in named) {
    throw new UserError(
      `\`${plainText(name)}\` names no entry or record of this review: ${plainText(named.why)}.`,
      { hint: "A name is a key, doi:…, pmid:…, arxiv:…, an entry such as Scopus#12, or a title." },
    );
  }
  const records = recordsOf(named.entries, review);
  if (records.length > 1) {
    const keys = records.map((at) => review.clustered.records[at]!.key).join(", ");
    const entries = named.entries.map((at) => review.identified.entries[at]!.id).join(", ");
    throw new UserError(
      `\`${plainText(name)}\` names ${records.length} records (${keys}); name exactly one.`,
      { hint: `Name one of them, or one of the entries ${plainText(entries)}.` },
    );
  }
  return named.entries;
}

async function wholeRecords(
  records: readonly number[],
  review: ReviewRecords,
): Promise<Map<number, WholeRecord>> {
  const found = new Map<number, WholeRecord>();
  for await (const one of readRecords(review, new Set(records))) found.set(one.at, one);
  return found;
}
