import type { BibRecord, RecordType } from "../../core/records/model.ts";
import type { RowWriter } from "../text/row-writer.ts";
import {
  authorName,
  imprintOf,
  type KeyedReport,
  otherNotes,
  otherValuesOf,
  pageRange,
  publisherNotes,
  publisherOf,
  THESIS,
  withoutLineBreaks,
} from "./report-fields.ts";

/** RIS's reference type, and M3 (type of work) for what that type cannot say. */
const TYPES = {
  article: ["JOUR"],
  "conference paper": ["CONF"],
  "conference abstract": ["ABST"],
  review: ["JOUR", "Review"],
  editorial: ["JOUR", "Editorial"],
  letter: ["JOUR", "Letter"],
  erratum: ["JOUR", "Erratum"],
  retraction: ["JOUR", "Retraction"],
  book: ["BOOK"],
  "book chapter": ["CHAP"],
  thesis: ["THES"],
  report: ["RPRT"],
  preprint: ["UNPB"],
  dataset: ["DATA"],
  registration: ["GEN", "Registration"],
  other: ["GEN", "Other"],
} as const satisfies Record<RecordType, readonly [tag: string, detail?: string]>;

/** Types in which `A2` is the editor of the whole work. */
const PARTS: ReadonlySet<string> = new Set(["CHAP", "CONF", "ABST"]);

/** Reports as RIS, for reference managers; `ID` is the record's key. */
export function risWriter(): RowWriter<KeyedReport> {
  return {
    begin: "",
    record(report) {
      const lines = fields(report).flatMap(([tag, value]) => {
        const text = value === undefined ? "" : withoutLineBreaks(String(value));
        return text === "" ? [] : [`${tag}  - ${text}\n`];
      });
      return `${lines.join("")}ER  - \n\n`;
    },
    end: () => "",
  };
}

type Field = readonly [tag: string, value: string | number | undefined];

function fields(report: KeyedReport): readonly Field[] {
  const { key, record } = report;
  const imprint = imprintOf(report);
  const [type, detail = imprint.degree && THESIS[imprint.degree]] = typeOf(record);
  const [first, last] = record.pages === undefined ? [] : pageRange(record.pages);
  const keywords = [...new Set([...record.keywords, ...record.mesh])];
  return [
    ["TY", type],
    ["ID", key],
    ["TI", record.title],
    ...record.authors.map((author): Field => ["AU", authorName(author)]),
    ...imprint.editors.map((editor): Field => [PARTS.has(type) ? "A2" : "ED", authorName(editor)]),
    ["PY", record.year],
    // For a book, T2 is its series, which most programs read from T3.
    [record.type === "book" ? "T3" : "T2", record.venue],
    ["VL", record.volume],
    ["IS", record.issue],
    ["SP", first],
    ["EP", last],
    ["PB", publisherOf(imprint)],
    ["CY", imprint.place],
    ["ET", imprint.edition],
    ["DO", record.doi],
    ["UR", record.url],
    ...otherValuesOf(report, "url").map((url): Field => ["UR", url]),
    ...record.issn.map((issn): Field => ["SN", issn]),
    ...imprint.isbn.map((isbn): Field => ["SN", isbn]),
    ["AN", record.accession],
    ["C2", record.pmcid],
    // RIS has no tags for these. Reference managers keep notes, and slr reads the values back from
    // them.
    ["N1", record.pmid && `PMID: ${record.pmid}`],
    ["N1", record.arxiv && `arXiv:${record.arxiv}`],
    ...publisherNotes(imprint).map((note): Field => ["N1", note]),
    ...otherNotes(report, { several: ["url"] }).map((note): Field => ["N1", note]),
    ["M3", detail],
    ["LA", record.language],
    ...keywords.map((keyword): Field => ["KW", keyword]),
    ["AB", record.abstract],
  ];
}

/** A report is generic if no export gives its type. */
function typeOf({ type }: BibRecord): readonly [tag: string, detail?: string] {
  return type === undefined ? ["GEN"] : TYPES[type];
}
