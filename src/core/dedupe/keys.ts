import { comparableDoi } from "../records/identifiers/doi.ts";
import type { EarlierFields } from "../records/identifiers/earlier-fields.ts";
import {
  type Anchor,
  anchorsOf,
  arxivIdOfDoi,
  titleAnchorOf,
} from "../records/identifiers/identity.ts";
import { comparableLink } from "../records/identifiers/links.ts";
import type { BibRecord } from "../records/model.ts";
import { detachAll } from "../records/text/detach.ts";
import { type AbstractSketch, sketchAbstract } from "./fields/abstract.ts";
import { comparableNames } from "./fields/names.ts";
import { issueNumber, pageForms, volumeNumber } from "./fields/place.ts";
import { titleForms } from "./fields/title.ts";
import type { TitleLabel } from "./fields/title-numbers.ts";
import { type VenueForms, venueForms } from "./fields/venue.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { PackedKeys } from "./packed-keys.ts";
import { type VersionTraits, versionTraits } from "./relations/version-traits.ts";

/**
 * The parts of an entry that duplicate detection keeps: a few hundred bytes, without the abstract,
 * in memory of their own. `undefined` means that the export does not give the field.
 */
export interface DedupeKeys {
  readonly anchors: readonly Anchor[];
  /** In the form of `comparableDoi`. */
  readonly doi: string | undefined;
  readonly pmid: string | undefined;
  readonly arxiv: string | undefined;
  /**
   * The address of its page, in the form of `comparableLink`; people may identify a record by it.
   */
  readonly link: string | undefined;
  /** Whether it has an identifier of any kind, including the database's own. */
  readonly identified: boolean;
  /** Comparable: folded letters and digits, one blank between words. */
  readonly title: string | undefined;
  /** Other names of the title, such as its part in another language; one on each line. */
  readonly otherTitles: string | undefined;
  /** Names that it may have if another entry has that title; one on each line. */
  readonly remarks: string | undefined;
  /** A number before or after the title, which may be the database's or the printer's. */
  readonly label: TitleLabel | undefined;
  /** The kinds of notice that the title says it is, one blank between them. */
  readonly notices: string | undefined;
  /** Whether the title says that an erratum of the report appeared elsewhere. */
  readonly hasErratum: boolean;
  readonly year: number | undefined;
  /** In the form of `comparableNames`: `kang|si hyun;kim|d k`. */
  readonly names: string | undefined;
  /** The words of the journal or the proceedings, one blank between them. */
  readonly venue: string | undefined;
  /** Its other names; one on each line. */
  readonly otherVenues: string | undefined;
  readonly volume: string | undefined;
  readonly issue: string | undefined;
  /** First page, or the article number. */
  readonly page: string | undefined;
  readonly lastPage: string | undefined;
  /** Whether `page` is the number of an article that is published online. */
  readonly articleNumber: boolean;
  /** In a supplement, where congress abstracts are printed. */
  readonly supplement: boolean;
  readonly conference: boolean;
  /** An entry of a register of trials. */
  readonly registration: boolean;
  readonly preprint: boolean;
  readonly abstract: AbstractSketch | undefined;
  /** The version of a study that the entry describes, if it says so. */
  readonly version: VersionTraits;
  /** Fields that version 0.1.0 read differently, for the keys that it gave. */
  readonly earlier?: EarlierFields | undefined;
  /** Hash of every field: equal for exact copies only. */
  readonly fingerprint: string;
}

export function dedupeKeys(record: BibRecord): DedupeKeys {
  return detachAll({ anchors: anchorsOf(record), ...keysBesideAnchors(record) });
}

/** The same, in a third of the memory and in a few objects: for entries by the hundred thousand. */
export function packedKeys(record: BibRecord, earlier?: EarlierFields): DedupeKeys {
  const keys = keysBesideAnchors(record, earlier);
  return (
    PackedKeys.of(keys, titleAnchorOf(record)) ?? detachAll({ anchors: anchorsOf(record), ...keys })
  );
}

/** All but the anchors; texts may be parts of the record's. */
function keysBesideAnchors(
  record: BibRecord,
  earlier?: EarlierFields,
): Omit<DedupeKeys, "anchors"> {
  const forms = titleForms(record.title ?? "");
  const title = stated(forms.title);
  const place = venueForms(record.venue);
  // A parser of PDF files may take the head of the title for the journal.
  const garbled = place.whole.length > 30 && title?.startsWith(place.whole.slice(0, 30)) === true;
  const arxivByDoi = record.doi === undefined ? undefined : arxivIdOfDoi(record.doi);
  const doi = arxivByDoi === undefined ? record.doi : undefined;
  const pages = pageForms(record.pages);
  const issue = issueNumber(record.issue);
  const version = versionTraits(record, forms.version);
  return {
    doi: doi === undefined ? undefined : comparableDoi(doi),
    pmid: record.pmid,
    arxiv: record.arxiv ?? arxivByDoi,
    link: record.url === undefined ? undefined : comparableLink(record.url),
    identified: [
      record.doi,
      record.pmid,
      record.pmcid,
      record.arxiv,
      record.accession,
      record.url,
    ].some((identifier) => identifier !== undefined),
    title,
    otherTitles: stated(forms.others.join("\n")),
    remarks: stated(forms.remarks.join("\n")),
    label: forms.label,
    notices: stated(forms.notices.join(" ")),
    hasErratum: forms.hasErratum,
    year: record.year,
    names: comparableNames(record.authors),
    venue: garbled ? undefined : stated(place.telling),
    otherVenues: garbled ? undefined : stated(place.others),
    volume: volumeNumber(record.volume, record.year),
    issue: issue.number,
    page: pages.first,
    lastPage: pages.last,
    articleNumber: pages.article === true,
    supplement:
      pages.supplement ||
      issue.supplement ||
      /sup/i.test(record.volume ?? "") ||
      record.type === "conference abstract",
    conference:
      place.conference ||
      record.type === "conference paper" ||
      record.type === "conference abstract",
    registration: version.form === "register entry" || version.registrations !== undefined,
    preprint: forms.version === "preprint" || isPreprint(record, doi, place),
    abstract: sketchAbstract(record.abstract),
    version,
    earlier,
    fingerprint: fingerprintOf(record),
  };
}

function stated(text: string): string | undefined {
  return text === "" ? undefined : text;
}

/**
 * Preprint servers register DOIs, too; a venue or DOI of any other publisher means a published
 * version.
 */
function isPreprint(
  record: BibRecord,
  doi: string | undefined,
  { whole, preprints }: VenueForms,
): boolean {
  const atServer =
    doi !== undefined && /^10\.(?:1101|2139|21203|31234|31219|36227|26434|20944)\//.test(doi);
  if (doi !== undefined && !atServer) return false;
  if (preprints) return true;
  if (whole !== "") return record.type === "preprint";
  return (
    atServer || record.type === "preprint" || record.arxiv !== undefined || record.doi !== undefined
  );
}
