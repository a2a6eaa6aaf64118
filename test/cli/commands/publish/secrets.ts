import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { openReview } from "../../../../src/cli/folder/review-folder.ts";
import { screenWithoutRating } from "../../../../src/core/review/review.ts";
import { rowsOf } from "../../../screened-review.ts";
import type { TestFolder } from "../../captured-io.ts";

/** The files of the copy with their texts. */
export function filesOf(folder: TestFolder, copy: string): Map<string, string> {
  const files = readdirSync(join(folder.path, copy), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files
      .sort()
      .map((file) => [
        file.slice(join(folder.path, copy).length + 1).replaceAll("\\", "/"),
        readFileSync(file, "utf8"),
      ]),
  );
}

interface Secrets {
  readonly abstracts: readonly string[];
  readonly notes: readonly string[];
  /** Words that criteria found in texts, not in fields such as the year. */
  readonly words: readonly string[];
  /** What the copy may say, although an abstract may say it, too. */
  readonly allowed: readonly string[];
}

/** What third parties and reviewers wrote, of which nothing may be in a copy. */
export async function secretsOf(folder: TestFolder): Promise<Secrets> {
  const abstracts: string[] = [];
  const notes: string[] = [];
  const words = new Set<string>();
  const allowed: string[] = [folder.read("slr.yaml")];
  await folder.slrBy(async (io) => {
    const review = await screenWithoutRating((await openReview(io, [])).input);
    for await (const { members, merged } of review.read(
      review.results.records.map(({ key }) => key),
    )) {
      for (const { record } of members) {
        if (record.abstract !== undefined) abstracts.push(record.abstract);
        allowed.push(record.title ?? "", record.venue ?? "");
      }
      allowed.push(
        merged.record.authors.map(({ family, given }) => `${family} ${given}`).join(" "),
      );
    }
    notes.push(
      ...review.found.input.decisions.map(({ note }) => note).filter((note) => note !== ""),
    );
    for (const { words: found, places } of review.results.judgements)
      if (places.some(({ sentence }) => sentence !== undefined))
        for (const word of found) words.add(word);
    return 0;
  });
  return { abstracts, notes, words: [...words], allowed };
}

const plainWords = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const RUN = 8;
/** Every run of eight words of a text. */
const runsOf = (text: string) => {
  const words = plainWords(text);
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(" "));
};

/** Fails if a file of the copy holds a part of an abstract, a note, or the words of a judgement. */
export function expectNothingOf(secrets: Secrets, files: ReadonlyMap<string, string>): void {
  const allowed = new Set(secrets.allowed.flatMap(runsOf));
  const published = new Map<string, string>();
  for (const [file, text] of files) for (const run of runsOf(text)) published.set(run, file);
  const leaked = secrets.abstracts
    .flatMap(runsOf)
    .filter((run) => published.has(run) && !allowed.has(run));
  expect(leaked.slice(0, 5).map((run) => `${published.get(run)}: ${run}`)).toEqual([]);
  expect(secrets.abstracts.length).toBeGreaterThan(50);

  const cells = new Set(
    [...files]
      .filter(([file]) => file.endsWith(".csv"))
      .flatMap(([, text]) => rowsOf(text).flatMap((row) => Object.values(row))),
  );
  const quoted = secrets.notes.filter(
    (note) =>
      cells.has(note) || runsOf(note).some((run) => published.has(run) && !allowed.has(run)),
  );
  expect(quoted.slice(0, 5)).toEqual([]);

  for (const row of rowsOf(files.get("results/judgements.csv")!))
    expect([row.words, row.field, row.sentence]).toEqual(["", "", ""]);
  // Titles and the words of the protocol may have a matched word; nothing else may.
  const own = new Set(secrets.allowed.flatMap(plainWords));
  const wanted = new Map<string, string>();
  for (const word of secrets.words) {
    const parts = plainWords(word);
    if (!parts.every((part) => own.has(part))) wanted.set(parts.join(" "), word);
  }
  const longest = Math.max(...secrets.words.map((word) => plainWords(word).length));
  const found = [...files].flatMap(([file, text]) => {
    const words = plainWords(text);
    return words.flatMap((_, at) =>
      Array.from({ length: longest }, (_, more) => words.slice(at, at + more + 1).join(" "))
        .filter((phrase) => wanted.has(phrase))
        .map((phrase) => `${file}: ${wanted.get(phrase)}`),
    );
  });
  expect(found.slice(0, 5)).toEqual([]);
}
