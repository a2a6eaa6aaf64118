/**
 * The formats of exports: the short name of each, and its name in messages. This file imports
 * nothing, so that help can list the formats without loading them. The compiler compares it with
 * the registry in `index.ts`.
 */

/** Text formats in the order of detection: the surest mark first. */
export const TEXT_FORMAT_NAMES = {
  "pubmed-xml": "PubMed XML",
  "endnote-xml": "EndNote XML",
  mods: "MODS",
  "zotero-rdf": "Zotero RDF",
  "bibo-rdf": "BIBO RDF",
  "unixref-xml": "Crossref UNIXREF XML",
  "openalex-json": "OpenAlex JSON",
  "crossref-json": "Crossref JSON",
  "eppi-json": "EPPI-Reviewer JSON",
  "csl-json": "CSL-JSON",
  json: "JSON",
  "wos-plain": "Web of Science plain text",
  nbib: "PubMed (NBIB)",
  ovid: "Ovid text",
  cochrane: "Cochrane Library text",
  ris: "RIS",
  noteexpress: "NoteExpress",
  refworks: "RefWorks tagged",
  enw: "EndNote (ENW)",
  bibtex: "BibTeX",
  csv: "CSV",
} as const;

/** Other formats; they are asked before containers, because a workbook is a zip archive. */
export const BINARY_FORMAT_NAMES = { xlsx: "XLSX" } as const;

export type TextFormatId = keyof typeof TEXT_FORMAT_NAMES;
export type BinaryFormatId = keyof typeof BINARY_FORMAT_NAMES;
export type FormatId = TextFormatId | BinaryFormatId;

/** The name in messages by short name: `ris` is `RIS`. */
export const FORMAT_NAME: Readonly<Record<FormatId, string>> = {
  ...TEXT_FORMAT_NAMES,
  ...BINARY_FORMAT_NAMES,
};

/** The names of all formats, for messages and help. */
export const FORMAT_NAMES: readonly string[] = Object.values(FORMAT_NAME);
