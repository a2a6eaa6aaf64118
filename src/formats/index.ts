import { bibtex } from "./bibtex/bibtex.ts";
import type { BinaryFormat, Container } from "./containers/container.ts";
import { gzip } from "./containers/gzip.ts";
import { zip } from "./containers/zip.ts";
import type { Format, ReadOptions } from "./format.ts";
import { crossrefJson } from "./json/crossref-json.ts";
import { cslJson } from "./json/csl-json.ts";
import { eppiJson } from "./json/eppi-json.ts";
import { json } from "./json/json.ts";
import { openalexJson } from "./json/openalex-json.ts";
import { type BinaryFormatId, TEXT_FORMAT_NAMES, type TextFormatId } from "./names.ts";
import { csv } from "./tables/csv.ts";
import { xlsx } from "./tables/xlsx.ts";
import { cochrane } from "./tagged/cochrane.ts";
import { enw } from "./tagged/enw.ts";
import { nbib } from "./tagged/nbib.ts";
import { noteexpress } from "./tagged/noteexpress.ts";
import { ovid } from "./tagged/ovid/ovid.ts";
import { refworks } from "./tagged/refworks.ts";
import { ris } from "./tagged/ris/ris.ts";
import { wosPlain } from "./tagged/wos-plain.ts";
import { biboRdf } from "./xml/bibo-rdf.ts";
import { endnoteXml } from "./xml/endnote-xml.ts";
import { mods } from "./xml/mods.ts";
import { pubmedXml } from "./xml/pubmed-xml.ts";
import { unixrefXml } from "./xml/unixref-xml.ts";
import { zoteroRdf } from "./xml/zotero-rdf.ts";

/** The compiler fails if a format is missing here, or is in the wrong place. */
const BY_ID: { readonly [Id in TextFormatId]: Format<Id> } = {
  "bibo-rdf": biboRdf,
  bibtex,
  cochrane,
  "crossref-json": crossrefJson,
  "csl-json": cslJson,
  csv,
  "endnote-xml": endnoteXml,
  enw,
  "eppi-json": eppiJson,
  json,
  mods,
  nbib,
  noteexpress,
  "openalex-json": openalexJson,
  ovid,
  "pubmed-xml": pubmedXml,
  refworks,
  ris,
  "unixref-xml": unixrefXml,
  "wos-plain": wosPlain,
  "zotero-rdf": zoteroRdf,
};

/** The text formats that slr reads, in the order of detection. */
export const FORMATS: readonly Format[] = (Object.keys(TEXT_FORMAT_NAMES) as TextFormatId[]).map(
  (id) => BY_ID[id],
);

const BINARY_BY_ID: { readonly [Id in BinaryFormatId]: BinaryFormat<Id> } = { xlsx };

/** The formats that are not text. */
export const BINARY_FORMATS: readonly BinaryFormat[] = Object.values(BINARY_BY_ID);

/** The files that contain exports. */
export const CONTAINERS: readonly Container[] = [gzip, zip];

/**
 * The format of a text, from its first 64 KB without byte order mark. Content decides, never the
 * file extension, because databases name RIS `.txt` and tables with tabs `.csv`.
 */
export function detectFormat(head: string, options: ReadOptions): Format | undefined {
  if (named(UNREAD, head) !== undefined) return undefined;
  return FORMATS.find((format) => format.recognizes(head, options));
}

/**
 * For a text in a format that slr knows but does not read: what it is, and what to export instead.
 * Otherwise `undefined`.
 */
export function adviceFor(head: string, options: ReadOptions = { file: "" }): string | undefined {
  const advice = named(UNREAD, head)?.advice;
  if (advice !== undefined || detectFormat(head, options) !== undefined) return advice;
  return named(UNKNOWN, head)?.advice;
}

interface UnreadFormat {
  /** Matches at the very beginning of a file, where no format that slr reads begins like this. */
  readonly begins: RegExp;
  readonly advice: string;
}

const AS_PUBMED =
  'in PubMed choose Save, then the format "PubMed", or Send to, then "Citation manager"';

const UNREAD: readonly UnreadFormat[] = [
  {
    begins: /^\s*<(?:!doctype html|html)\b/i,
    advice: "a web page: use the database's export and choose RIS, BibTeX or CSV",
  },
  {
    begins: /^\s*1[.:] +\S[\s\S]{0,3000}?\bPMID: \d/,
    advice: `PubMed's abstract text: ${AS_PUBMED}`,
  },
  {
    begins: /^\s*\d{5,8}(?:[\r\n]+\d{5,8})*[\r\n]\s*$/,
    advice: `a list of PMIDs, without records: ${AS_PUBMED}`,
  },
  {
    begins: /^"?created_at"?,"?user_id"?,"?user_email"?,/,
    advice: "Rayyan's log of decisions, without records: add the articles file of the same export",
  },
];

/** The advice if no format that slr reads recognises a file. */
const UNKNOWN: readonly UnreadFormat[] = [
  {
    begins: /^[^<]{0,20}<\?xml\b/,
    advice:
      "XML of a kind that slr does not know (it reads EndNote XML, PubMed XML, MODS, Zotero RDF, BIBO RDF and Crossref UNIXREF XML): export the records as RIS, BibTeX or CSV",
  },
  {
    begins: /^\s*(?:\[\s*[{\]"]|\{\s*["}])/,
    advice:
      "JSON without an array of records that slr finds: say in slr.yaml where it is and what its names mean (sources: rows, columns), or export RIS, BibTeX or CSV",
  },
];

function named(formats: readonly UnreadFormat[], head: string): UnreadFormat | undefined {
  return formats.find(({ begins }) => begins.test(head));
}
