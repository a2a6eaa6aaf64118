import { bibtex } from "./bibtex.ts";
import { cochrane } from "./cochrane.ts";
import type { BinaryFormat, Container } from "./container.ts";
import { csv } from "./csv.ts";
import { enw } from "./enw.ts";
import type { Format, ReadOptions } from "./format.ts";
import { gzip } from "./gzip.ts";
import { nbib } from "./nbib.ts";
import { noteexpress } from "./noteexpress.ts";
import { ovid } from "./ovid.ts";
import { refworks } from "./refworks.ts";
import { ris } from "./ris.ts";
import { wosPlain } from "./wos-plain.ts";
import { xlsx } from "./xlsx.ts";
import { zip } from "./zip.ts";

/** The formats that slr reads, in the order of detection: the surest tell-tale first. */
export const FORMATS: readonly Format[] = [
  wosPlain,
  nbib,
  ovid,
  cochrane,
  ris,
  noteexpress,
  refworks,
  enw,
  bibtex,
  csv,
];

/** The formats that are no text; they are asked before containers, because a workbook is a zip archive. */
export const BINARY_FORMATS: readonly BinaryFormat[] = [xlsx];

/** The names of all formats, for messages. */
export const FORMAT_NAMES: readonly string[] = [...FORMATS, ...BINARY_FORMATS].map(
  ({ name }) => name,
);

/** The files that hold exports. */
export const CONTAINERS: readonly Container[] = [gzip, zip];

/**
 * The format of a text, from its first 64 KB without byte order mark. Content decides, never the
 * file's extension: databases call RIS `.txt` and tables with tabs `.csv`.
 */
export function detectFormat(head: string, options: ReadOptions): Format | undefined {
  if (unread(head) !== undefined) return undefined;
  return FORMATS.find((format) => format.recognizes(head, options));
}

/**
 * For a text in a format that slr knows but does not read: which it is, and what to export instead.
 * `undefined` for everything else.
 */
export function adviceFor(head: string): string | undefined {
  return unread(head)?.advice;
}

interface UnreadFormat {
  /** Matches at the very beginning of a file, where no format that slr reads begins so. */
  readonly begins: RegExp;
  readonly advice: string;
}

const AS_PUBMED =
  'in PubMed choose Save, then the format "PubMed", or Send to, then "Citation manager"';

const UNREAD: readonly UnreadFormat[] = [
  {
    begins:
      /^[^<]{0,20}<(?:\?xml|!doctype (?!html)|\w)[\s\S]{0,4000}<(?:PubmedArticle|PubmedBookArticle|MedlineCitation)\b/i,
    advice: `PubMed XML: ${AS_PUBMED}`,
  },
  {
    begins: /^[^<]{0,20}<[\s\S]{0,4000}<(?:records>|rec-number>|source-app )/i,
    advice: 'EndNote XML: in EndNote choose the output style "RefMan (RIS) Export"',
  },
  {
    begins: /^[^<]{0,20}<[\s\S]{0,4000}<mods(?:Collection)?\b/,
    advice: "MODS: export the library as RIS, BibTeX or CSV",
  },
  {
    begins: /^[^<]{0,20}<[\s\S]{0,4000}<rdf:RDF\b/,
    advice: "Zotero RDF: in Zotero choose the format RIS, BibTeX or CSV",
  },
  {
    begins: /^\s*<(?:!doctype html|html)\b/i,
    advice: "a web page: use the database's export and choose RIS, BibTeX or CSV",
  },
  { begins: /^[^<]{0,20}<\?xml\b/, advice: "XML: export the records as RIS, BibTeX or CSV" },
  {
    begins: /^\s*(?:\[\s*[{\]"]|\{\s*["}])/,
    advice: "JSON: export the records as RIS, BibTeX or CSV",
  },
  {
    begins: /^\s*1[.:] +\S[\s\S]{0,3000}?\bPMID: \d/,
    advice: `PubMed's abstract text: ${AS_PUBMED}`,
  },
  {
    begins: /^\s*(?:\d{5,8}[\r\n]+)+\s*$/,
    advice: `a list of PMIDs, without records: ${AS_PUBMED}`,
  },
  {
    begins: /^"?created_at"?,"?user_id"?,"?user_email"?,/,
    advice: "Rayyan's log of decisions, without records: add the articles file of the same export",
  },
];

function unread(head: string): UnreadFormat | undefined {
  return UNREAD.find(({ begins }) => begins.test(head));
}
