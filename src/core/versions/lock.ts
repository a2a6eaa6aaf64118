import { z } from "zod";
import { compareAnchors } from "../records/identifiers/identity.ts";
import { compareText } from "../records/problem.ts";
import { withoutAbsent } from "../records/without-absent.ts";
import type { ScreenedReview } from "../review/review.ts";
import type { ScreenedRecord } from "../screening/results.ts";

/** The SHA-256 of a file: of its bytes, and of its text with all line ends made equal. */
export interface InputHash {
  readonly bytes: string;
  /** Absent for a file that is no text, and in a lock of version 1. */
  readonly text?: string;
}

/** A record in a lock: what identifies it in any version of slr, and where it ended. */
export interface LockedRecord {
  /** Its identifiers, and its title with year and first author; sorted, the strongest first. */
  readonly anchors: readonly string[];
  readonly box: string;
  /** What the flow counts of it beside its box; absent in a lock that an earlier slr wrote. */
  readonly counted?: CountedRecord;
}

/** What the flow counts of a record beside its box. */
export interface CountedRecord {
  /** The sources of its entries with their kinds, such as `database Scopus`: of the kept one first. */
  readonly entries: readonly string[];
  /** Of a report excluded at full text: the primary reason. */
  readonly reason?: string;
  /** Of a record excluded at title/abstract: whether automation alone did it. */
  readonly automation?: true;
  /** Of an included report that studies.csv lists: its study, and the synthesis that this enters. */
  readonly study?: string;
  readonly synthesis?: string;
}

/** What slr.lock holds: what went into a review, and what came out. */
export interface Lock {
  readonly version: 1 | 2;
  /** By path. */
  readonly inputs: Readonly<Record<string, InputHash>>;
  readonly flow: Readonly<Record<string, unknown>>;
  /** By key; undefined in a lock of version 1, which knows no records. */
  readonly records: Readonly<Record<string, LockedRecord>> | undefined;
  /** How many entries of each source cannot be read; absent in a lock that an earlier slr wrote. */
  readonly unreadable?: Readonly<Record<string, number>>;
}

const LockSchema = z.union([
  z.object({
    version: z.literal(2),
    inputs: z.record(z.string(), z.object({ bytes: z.string(), text: z.string().exactOptional() })),
    flow: z.record(z.string(), z.unknown()),
    records: z.record(
      z.string(),
      z.object({
        anchors: z.array(z.string()),
        box: z.string(),
        counted: z
          .object({
            entries: z.array(z.string()),
            reason: z.string().exactOptional(),
            automation: z.literal(true).exactOptional(),
            study: z.string().exactOptional(),
            synthesis: z.string().exactOptional(),
          })
          .exactOptional(),
      }),
    ),
    unreadable: z.record(z.string(), z.number()).exactOptional(),
  }),
  z
    .object({
      version: z.never().optional(),
      inputs: z.record(z.string(), z.string()),
      flow: z.record(z.string(), z.unknown()),
    })
    .transform(({ inputs, flow }) => ({
      version: 1 as const,
      inputs: Object.fromEntries(Object.entries(inputs).map(([file, bytes]) => [file, { bytes }])),
      flow,
      records: undefined,
    })),
]);

/** The lock of a review as it is. */
export function lockOf(
  { identified, results }: Pick<ScreenedReview, "identified" | "results">,
  inputs: ReadonlyMap<string, InputHash>,
): Lock {
  const entryOf = new Map(identified.entries.map((entry) => [entry.id, entry]));
  const included = new Map(results.included.map((report) => [report.key, report]));
  const countedOf = (record: ScreenedRecord): CountedRecord => {
    const [kept = "", ...others] = record.entries.map((id) => {
      const { kind, source } = entryOf.get(id)!;
      return `${kind} ${source}`;
    });
    const { study, synthesis } = included.get(record.key) ?? {};
    return withoutAbsent<CountedRecord>({
      entries: [kept, ...others.sort(compareText)],
      reason: record.box === "excluded-full-text" ? (record.fullText?.reasons[0] ?? "") : undefined,
      automation: record.box === "excluded-title-abstract" && record.automation ? true : undefined,
      // A report that nobody has put into a study is one of its own, whatever its key is.
      study: study === record.key ? undefined : study,
      synthesis,
    });
  };
  const unreadable = new Map<string, number>();
  for (const { record, source } of results.ledger)
    if (record === "") unreadable.set(source, (unreadable.get(source) ?? 0) + 1);
  return {
    version: 2,
    inputs: Object.fromEntries(inputs),
    flow: { ...results.flow },
    records: Object.fromEntries(
      results.records.map((record) => {
        const anchors = new Set(
          record.entries.flatMap((entry) => entryOf.get(entry)?.keys?.anchors ?? []),
        );
        const { key, box } = record;
        return [
          key,
          { anchors: [...anchors].sort(compareAnchors), box, counted: countedOf(record) },
        ];
      }),
    ),
    unreadable: Object.fromEntries(unreadable),
  };
}

/** The text of slr.lock: one line for each input, box and record, sorted, so that git shows what changed. */
export function renderLock({ inputs, flow, records = {}, unreadable }: Lock): string {
  const part = (name: string, values: Readonly<Record<string, unknown>>, names: string[]) => {
    const lines = names.map((key) => `${JSON.stringify(key)}: ${JSON.stringify(values[key])}`);
    return `"${name}": {${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n`}}`;
  };
  const sorted = (values: object) => Object.keys(values).sort(compareText);
  const parts = [
    '"version": 2',
    part("inputs", inputs, sorted(inputs)),
    part("flow", flow, Object.keys(flow)),
    part("records", records, sorted(records)),
    ...(unreadable === undefined ? [] : [part("unreadable", unreadable, sorted(unreadable))]),
  ];
  return `{\n${parts.join(",\n")}\n}\n`;
}

/** Parses slr.lock, of version 1 or 2; undefined if the text is not a lock. */
export function parseLock(text: string): Lock | undefined {
  try {
    const parsed = LockSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
