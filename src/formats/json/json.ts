import { findArxivId } from "../../core/records/normalize.ts";
import type { Problem } from "../../core/records/problem.ts";
import { nameOf } from "../fields/people.ts";
import type { Batch, Format, ReadOptions } from "../format.ts";
import { JSON_TELLTALE, objectMarks } from "../marks.ts";
import { columnName, GENERIC_COLUMNS, isKnownColumn, isTitleColumn } from "../tables/columns.ts";
import { type RecordReader, recordReader } from "../tables/record.ts";
import { crossrefJson } from "./crossref-json.ts";
import { cslJson } from "./csl-json.ts";
import { eppiJson } from "./eppi-json.ts";
import { openalexJson } from "./openalex-json.ts";
import { type JsonFormat, readJson } from "./read.ts";
import type { RowPath } from "./rows.ts";
import { beginsLikeJson, type RowSketch, rowAt } from "./sketch.ts";
import { itemsOf, type JsonObject, objectOf, originalOf } from "./values.ts";

/**
 * Records as objects in an array, from any program, read as a table whose columns are the objects'
 * names. slr.yaml says where the array is (`rows`) and which names contain what (`columns`).
 */
export const json: Format<"json"> = {
  id: "json",
  marks: objectMarks,
  telltale: JSON_TELLTALE,
  recognizes(head, options) {
    if (!beginsLikeJson(head)) return false;
    if (options.rows !== undefined || options.columns !== undefined) return true;
    if (KNOWN.some((format) => format.recognizes(head, options))) return false;
    return discover(head) !== undefined;
  },
  read,
};

const KNOWN: readonly Format[] = [openalexJson, crossrefJson, eppiJson, cslJson];

async function* read(chunks: AsyncIterable<string>, options: ReadOptions): AsyncGenerator<Batch> {
  const { file, rows, columns = {} } = options;
  const readers = new Map<string, RecordReader>();
  const present = new Set<string>();
  let seen: readonly string[] = [];
  let found: Discovery | undefined;
  const format: JsonFormat = { id: "json", pathOf, entryOf };
  yield* readJson(chunks, options, format);

  const problems: Problem[] = [];
  if (found !== undefined && found.others.length > 0) {
    const others = found.others.map((path) => `\`${path.join(".")}\``).join(", ");
    const message = `Only the array of records at \`${found.path.join(".")}\` was read; there is another one at ${others}. Name the right one in slr.yaml (sources: rows).`;
    problems.push({ severity: "error", code: "json/other-rows", file, line: 1, message });
  }
  if (seen.length > 0) {
    for (const [field, column] of Object.entries(columns)) {
      if (present.has(column)) continue;
      const known = seen.map((name) => `"${name.slice(0, 80)}"`).join(", ");
      const message = `Unexpected name "${column}" for ${field}, expected one that the objects have, such as ${known}.`;
      problems.push({ severity: "error", code: "json/unknown-column", file, line: 1, message });
    }
  }
  if (problems.length > 0) yield { entries: [], problems };

  function pathOf(head: string): RowPath {
    if (rows !== undefined) return rows.split(".");
    found = discover(head);
    return found?.path ?? [];
  }

  function entryOf(object: JsonObject, line: number): ReturnType<JsonFormat["entryOf"]> {
    const wanted = Object.values(columns).filter((column) => !Object.hasOwn(object, column));
    const header = [...new Set([...Object.keys(object), ...wanted])];
    if (seen.length === 0) seen = Object.keys(object).slice(0, 30);
    const cells = header.map((name) => {
      const value = valueNamed(object, name);
      if (value !== undefined) present.add(name);
      return cellOf(value, name === columns.authors || AUTHORS.has(columnName(name)));
    });
    // Objects that have the same names in the same order share a reader.
    const signature = JSON.stringify(header);
    let reader = readers.get(signature);
    const isFirst = readers.size === 0;
    if (reader === undefined) {
      reader = recordReader(header, line, options, "json");
      if (readers.size < 1000) readers.set(signature, reader);
    }
    const { entry, problems: about } = reader.read(cells, line);
    const problems = isFirst ? [...reader.problems, ...about] : about;
    if (entry?.kind !== "record") return { ...(entry && { entry }), problems };
    const { record } = entry;
    const arxiv = record.arxiv ?? findArxivId(record.doi ?? "");
    return {
      entry: {
        ...entry,
        record: { ...record, ...(arxiv && { arxiv }), original: originalOf(object) },
      },
      problems,
    };
  }
}

const AUTHORS: ReadonlySet<string> = new Set(GENERIC_COLUMNS.authors);

/** The value of a name, or at a path of names separated by dots; arrays are passed through. */
function valueNamed(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  let values: readonly unknown[] = [object];
  for (const part of name.split(".")) {
    values = values.flatMap((value) =>
      itemsOf(value).flatMap((item) => {
        const parent = objectOf(item);
        return parent !== undefined && Object.hasOwn(parent, part) ? [parent[part]] : [];
      }),
    );
  }
  return values.length > 1 ? values.flatMap(itemsOf) : values[0];
}

/** A value in the form of a table cell; names of a list are separated by semicolons. */
function cellOf(value: unknown, isAuthors: boolean): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  // Tables read people in lists of objects as JSON prints them.
  if (isAuthors && itemsOf(value).some((item) => objectOf(item) !== undefined))
    return JSON.stringify(value);
  if (!Array.isArray(value)) return objectOf(value) === undefined ? "" : nameOf(value);
  const texts = (value as readonly unknown[]).map(nameOf).filter((text) => text.trim() !== "");
  // Alone, `Doe Roe, Jane Ann` could be two names.
  return texts.join("; ") + (isAuthors && texts.length === 1 ? ";" : "");
}

interface Discovery {
  readonly path: RowPath;
  /** Other arrays of records at the same depth as this one. */
  readonly others: readonly RowPath[];
}

const DEEPEST = 5;
const MOST_PATHS = 200;

/** The array of records in a document: the one nearest to the top whose objects have a title. */
function discover(head: string): Discovery | undefined {
  let level: readonly RowPath[] = [[]];
  let single: RowPath | undefined;
  let looked = 0;
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    const found: RowPath[] = [];
    const next: RowPath[] = [];
    for (const path of level) {
      looked += 1;
      const row = looked > MOST_PATHS ? undefined : rowAt(head, path);
      if (row === undefined) continue;
      if (isRecord(row) && row.isOneOfMany) found.push(path);
      else {
        if (isRecord(row) && isDescribed(row)) single ??= path;
        for (const name of row.names) if (!name.includes(".")) next.push([...path, name]);
      }
    }
    const [path, ...others] = found;
    if (path !== undefined) return { path, others };
    level = next;
  }
  return single === undefined ? undefined : { path: single, others: [] };
}

function isRecord({ names }: RowSketch): boolean {
  return [...names].some((name) => isTitleColumn(columnName(name)));
}

/** A title alone is not enough: a document may have one, too. */
function isDescribed({ names }: RowSketch): boolean {
  const known = [...names].filter((name) => isKnownColumn(columnName(name)));
  return known.length >= 3;
}
