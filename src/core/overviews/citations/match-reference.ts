import { readNames } from "../../dedupe/fields/names.ts";
import { titlesPlainlyDiffer } from "../../dedupe/fields/title.ts";
import type { DedupeKeys } from "../../dedupe/keys.ts";
import type { Clustered } from "../../review/cluster-records.ts";
import type { Identified } from "../../review/identify.ts";
import { hasFamily, type ReferenceKeys } from "./reference-keys.ts";

/** The record that a reference names, or why none is certain. */
export type ReferenceMatch =
  | {
      readonly kind: "matched";
      readonly record: number;
      readonly by: "identifier" | "title" | "place";
    }
  | { readonly kind: "none" }
  /** Records that it may name, by index. */
  | { readonly kind: "doubt"; readonly records: readonly number[]; readonly why: string };

/**
 * Matches references to the records of a review. In doubt a reference stays unmatched: a wrong match
 * would hide a study that nobody has found.
 *
 * - By identifier (DOI, PMID, arXiv id, the database's own id), unless the title is plainly another.
 * - By the whole title, with the first author and the year (one year apart at most).
 * - By first author, year, volume and first page, where the export gives no title.
 *
 * Each step counts only if it names exactly one record.
 */
export class ReferenceMatcher {
  readonly #byName = new Map<string, number[]>();
  readonly #keys: readonly (DedupeKeys | undefined)[];
  readonly #recordOf: Int32Array;

  constructor({ entries }: Identified, { recordOf }: Clustered) {
    this.#keys = entries.map(({ keys }) => keys);
    this.#recordOf = recordOf;
    for (const [at, { keys, accession }] of entries.entries()) {
      if (keys === undefined) continue;
      const { doi, pmid, arxiv, title, otherTitles } = keys;
      if (doi !== undefined) this.#add(`doi:${doi}`, at);
      if (pmid !== undefined) this.#add(`pmid:${pmid}`, at);
      if (arxiv !== undefined) this.#add(`arxiv:${arxiv}`, at);
      if (accession !== undefined) this.#add(`id:${accession.toUpperCase()}`, at);
      for (const one of [title, ...(otherTitles?.split("\n") ?? [])])
        if (one !== undefined) this.#add(`title:${one}`, at);
      const place = placeOf(keys);
      if (place !== undefined) this.#add(place, at);
    }
  }

  #add(name: string, at: number): void {
    const entries = this.#byName.get(name);
    if (entries === undefined) this.#byName.set(name, [at]);
    else entries.push(at);
  }

  #entries(name: string): readonly number[] {
    return this.#byName.get(name) ?? [];
  }

  match(reference: ReferenceKeys): ReferenceMatch {
    return (
      this.#byIdentifier(reference) ??
      this.#byTitle(reference) ??
      this.#byPlace(reference) ?? { kind: "none" }
    );
  }

  #byIdentifier(reference: ReferenceKeys): ReferenceMatch | undefined {
    const found = reference.identifiers.flatMap((name) => this.#entries(name));
    if (found.length === 0) return undefined;
    const records = this.#records(found);
    if (records.length > 1) return doubt(records, "its identifiers name several records");
    const likely = found.some((at) => !differs(reference, this.#keys[at]!));
    if (!likely)
      return doubt(records, "its identifier names a record with another title or author");
    return { kind: "matched", record: records[0]!, by: "identifier" };
  }

  #byTitle(reference: ReferenceKeys): ReferenceMatch | undefined {
    const found = reference.titles.flatMap((title) => this.#entries(`title:${title}`));
    if (found.length === 0) return undefined;
    const sure = found.filter((at) => {
      const keys = this.#keys[at]!;
      return isAuthor(reference, keys) === "yes" && yearsApart(reference, keys) <= 1;
    });
    const records = this.#records(sure);
    if (records.length > 1) return doubt(records, "its title names several records");
    if (records.length === 0)
      return doubt(this.#records(found), "the title is the same, the author or the year is not");
    const other = sure.every((at) => identifiersDiffer(reference, this.#keys[at]!));
    // A preprint and its article have one title and two DOIs.
    if (other) return doubt(records, "the title is the same, the DOI is another");
    return { kind: "matched", record: records[0]!, by: "title" };
  }

  #byPlace(reference: ReferenceKeys): ReferenceMatch | undefined {
    const place = placeOf(reference);
    if (place === undefined) return undefined;
    const found = this.#entries(place).filter((at) => {
      const keys = this.#keys[at]!;
      return isAuthor(reference, keys) === "yes" && !titleDiffers(reference, keys);
    });
    const records = this.#records(found);
    if (records.length === 0) return undefined;
    if (records.length > 1)
      return doubt(records, "its author, year, volume and page name several records");
    if (found.every((at) => identifiersDiffer(reference, this.#keys[at]!)))
      return doubt(records, "author, year, volume and page are the same, the DOI is another");
    return { kind: "matched", record: records[0]!, by: "place" };
  }

  #records(entries: readonly number[]): number[] {
    return [...new Set(entries.map((at) => this.#recordOf[at]!))].sort((a, b) => a - b);
  }
}

function doubt(records: readonly number[], why: string): ReferenceMatch {
  return { kind: "doubt", records, why };
}

function placeOf({
  year,
  volume,
  page,
}: Pick<ReferenceKeys, "year" | "volume" | "page">): string | undefined {
  if (year === undefined || volume === undefined || page === undefined) return undefined;
  return `place:${year} ${volume} ${page}`;
}

/** Whether the first author of a reference is that of an entry; unknown if one of them has none. */
function isAuthor({ name }: ReferenceKeys, { names }: DedupeKeys): "yes" | "no" | "unknown" {
  const first = readNames(names)[0];
  if (name.length === 0 || first === undefined) return "unknown";
  return hasFamily(name, first.family) ? "yes" : "no";
}

function yearsApart({ year }: ReferenceKeys, { year: other }: DedupeKeys): number {
  return year === undefined || other === undefined
    ? Number.POSITIVE_INFINITY
    : Math.abs(year - other);
}

function titleDiffers({ titles }: ReferenceKeys, { title }: DedupeKeys): boolean {
  return titles.length > 0 && titles.every((one) => titlesPlainlyDiffer(one, title));
}

/** Whether an identifier may be wrong, as some are: the title is plainly another, or without one the author is. */
function differs(reference: ReferenceKeys, keys: DedupeKeys): boolean {
  if (reference.titles.length > 0 && keys.title !== undefined) return titleDiffers(reference, keys);
  return isAuthor(reference, keys) === "no";
}

/** Whether both have a DOI or both a PMID, and they are not the same. */
function identifiersDiffer({ identifiers }: ReferenceKeys, { doi, pmid }: DedupeKeys): boolean {
  const other = (kind: string, value: string | undefined) =>
    value !== undefined &&
    identifiers.some((one) => one.startsWith(kind)) &&
    !identifiers.includes(kind + value);
  return other("doi:", doi) || other("pmid:", pmid);
}
