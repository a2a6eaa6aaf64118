import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { cutFile, spliced } from "./raw-entries.ts";

/** Random changes of one row or field in one input of a review, whatever kind of file it is. */

type Random = (below: number) => number;

/** A file as rows that can be deleted, doubled, swapped and edited. */
interface Rows {
  readonly rows: readonly (readonly string[])[];
  /** The text of the file with other rows. */
  write(rows: readonly (readonly string[])[]): string;
}

/** What was done, for whoever reads that it was not reported. */
export interface Change {
  readonly file: string;
  readonly what: string;
  readonly text: string;
}

/** The text of a file as this harness writes it, so that only the change differs from it later. */
export function written(file: string, text: string): string {
  const { rows, write } = rowsOf(file, text);
  return write(rows);
}

/** One random change of the text of a file; undefined where it changes nothing. */
export function changed(file: string, text: string, random: Random): Change | undefined {
  const { rows, write } = rowsOf(file, text);
  if (rows.length === 0) return undefined;
  const [what, others] = pick(WAYS, random)(rows, random);
  const after = write(others);
  return after === text ? undefined : { file, what, text: after };
}

function rowsOf(file: string, text: string): Rows {
  if (/\.(?:csv|tsv)$/.test(file)) return rowsOfTable(file, text);
  const cut = cutFile(text);
  if (cut === undefined) return rowsOfLines(text);
  return {
    rows: cut.entries.map((entry) => entry.trimEnd().split("\n")),
    write: (rows) =>
      spliced(
        cut,
        rows.map((lines) => lines.join("\n")),
      ),
  };
}

function rowsOfTable(file: string, text: string): Rows {
  const first = text.split("\n", 1)[0] ?? "";
  const delimiter = file.endsWith(".tsv")
    ? "\t"
    : first.includes(";") && !first.includes(",")
      ? ";"
      : ",";
  const [header = [], ...rows] = parse(text, {
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
  }) as string[][];
  return { rows, write: (others) => stringify([header, ...others], { delimiter }) };
}

/** slr.yaml: a line is a row, and its words are its fields. */
function rowsOfLines(text: string): Rows {
  const lines = text.replace(/\n+$/, "").split("\n");
  return {
    rows: lines.map((line) => line.split(/(?<= )/)),
    write: (rows) => `${rows.map((words) => words.join("")).join("\n")}\n`,
  };
}

type Way = (
  rows: readonly (readonly string[])[],
  random: Random,
) => readonly [what: string, rows: readonly (readonly string[])[]];

const WAYS: readonly Way[] = [
  (rows, random) => {
    const at = random(rows.length);
    return [`row ${at} deleted`, rows.toSpliced(at, 1)];
  },
  (rows, random) => {
    const [at, to] = [random(rows.length), random(rows.length + 1)];
    return [`row ${at} doubled at ${to}`, rows.toSpliced(to, 0, rows[at]!)];
  },
  (rows, random) => {
    const [a, b] = [random(rows.length), random(rows.length)];
    return [`rows ${a} and ${b} swapped`, rows.with(a, rows[b]!).with(b, rows[a]!)];
  },
  (rows, random) => {
    const [a, b] = [random(rows.length), random(rows.length)];
    const field = random(Math.min(rows[a]!.length, rows[b]!.length));
    const [one, other] = [rows[a]![field]!, rows[b]![field]!];
    return [
      `field ${field} of rows ${a} and ${b} swapped`,
      rows.with(a, rows[a]!.with(field, other)).with(b, rows[b]!.with(field, one)),
    ];
  },
  ...[edited, edited, edited].map(
    (edit): Way =>
      (rows, random) => {
        const at = random(rows.length);
        const field = random(rows[at]!.length);
        const value = edit(rows[at]![field]!, random);
        return [
          `field ${field} of row ${at} is ${value}`,
          rows.with(at, rows[at]!.with(field, value)),
        ];
      },
  ),
];

/** A value with one letter or digit changed, or its end cut off, or nothing left of it. */
function edited(value: string, random: Random): string {
  const way = random(4);
  if (way === 0) return "";
  if (way === 1) return value.slice(0, random(value.length + 1));
  const at = random(value.length + 1);
  const sign = pick([..."aeinst0123456789 "], random);
  return way === 2
    ? value.slice(0, at) + sign + value.slice(at)
    : value.slice(0, at) + sign + value.slice(at + 1);
}

function pick<Value>(list: readonly Value[], random: Random): Value {
  return list[random(list.length)]!;
}
