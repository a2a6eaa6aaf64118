import { createHash } from "node:crypto";
import fc from "fast-check";
import { parseProtocol } from "../../src/core/protocol/parse-protocol.ts";
import type { SourcePlan } from "../../src/core/protocol/protocol.ts";
import type { Decision, Retrieval, StudyMember, Verdict } from "../../src/core/records/decision.ts";
import type { Attribution, Batch, ParsedEntry } from "../../src/core/records/entry.ts";
import { SOURCE_KINDS, type SourceKind, STAGES, type Stage } from "../../src/core/records/model.ts";
import { readTime, type Time } from "../../src/core/records/time.ts";
import type { ExportFile } from "../../src/core/review/identify.ts";
import type { ReviewInput } from "../../src/core/review/review-input.ts";
import { aRecord } from "../core/records/records.ts";

/** A review folder as a value, so that its files, sources and rows can be put into another order. */
export interface Folder {
  readonly yaml: string;
  readonly sources: readonly {
    readonly name: string;
    readonly kind: SourceKind;
    /** Whether its entries are counted each for the database that it names. */
    readonly byEntry: boolean;
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
  /** What it says of its database; of no matter in the export of one source. */
  readonly evidence: Attribution;
}

const EVIDENCE: readonly Attribution[] = [
  {},
  { producer: "Zotero" },
  { database: "Scopus", kind: "database" },
  { database: "PubMed", kind: "database", producer: "Zotero" },
  { database: "ClinicalTrials.gov", kind: "register" },
  // A library may name a database that the review has as a source of its own.
  { database: "Source A", kind: "database" },
];

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
  evidence: fc.constantFrom(...EVIDENCE),
});

export const folders: fc.Arbitrary<Folder> = fc.record({
  yaml: fc
    .record({
      first: fc.constantFrom("rules", "reviewers", "rules-then-reviewers"),
      second: fc.constantFrom("rules", "reviewers"),
      needed: fc.constantFrom(1, 2),
      other: fc.constantFrom("separate", "merged"),
      stop: fc.constantFrom(
        "",
        ", stop: { rule: hypergeometric }",
        ", stop: { rule: consecutive, records: 2, ended: 2024-05-01 }",
        ", stop: { rule: hypergeometric, ended: 2024-05-01 }",
      ),
    })
    .map(
      ({ first, second, needed, other, stop }) => `
criteria:
  - { id: B1, text: Pruning, stage: before-screening, exclude: "title(pruning) AND year = 2016" }
  - { id: E1, text: Too old, stage: title-abstract, exclude: year < 2017 }
  - { id: I1, text: On topic, stage: title-abstract, include: title-abs("language models") }
  - { id: F1, text: No venue, stage: full-text, exclude: "NOT has(venue)" }
screening:
  title-abstract: { by: ${first}${stop} }
  full-text: { by: ${second}, per-record: ${needed} }
flow: { other-methods: ${other} }
previous: { studies: 2, reports: 3 }
`,
    ),
  sources: fc
    .array(
      fc.record({
        kind: fc.constantFrom(...SOURCE_KINDS),
        byEntry: fc.boolean(),
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
    attribution: one.evidence,
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

function planOf(folder: Folder, name: string): SourcePlan {
  const { kind, byEntry } = folder.sources.find((one) => one.name === name)!;
  const by = byEntry ? { by: "entry" as const } : {};
  return { name, kind, searches: [{ files: [`searches/${name}/*`], line: 1 }], line: 1, ...by };
}

/** Where each entry of the folder was identified, by the rules of the README and not by the code. */
export function identifiedFrom(folder: Folder): { name: string; kind: SourceKind }[] {
  return folder.sources.flatMap(({ name, kind, byEntry, entries }) =>
    entries.map((one) => {
      const database = byEntry && one !== "unreadable" ? one.evidence.database : undefined;
      if (database === undefined) return { name, kind };
      const planned = folder.sources.find((source) => source.name === database)?.kind;
      const own = one === "unreadable" ? undefined : one.evidence.kind;
      return { name: database, kind: planned ?? own! };
    }),
  );
}

/** Each source is written as two files, so that its entries are numbered over both. */
function exportsOf(folder: Folder): ExportFile[] {
  return folder.sources.flatMap(({ name, entries }) => {
    const source = planOf(folder, name);
    const half = Math.ceil(entries.length / 2);
    return [entries.slice(0, half), entries.slice(half)].map((part, at): ExportFile => {
      const path = `searches/${name}/${at}.ris`;
      return {
        path,
        source,
        sha256: () => path,
        format: () => "test",
        async *read(): AsyncGenerator<Batch> {
          yield { entries: part.map((one, line) => parsed(one, line + 1, path)), problems: [] };
        },
      };
    });
  });
}

/** A time that only these words have. */
function timeOf(words: string): Time {
  const seconds = Number.parseInt(createHash("sha256").update(words).digest("hex").slice(0, 7), 16);
  return readTime(String(1_400_000_000 + seconds));
}

export function inputOf(folder: Folder): ReviewInput {
  const protocol = parseProtocol(folder.yaml, "slr.yaml");
  if (!protocol.ok) throw new Error(JSON.stringify(protocol.problems));
  const reference = (one: number) => ({ record: "", title: titleOf(one) });
  return {
    protocol: {
      ...protocol.protocol,
      sources: folder.sources.map(({ name }) => planOf(folder, name)),
    },
    exports: exportsOf(folder),
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
        tags: [],
        // The documented exception: of rows without a date the last in the file counts.
        decidedAt: timeOf(JSON.stringify(row)),
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
