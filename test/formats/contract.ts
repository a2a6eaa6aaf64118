import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/records/problem.ts";
import type { Batch, Format, ParsedEntry, ReadOptions } from "../../src/formats/format.ts";
import { FORMATS } from "../../src/formats/index.ts";
import { decodeText } from "../../src/formats/text/decode.ts";

/** What a format made of a text. */
export interface Reading {
  readonly entries: readonly ParsedEntry[];
  readonly problems: Batch["problems"];
}

/** Options that a fixture needs beside its content, by fixture name: `columns`. */
export type FixtureOptions = Readonly<Record<string, Omit<ReadOptions, "file">>>;

const UPDATE = process.env.SLR_UPDATE_FIXTURES === "1";
const ROOT = new URL("../../", import.meta.url);

/**
 * The promises that every format makes, tested on the fixtures in a folder such as
 * `fixtures/formats/ris`. Beside each `<quirk>.<ext>` lies `<quirk>.json` with what is expected:
 * `entries` as the format yields them (of an unreadable entry and of a problem: severity, code and
 * line, because wording may change). `SLR_UPDATE_FIXTURES=1` writes these files; read the diff.
 */
export function behavesLikeAFormat(
  format: Format,
  folder: string,
  fixtureOptions: FixtureOptions = {},
): void {
  const directory = new URL(`${folder.replace(/\/?$/, "/")}`, ROOT);
  const fixtures = readdirSync(directory).filter((name) => !name.endsWith(".json"));

  test("there are fixtures", () => {
    expect(fixtures).not.toEqual([]);
  });

  describe.each(fixtures)("%s", (name) => {
    const options: ReadOptions = { file: name, ...fixtureOptions[name] };
    const bytes = readFileSync(new URL(encodeURIComponent(name), directory));
    const expectedFile = fileURLToPath(new URL(name.replace(/\.\w+$/, ".json"), directory));

    test("is recognised by this format and by no other", async () => {
      const head = (await textOf(bytes)).slice(0, 65_536);
      const ids = FORMATS.filter((one) => one.recognizes(head, options)).map((one) => one.id);
      expect(ids).toEqual([format.id]);
    });

    test("gives the expected entries and problems", async () => {
      const actual = comparable(await readAll(format, decodeText(once(bytes)).chunks, options));
      if (UPDATE) writeFileSync(expectedFile, `${JSON.stringify(actual, null, 2)}\n`);
      expect(existsSync(expectedFile), `${expectedFile} is missing`).toBe(true);
      expect(actual).toEqual(JSON.parse(readFileSync(expectedFile, "utf8")));
    });

    test("has every place on a line of the file, in this file", async () => {
      const text = await textOf(bytes);
      const lines = text.split(/\r\n|\n|\r/).length;
      expectPlaces(await readAll(format, once(text), options), options.file, lines);
    });

    test("means the same with CRLF, LF and lone CR as line ends", async () => {
      const text = (await textOf(bytes)).replace(/\r\n|\r/g, "\n");
      const expected = await readAll(format, once(text), options);
      for (const end of ["\r\n", "\r"]) {
        const actual = await readAll(format, once(text.replaceAll("\n", end)), options);
        expect(withLineFeeds(actual)).toEqual(withLineFeeds(expected));
      }
    });

    test("means the same however its chunks are cut", async () => {
      const text = await textOf(bytes);
      const expected = await readAll(format, once(text), options);
      for (const size of [1, 7, 64]) {
        expect(await readAll(format, inChunks(text, size), options)).toEqual(expected);
      }
    });

    test("half of it, or with rubbish in it, gives entries and problems and throws nothing", async () => {
      const text = await textOf(bytes);
      const cut = fc.tuple(fc.nat(text.length), fc.string({ unit: "binary", maxLength: 20 }));
      await fc.assert(
        fc.asyncProperty(cut, fc.boolean(), async ([at, rubbish], keepRest) => {
          const broken = text.slice(0, at) + rubbish + (keepRest ? text.slice(at) : "");
          const lines = broken.split(/\r\n|\n|\r/).length;
          expectPlaces(await readAll(format, once(broken), options), options.file, lines);
        }),
        { numRuns: 25, seed: 1 },
      );
    });
  });
}

/** Everything that a format yields for a text. */
export async function readAll(
  format: Format,
  chunks: AsyncIterable<string>,
  options: ReadOptions,
): Promise<Reading> {
  const entries: ParsedEntry[] = [];
  const problems: Batch["problems"][number][] = [];
  for await (const batch of format.read(chunks, options)) {
    for (const entry of batch.entries) entries.push(entry);
    for (const problem of batch.problems) problems.push(problem);
  }
  return { entries, problems };
}

/** What a format makes of a text that is given as it is. */
export function readText(format: Format, text: string, file = "test"): Promise<Reading> {
  return readAll(format, once(text), { file });
}

/** One chunk. */
export async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

/** Chunks of one size, the last may be shorter. */
export async function* inChunks<T extends string | Uint8Array>(
  whole: T,
  size: number,
): AsyncGenerator<T> {
  for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size) as T;
}

/** The decoded text of a file. */
export async function textOf(bytes: Uint8Array): Promise<string> {
  const parts: string[] = [];
  for await (const chunk of decodeText(once(bytes)).chunks) parts.push(chunk);
  return parts.join("");
}

function comparable({ entries, problems }: Reading): unknown {
  const plain = {
    entries: entries.map((entry) =>
      entry.kind === "record"
        ? { line: entry.line, record: entry.record, attribution: entry.attribution }
        : { line: entry.line, unreadable: entry.problem.code },
    ),
    problems: problems.map(({ severity, code, line }) => ({ severity, code, line })),
  };
  // Through JSON, as the expected file went.
  return JSON.parse(JSON.stringify(plain));
}

function withLineFeeds(reading: Reading): unknown {
  return JSON.parse(JSON.stringify(reading).replaceAll("\\r\\n", "\\n").replaceAll("\\r", "\\n"));
}

function expectPlaces({ entries, problems }: Reading, file: string, lines: number): void {
  const all = [...problems, ...entries.flatMap((e) => (e.kind === "record" ? [] : [e.problem]))];
  for (const problem of all) {
    expect(problem.file, formatProblem(problem)).toBe(file);
    expect(problem.message).not.toBe("");
  }
  for (const { line } of [...entries, ...all]) {
    if (line === undefined) continue;
    expect(Number.isInteger(line) && line >= 1 && line <= lines, `line ${line} of ${lines}`).toBe(
      true,
    );
  }
}
