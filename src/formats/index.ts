import { bibtex } from "./bibtex.ts";
import { crossrefJson } from "./crossref-json.ts";
import { cslJson } from "./csl-json.ts";
import { csv } from "./csv.ts";
import { endnoteXml } from "./endnote-xml.ts";
import { eppiJson } from "./eppi-json.ts";
import type { Format, ReadOptions } from "./format.ts";
import { json } from "./json.ts";
import { mods } from "./mods.ts";
import { openalexJson } from "./openalex-json.ts";
import { pubmedXml } from "./pubmed-xml.ts";
import { ris } from "./ris.ts";
import { zoteroRdf } from "./zotero-rdf.ts";

/** The formats that slr reads, in the order of detection: the surest tell-tale first. */
export const FORMATS: readonly Format[] = [
  ris,
  pubmedXml,
  endnoteXml,
  mods,
  zoteroRdf,
  openalexJson,
  crossrefJson,
  eppiJson,
  cslJson,
  json,
  bibtex,
  csv,
];

/**
 * The format of a text, from its first 64 KB without byte order mark. Content decides, never the
 * file's extension: databases call RIS `.txt` and tables with tabs `.csv`.
 */
export function detectFormat(head: string, options: ReadOptions): Format | undefined {
  if (named(UNREAD, head) !== undefined) return undefined;
  return FORMATS.find((format) => format.recognizes(head, options));
}

/**
 * For a text in a format that slr knows but does not read: which it is, and what to export instead.
 * `undefined` for everything else.
 */
export function adviceFor(head: string, options: ReadOptions = { file: "" }): string | undefined {
  const advice = named(UNREAD, head)?.advice;
  if (advice !== undefined || detectFormat(head, options) !== undefined) return advice;
  return named(UNKNOWN, head)?.advice;
}

interface UnreadFormat {
  /** Matches at the very beginning of a file, where no format that slr reads begins so. */
  readonly begins: RegExp;
  readonly advice: string;
}

const BY_REFERENCE_MANAGER =
  "open it in Zotero or another reference manager and export RIS from there";

const UNREAD: readonly UnreadFormat[] = [
  {
    begins: /^\s*<(?:!doctype html|html)\b/i,
    advice: "a web page: use the database's export and choose RIS, BibTeX or CSV",
  },
  {
    begins: /^\s*(?:FN (?:Clarivate|Thomson|ISI)|PT [JBSPC]\s*[\r\n])/,
    advice:
      'Web of Science plain text: in Web of Science choose Export, then "RIS (other reference software)", "BibTeX" or "Tab delimited file"',
  },
  {
    begins: /^\s*(?:PMID ?- ?\d|PMC ?- PMC\d)/,
    advice: `PubMed's MEDLINE format (NBIB): ${BY_REFERENCE_MANAGER} (PubMed's own CSV has no abstracts)`,
  },
  {
    begins: /^\s*OWN ?- /,
    advice: `MEDLINE format (NBIB): ${BY_REFERENCE_MANAGER}`,
  },
  {
    begins: /^\s*<\d+\. ?>\s*[\r\n]/,
    advice: "Ovid's text format: in Ovid choose Export, then the format RIS",
  },
  {
    begins: /^\s*Record #\d+ of \d+\s+ID: /,
    advice: "the Cochrane Library's text format: choose RIS or CSV in its export",
  },
  {
    begins: /^\s*\{Reference Type\}: /,
    advice:
      "NoteExpress (CNKI): choose EndNote in CNKI's export only if it gives RIS; else export RIS from NoteExpress",
  },
  {
    begins: /^\s*RT [A-Z][\w ,]*[\r\n]+(?:[A-Z][A-Z0-9] .*[\r\n]+){0,8}T1 /,
    advice: "RefWorks tagged format: in RefWorks choose RIS",
  },
  {
    begins: /^\s*%[0A-Z] /,
    advice: "EndNote's tagged format (ENW): choose RIS or BibTeX in the database's export instead",
  },
  {
    begins: /^\s*1[.:] +\S[\s\S]{0,3000}?\bPMID: \d/,
    advice: `PubMed's abstract text: save it in the PubMed format, then ${BY_REFERENCE_MANAGER}`,
  },
  {
    begins: /^\s*(?:\d{5,8}[\r\n]+)+\s*$/,
    advice: `a list of PMIDs, without records: save it in the PubMed format, then ${BY_REFERENCE_MANAGER}`,
  },
  {
    begins: /^"?created_at"?,"?user_id"?,"?user_email"?,/,
    advice: "Rayyan's log of decisions, without records: add the articles file of the same export",
  },
];

/** What remains where no format that slr reads recognises a file. */
const UNKNOWN: readonly UnreadFormat[] = [
  {
    begins: /^[^<]{0,20}<\?xml\b/,
    advice:
      "XML of a kind that slr does not know (it reads EndNote XML, PubMed XML, MODS and Zotero RDF): export the records as RIS, BibTeX or CSV",
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
