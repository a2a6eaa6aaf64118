import fc from "fast-check";
import type { Batch, ParsedEntry } from "../../src/core/entry.ts";
import type { ExportFile } from "../../src/core/identify.ts";
import { SOURCE_KINDS, type SourceKind, STAGES, type Stage } from "../../src/core/model.ts";
import type { Decision, Retrieval, StudyMember, Verdict } from "../../src/core/people.ts";
import { type Protocol, parseProtocol } from "../../src/core/protocol.ts";
import type { ReviewInput } from "../../src/core/review.ts";
import { aRecord } from "../core/records.ts";

/** A review folder as a value, so that its files, sources and rows can be put into another order. */
export interface Folder {
  readonly yaml: string;
  readonly sources: readonly {
    readonly name: string;
    readonly kind: SourceKind;
    readonly entries: readonly (Entry | "unreadable")[];
  }[];
  readonly decisions: readonly Row[];
  readonly retrievals: readonly { readonly work: number; readonly status: Retrieval["status"] }[];
  readonly studies: readonly { readonly work: number; readonly study: string }[];
}

interface Entry {
  readonly work: number;
  readonly doi: boolean;
  readonly year: number | undefined;
  readonly venue: string | undefined;
  readonly abstract: boolean;
}

interface Row {
  readonly reviewer: string;
  readonly work: number;
  readonly stage: Stage;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly resolves: boolean;
}

const WORKS = 12;
const WORDS = [
  "alpha",
  "bravo",
  "gamma",
  "delta",
  "omega",
  "sigma",
  "kappa",
  "theta",
  "lambda",
  "epsilon",
  "upsilon",
  "omicron",
];

export function titleOf(work: number): string {
  return `${work % 3 === 0 ? "Pruning" : "Training"} of large ${WORDS[work]} networks with ${work % 2 === 0 ? "language models" : "image data"}`;
}

const work = fc.integer({ min: 0, max: WORKS - 1 });
const entry = fc.record({
  work,
  doi: fc.boolean(),
  year: fc.constantFrom(2016, 2020, 2021, undefined),
  venue: fc.constantFrom("NeurIPS", "arXiv", undefined),
  abstract: fc.boolean(),
});

export const folders: fc.Arbitrary<Folder> = fc.record({
  yaml: fc
    .record({
      first: fc.constantFrom("rules", "reviewers", "rules-then-reviewers"),
      second: fc.constantFrom("rules", "reviewers"),
      needed: fc.constantFrom(1, 2),
      other: fc.constantFrom("separate", "merged"),
    })
    .map(
      ({ first, second, needed, other }) => `
criteria:
  - { id: B1, text: Pruning, stage: before-screening, exclude: "title(pruning) AND year = 2016" }
  - { id: E1, text: Too old, stage: title-abstract, exclude: year < 2017 }
  - { id: I1, text: On topic, stage: title-abstract, include: title-abs("language models") }
  - { id: F1, text: No venue, stage: full-text, exclude: "NOT has(venue)" }
screening:
  title-abstract: { by: ${first} }
  full-text: { by: ${second}, per-record: ${needed} }
flow: { other-methods: ${other} }
previous: { studies: 2, reports: 3 }
`,
    ),
  sources: fc
    .array(
      fc.record({
        kind: fc.constantFrom(...SOURCE_KINDS),
        entries: fc.array(
          fc.oneof({ weight: 12, arbitrary: entry }, fc.constant("unreadable" as const)),
          { maxLength: 8 },
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((sources) => sources.map((source, at) => ({ ...source, name: `Source ${"ABCD"[at]}` }))),
  decisions: fc.array(
    fc.record({
      reviewer: fc.constantFrom("ada", "bela"),
      work,
      stage: fc.constantFrom(...STAGES),
      verdict: fc.constantFrom<Verdict>("include", "include", "exclude", "maybe"),
      reason: fc.constantFrom("", "F1", "free text"),
      resolves: fc.boolean().map((one) => one),
    }),
    { maxLength: 30 },
  ),
  retrievals: fc.array(
    fc.record({
      work,
      status: fc.constantFrom("sought" as const, "retrieved" as const, "not-retrieved" as const),
    }),
    { maxLength: 3 },
  ),
  studies: fc.array(fc.record({ work, study: fc.constantFrom("S1", "S2") }), { maxLength: 3 }),
});

function parsed(one: Entry | "unreadable", line: number, file: string): ParsedEntry {
  if (one === "unreadable") {
    return {
      kind: "unreadable",
      line,
      problem: {
        severity: "error",
        code: "test/unreadable",
        file,
        line,
        message: "Unexpected rubbish.",
      },
    };
  }
  return {
    kind: "record",
    line,
    attribution: {},
    record: aRecord({
      title: titleOf(one.work),
      authors: [`${WORDS[one.work]}, A.`, "Kertész, G."],
      ...(one.doi && { doi: `10.1000/${one.work}` }),
      ...(one.year !== undefined && { year: one.year }),
      ...(one.venue !== undefined && { venue: one.venue }),
      ...(one.abstract && { abstract: `Words about ${titleOf(one.work)}.` }),
    }),
  };
}

/** Each source is written as two files, so that its entries are numbered over both. */
function exportsOf(folder: Folder, protocol: Protocol): ExportFile[] {
  return folder.sources.flatMap(({ name, kind, entries }) => {
    const source = { name, kind, files: [`searches/${name}/*`], line: 1 };
    const half = Math.ceil(entries.length / 2);
    return [entries.slice(0, half), entries.slice(half)].map((part, at): ExportFile => {
      const path = `searches/${name}/${at}.ris`;
      return {
        path,
        source: protocol.sources.find((one) => one.name === name) ?? source,
        sha256: () => path,
        format: () => "test",
        async *read(): AsyncGenerator<Batch> {
          yield { entries: part.map((one, line) => parsed(one, line + 1, path)), problems: [] };
        },
      };
    });
  });
}

export function inputOf(folder: Folder): ReviewInput {
  const protocol = parseProtocol(folder.yaml, "slr.yaml");
  if (!protocol.ok) throw new Error(JSON.stringify(protocol.problems));
  const reference = (one: number) => ({ record: "", title: titleOf(one) });
  return {
    protocol: protocol.protocol,
    exports: exportsOf(folder, protocol.protocol),
    decisions: folder.decisions.map(
      (row, at): Decision => ({
        place: { file: `decisions/${row.reviewer}.csv`, line: at + 2 },
        reviewer: row.reviewer,
        reference: reference(row.work),
        stage: row.stage,
        verdict: row.verdict,
        reasons: row.reason === "" ? [] : [row.reason],
        resolves: row.resolves,
        note: "",
        // The documented exception: of rows without a date the last in the file counts.
        decidedAt: JSON.stringify(row),
      }),
    ),
    pairs: [],
    retrievals: folder.retrievals.map((row, at) => ({
      place: { file: "retrieval.csv", line: at + 2 },
      reference: reference(row.work),
      status: row.status,
    })),
    studies: folder.studies.map(
      (row, at): StudyMember => ({
        place: { file: "studies.csv", line: at + 2 },
        study: row.study,
        reference: reference(row.work),
      }),
    ),
    fullText: () => Promise.resolve(undefined),
    problems: [],
  };
}
