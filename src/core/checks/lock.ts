import { z } from "zod";
import { compareText } from "../records/problem.ts";
import type { FlowCounts } from "../screening/flow.ts";

/** What slr.lock holds: hashes of what went in, and the flow that came out. */
export interface Lock {
  readonly inputs: Readonly<Record<string, string>>;
  readonly flow: Readonly<Record<string, unknown>>;
}

const LockSchema = z.object({
  inputs: z.record(z.string(), z.string()),
  flow: z.record(z.string(), z.unknown()),
});

export function renderLock(inputs: ReadonlyMap<string, string>, flow: FlowCounts): string {
  return `${JSON.stringify({ inputs: Object.fromEntries(inputs), flow }, null, 2)}\n`;
}

/** Parses slr.lock; undefined if the text is not a lock. */
export function parseLock(text: string): Lock | undefined {
  try {
    const parsed = LockSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** What differs between the lock and the review as it is, one sentence each. */
export function lockDifferences(
  lock: Lock,
  inputs: ReadonlyMap<string, string>,
  flow: FlowCounts,
): string[] {
  const differences: string[] = [];
  for (const file of [...new Set([...Object.keys(lock.inputs), ...inputs.keys()])].sort(
    compareText,
  )) {
    const [before, now] = [lock.inputs[file], inputs.get(file)];
    if (before === undefined) differences.push(`${file} is new.`);
    else if (now === undefined) differences.push(`${file} is gone.`);
    else if (before !== now) differences.push(`${file} has changed.`);
  }
  const current: Readonly<Record<string, unknown>> = { ...flow };
  for (const box of [...new Set([...Object.keys(lock.flow), ...Object.keys(current)])]) {
    const [before, now] = [JSON.stringify(lock.flow[box]), JSON.stringify(current[box])];
    if (before !== now)
      differences.push(`${box} was ${before ?? "absent"}, is ${now ?? "absent"}.`);
  }
  return differences;
}
