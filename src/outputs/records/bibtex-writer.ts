import type { Author, BibRecord, RecordType } from "../../core/records/model.ts";
import { fold } from "../../core/records/normalize.ts";
import type { RowWriter } from "../text/row-writer.ts";
import {
  imprintOf,
  type KeyedReport,
  keywordList,
  otherNotes,
  pageRange,
  withoutLineBreaks,
} from "./report-fields.ts";

/** A report with a note that bibliography styles do not print. */
interface AnnotatedReport extends KeyedReport {
  readonly annotation?: string;
}

interface EntryType {
  readonly entry: string;
  /** The field that holds the venue. */
  readonly venue: string;
  /** A `type` or `note` for what the entry type cannot say. */
  readonly detail?: string;
}

const ARTICLE = { entry: "article", venue: "journal" } as const;
const MISC = { entry: "misc", venue: "howpublished" } as const;
const PAPER = { entry: "inproceedings", venue: "booktitle" } as const;

const TYPES = {
  article: ARTICLE,
  "conference paper": PAPER,
  "conference abstract": { ...PAPER, detail: "conference abstract" },
  review: { ...ARTICLE, detail: "review" },
  editorial: { ...ARTICLE, detail: "editorial" },
  letter: { ...ARTICLE, detail: "letter" },
  erratum: { ...ARTICLE, detail: "erratum" },
  retraction: { ...ARTICLE, detail: "retraction" },
  book: { entry: "book", venue: "series" },
  "book chapter": { entry: "incollection", venue: "booktitle" },
  // Classic BibTeX needs to know which kind of thesis it is; otherwise its tools drop the entry.
  thesis: { ...MISC, detail: "thesis" },
  report: { entry: "techreport", venue: "institution" },
  preprint: { ...MISC, detail: "preprint" },
  dataset: { ...MISC, detail: "dataset" },
  registration: { ...MISC, detail: "registration" },
  other: { ...MISC, detail: "other" },
} as const satisfies Record<RecordType, EntryType>;

/** Reports as BibTeX in UTF-8; `slr-record` is the record's key. */
export function bibtexWriter(): RowWriter<AnnotatedReport> {
  const takeKey = citationKeys();
  return {
    begin: "",
    record(report) {
      const { entry, fields } = describe(report);
      const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}},\n`] : []));
      return `@${entry}{${takeKey(report)},\n${lines.join("")}}\n\n`;
    },
    end: () => "",
  };
}

type Field = readonly [name: string, value: string | undefined];

function describe(report: AnnotatedReport): {
  readonly entry: string;
  readonly fields: readonly Field[];
} {
  const { key, record, annotation } = report;
  const imprint = imprintOf(report);
  const { entry, venue, detail } = typeOf(report);
  // Styles print no thesis without its school; other formats have it in the place of a publisher.
  const isThesis = entry === "phdthesis" || entry === "mastersthesis";
  const isReport = entry === "techreport" && record.venue === undefined;
  const text = (value: string | undefined) => value && escapeTex(withoutLineBreaks(value));
  const title = text(record.title);
  const [first, last] = record.pages === undefined ? [] : pageRange(record.pages);
  const keywords = keywordList([...record.keywords, ...record.mesh]);
  return {
    entry,
    fields: [
      // Double braces keep all capitals, because an export does not say which of them a style may
      // lower.
      ["title", title && `{${title}}`],
      ["author", record.authors.map(texAuthor).join(" and ")],
      ["year", record.year === undefined ? undefined : String(record.year)],
      ["editor", imprint.editors.map(texAuthor).join(" and ")],
      [venue, text(record.venue)],
      ["school", text(imprint.school ?? (isThesis ? imprint.publisher : undefined))],
      ["institution", text(imprint.institution ?? (isReport ? imprint.publisher : undefined))],
      ["publisher", text(imprint.publisher)],
      ["address", text(imprint.place)],
      ["edition", text(imprint.edition)],
      ["volume", text(record.volume)],
      ["number", text(record.issue)],
      ["pages", text(first) && [text(first), text(last)].filter(Boolean).join("--")],
      ["type", detail],
      ["doi", link(record.doi)],
      ["url", link(record.url)],
      ["isbn", text(imprint.isbn.join(", "))],
      ["issn", record.issn.join(", ")],
      ["eprint", record.arxiv],
      ["archiveprefix", record.arxiv && "arXiv"],
      ["pmid", record.pmid],
      ["pmcid", record.pmcid],
      ["language", text(record.language)],
      ["keywords", text(keywords)],
      ["abstract", text(record.abstract)],
      ["annote", text(annotation)],
      ["slr-record", key],
      ["slr-also", text(otherNotes(report, { none: ["accession"] }).join(" | "))],
    ],
  };
}

/**
 * The type of the entry; a thesis or report with a known school or institution has its venue
 * elsewhere.
 */
function typeOf(report: KeyedReport): EntryType {
  const { type } = report.record;
  const { degree, institution } = imprintOf(report);
  if (type === "thesis" && degree !== undefined)
    return {
      entry: { doctoral: "phdthesis", master: "mastersthesis" }[degree],
      venue: "howpublished",
    };
  if (type === "report" && institution !== undefined)
    return { ...TYPES.report, venue: "howpublished" };
  return type === undefined ? MISC : TYPES[type];
}

const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  // For braces without a partner. Readers know `\\{` better.
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "&": "\\&",
  "%": "\\%",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
};

/** Whether each brace has its partner, so that BibTeX, which counts escaped ones, too, finds the end of the value. */
function hasPairedBraces(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === "{") open += 1;
    else if (character === "}") open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** Text as LaTeX prints it: special characters escaped, ligatures of signs kept apart. */
function escapeTex(text: string): string {
  const braces = hasPairedBraces(text);
  return text
    .replace(/[\\{}~^&%$#_]/g, (character) =>
      braces && /[{}]/.test(character) ? `\\${character}` : (SPECIAL[character] ?? character),
    )
    .replace(/([-'`])(?=\1)/g, "$1{}");
}

