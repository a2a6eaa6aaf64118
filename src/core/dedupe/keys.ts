import { createHash } from "node:crypto";
import { type Anchor, anchorsOf, arxivIdOfDoi } from "../identity.ts";
import type { BibRecord, RecordType } from "../model.ts";
import { fold, normalizeTitle } from "../normalize.ts";
import { type VersionTraits, versionTraits } from "./relations/version-traits.ts";

/**
 * What duplicate detection remembers of an entry: a few hundred bytes, no abstract. An absent field
 * means that the export does not say.
 */
export interface DedupeKeys {
  readonly anchors: readonly Anchor[];
  readonly doi?: string;
  readonly pmid?: string;
  readonly arxiv?: string;
  /** Normalised: folded letters and digits, one blank between words. */
  readonly title?: string;
  readonly year?: number;
  /** Folded family names, letters only, in the order of the entry. */
  readonly families: readonly string[];
  /** Normalised. */
  readonly venue?: string;
  readonly volume?: string;
  readonly issue?: string;
  /** First page, or the article number. */
  readonly page?: string;
  readonly type?: RecordType;
  readonly preprint: boolean;
  /** Which version of a study the entry describes, as far as it says. */
  readonly version: VersionTraits;
  /** Hash of every field: equal for exact copies only. */
  readonly fingerprint: string;
}

const PREPRINT_VENUE =
  /\b(?:arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|research square|preprints?|techrxiv|osf)\b/;

export function dedupeKeys(record: BibRecord): DedupeKeys {
  const title = record.title === undefined ? "" : comparableTitle(record.title);
  const venue = record.venue === undefined ? "" : normalizeTitle(record.venue);
  const arxivByDoi = record.doi === undefined ? undefined : arxivIdOfDoi(record.doi);
  const doi = arxivByDoi === undefined ? record.doi : undefined;
  const arxiv = record.arxiv ?? arxivByDoi;
  const page = firstPage(record.pages);
  const volume = numberWord(record.volume);
  const issue = numberWord(record.issue);
  return {
    anchors: anchorsOf(record),
    ...(doi !== undefined && { doi }),
    ...(record.pmid !== undefined && { pmid: record.pmid }),
    ...(arxiv !== undefined && { arxiv }),
    ...(title !== "" && { title }),
    ...(record.year !== undefined && { year: record.year }),
    families: record.authors
      .map((author) => familyKey(author.family))
      .filter((family) => family !== "" && family !== "others" && family !== "etal"),
    ...(venue !== "" && { venue }),
    ...(volume !== undefined && { volume }),
    ...(issue !== undefined && { issue }),
    ...(page !== undefined && { page }),
    ...(record.type !== undefined && { type: record.type }),
    preprint: isPreprint(record, doi, venue),
    version: versionTraits(record),
    fingerprint: fingerprintOf(record),
  };
}

/** Preprint servers register DOIs too; a venue or DOI of any other publisher is a published version. */
function isPreprint(record: BibRecord, doi: string | undefined, venue: string): boolean {
  const atServer =
    doi !== undefined && /^10\.(?:1101|2139|21203|31234|31219|36227|26434|20944)\//.test(doi);
  if (doi !== undefined && !atServer) return false;
  if (PREPRINT_VENUE.test(venue)) return true;
  if (venue !== "") return record.type === "preprint";
  return (
    atServer || record.type === "preprint" || record.arxiv !== undefined || record.doi !== undefined
  );
}

/** The title as it is compared: without brackets of translations and the tails that databases add. */
function comparableTitle(title: string): string {
  return normalizeTitle(
    title
      .replace(/^\s*\[(.+)\]\s*\.?\s*$/s, "$1")
      .replace(
        /\[\s*(?:review|article|\d+\s+refs?|erratum appears in[^\]]*|see comments?|published erratum[^\]]*)\s*\]\.?/gi,
        " ",
      ),
  );
}

/** Letters of a family name without particles, so that `van der Berg` is `Van Der Berg` is `Vanderberg`. */
function familyKey(family: string): string {
  return fold(family).replace(/[^\p{L}]+/gu, "");
}

/** `12` of `12-34`, `e1234` of `e1234`; nothing for words such as `Suppl`. */
function firstPage(pages: string | undefined): string | undefined {
  const first = fold(pages ?? "")
    .replace(/^pp?\.?\s*/, "")
    .split(/[-–—,;+\s]/)[0];
  return first !== undefined && /\d/.test(first) ? first.replace(/^0+(?=\d)/, "") : undefined;
}

function numberWord(value: string | undefined): string | undefined {
  const word = fold(value ?? "").replace(/[^\p{L}\p{N}]+/gu, "");
  return word === "" || !/\d/.test(word) ? undefined : word.replace(/^0+(?=\d)/, "");
}

function fingerprintOf(record: BibRecord): string {
  const { original, ...fields } = record;
  const known = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([known, original]))
    .digest("base64")
    .slice(0, 22);
}
