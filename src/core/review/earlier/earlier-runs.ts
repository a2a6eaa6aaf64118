import { createHash } from "node:crypto";
import type { Criterion } from "../../protocol/protocol.ts";

/**
 * What earlier runs of this slr found, so that it need not be found again. It is never an input: a
 * review without it comes to the same results, byte for byte.
 */
export interface EarlierRuns {
  /** What a step found; `from` says everything that this depends on. Undefined if nobody kept it. */
  recall(step: string, from: string): Promise<unknown>;
  /** Keeps what a step found for later runs. */
  keep(step: string, from: string, found: unknown): Promise<void>;
  /** The criteria of slr.yaml, and a hash of its text; other criteria are not recalled. */
  readonly criteria?: { readonly are: readonly Criterion[]; readonly from: string } | undefined;
}

/**
 * What a step finds: recalled if an earlier run kept it, otherwise found now and kept.
 *
 * @param from everything that it depends on; undefined if nobody can say
 */
export async function recallOr<Found>(
  earlier: EarlierRuns | undefined,
  step: string,
  from: string | undefined,
  find: () => Found | Promise<Found>,
): Promise<Found> {
  if (earlier === undefined || from === undefined) return find();
  const before = await earlier.recall(step, from);
  // Only this step of this slr keeps anything under its name.
  if (before !== undefined) return before as Found;
  const found = await find();
  await earlier.keep(step, from, found);
  return found;
}

/** One hash for many things that something depends on. */
export function hashOf(...parts: readonly unknown[]): string {
  const hash = createHash("sha256");
  // A text after its length cannot run into the next one.
  for (const part of parts) {
    const text = JSON.stringify(part, whole) ?? "undefined";
    hash.update(`${text.length}:${text}`);
  }
  return hash.digest("hex");
}

/** JSON knows no maps and no sets. */
function whole(_: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}
