import type { BytesAside } from "../../records/bulk/bytes-aside.ts";
import { type KeptBytes, KeptValues } from "../../records/bulk/kept-values.ts";
import type { BibRecord } from "../../records/model.ts";
import { withoutAbsent } from "../../records/without-absent.ts";
import { type RecordSummary, summaryOf } from "../../screening/results.ts";
import type { WholeRecord } from "../read-records.ts";

/** What a later run needs to describe the same records. */
export interface KeptDescriptions {
  readonly positions: Float64Array;
  readonly values: KeptBytes;
}

type Description = readonly [
  title: string,
  authors: string,
  year: number | null,
  venue: string,
  doi: string,
  pmid: string,
  gave: readonly (readonly string[])[],
];

/**
 * What tables print of the records of a review: a line about each, and which of its entries gave
 * which fields. It waits in bytes until a table is written.
 */
export class DescribedRecords {
  readonly #positions: Float64Array;
  readonly #values: KeptValues;
  #last: { readonly at: number; readonly description: Description } | undefined;

  /**
   * @param kept the descriptions of as many records by an earlier run
   * @param aside a place outside of memory for them
   */
  constructor(records: number, kept?: KeptDescriptions, aside?: BytesAside) {
    this.#positions = kept?.positions ?? new Float64Array(records);
    this.#values = new KeptValues(kept?.values, aside);
  }

  /** Takes a record with all of its fields. */
  takeWhole({ at, merged, members }: Pick<WholeRecord, "at" | "merged" | "members">): void {
    // Of a record with one entry nobody asks which entry gave a field.
    const gave = members.length < 2 ? [] : members.map((): string[] => []);
    if (gave.length > 0)
      for (const [field, from] of merged.provenance) for (const one of from) gave[one]!.push(field);
    this.take(at, summaryOf(merged.record), gave);
  }

  take(
    at: number,
    { title, authors, year, venue, doi, pmid }: RecordSummary,
    gave: readonly (readonly string[])[] = [],
  ): void {
    const description: Description = [title, authors, year ?? null, venue, doi, pmid, gave];
    this.#positions[at] = this.#values.add(description);
    this.#last = undefined;
  }

  summary(at: number): RecordSummary {
    const [title, authors, year, venue, doi, pmid] = this.#at(at);
    return withoutAbsent<RecordSummary>({
      ...{ title, authors, year: year ?? undefined, venue, doi, pmid },
    });
  }

  /** The fields that each entry of a record gave, the kept entry first; empty if it has only one. */
  gave(at: number): readonly (readonly (keyof BibRecord)[])[] {
    return this.#at(at)[6] as readonly (readonly (keyof BibRecord)[])[]; // from `takeWhole`
  }

  kept(): KeptDescriptions {
    return { positions: this.#positions, values: this.#values.bytes() };
  }

  /** A table asks for one column of a record after another. */
  #at(at: number): Description {
    if (this.#last?.at !== at) {
      const description = this.#values.at(this.#positions[at]!) as Description; // from `take`
      this.#last = { at, description };
    }
    return this.#last.description;
  }
}
