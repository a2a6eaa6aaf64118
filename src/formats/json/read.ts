import type { Problem } from "../../core/records/problem.ts";
import type { Batch, ParsedEntry, ReadOptions } from "../format.ts";
import { type FoundRow, type RowPath, readRows } from "./rows.ts";
import { type JsonObject, parseObject } from "./values.ts";

/** How a format in JSON is read. */
export interface JsonFormat {
  /** First part of problem codes. */
  readonly id: string;
  /** Where the records are, judged by the first 64 KB of the file. */
  readonly pathOf: (head: string) => RowPath;
  readonly entryOf: (
    object: JsonObject,
    line: number,
  ) => { readonly entry?: ParsedEntry; readonly problems: readonly Problem[] };
}

const HEAD = 64 * 1024;

/** Reads records that are the objects of an array. */
export async function* readJson(
  chunks: AsyncIterable<string>,
  { file, limits }: ReadOptions,
  { id, pathOf, entryOf }: JsonFormat,
): AsyncGenerator<Batch> {
  const { head, text } = await withHead(chunks);
  const path = pathOf(head);
  let isEmpty = true;
  let keys: ReadonlySet<string> = new Set();
  for await (const batch of readRows(text, path, limits)) {
    keys = batch.keys;
    if (batch.rows.length === 0) continue;
    isEmpty = false;
    const problems: Problem[] = [];
    const entries = batch.rows.flatMap((row) => read(row, problems));
    yield { entries, problems };
  }
  if (isEmpty && path.length > 0 && head.trim() !== "") {
    const names = [...keys].map((name) => `\`${name.slice(0, 80)}\``).join(", ");
    const message = `There are no records at \`${path.join(".")}\`: the JSON has no objects there. Names on the way: ${names === "" ? "none" : names}.`;
    yield { entries: [], problems: [problem("no-rows", 1, message)] };
  }

  function read(row: FoundRow, problems: Problem[]): readonly ParsedEntry[] {
    const { line } = row;
    if ("cutOff" in row) {
      problems.push(problem("cut-off", line, row.cutOff));
      return [];
    }
    const object = "text" in row ? parseObject(row.text) : undefined;
    if (object === undefined) {
      const message = "text" in row ? "This object is no JSON that can be read." : row.unreadable;
      return [{ kind: "unreadable", line, problem: problem("not-json", line, message) }];
    }
    const { entry, problems: about } = entryOf(object, line);
    problems.push(...about);
    return entry === undefined ? [] : [entry];
  }

  function problem(code: string, line: number, message: string): Problem {
    return { severity: "error", code: `${id}/${code}`, file, line, message };
  }
}

/** The first 64 KB of a text, and all of it. */
async function withHead(
  chunks: AsyncIterable<string>,
): Promise<{ readonly head: string; readonly text: AsyncIterable<string> }> {
  const source = chunks[Symbol.asyncIterator]();
  let held = "";
  let isOver = false;
  while (held.length < HEAD && !isOver) {
    const next = await source.next();
    if (next.done) isOver = true;
    else held += next.value;
  }
  async function* text(): AsyncGenerator<string> {
    try {
      if (held !== "") yield held;
      while (!isOver) {
        const next = await source.next();
        if (next.done) isOver = true;
        else yield next.value;
      }
    } finally {
      // If a reader stops early, the file is closed.
      await source.return?.();
    }
  }
  return { head: held.slice(0, HEAD), text: text() };
}
