import type { PublishedCopy } from "../../core/published/published-copy.ts";
import type {
  Decision,
  PairDecision,
  Reference,
  Retrieval,
  StudyMember,
} from "../../core/records/decision.ts";
import type { Place } from "../../core/records/model.ts";
import { type Column, csvWriter } from "../text/csv-table.ts";
import { writeRows } from "../text/row-writer.ts";

/** What a row says of the record that its writer saw. */
function snapshot<Row>(of: (row: Row) => Reference, suffix = ""): Column<Row>[] {
  return [
    [`doi${suffix}`, (row) => of(row).doi],
    [`pmid${suffix}`, (row) => of(row).pmid],
    [`title${suffix}`, (row) => of(row).title],
    [`year${suffix}`, (row) => of(row).year],
  ];
}

/** Where the row stands in the files of the review. */
const PLACE: readonly Column<{ readonly place: Place }>[] = [
  ["file", ({ place }) => place.file],
  ["line", ({ place }) => place.line],
];

const referenceOf = ({ reference }: { readonly reference: Reference }) => reference;

/** Every decision of every reviewer, without notes and tags. */
const DECISIONS: readonly Column<Decision>[] = [
  ["reviewer", ({ reviewer }) => reviewer],
  ["record", ({ reference }) => reference.record],
  ["stage", ({ stage }) => stage],
  ["verdict", ({ verdict }) => verdict],
  ["reason", ({ reasons }) => reasons.join(";")],
  ["resolves", ({ resolves }) => (resolves ? "yes" : "")],
  ["decided_at", ({ decidedAt }) => decidedAt.written],
  ...snapshot(referenceOf),
  ["automation", ({ automation }) => (automation ? "yes" : "")],
  ...PLACE,
];

const PAIRS: readonly Column<PairDecision>[] = [
  ["a", ({ a }) => a.record],
  ["b", ({ b }) => b.record],
  ["verdict", ({ verdict }) => verdict],
  ["by", ({ by }) => by],
  ["decided_at", ({ decidedAt }) => decidedAt.written],
  ...snapshot(({ a }: PairDecision) => a, "_a"),
  ...snapshot(({ b }: PairDecision) => b, "_b"),
  ...PLACE,
];

const RETRIEVALS: readonly Column<Retrieval>[] = [
  ["record", ({ reference }) => reference.record],
  ["status", ({ status }) => status],
  ...snapshot(referenceOf),
  ...PLACE,
];

const STUDIES: readonly Column<StudyMember>[] = [
  ["study", ({ study }) => study],
  ["record", ({ reference }) => reference.record],
  ["synthesis", ({ synthesis }) => synthesis],
  ...snapshot(referenceOf),
  ...PLACE,
];

// slr reads these tables back, so nothing is escaped for spreadsheets.
function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Iterable<string> {
  return writeRows(csvWriter(columns, { forPeople: false }), rows);
}

/** The columns of a table of codes that a copy has: all but notes, and what slr does not know. */
const CODES = [
  ...["record", "classes", "within", "resolves", "decided_at"],
  ...["title", "year", "doi", "pmid"],
];

/** A table of codes without its notes. */
export function codesCsv(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Iterable<string> {
  const columns = header.flatMap((name, at): Column<readonly string[]>[] =>
    CODES.includes(name.trim().toLowerCase()) ? [[name, (cells) => cells[at]]] : [],
  );
  return table(columns, rows);
}

export const decisionsCsv = ({ decisions }: PublishedCopy) => table(DECISIONS, decisions);
export const pairsCsv = ({ pairs }: PublishedCopy) => table(PAIRS, pairs);
export const retrievalCsv = ({ retrievals }: PublishedCopy) => table(RETRIEVALS, retrievals);
export const studiesCsv = ({ studies }: PublishedCopy) => table(STUDIES, studies);
