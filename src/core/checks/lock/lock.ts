import { z } from "zod";
import { compareAnchors } from "../../records/identifiers/identity.ts";
import { compareText } from "../../records/problem.ts";
import type { ScreenedReview } from "../../review/review.ts";

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
}

/** What slr.lock holds: what went into a review, and what came out. */
export interface Lock {
  readonly version: 1 | 2;
  /** By path. */
  readonly inputs: Readonly<Record<string, InputHash>>;
  readonly flow: Readonly<Record<string, unknown>>;
  /** By key; undefined in a lock of version 1, which knows no records. */
  readonly records: Readonly<Record<string, LockedRecord>> | undefined;
}

const LockSchema = z.union([
  z.object({
    version: z.literal(2),
    inputs: z.record(z.string(), z.object({ bytes: z.string(), text: z.string().exactOptional() })),
    flow: z.record(z.string(), z.unknown()),
    records: z.record(z.string(), z.object({ anchors: z.array(z.string()), box: z.string() })),
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
  const anchorsOf = new Map(identified.entries.map(({ id, keys }) => [id, keys?.anchors ?? []]));
  return {
    version: 2,
    inputs: Object.fromEntries(inputs),
    flow: { ...results.flow },
    records: Object.fromEntries(
      results.records.map(({ key, entries, box }) => {
        const anchors = new Set(entries.flatMap((entry) => anchorsOf.get(entry) ?? []));
        return [key, { anchors: [...anchors].sort(compareAnchors), box }];
      }),
    ),
  };
}

/** The text of slr.lock: one line for each input, box and record, sorted, so that git shows what changed. */
export function renderLock({ inputs, flow, records = {} }: Lock): string {
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
