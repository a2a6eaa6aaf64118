import type { FieldEvidence, Reason } from "../../core/dedupe/evidence.ts";
import type {
  ExplainedPair,
  PairOutcome,
} from "../../core/overviews/duplicates/explain-duplicates.ts";
import { fieldText } from "../../core/overviews/duplicates/field-origins.ts";
import type { BibRecord, EntryId } from "../../core/records/model.ts";
import { sixDecimals } from "../../core/statistics/deterministic-arithmetic.ts";
import { type Column, csvTable } from "../text/csv-table.ts";
import { hanging } from "../text/hanging.ts";
import { displayWidth, plainText, wrapText } from "../text/plain-text.ts";

/** One of two entries, with its place and content. */
export interface ExplainedEntry {
  readonly entry: EntryId;
  readonly record: string;
  readonly file: string;
  readonly line: number;
  readonly bib: BibRecord;
}

/** An explained pair with both of its entries. */
export interface ShownPair extends ExplainedPair {
  readonly sides: readonly [ExplainedEntry, ExplainedEntry];
}

const OUTCOME = {
  "one-record": "One record",
  possible: "Two records, possible duplicates",
  linked: "Two records, versions of one study",
  "two-records": "Two records",
} as const satisfies Record<PairOutcome, string>;

/** Names of fields in the evidence that differ from those of a record. */
const CALLED: Readonly<Record<string, keyof BibRecord>> = { page: "pages", names: "authors" };

/** The value of an entry's field as its export writes it, otherwise as it was compared. */
function written({ bib }: ExplainedEntry, { field }: FieldEvidence, compared = ""): string {
  const name = CALLED[field] ?? field;
  const known = name in bib ? fieldText(bib, name as keyof BibRecord) : ""; // `in` checked the name
  return known === "" ? compared : known;
}

function fieldRows({ evidence, sides: [a, b] }: ShownPair) {
  return evidence.fields.map((field) => ({
    field: field.field,
    comparison: field.comparison,
    a: written(a, field, field.a),
    b: written(b, field, field.b),
  }));
}

/** The length to which an abstract is cut; nobody compares more by eye. */
const LONGEST_VALUE = 300;

/** The two entries side by side, the verdict on them, and the evidence for it. */
export function explainedText(pair: ShownPair, width: number): string {
  const { outcome, because, evidence, sides } = pair;
  const label = 8;
  const verdict = 9;
  const own = Math.max(12, Math.floor((width - label - verdict - 6) / 2));
  const cell = (text: string, room: number) => wrapText(plainText(text), room, room, displayWidth);
  const row = (cells: readonly string[]): string[] => {
    const columns = [label, verdict, own, own].map((room, at) => cell(cells[at]!, room));
    const height = Math.max(...columns.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((lines, at) => {
          const text = lines[line] ?? "";
          const room = [label, verdict, own, own][at]!;
          return text + " ".repeat(Math.max(0, room - displayWidth(text)));
        })
        .join("  ")
        .trimEnd(),
    );
  };
  const short = (text: string) =>
    text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text || "-";
  const told = (sign: 1 | -1) =>
    evidence.reasons
      .filter(({ weight }) => weight * sign > 0)
      .map(reasonText)
      .join(", ");
  return [
    ...sides.flatMap(({ entry, record, file, line }) =>
      hanging(`${plainText(entry)}  `, `record ${record} (${file}:${line})`, width),
    ),
    "",
    ...hanging("", `${OUTCOME[outcome]}: ${because}.`, width),
    "",
    ...row(["", "", sides[0].entry, sides[1].entry]),
    ...fieldRows(pair)
      .filter(({ a, b }) => a !== "" || b !== "")
      .flatMap(({ field, comparison, a, b }) => row([field, comparison, short(a), short(b)])),
    "",
    ...hanging("For      ", told(1) || "nothing", width),
    ...hanging("Against  ", told(-1) || "nothing", width),
    ...(evidence.veto === undefined ? [] : hanging("Veto     ", evidence.veto.words, width)),
    ...hanging(
      "Alone    ",
      `${ALONE[evidence.verdict]} (${evidence.rule}), one report with a probability of ${Math.floor(evidence.similarity * 100)} %`,
      width,
    ),
  ].join("\n");
}

const ALONE = {
  duplicate: "on their own, the two are duplicates",
  possible: "on their own, the two are possible duplicates",
  linked: "on their own, the two are versions of one study",
  distinct: "on their own, the two are not duplicates",
} as const;

function reasonText({ words, weight }: Reason): string {
  return `${words} (${weight > 0 ? "+" : ""}${weight.toFixed(1)})`;
}

export function explainedJson({
  sides,
  outcome,
  because,
  via,
  evidence,
  ...rest
}: ShownPair): string {
  const rows = fieldRows({ sides, outcome, because, via, evidence, ...rest });
  return JSON.stringify(
    {
      entries: sides.map(({ entry, record, file, line }) => ({ entry, record, file, line })),
      outcome,
      because,
      via,
      verdict: evidence.verdict,
      rule: evidence.rule,
      similarity: sixDecimals(evidence.similarity),
      fields: rows.map(({ field, comparison, a, b }) => ({
        field,
        comparison,
        a: a || null,
        b: b || null,
      })),
      reasons: evidence.reasons.map(({ words, weight }) => ({
        words,
        weight: sixDecimals(weight),
      })),
      veto: evidence.veto ?? null,
    },
    null,
    2,
  );
}

const COLUMNS: readonly Column<ReturnType<typeof fieldRows>[number]>[] = [
  ["field", ({ field }) => field],
  ["comparison", ({ comparison }) => comparison],
  ["a", ({ a }) => a],
  ["b", ({ b }) => b],
];

/** The fields of two entries, a row for each field. */
export function explainedCsv(pair: ShownPair): string {
  return [...csvTable(COLUMNS, fieldRows(pair))].join("").trimEnd();
}