/**
 * `Family, Given` or `Family, Jr, Given`; a group stands in braces, because BibTeX would look for a
 * given name.
 */
function texAuthor({ family, given }: Author): string {
  const name = escapeTex(withoutLineBreaks(family));
  // Some programs part names at each `and`, also inside of braces.
  if (given === undefined) return `{${name.replace(/ (and) /gi, " {$1} ")}}`;
  const suffixed = /^(.+), ((?:Jr|Sr|I{1,3}|IV)\.?)$/i.exec(given);
  const rest = suffixed === null ? [given] : [suffixed[2] ?? "", suffixed[1] ?? ""];
  return [name, ...rest.map((part) => escapeTex(withoutLineBreaks(part)))].join(", ");
}

/** Writes identifiers and links unchanged, except for characters that would end the field. */
function link(value: string | undefined): string | undefined {
  return value?.replace(
    /[\s{}\\]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

/**
 * `smith2020deep`; the next report with the same key becomes `smith2020deepa`, so reports that
 * follow never change a key.
 */
function citationKeys(): (report: KeyedReport) => string {
  const taken = new Set<string>();
  const clashes = new Map<string, number>();
  return ({ key, record }) => {
    const base = citationKey(record) || key;
    let clash = clashes.get(base) ?? 0;
    let unique = base;
    while (taken.has(unique)) {
      clash += 1;
      unique = base + letters(clash);
    }
    clashes.set(base, clash);
    taken.add(unique);
    return unique;
  };
}

/**
 * First author's family name, year, and first word of the title that is not an article; ASCII only.
 */
function citationKey({ authors, year, title }: BibRecord): string {
  const ascii = (text: string) => fold(text).replace(/[^a-z0-9]/g, "");
  const words = (title ?? "")
    .split(/[\s\p{Pd}/:,]+/u)
    .map(ascii)
    .filter((word) => !/^(?:a|an|the|)$/.test(word));
  return `${ascii(authors[0]?.family ?? "")}${year ?? ""}${words[0] ?? ""}`.slice(0, 80);
}

/** 1 is `a`, 26 is `z`, 27 is `aa`. */
function letters(n: number): string {
  const rest = Math.floor((n - 1) / 26);
  return (rest > 0 ? letters(rest) : "") + String.fromCharCode(97 + ((n - 1) % 26));
}
