import { z } from "zod";
import { STAGES } from "../records/model.ts";

/** How slr.yaml explains tables that somebody else kept. */

const name = z.string().trim().min(1);
const words = z.union([
  z.string().transform((value) => [value]),
  z.number().transform((value) => [String(value)]),
  z.boolean().transform((value) => [String(value)]),
  z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)),
]);

/**
 * A column, or a column whose values are cleaned by a pattern (its first group counts) and
 * translated.
 */
const Cell = z.union([
  name.transform((column) => ({ column })),
  z.strictObject({
    column: name,
    pattern: name.optional(),
    values: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).optional(),
  }),
]);
export type CellMap = z.output<typeof Cell>;

const relativePath = name.refine(
  (path) => !/^(?:[/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes(".."),
  "This path leads out of the review folder; give one inside of it",
);

/** A file, or a sheet of a workbook: `file: data.xlsx` with `sheet:` beside it, or both in one. */
const TableFile = {
  file: z.union([relativePath, z.strictObject({ file: relativePath, sheet: name })]),
  sheet: name.optional(),
};

/** The columns that say which entry of which source a row is about. */
const EntryColumns = z.strictObject({
  /** A column, or the name of one source. */
  source: Cell,
  /** The export's own id of the entry. */
  id: Cell.optional(),
  /** The entry's number in its source, counted from 1. */
  ordinal: Cell.optional(),
  title: Cell.optional(),
  /** The table's name for each source, and its name in slr.yaml. */
  sources: z.record(z.string(), name).optional(),
});
export type EntryMap = z.output<typeof EntryColumns>;

/** The columns that say which record a row is about. */
const RecordColumns = z.strictObject({
  key: Cell.optional(),
  doi: Cell.optional(),
  pmid: Cell.optional(),
  arxiv: Cell.optional(),
  title: Cell.optional(),
  year: Cell.optional(),
});
export type ReferenceMap = z.output<typeof RecordColumns>;

const VERDICTS = ["include", "maybe", "exclude", "not-retrieved"] as const;
export type MappedVerdict = (typeof VERDICTS)[number];

const VerdictColumn = z.strictObject({
  column: name,
  pattern: name.optional(),
  include: words.optional(),
  maybe: words.optional(),
  exclude: words.optional(),
  "not-retrieved": words.optional(),
  /** The meaning of every other value; without it, another value is a problem. */
  otherwise: z.enum(VERDICTS).optional(),
});
export type VerdictColumnMap = z.output<typeof VerdictColumn>;

/** A column for each criterion: which columns exclude if they say yes, and which if they say no. */
const Matrix = z.strictObject({
  exclude: z.record(z.string(), name).optional(),
  include: z.record(z.string(), name).optional(),
  yes: words.default(["x", "yes", "y", "1", "true"]),
  no: words.default(["no", "n", "0", "false", ""]),
  maybe: words.default(["maybe", "unclear", "uncertain", "?"]),
});
export type MatrixMap = z.output<typeof Matrix>;

/** A table of decisions that somebody else kept. */
export const DecisionTable = z
  .strictObject({
    ...TableFile,
    stage: z.union([z.enum(STAGES).transform((stage) => [stage]), z.array(z.enum(STAGES)).min(1)]),
    record: RecordColumns.optional(),
    entry: EntryColumns.optional(),
    /** The column that names the row's group in a ledger under `duplicates`. */
    group: Cell.optional(),
    verdict: z.union([VerdictColumn, z.strictObject({ matrix: Matrix })]),
    reason: Cell.optional(),
    /** A column, or the name of the only reviewer. */
    reviewer: Cell.optional(),
    /** Rows that a program decided: a column and its values. */
    automation: z.strictObject({ column: name, values: words }).optional(),
    "decided-at": Cell.optional(),
    note: Cell.optional(),
  })
  .refine(
    ({ record, entry, group }) =>
      [record, entry, group].filter((one) => one !== undefined).length === 1,
    {
      message:
        "The map must have exactly one of `record`, `entry` and `group`, to say which record a row is about",
    },
  );
export type DecisionMap = z.output<typeof DecisionTable>;

/**
 * A ledger of duplicates that somebody else kept; it has the last word on the entries that it
 * lists.
 */
export const LedgerTable = z
  .strictObject({
    ...TableFile,
    entry: EntryColumns,
    group: Cell.optional(),
    /** The id of the entry that the row's entry duplicates, if there are no groups. */
    "duplicate-of": Cell.optional(),
    /** Which entry of a group is kept: yes, x, 1 or true. */
    kept: Cell.optional(),
  })
  .refine((map) => (map.group === undefined) !== (map["duplicate-of"] === undefined), {
    message: "The map must have either `group` or `duplicate-of`",
  });
export type LedgerMap = z.output<typeof LedgerTable>;
